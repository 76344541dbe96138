/** BG/BB: buy or not at each of many regular occasions (a yearly appeal, a monthly delivery). Fader, Hardie and Shang (2010). */
import { InvalidInput } from '../invalid.ts'
import type { Work } from '../work.ts'
import { type Customers, check, distinct } from './customers.ts'
import { type Boundary, climbHere, convergenceOf, type Fit, type RowSum, ranOff, standardErrorsOf } from './fit.ts'
import type { PurchaseModel } from './model.ts'
import { tablesOf } from './tables.ts'

/** The chance to buy at an occasion is Beta(α, β), the chance to leave before one Beta(γ, δ). */
export type BgBbParameters = { alpha: number; beta: number; gamma: number; delta: number }

/**
 * BG/BB by maximum likelihood. Here x counts the occasions used after the first purchase, t_x is the number of the last one used, T = n the number of occasions.
 * Throws InvalidInput for rows that break a rule, among them times that are not whole and x > t_x.
 */
export function fitBgBb(customers: Customers, work?: Work): Fit<BgBbParameters> {
  const shortest = Math.min(customers.repeats.length, customers.recency.length, customers.age.length)
  for (let row = 0; row < shortest; row++) checkOccasions(customers.repeats[row]!, customers.recency[row]!, customers.age[row]!, row)
  const rows = distinct(customers)
  const shapes = [
    [1, 1],
    [0.6, 2],
    [2, 1],
  ]
  const found = climbHere(
    bgBbSum,
    rows,
    shapes.flatMap((buys) =>
      [
        [...buys, 0.5, 3],
        [...buys, 1, 8],
      ].map((start) => start.map(Math.log)),
    ),
    work,
  )
  const [alpha, beta, gamma, delta] = found.at.map(Math.exp) as unknown as [number, number, number, number]
  const errors = standardErrorsOf(found)
  const boundary: Boundary | undefined =
    ranOff(found) && gamma / (gamma + delta) < 1e-4 ? 'no-dropout' : found.at[2]! > 7 ? 'equal-dropout' : found.at[0]! > 7 ? 'equal-rates' : undefined
  return {
    parameters: { alpha, beta, gamma, delta },
    standardErrors: boundary === undefined && errors ? { alpha: errors[0]!, beta: errors[1]!, gamma: errors[2]!, delta: errors[3]! } : undefined,
    logLikelihood: -found.value,
    customers: rows.customers,
    distinctRows: rows.repeats.length,
    convergence: convergenceOf(found, rows.repeatBuyers, boundary),
  }
}

function checkOccasions(x: number, tx: number, n: number, row?: number) {
  check(x, tx, n, 1, row)
  if (!Number.isInteger(tx)) throw new InvalidInput('not-whole', row, 'recency')
  if (!Number.isInteger(n)) throw new InvalidInput('not-whole', row, 'age')
  if (x > tx) throw new InvalidInput('out-of-range', row, 'repeats')
}

type Tables = Record<'alpha' | 'beta' | 'both' | 'delta' | 'leaving', { rise: Float64Array; riseSlope: Float64Array }>

function occasionTables({ alpha, beta, gamma, delta }: BgBbParameters, most: number): Tables {
  const levels = Float64Array.from({ length: most + 2 }, (_, i) => i)
  const of = (start: number) => tablesOf(levels, start, 1)
  return { alpha: of(alpha), beta: of(beta), both: of(alpha + beta), delta: of(delta), leaving: of(gamma + delta) }
}

/**
 * L = B(α+x, β+n−x)/B(α, β) · B(γ, δ+n)/B(γ, δ) + Σ_{i=0}^{n−t_x−1} B(α+x, β+t_x−x+i)/B(α, β) · B(γ+1, δ+t_x+i)/B(γ, δ)  (2010, eq. 5):
 * still a customer, or left after i further silent occasions. Each term in logarithms from tables of rising factorials.
 */
