/**
 * The search behind frequent itemsets: depth first over projected baskets, as LCM ver. 2 does (Uno, Kiyomi, Arimura 2004, "occurrence deliver"
 * and database reduction). Items are numbered by falling frequency and a projection holds only items more frequent than the last one taken, so
 * it shrinks fast; equal projected rows are merged into one with a weight, found by hash; a branch that is dense or has few items left is
 * finished in dense-mining.ts. Only typed arrays inside; one set of buffers for each depth, reused by all branches.
 */
import { goOn, type Work } from '../work.ts'
import type { Baskets } from './baskets.ts'
import { type Columns, clear, columns, maskBits, tellCombinations, tellIntersections } from './dense-mining.ts'
import { type Found, hand } from './itemset-at-hand.ts'

type Level = {
  starts: Int32Array
  items: Int32Array
  weights: Int32Array
  codes: Int32Array
  counts: Int32Array
  occurrences: Int32Array
  rows: Int32Array
  ends: Int32Array
}

const level = (): Level => ({
  starts: new Int32Array(0),
  items: new Int32Array(0),
  weights: new Int32Array(0),
  codes: new Int32Array(0),
  counts: new Int32Array(0),
  occurrences: new Int32Array(0),
  rows: new Int32Array(0),
  ends: new Int32Array(0),
})
const room = (array: Int32Array, length: number) => (array.length >= length ? array : new Int32Array(Math.max(length, array.length * 2)))

/**
 * Every itemset of 1 … `maxLength` items held by at least `minCount` baskets, each exactly once.
 * `part` of `parts` searches only its share of the most selective items, so that several threads can divide the work.
 * Returns false when `found` ended the search.
 */
export function mine(baskets: Baskets, minCount: number, maxLength: number, found: Found, work?: Work, part = 0, parts = 1): boolean {
  const levels: Level[] = [level()]
  const top = levels[0]!
  const topItems = load(baskets, minCount, top)
  const conditional: Int32Array[] = []
  const map = new Int32Array(topItems)
  const masks = new Int32Array(1 << maskBits)
  let slots = new Int32Array(1024)
  const bitLevels: Columns[] = [columns()]
  const at = hand(topItems, maxLength, found, work)

  /** The rows of one item, written as bit masks over the `kept` items left, counted and told. */
  function countMasks(parent: Level, from: number, to: number, kept: number, codes: Int32Array): void {
    const size = 1 << kept
    masks.fill(0, 0, size)
    const { starts, items, weights, rows, ends } = parent
    for (let o = from; o < to; o++) {
      const row = rows[o]!
      let mask = 0
      for (let i = starts[row]!, end = ends[o]!; i < end; i++) {
        const local = map[items[i]!]!
        if (local >= 0) mask |= 1 << local
      }
      masks[mask]! += weights[row]!
    }
    tellCombinations(at, masks, kept, codes, minCount)
  }

  /** The rows of one item, written as columns of bits, a row of weight w as w rows. */
  function countColumns(parent: Level, from: number, to: number, kept: number, support: number, next: Level): void {
    const words = (support + 31) >>> 5
    const { bits, codes, counts } = clear(bitLevels[0]!, kept, words)
    for (let i = 0; i < kept; i++) {
      codes[i] = next.codes[i]!
      counts[i] = next.counts[i]!
    }
    const { starts, items, weights, rows, ends } = parent
    let row = 0
    for (let o = from; o < to; o++) {
      for (let copies = weights[rows[o]!]!; copies > 0; copies--) {
        for (let i = starts[rows[o]!]!, end = ends[o]!; i < end; i++) {
          const local = map[items[i]!]!
          if (local >= 0) bits[local * words + (row >>> 5)]! |= 1 << (row & 31)
        }
        row++
      }
    }
    tellIntersections(at, bitLevels, 0, kept, words, minCount)
  }

  /** The rows of one item projected to the `kept` items left, equal ones merged, into the next level. Returns their number. */
  function project(parent: Level, from: number, to: number, size: number, next: Level): number {
    const { starts, items, weights, rows, ends } = parent
    next.starts = room(next.starts, to - from + 1)
    next.weights = room(next.weights, to - from)
    next.items = room(next.items, size)
    const childStarts = next.starts
    const childItems = next.items
    const childWeights = next.weights
    let slotCount = 16
    while (slotCount < 2 * (to - from)) slotCount *= 2
    if (slots.length < slotCount) slots = new Int32Array(slotCount)
    slots.fill(-1, 0, slotCount)
    let row = 0
    let end = 0
    childStarts[0] = 0
    for (let o = from; o < to; o++) {
      const source = rows[o]!
      const start = end
      let hash = 0
      for (let i = starts[source]!, stop = ends[o]!; i < stop; i++) {
        const local = map[items[i]!]!
        if (local < 0) continue
        childItems[end++] = local
        hash = Math.imul(hash ^ local, 0x9e3779b1)
        hash ^= hash >>> 15
      }
      if (end === start) continue
      let slot = hash & (slotCount - 1)
      for (;;) {
        const other = slots[slot]!
        if (other < 0) {
          slots[slot] = row
          childWeights[row] = weights[source]!
          childStarts[++row] = end
          break
        }
        const otherStart = childStarts[other]!
        let same = childStarts[other + 1]! - otherStart === end - start
        for (let i = 0; same && i < end - start; i++) same = childItems[otherStart + i] === childItems[start + i]
        if (same) {
          childWeights[other]! += weights[source]!
          end = start
          break
        }
        slot = (slot + 1) & (slotCount - 1)
      }
    }
    return row
  }

  function search(depth: number, itemCount: number, rowCount: number): void {
    const here = levels[depth]!
    occurrences(here, itemCount, rowCount)
    levels[depth + 1] ??= level()
    const next = levels[depth + 1]!
    next.codes = room(next.codes, itemCount)
    next.counts = room(next.counts, itemCount)
    conditional[depth] = room(conditional[depth] ?? new Int32Array(0), itemCount)
    const counts = conditional[depth]!
    const { starts, items, weights, rows, ends } = here
    for (let item = itemCount - 1; item >= 0 && at.open; item--) {
      if (depth === 0) {
        if (parts > 1 && item % parts !== part) continue
        goOn(work)
        work?.onProgress?.(1 - (item + 1) / itemCount)
      }
      const support = here.counts[item]!
      at.take(here.codes[item]!)
      if (at.length() === maxLength) {
        at.tell(support)
        at.drop()
        continue
      }
      const from = here.occurrences[item]!
      const to = here.occurrences[item + 1]!
      counts.fill(0, 0, item)
      for (let o = from; o < to; o++) {
        const row = rows[o]!
        const weight = weights[row]!
        for (let i = starts[row]!, end = ends[o]!; i < end; i++) counts[items[i]!]! += weight
      }
      const alwaysBefore = at.always()
      let kept = 0
      let size = 0
      for (let other = 0; other < item; other++) {
        const count = counts[other]!
        map[other] = -1
        if (count < minCount) continue
        if (count === support) {
          at.takeAlways(here.codes[other]!)
          continue
        }
        map[other] = kept
        next.codes[kept] = here.codes[other]!
        next.counts[kept++] = count
        size += count
      }
      at.tell(support)
      if (kept === 1 || at.length() + 1 === maxLength) for (let i = 0; i < kept && at.open; i++) at.tellWith(next.codes[i]!, next.counts[i]!)
      else if (kept > 1) {
        const density = size / kept / support
        if (kept <= maskBits && (kept <= 4 || 1 << kept <= size)) countMasks(here, from, to, kept, next.codes)
        else if (density * density * (to - from) > 0.06 * support) countColumns(here, from, to, kept, support, next)
        else search(depth + 1, kept, project(here, from, to, size, next))
      }
      at.dropAlways(alwaysBefore)
      at.drop()
    }
  }

  if (topItems > 0) search(0, topItems, top.starts.length - 1)
  work?.onProgress?.(1)
  return at.open
}

