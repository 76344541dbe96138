/** Made-up purchase histories: steady buyers, some of whom leave or buy less from a day on. */
import { random } from '../numerics/random.ts'
import { histories } from '../summaries/transactions.ts'

export type Buyer = { customer: number; gap: number; leaves: number | undefined }

/** `n` customers with gamma gaps of shape `k` over `days` days; a share `leaving` stops at a random day of the last third. Customer numbers count from 0. */
export function buyers(n: number, { seed = 1, k = 3, days = 720, leaving = 0.25 }: { seed?: number; k?: number; days?: number; leaving?: number } = {}) {
  const source = random(seed)
  const people: Buyer[] = []
  const rows: { customer: number; day: number; amount: number }[] = []
  for (let customer = 0; customer < n; customer++) {
    const gap = 200 / source.gamma(8)
    const leaves = source.uniform() < leaving ? days * (0.5 + 0.4 * source.uniform()) : undefined
    people.push({ customer, gap, leaves })
    for (let day = source.uniform() * 60; day < Math.min(days, leaves ?? days); day += (gap * source.gamma(k)) / k) {
      rows.push({ customer, day, amount: 50 * source.gamma(4) })
    }
  }
  const all = { customer: rows.map((row) => row.customer), day: rows.map((row) => row.day), amount: rows.map((row) => row.amount) }
  return { people, histories: histories(all, 0), transactions: all }
}
