/** Shorter lists that say the same: closed itemsets (no wider one is in as many baskets) and maximal ones (no wider one is frequent). */
import { itemsetTable } from './itemset-table.ts'
import type { Itemsets } from './itemsets.ts'

/**
 * Marks with 1 the itemsets that no wider itemset of the list has the same count as (Pasquier, Bastide, Taouil, Lakhal 1999). From the closed ones
 * the count of every frequent itemset follows. Needs a complete list without a limit of length to be true of the data.
 */
export const closed = (itemsets: Itemsets) => notCovered(itemsets, true)

/** Marks with 1 the itemsets that have no wider frequent itemset (Bayardo 1998): the border of what is frequent. */
export const maximal = (itemsets: Itemsets) => notCovered(itemsets, false)

function notCovered(itemsets: Itemsets, sameCount: boolean): Uint8Array {
  const { starts, items, counts } = itemsets
  const find = itemsetTable(itemsets)
  const marks = new Uint8Array(counts.length).fill(1)
  for (let set = 0; set < counts.length; set++) {
    const from = starts[set]!
    const length = starts[set + 1]! - from
    if (length < 2) continue
    for (let without = 0; without < length; without++) {
      const narrower = find(items, from, length, without)
      if (narrower >= 0 && (!sameCount || counts[narrower] === counts[set])) marks[narrower] = 0
    }
  }
  return marks
}

/** The itemsets marked with 1, in the same order. */
export function onlyMarked(itemsets: Itemsets, marks: Uint8Array): Itemsets {
  const chosen = Int32Array.from(marks.keys()).filter((set) => marks[set] === 1)
  const starts = new Int32Array(chosen.length + 1)
  for (let i = 0; i < chosen.length; i++) starts[i + 1] = starts[i]! + itemsets.starts[chosen[i]! + 1]! - itemsets.starts[chosen[i]!]!
  const items = new Int32Array(starts[chosen.length]!)
  for (let i = 0; i < chosen.length; i++) items.set(itemsets.items.subarray(itemsets.starts[chosen[i]!]!, itemsets.starts[chosen[i]! + 1]!), starts[i]!)
  return { ...itemsets, starts, items, counts: chosen.map((set) => itemsets.counts[set]!) }
}
