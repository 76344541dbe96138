/** Does the model track reality? Expected and actual repeat purchases, cumulative and per period, and by number of purchases. */
import { InvalidInput } from '../invalid.ts'
import type { Customers } from './customers.ts'
import { distinct } from './customers.ts'
import { expectedPurchases, type PurchaseModel } from './model.ts'

export type Tracking = { cumulative: Float64Array; perPeriod: Float64Array }

/**
 * Expected repeat purchases of all customers together, at the end of each of `periods` periods of length `length`:
 * Σ over customers of E[X(end − birth)] (Fader, Hardie and Lee 2005, eq. 9). `births` are times of first purchase on the same clock, the first period starting at 0.
 */
export function expectedTracking(model: PurchaseModel, births: ArrayLike<number>, periods: number, length = 1): Tracking {
  if (births.length === 0) throw new InvalidInput('empty')
  if (!(length > 0)) throw new InvalidInput('not-positive', undefined, 'length')
  const counts = new Map<number, number>()
  for (let row = 0; row < births.length; row++) {
    if (!Number.isFinite(births[row]!)) throw new InvalidInput('not-finite', row, 'births')
    if (births[row]! < 0) throw new InvalidInput('negative', row, 'births')
    counts.set(births[row]!, (counts.get(births[row]!) ?? 0) + 1)
  }
  // Births and ends on one grid leave few distinct ages; rounding to 1e-9 finds them.
  const known = new Map<number, number>()
  const expected = (age: number) => {
    const key = Math.round(age * 1e9)
    const value = known.get(key) ?? model.expected(age)
    known.set(key, value)
    return value
  }
  const cumulative = new Float64Array(periods)
  for (let period = 0; period < periods; period++) {
    let sum = 0
    for (const [birth, count] of counts) if (birth < (period + 1) * length) sum += count * expected((period + 1) * length - birth)
    cumulative[period] = sum
  }
  return { cumulative, perPeriod: differences(cumulative) }
}

/** Actual repeat purchases, counted from their times on the same clock; those after the last period are left out. */
export function actualTracking(repeatTimes: ArrayLike<number>, periods: number, length = 1): Tracking {
  const perPeriod = new Float64Array(periods)
  for (let row = 0; row < repeatTimes.length; row++) {
    const time = repeatTimes[row]!
    if (!Number.isFinite(time)) throw new InvalidInput('not-finite', row, 'repeatTimes')
    // A purchase at the very end of a period belongs to it.
    const period = Math.max(0, Math.ceil(time / length - 1e-9) - 1)
    if (period < periods) perPeriod[period]!++
  }
  let sum = 0
  return { perPeriod, cumulative: perPeriod.map((count) => (sum += count)) }
}

/** Holdout purchases, expected and actual, of customers grouped by x: the last group holds x ≥ `most`. */
export function byRepeats(model: PurchaseModel, customers: Customers, holdout: ArrayLike<number>, ahead: number, most = 7) {
  if (holdout.length !== customers.repeats.length) throw new InvalidInput('length')
  const rows = distinct(customers)
  const expected = rows.repeats.map((x, i) => expectedPurchases(model, x, rows.recency[i]!, rows.age[i]!, ahead))
  const groups = Array.from({ length: most + 1 }, (_, repeats) => ({ repeats, customers: 0, expected: 0, actual: 0 }))
  for (let row = 0; row < holdout.length; row++) {
    const group = groups[Math.min(most, customers.repeats[row]!)]!
    group.customers++
    group.expected += expected[rows.rowOf[row]!]!
    group.actual += holdout[row]!
  }
  return groups.map((group) => ({
    ...group,
    expected: group.customers ? group.expected / group.customers : 0,
    actual: group.customers ? group.actual / group.customers : 0,
  }))
}

function differences(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, i) => value - (i > 0 ? cumulative[i - 1]! : 0))
}
