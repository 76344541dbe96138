/**
 * What the customer-base models know of a customer: (x, t_x, T).
 * Times share one unit of the caller's choice (weeks, days); the models’ rates come out per that unit.
 */
import { InvalidInput } from '../invalid.ts'

/** One customer a row, in columns of equal length. */
export type Customers = {
  /** x: purchases after the first. Whole numbers ≥ 0. */
  repeats: ArrayLike<number>
  /** t_x: time from the first purchase to the last one; 0 without a repeat purchase. */
  recency: ArrayLike<number>
  /** T: time from the first purchase to the end of observation, T ≥ t_x. */
  age: ArrayLike<number>
  /** How many customers the row stands for; 1 when absent. */
  weight?: ArrayLike<number> | undefined
  /** Σ ln(gap) over a customer's x gaps between purchases. Only the regular-timing models read it. */
  logGaps?: ArrayLike<number> | undefined
}

/** Customers with equal (x, t_x, T) as one weighted row: the likelihood costs one term a distinct row, not one a customer. */
export type Distinct = {
  repeats: Float64Array
  recency: Float64Array
  age: Float64Array
  weight: Float64Array
  /** Position of the row's x in `levels`. */
  level: Int32Array
  /** The distinct x, rising. */
  levels: Float64Array
  /** Σ weight. */
  customers: number
  /** Σ weight of those with a repeat purchase. */
  repeatBuyers: number
  /** Σ weight × logGaps. */
  logGaps: number
  /** For every row of the input, its distinct row. */
  rowOf: Int32Array
}

