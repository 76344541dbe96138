/** Cohorts: customers by the period of their first purchase, followed through the periods after it. */
import { InvalidInput } from '../invalid.ts'
import { histories, type Transactions } from './transactions.ts'

export type Cohort = {
  /** Period of the first purchase. */
  period: number
  customers: number
  /** Customers who bought in the n-th period after the first, n = 0 … ; only periods the data cover. */
  active: number[]
  /** Share of the cohort that bought: active / customers. */
  retention: number[]
  /** What the cohort paid in that period. */
  revenue: number[]
}

/**
 * Cohort table. `periodOf` gives the period of a day as a whole number that rises by one from period to period (months of a calendar, weeks, quarters).
 * `until` is the last day observed: a period it does not reach has no column.
 */
export function cohorts(transactions: Transactions, periodOf: (day: number) => number, until?: number): Cohort[] {
  const { customer, start, day, amount } = histories(transactions, 0)
  const last = periodOf(until ?? day.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY))
  const table = new Map<number, Cohort>()
  for (let i = 0; i < customer.length; i++) {
    const born = wholePeriod(periodOf(day[start[i]!]!))
    if (born > last) continue
    const width = last - born + 1
    let cohort = table.get(born)
    if (!cohort) {
      cohort = { period: born, customers: 0, active: Array(width).fill(0), retention: Array(width).fill(0), revenue: Array(width).fill(0) }
      table.set(born, cohort)
    }
    cohort.customers++
    let seen = -1
    for (let entry = start[i]!; entry < start[i + 1]!; entry++) {
      const age = wholePeriod(periodOf(day[entry]!)) - born
      if (age >= width) break
      if (age > seen) cohort.active[age]!++
      cohort.revenue[age]! += amount[entry]!
      seen = age
    }
  }
  const ordered = [...table.values()].sort((a, b) => a.period - b.period)
  for (const cohort of ordered) cohort.retention = cohort.active.map((count) => count / cohort.customers)
  return ordered
}

/** Retention by age over all cohorts that reached it: buyers of that age over customers who could have been, with its binomial standard error. */
export function retentionCurve(table: readonly Cohort[]): { age: number; customers: number; retention: number; standardError: number }[] {
  const longest = table.reduce((most, { active }) => Math.max(most, active.length), 0)
  return Array.from({ length: longest }, (_, age) => {
    const reached = table.filter(({ active }) => active.length > age)
    const customers = reached.reduce((sum, cohort) => sum + cohort.customers, 0)
    const retention = reached.reduce((sum, { active }) => sum + active[age]!, 0) / customers
    return { age, customers, retention, standardError: Math.sqrt((retention * (1 - retention)) / customers) }
  })
}

function wholePeriod(period: number): number {
  if (!Number.isInteger(period)) throw new InvalidInput('not-whole', undefined, 'periodOf')
  return period
}
