/** Sizes: are a customer's orders smaller than they were, whenever they come? */
import { InvalidInput } from '../invalid.ts'
import { fAtMost } from '../numerics/incomplete-beta.ts'
import type { Signal } from './signal.ts'

/** The spread of everybody's orders counts as so many orders of one's own. */
const lent = 4

/**
 * Smaller orders. Logarithms of the amounts of the `window` days up to the cutoff against those before, by Student's t with the customer's own spread drawn to
 * everybody's; everybody's change in the meantime is taken off. Regular buyers who order less each time are seen long before what they spend is seen to fall by
 * chance. `value`: lately over before, as geometric means. `probability`: the chance that unchanged orders would have come out larger.
 */
export function smallerOrders({ window, lately = 3, before = 6 }: { window: number; lately?: number; before?: number }): Signal {
  if (!(window > 0 && Number.isFinite(window))) throw new InvalidInput('not-positive', undefined, 'window')
  return ({ customer, start, day, amount }, cutoff) => {
    const people = Array.from(customer, (one, i) => {
      const [late, early] = [spread(), spread()]
      let seen = 0
      for (let entry = start[i]!; entry < start[i + 1]!; entry++) {
        if (day[entry]! > cutoff || !(amount[entry]! > 0)) continue
        const recent = day[entry]! > cutoff - window
        if (recent) seen += amount[entry]!
        add(recent ? late : early, Math.log(amount[entry]!))
      }
      return { customer: one, late, early, seen }
    }).filter(({ late, early }) => late.n >= lately && early.n >= before)
    if (people.length < 20) throw new InvalidInput('too-few')
    const everybody = people.reduce((sum, { late, early }) => sum + (late.squares + early.squares) / (late.n + early.n - 2), 0) / people.length
    const middle = people.map(({ late, early }) => late.mean - early.mean).sort((a, b) => a - b)[people.length >> 1]!
    return people.map(({ customer: one, late, early, seen }) => {
      const degrees = late.n + early.n - 2 + lent
      const variance = (late.squares + early.squares + lent * everybody) / degrees
      const change = late.mean - early.mean - middle
      const t = -change / Math.sqrt(variance * (1 / late.n + 1 / early.n))
      const value = Math.exp(change)
      const tail = 0.5 * fAtMost(t * t, 1, degrees)
      return {
        customer: one,
        value,
        probability: t > 0 ? 0.5 + tail : 0.5 - tail,
        evidence: { seen, expected: seen / value, orders: late.n, before: early.n, window },
      }
    })
  }
}

type Spread = { n: number; mean: number; squares: number }
const spread = (): Spread => ({ n: 0, mean: 0, squares: 0 })

/** Welford's running mean and sum of squares. */
function add(to: Spread, value: number) {
  to.n++
  const off = value - to.mean
  to.mean += off / to.n
  to.squares += off * (value - to.mean)
}