/** Checks every row and merges equal ones, in order of first appearance; where the first 65,536 rows hold hardly a repetition, those after them are kept apart. Throws InvalidInput naming the row and the rule. */
export function distinct(customers: Customers): Distinct {
  const { repeats, recency, age, weight, logGaps } = customers
  const n = repeats.length
  if (n === 0) throw new InvalidInput('empty')
  if (recency.length !== n || age.length !== n || (weight && weight.length !== n) || (logGaps && logGaps.length !== n)) throw new InvalidInput('length')
  const rowOf = new Int32Array(n)
  let slots = 1 << Math.max(4, Math.ceil(Math.log2(Math.min(n, 65_536) * 2)))
  let table = new Int32Array(slots).fill(-1)
  let first = new Int32Array(slots)
  let hashes = new Int32Array(slots)
  let weights = new Float64Array(slots)
  let merging = true
  const key = new Float64Array(3)
  const words = new Int32Array(key.buffer)
  let count = 0
  let total = 0
  let repeaters = 0
  let gaps = 0
  for (let row = 0; row < n; row++) {
    const x = repeats[row]!
    const tx = recency[row]!
    const T = age[row]!
    const w = weight ? weight[row]! : 1
    // One comparison chain in the good case; `check` finds out which rule broke.
    if (
      !(x >= 0 && tx >= 0 && tx <= T && T < Number.POSITIVE_INFINITY && w > 0 && w < Number.POSITIVE_INFINITY && Number.isInteger(x) && (x > 0 || tx === 0))
    ) {
      check(x, tx, T, w, row)
    }
    total += w
    if (x > 0) repeaters += w
    if (logGaps) {
      const sum = logGaps[row]!
      if (!Number.isFinite(sum)) throw new InvalidInput('not-finite', row, 'logGaps')
      gaps += w * sum
    }
    if (row === trial && count > 0.9 * trial) {
      // Hardly a repetition so far: the rest is taken as it comes, at no cost but a few more rows.
      merging = false
      first = grown(first, new Int32Array(n))
      weights = grown(weights, new Float64Array(n))
    }
    if (!merging) {
      rowOf[row] = count
      first[count] = row
      weights[count++] = w
      continue
    }
    // Adding 0 turns −0 into 0, which compares equal but hashes apart.
    key[0] = x + 0
    key[1] = tx + 0
    key[2] = T + 0
    let hash = 0
    for (let i = 0; i < 6; i++) {
      hash = Math.imul(hash ^ words[i]!, 0x85ebca6b)
      hash = (hash << 13) | (hash >>> 19)
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
    hash ^= hash >>> 16
    let slot = hash & (slots - 1)
    let found = -1
    for (;;) {
      found = table[slot]!
      if (found < 0) break
      const other = first[found]!
      if (hashes[found] === hash && repeats[other] === x && recency[other] === tx && age[other] === T) break
      slot = (slot + 1) & (slots - 1)
    }
    if (found < 0) {
      found = count++
      table[slot] = found
      first[found] = row
      hashes[found] = hash
      if (count * 2 > slots) {
        slots *= 2
        table = new Int32Array(slots).fill(-1)
        first = grown(first, new Int32Array(slots))
        hashes = grown(hashes, new Int32Array(slots))
        weights = grown(weights, new Float64Array(slots))
        for (let i = 0; i < count; i++) {
          let free = hashes[i]! & (slots - 1)
          while (table[free]! >= 0) free = (free + 1) & (slots - 1)
          table[free] = i
        }
      }
    }
    rowOf[row] = found
    weights[found]! += w
  }
  const pick = (column: ArrayLike<number>) => {
    const picked = new Float64Array(count)
    for (let i = 0; i < count; i++) picked[i] = column[first[i]!]!
    return picked
  }
  const x = pick(repeats)
  const levels = Float64Array.from(new Set(x)).sort()
  const positions = new Map(Array.from(levels, (level, i) => [level, i]))
  const level = Int32Array.from(x, (value) => positions.get(value)!)
  return {
    repeats: x,
    recency: pick(recency),
    age: pick(age),
    weight: weights.slice(0, count),
    level,
    levels,
    customers: total,
    repeatBuyers: repeaters,
    logGaps: gaps,
    rowOf,
  }
}

/** Every `step`-th distinct row, for a first look at very many. */
export function sampleOf(rows: Distinct, step: number): Distinct {
  const pick = <A extends Float64Array | Int32Array>(column: A) => column.filter((_, i) => i % step === 0) as A
  const repeats = pick(rows.repeats)
  const weight = pick(rows.weight)
  let customers = 0
  let repeatBuyers = 0
  for (let i = 0; i < repeats.length; i++) {
    customers += weight[i]!
    if (repeats[i]! > 0) repeatBuyers += weight[i]!
  }
  return {
    ...rows,
    repeats,
    weight,
    recency: pick(rows.recency),
    age: pick(rows.age),
    level: pick(rows.level),
    customers,
    repeatBuyers,
    logGaps: 0,
    rowOf: new Int32Array(0),
  }
}

/** Throws the rule that one customer's numbers break, if any. */
export function check(x: number, tx: number, T: number, weight = 1, row?: number): void {
  if (!Number.isFinite(x)) throw new InvalidInput('not-finite', row, 'repeats')
  if (!Number.isFinite(tx)) throw new InvalidInput('not-finite', row, 'recency')
  if (!Number.isFinite(T)) throw new InvalidInput('not-finite', row, 'age')
  if (!Number.isFinite(weight)) throw new InvalidInput('not-finite', row, 'weight')
  if (x < 0) throw new InvalidInput('negative', row, 'repeats')
  if (tx < 0) throw new InvalidInput('negative', row, 'recency')
  if (T < 0) throw new InvalidInput('negative', row, 'age')
  if (!Number.isInteger(x)) throw new InvalidInput('not-whole', row, 'repeats')
  if (!(weight > 0)) throw new InvalidInput('not-positive', row, 'weight')
  if (tx > T) throw new InvalidInput('recency-after-age', row)
  if (x === 0 && tx > 0) throw new InvalidInput('recency-without-repeat', row)
}

/** Rows after which `distinct` looks whether merging pays. */
const trial = 65_536

function grown<A extends Int32Array | Float64Array>(old: A, larger: A): A {
  larger.set(old.length > larger.length ? (old.subarray(0, larger.length) as A) : old)
  return larger
}
