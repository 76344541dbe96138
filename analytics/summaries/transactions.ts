/** From purchases to what the customer-base models read of a customer. */
import { InvalidInput } from '../invalid.ts'

/** One purchase a row, in any order. */
export type Transactions = {
  /** Whole numbers ≥ 0, any; the same customer has the same number. */
  customer: ArrayLike<number>
  /** Days on any clock: 0.5 is noon. */
  day: ArrayLike<number>
  /** What was paid; a return is negative. 0 when absent. */
  amount?: ArrayLike<number> | undefined
}

/** Purchases ordered by customer and time, those within one merge period made one. Customer i owns entries `start[i]` … `start[i + 1]` − 1. */
export type Histories = { customer: Float64Array; start: Int32Array; day: Float64Array; amount: Float64Array }

/**
 * Orders purchases by customer and day. Purchases of one customer in the same `merge` days (1: the same day; 0: none) become one at the start of
 * that period, with their amounts added. Linear in the number of rows but for sorting each customer’s own.
 */
export function histories({ customer, day, amount }: Transactions, merge = 1): Histories {
  const n = customer.length
  if (n === 0) throw new InvalidInput('empty')
  if (day.length !== n || (amount && amount.length !== n)) throw new InvalidInput('length')
  if (!(merge >= 0 && Number.isFinite(merge))) throw new InvalidInput('negative', undefined, 'merge')
  const ids = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const id = customer[row]!
    if (!(Number.isInteger(id) && id >= 0)) throw new InvalidInput(!Number.isFinite(id) ? 'not-finite' : id < 0 ? 'negative' : 'not-whole', row, 'customer')
    if (!Number.isFinite(day[row]!)) throw new InvalidInput('not-finite', row, 'day')
    if (amount && !Number.isFinite(amount[row]!)) throw new InvalidInput('not-finite', row, 'amount')
    ids[row] = id
  }
  const customers = Float64Array.from(new Set(ids)).sort()
  const position = new Map<number, number>()
  for (const [i, id] of customers.entries()) position.set(id, i)
  const placeOf = Int32Array.from(ids, (id) => position.get(id)!)
  const bounds = new Int32Array(customers.length + 1)
  for (let row = 0; row < n; row++) bounds[placeOf[row]! + 1]!++
  for (let i = 0; i < customers.length; i++) bounds[i + 1]! += bounds[i]!
  const order = new Int32Array(n)
  const next = bounds.slice()
  for (let row = 0; row < n; row++) order[next[placeOf[row]!]!++] = row
  const start = new Int32Array(customers.length + 1)
  const days = new Float64Array(n)
  const amounts = new Float64Array(n)
  const period = (row: number) => (merge > 0 ? Math.floor(day[row]! / merge) * merge : day[row]!)
  let count = 0
  for (let i = 0; i < customers.length; i++) {
    start[i] = count
    const own = order.subarray(bounds[i]!, bounds[i + 1]!).sort((a, b) => day[a]! - day[b]!)
    for (const row of own) {
      const at = period(row)
      if (!(count > start[i]! && merge > 0 && days[count - 1] === at)) days[count++] = at
      if (amount) amounts[count - 1]! += amount[row]!
    }
  }
  start[customers.length] = count
  return { customer: customers, start, day: days.slice(0, count), amount: amounts.slice(0, count) }
}

export type SummaryOptions = {
  /** Days in a unit of time: 7 gives weeks. */
  unit?: number
  /** Days within which purchases are one; see `histories`. */
  merge?: number
  /** Last day of observation (calibration), inclusive; the last day of the data when absent. */
  until?: number
  /** Last day of the holdout, inclusive: the purchases after `until` are counted apart up to this day. */
  holdoutUntil?: number
}

/** One customer an entry, ordered by customer number: those who bought by `until`. Feeds the fits as it is. */
export type Summary = {
  customer: Float64Array
  /** x, t_x, T and Σ ln(gap), in the unit. */
  repeats: Float64Array
  recency: Float64Array
  age: Float64Array
  logGaps: Float64Array
  /** Mean spend of the repeat purchases, as the Gamma-Gamma model wants it; 0 without one. */
  spend: Float64Array
  /** Spend of the first purchase. */
  firstSpend: Float64Array
  /** Time of the first purchase since the first of all, in the unit. */
  birth: Float64Array
  /** Purchases in the holdout, and what was paid for them. */
  holdoutPurchases: Float64Array
  holdoutAmount: Float64Array
  /** Length of the holdout in the unit; 0 without one. */
  holdout: number
}

/** (x, t_x, T, mean spend) of every customer, with a calibration/holdout split. Throws InvalidInput for rows that break a rule, or when nobody bought by `until`. */
export function summarise(transactions: Transactions, options: SummaryOptions = {}): Summary {
  const { unit = 7, merge = 1 } = options
  if (!(unit > 0 && Number.isFinite(unit))) throw new InvalidInput('not-positive', undefined, 'unit')
  return summariseHistories(histories(transactions, merge), { ...options, unit })
}

export function summariseHistories({ customer, start, day, amount }: Histories, { unit = 7, until, holdoutUntil }: SummaryOptions): Summary {
  const first = day.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const end = until ?? day.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY)
  if (holdoutUntil !== undefined && holdoutUntil < end) throw new InvalidInput('unordered', undefined, 'holdoutUntil')
  const born: number[] = []
  for (let i = 0; i < customer.length; i++) if (day[start[i]!]! <= end) born.push(i)
  const n = born.length
  if (n === 0) throw new InvalidInput('empty', undefined, 'until')
  const column = () => new Float64Array(n)
  const summary: Summary = {
    customer: column(),
    repeats: column(),
    recency: column(),
    age: column(),
    logGaps: column(),
    spend: column(),
    firstSpend: column(),
    birth: column(),
    holdoutPurchases: column(),
    holdoutAmount: column(),
    holdout: holdoutUntil === undefined ? 0 : (holdoutUntil - end) / unit,
  }
  for (const [row, i] of born.entries()) {
    const from = start[i]!
    const birth = day[from]!
    let spent = 0
    summary.customer[row] = customer[i]!
    summary.age[row] = (end - birth) / unit
    summary.birth[row] = (birth - first) / unit
    summary.firstSpend[row] = amount[from]!
    for (let entry = from + 1; entry < start[i + 1]!; entry++) {
      const at = day[entry]!
      if (at <= end) {
        summary.repeats[row]!++
        summary.recency[row] = (at - birth) / unit
        summary.logGaps[row]! += Math.log((at - day[entry - 1]!) / unit)
        spent += amount[entry]!
      } else if (holdoutUntil !== undefined && at <= holdoutUntil) {
        summary.holdoutPurchases[row]!++
        summary.holdoutAmount[row]! += amount[entry]!
      }
    }
    if (summary.repeats[row]! > 0) summary.spend[row] = spent / summary.repeats[row]!
  }
  return summary
}