/** Where each item stands: for every item the rows that hold it, and in each the place just before it. */
function occurrences(at: Level, itemCount: number, rowCount: number): void {
  const { starts, items } = at
  const size = starts[rowCount]!
  at.occurrences = room(at.occurrences, itemCount + 2)
  at.rows = room(at.rows, size)
  at.ends = room(at.ends, size)
  const place = at.occurrences
  place.fill(0, 0, itemCount + 2)
  for (let i = 0; i < size; i++) place[items[i]! + 2]!++
  for (let item = 2; item <= itemCount + 1; item++) place[item]! += place[item - 1]!
  for (let row = 0; row < rowCount; row++) {
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++) {
      const to = place[items[i]! + 1]!++
      at.rows[to] = row
      at.ends[to] = i
    }
  }
}

/** Frequent items only, numbered by falling frequency, rows ascending in that number. Returns how many items are frequent. */
function load(baskets: Baskets, minCount: number, top: Level): number {
  const { starts, items, itemCount } = baskets
  const count = new Int32Array(itemCount)
  for (let i = 0; i < items.length; i++) count[items[i]!]!++
  const frequent: number[] = []
  for (let item = 0; item < itemCount; item++) if (count[item]! >= minCount) frequent.push(item)
  frequent.sort((a, b) => count[b]! - count[a]! || a - b)
  top.codes = Int32Array.from(frequent)
  top.counts = Int32Array.from(frequent, (item) => count[item]!)

  const rank = new Int32Array(itemCount).fill(-1)
  for (let i = 0; i < frequent.length; i++) rank[frequent[i]!] = i
  const rows = starts.length - 1
  const length = new Int32Array(rows)
  const holders = new Int32Array(frequent.length + 1)
  for (let i = 0; i < frequent.length; i++) holders[i + 1] = holders[i]! + top.counts[i]!
  const size = holders[frequent.length]!
  const holder = new Int32Array(size)
  const place = holders.slice()
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const r = rank[items[i]!]!
      if (r < 0) continue
      holder[place[r]!++] = row
      length[row]!++
    }
  }
  let used = 0
  const target = new Int32Array(rows)
  for (let row = 0; row < rows; row++) if (length[row]! > 0) target[row] = used++
  top.starts = new Int32Array(used + 1)
  top.weights = new Int32Array(used).fill(1)
  top.items = new Int32Array(size)
  for (let row = 0; row < rows; row++) if (length[row]! > 0) top.starts[target[row]! + 1] = top.starts[target[row]!]! + length[row]!
  const next = top.starts.slice()
  for (let r = 0; r < frequent.length; r++) for (let o = holders[r]!; o < holders[r + 1]!; o++) top.items[next[target[holder[o]!]!]!++] = r
  return frequent.length
}
