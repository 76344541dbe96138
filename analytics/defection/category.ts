/** A category that moved away: the customer still buys, but no longer this. Split orders look so. */
import { InvalidInput } from '../invalid.ts'
import { logBeta } from '../numerics/gamma.ts'
import type { Signal } from './signal.ts'

/** Order lines, one a row, in any order. */
export type Lines = {
  /** As in the transactions. */
  customer: ArrayLike<number>
  day: ArrayLike<number>
  /** Whole numbers, any. */
  category: ArrayLike<number>
}

/**
 * The category that a customer took least of lately, of those they used to buy. A day on which a category is bought is one use of it. On the share of their
 * earlier buying days on which it was bought, changed as everybody's in that category, rests what the buying days of the window let expect; that share being
 * known only so well, the number seen is beta-binomial. `value`: seen over expected uses. `probability`: 1 − P(so few), for the least likely of the customer's
 * c categories raised to the power c (Šidák 1967).
 * Only customers who bought in the window are read: those who did not are silent, which is another signal.
 */
export function categoryMoved(lines: Lines, { window, uses = 4 }: { window: number; uses?: number }): Signal {
  const n = lines.customer.length
  if (n === 0) throw new InvalidInput('empty')
  if (lines.day.length !== n || lines.category.length !== n) throw new InvalidInput('length')
  if (!(window > 0 && Number.isFinite(window))) throw new InvalidInput('not-positive', undefined, 'window')
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(lines.day[row]!)) throw new InvalidInput('not-finite', row, 'day')
    if (!Number.isInteger(lines.category[row]!)) throw new InvalidInput('not-whole', row, 'category')
  }
  return (_, cutoff) => {
    const people = new Map<number, { days: Set<number>; uses: Map<number, Set<number>> }>()
    for (let row = 0; row < n; row++) {
      const day = Math.floor(lines.day[row]!)
      if (day > cutoff) continue
      const person = people.get(lines.customer[row]!) ?? { days: new Set(), uses: new Map() }
      people.set(lines.customer[row]!, person)
      person.days.add(day)
      const category = lines.category[row]!
      person.uses.set(category, (person.uses.get(category) ?? new Set()).add(day))
    }
    const lately = (days: Set<number>) => {
      let count = 0
      for (const day of days) if (day > cutoff - window) count++
      return count
    }
    // Everybody's change in each category: uses seen in the window over uses that the buyers' days there let expect.
    const seen = new Map<number, number>()
    const due = new Map<number, number>()
    for (const { days, uses: own } of people.values()) {
      const share = lately(days) / days.size
      for (const [category, used] of own) {
        seen.set(category, (seen.get(category) ?? 0) + lately(used))
        due.set(category, (due.get(category) ?? 0) + used.size * share)
      }
    }
    const trend = (category: number) => ((seen.get(category) ?? 0) + 1) / ((due.get(category) ?? 0) + 1)
    return [...people].flatMap(([customer, { days, uses: own }]) => {
      const recentDays = lately(days)
      if (recentDays === 0 || recentDays === days.size) return []
      const tested = [...own].filter(([, used]) => used.size >= uses && lately(used) < used.size)
      const found = tested.map(([category, used]) => {
        const count = lately(used)
        const earlier = days.size - recentDays
        const share = Math.min(0.98, (trend(category) * (used.size - count + 0.5)) / (earlier + 1))
        const chance = betaBinomialAtMost(count, recentDays, share * (earlier + 1), (1 - share) * (earlier + 1))
        return { category, count, expected: recentDays * share, before: used.size - count, chance }
      })
      if (found.length === 0) return []
      const least = found.reduce((a, b) => (b.chance < a.chance ? b : a))
      return [
        {
          customer,
          value: least.count / least.expected,
          probability: (1 - least.chance) ** found.length,
          evidence: {
            category: least.category,
            seen: least.count,
            expected: least.expected,
            before: least.before,
            categories: found.length,
            buyingDaysLately: recentDays,
          },
        },
      ]
    })
  }
}

/** P(X ≤ k) of n days, each with the category by a chance that is Beta(a, b). */
function betaBinomialAtMost(k: number, n: number, a: number, b: number): number {
  let term = Math.exp(logBeta(a, n + b) - logBeta(a, b))
  let sum = term
  for (let i = 0; i < Math.min(k, n); i++) {
    term *= ((n - i) / (i + 1)) * ((a + i) / (n - i - 1 + b))
    sum += term
  }
  return Math.min(1, sum)
}