const bgBbSum: RowSum = (parameters, rows, from, to, gradient) => {
  const alpha = parameters[0]!
  const beta = parameters[1]!
  const gamma = parameters[2]!
  const delta = parameters[3]!
  const logGamma = Math.log(gamma)
  const most = rows.age.reduce((top, n) => Math.max(top, n), 0)
  const tables = occasionTables({ alpha, beta, gamma, delta }, most)
  const terms = new Float64Array(most + 1)
  let sum = 0
  for (let row = from; row < to; row++) {
    const w = rows.weight[row]!
    const x = rows.repeats[row]!
    const tx = rows.recency[row]!
    const n = rows.age[row]!
    let top = Number.NEGATIVE_INFINITY
    for (let last = tx; last <= n; last++) {
      const buys = tables.beta.rise[last - x]! - tables.both.rise[last]!
      const leaves = last === n ? -tables.leaving.rise[n]! : logGamma - tables.leaving.rise[last + 1]!
      const term = buys + tables.delta.rise[last]! + leaves
      terms[last] = term
      if (term > top) top = term
    }
    let whole = 0
    for (let last = tx; last <= n; last++) whole += terms[last] = Math.exp(terms[last]! - top)
    sum += w * (tables.alpha.rise[x]! + top + Math.log(whole))
    gradient[0]! += w * tables.alpha.riseSlope[x]!
    for (let last = tx; last <= n; last++) {
      const part = (w * terms[last]!) / whole
      const both = tables.both.riseSlope[last]!
      const leaving = tables.leaving.riseSlope[last === n ? n : last + 1]!
      gradient[0]! -= part * both
      gradient[1]! += part * (tables.beta.riseSlope[last - x]! - both)
      gradient[2]! += part * ((last === n ? 0 : 1 / gamma) - leaving)
      gradient[3]! += part * (tables.delta.riseSlope[last]! - leaving)
    }
  }
  return sum
}

/** The BG/BB with given parameters as a purchase model: times count occasions, `alive` means still a customer at occasion T + 1 (2010, eq. 8 and 11). */
export function bgBb(parameters: BgBbParameters): PurchaseModel {
  const { alpha, beta, gamma, delta } = parameters
  /** ln of the likelihood, and of its part in which the customer is still one after occasion n. */
  const likelihood = (x: number, tx: number, n: number) => {
    checkOccasions(x, tx, n)
    const tables = occasionTables(parameters, n)
    const term = (last: number) =>
      tables.alpha.rise[x]! +
      tables.beta.rise[last - x]! -
      tables.both.rise[last]! +
      tables.delta.rise[last]! +
      (last === n ? -tables.leaving.rise[n]! : Math.log(gamma) - tables.leaving.rise[last + 1]!)
    const living = term(n)
    let top = living
    for (let last = tx; last < n; last++) top = Math.max(top, term(last))
    let whole = 0
    for (let last = tx; last <= n; last++) whole += Math.exp(term(last) - top)
    return { living, whole: top + Math.log(whole) }
  }
  const alive = (x: number, tx: number, n: number) => {
    const { living, whole } = likelihood(x, tx, n)
    return (Math.exp(living - whole) * (delta + n)) / (gamma + delta + n)
  }
  const expectedIfAlive = (x: number, _tx: number, n: number, ahead: number) => {
    let stay = 1
    let sum = 0
    for (let j = 1; j <= ahead; j++) {
      sum += stay
      stay *= (delta + n + j) / (gamma + delta + n + j)
    }
    return ((alpha + x) / (alpha + beta + n)) * sum
  }
  return {
    memoryless: true,
    logLikelihood: (x, tx, n) => likelihood(x, tx, n).whole,
    alive,
    expectedIfAlive,
    quietIfAlive(x, _tx, n, ahead) {
      let stay = 1
      let silent = 1
      let quiet = 0
      for (let j = 1; j <= ahead; j++) {
        silent *= (beta + n - x + j - 1) / (alpha + beta + n + j - 1)
        const next = j === ahead ? 0 : (stay * (delta + n + j)) / (gamma + delta + n + j)
        quiet += (stay - next) * silent
        stay = next
      }
      return ahead > 0 ? quiet : 1
    },
    bend: (age) => delta + age,
    fading: (_x, age) => gamma / (gamma + delta + age),
    expected: (t) => alive(0, 0, 0) * expectedIfAlive(0, 0, 0, t),
  }
}
