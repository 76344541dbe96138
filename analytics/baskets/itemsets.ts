/** Frequent itemsets: which goods are found together in at least so many baskets. Exact. */
import { InvalidInput } from '../invalid.ts'
import type { Work } from '../work.ts'
import { type Baskets, basketCount } from './baskets.ts'
import { mine } from './conditional-mining.ts'

/** Itemset i is `items[starts[i]] … items[starts[i + 1] − 1]`, ascending; `counts[i]` baskets hold all of it. */
export type Itemsets = {
  readonly starts: Int32Array
  readonly items: Int32Array
  readonly counts: Int32Array
  /** Baskets searched. */
  readonly baskets: number
  /** The absolute threshold used. */
  readonly minCount: number
  /** False when `maxItemsets` or `maxBytes` ended the search early: what is listed is right, but not all of it. */
  readonly complete: boolean
}

export type Threshold = {
  /** Share of baskets in (0, 1]. The least count is ceil(share · baskets − 1e-9). */
  support?: number
  /** Number of baskets, 1 or more; used instead of `support`. */
  count?: number
  /** Items in an itemset at most; no limit when left out. */
  maxLength?: number
}

export type ItemsetOptions = Threshold &
  Work & {
    /** Ends the search when more itemsets than this are found. */
    maxItemsets?: number
    /** Ends the search when the result would take more memory than this. 1 GiB when left out: halving support can mean 400 times the itemsets. */
    maxBytes?: number
    /** Searches part `index` of `of`: the parts together are the whole, for several threads. */
    part?: { index: number; of: number }
  }

/**
 * Every itemset held by at least the threshold of baskets, by depth-first search over projected and merged baskets
 * (Uno, Kiyomi, Arimura 2004; see conditional-mining.ts). Order: as found, the same for the same input.
 * @throws InvalidInput `empty` for no baskets; `out-of-range`, `not-whole` or `not-positive` for a threshold that is none
 * @throws Stopped when `signal` is aborted
 */
export function frequentItemsets(baskets: Baskets, options: ItemsetOptions): Itemsets {
  const minCount = leastCount(baskets, options)
  const maxItemsets = options.maxItemsets ?? Number.POSITIVE_INFINITY
  const maxInts = (options.maxBytes ?? 2 ** 30) / 4
  let starts = new Int32Array(1025)
  let counts = new Int32Array(1024)
  let items = new Int32Array(4096)
  let size = 0
  let end = 0
  const complete = mine(
    baskets,
    minCount,
    options.maxLength ?? baskets.itemCount,
    (taken, length, count) => {
      if (size >= maxItemsets || end + length + 2 * (size + 1) > maxInts) return false
      if (size === counts.length) {
        counts = wider(counts, 2 * size)
        starts = wider(starts, 2 * size + 1)
      }
      if (end + length > items.length) items = wider(items, Math.max(2 * items.length, end + length))
      for (let i = 0; i < length; i++) {
        const item = taken[i]!
        let to = end + i
        while (to > end && items[to - 1]! > item) {
          items[to] = items[to - 1]!
          to--
        }
        items[to] = item
      }
      end += length
      counts[size++] = count
      starts[size] = end
      return true
    },
    options,
    options.part?.index,
    options.part?.of,
  )
  return { starts: starts.slice(0, size + 1), items: items.slice(0, end), counts: counts.slice(0, size), baskets: basketCount(baskets), minCount, complete }
}

/**
 * How many frequent itemsets there are, by size (`bySize[k]` itemsets of k items), without keeping any: for choosing a threshold.
 * @throws as `frequentItemsets`
 */
export function countItemsets(baskets: Baskets, options: Threshold & Work): { bySize: number[]; itemsets: number; sumOfCounts: number } {
  const bySize: number[] = []
  let itemsets = 0
  let sumOfCounts = 0
  mine(
    baskets,
    leastCount(baskets, options),
    options.maxLength ?? baskets.itemCount,
    (_, length, count) => {
      while (bySize.length <= length) bySize.push(0)
      bySize[length]!++
      itemsets++
      sumOfCounts += count
      return true
    },
    options,
  )
  return { bySize, itemsets, sumOfCounts }
}

/** The least number of baskets a frequent itemset needs. */
export function leastCount(baskets: Baskets, { support, count, maxLength }: Threshold): number {
  const n = basketCount(baskets)
  if (n < 1) throw new InvalidInput('empty', undefined, 'baskets')
  if (maxLength !== undefined && !(Number.isInteger(maxLength) && maxLength >= 1)) throw new InvalidInput('not-whole', undefined, 'maxLength')
  if (count !== undefined) {
    if (!Number.isInteger(count)) throw new InvalidInput('not-whole', undefined, 'count')
    if (count < 1) throw new InvalidInput('not-positive', undefined, 'count')
    return count
  }
  if (support === undefined || !(support > 0 && support <= 1)) throw new InvalidInput('out-of-range', undefined, 'support')
  return Math.max(1, Math.ceil(support * n - 1e-9))
}

function wider(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length)
  result.set(array)
  return result
}
