/** Finding an itemset among many by its items: an open-addressing table over the flat arrays. */
import type { Itemsets } from './itemsets.ts'

/** Answers with the number of the itemset made of the `length` ascending items of `items`, leaving out the one at position `without` (−1: none); −1 when there is none. */
export type ItemsetTable = (items: Int32Array, from: number, length: number, without: number) => number

export function itemsetTable({ starts, items, counts }: Itemsets): ItemsetTable {
  let size = 16
  while (size < 2 * counts.length) size *= 2
  const slots = new Int32Array(size).fill(-1)
  // Items join by exclusive or, each mixed well: sets that differ by one item lie far apart.
  const hashOf = (list: Int32Array, from: number, length: number, without: number) => {
    let hash = 0
    for (let i = 0; i < length; i++) {
      if (i === without) continue
      let mixed = Math.imul(list[from + i]! + 0x7f4a7c15, 0x85ebca6b)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
      hash ^= mixed ^ (mixed >>> 16)
    }
    return hash & (size - 1)
  }
  for (let set = 0; set < counts.length; set++) {
    const from = starts[set]!
    let slot = hashOf(items, from, starts[set + 1]! - from, -1)
    while (slots[slot]! >= 0) slot = (slot + 1) & (size - 1)
    slots[slot] = set
  }
  return (list, from, length, without) => {
    const wanted = without < 0 ? length : length - 1
    for (let slot = hashOf(list, from, length, without); ; slot = (slot + 1) & (size - 1)) {
      const set = slots[slot]!
      if (set < 0) return -1
      const start = starts[set]!
      if (starts[set + 1]! - start !== wanted) continue
      let same = true
      for (let i = 0, j = start; same && i < length; i++) if (i !== without) same = list[from + i] === items[j++]
      if (same) return set
    }
  }
}
