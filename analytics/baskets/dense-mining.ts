/** Two ways to finish a branch whose rows hold much of what is left: bit masks with superset sums for few items, bit columns for many. */
import type { Hand } from './itemset-at-hand.ts'

/** Few items left: at most this many, so that every combination has its place in a table. */
export const maskBits = 16

/**
 * Counts every combination of `items` items at once. `table[mask]` comes holding how many rows are exactly that mask, and is overwritten with
 * how many hold at least it (the zeta transform over supersets), then walked as a tree: below a rare combination nothing is frequent.
 */
export function tellCombinations(at: Hand, table: Int32Array, items: number, codes: Int32Array, minCount: number): void {
  const size = 1 << items
  for (let bit = 1; bit < size; bit <<= 1)
    for (let block = 0; block < size; block += bit << 1) for (let mask = block, end = block + bit; mask < end; mask++) table[mask]! += table[mask + bit]!
  walk(0, 0)

  function walk(mask: number, from: number): void {
    for (let i = from; i < items && at.open; i++) {
      const wider = mask | (1 << i)
      const count = table[wider]!
      if (count < minCount) continue
      at.take(codes[i]!)
      at.tell(count)
      if (at.length() < at.maxLength) walk(wider, i + 1)
      at.drop()
    }
  }
}

/** Columns of bits, one for each item, `words` words long: bit r of column i says that row r holds item i. */
export type Columns = { bits: Int32Array; codes: Int32Array; counts: Int32Array }

export const columns = (): Columns => ({ bits: new Int32Array(0), codes: new Int32Array(0), counts: new Int32Array(0) })

/** Makes room for `items` columns of `words` words, all zero, and for their codes and counts. */
export function clear(columns: Columns, items: number, words: number): Columns {
  const size = items * words
  if (columns.bits.length < size) columns.bits = new Int32Array(Math.max(size, columns.bits.length * 2))
  else columns.bits.fill(0, 0, size)
  if (columns.codes.length < items) {
    columns.codes = new Int32Array(items * 2)
    columns.counts = new Int32Array(items * 2)
  }
  return columns
}

/**
 * Depth first over intersections of bit columns (Eclat, Zaki 2000, on bitmaps). `levels[depth]` holds `items` columns whose counts are
 * frequent; deeper levels are made and reused here.
 */
export function tellIntersections(at: Hand, levels: Columns[], depth: number, items: number, words: number, minCount: number): void {
  const { bits, codes, counts } = levels[depth]!
  levels[depth + 1] ??= columns()
  const next = levels[depth + 1]!
  if (next.bits.length < items * words) next.bits = new Int32Array(items * words)
  if (next.codes.length < items) {
    next.codes = new Int32Array(items)
    next.counts = new Int32Array(items)
  }
  const into = next.bits
  for (let item = items - 1; item >= 0 && at.open; item--) {
    const support = counts[item]!
    const own = item * words
    at.take(codes[item]!)
    if (at.length() >= at.maxLength) {
      at.tell(support)
      at.drop()
      continue
    }
    const alwaysBefore = at.always()
    let kept = 0
    for (let other = 0; other < item; other++) {
      const from = other * words
      const to = kept * words
      let count = 0
      for (let w = 0; w < words; w++) {
        const both = bits[own + w]! & bits[from + w]!
        into[to + w] = both
        let v = both - ((both >>> 1) & 0x55555555)
        v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
        count += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
      }
      if (count === support) at.takeAlways(codes[other]!)
      else if (count >= minCount) {
        next.codes[kept] = codes[other]!
        next.counts[kept++] = count
      }
    }
    at.tell(support)
    if (kept === 1) at.tellWith(next.codes[0]!, next.counts[0]!)
    else if (kept > 1) tellIntersections(at, levels, depth + 1, kept, words, minCount)
    at.dropAlways(alwaysBefore)
    at.drop()
  }
}
