/** The itemset a search stands at, and the telling of it. */
import { goOn, type Work } from '../work.ts'

/** Takes each itemset as it is found: `items[0 … length − 1]`, unsorted, valid only during the call. False ends the search. */
export type Found = (items: Int32Array, length: number, count: number) => boolean

/**
 * Items are taken and dropped as the search goes down and up. Items that every row at hand holds ("perfect extensions", Borgelt 2012) are
 * kept aside in `always`: each itemset told is told again with every choice of them, so the search need not look at them.
 */
export type Hand = {
  open: boolean
  readonly maxLength: number
  take(item: number): void
  drop(): void
  length(): number
  takeAlways(item: number): void
  /** How many items stand aside; give it back to `dropAlways` on the way up. */
  always(): number
  dropAlways(length: number): void
  /** Tells the itemset at hand, whose every version is held by `count` baskets. */
  tell(count: number): void
  /** Tells the itemset at hand with one more item. */
  tellWith(item: number, count: number): void
}

/** Looks at the caller's signal each time so many itemsets were told. */
const lookEvery = 4096

export function hand(items: number, maxLength: number, found: Found, work: Work | undefined): Hand {
  const taken = new Int32Array(items + 1)
  const aside = new Int32Array(items + 1)
  let length = 0
  let asideLength = 0
  let told = 0

  function tellFrom(from: number, size: number, count: number): void {
    if (++told % lookEvery === 0) goOn(work)
    if (!found(taken, size, count)) at.open = false
    if (size >= maxLength) return
    for (let i = from; i < asideLength && at.open; i++) {
      taken[size] = aside[i]!
      tellFrom(i + 1, size + 1, count)
    }
  }

  const at: Hand = {
    open: true,
    maxLength,
    take: (item) => {
      taken[length++] = item
    },
    drop: () => {
      length--
    },
    length: () => length,
    takeAlways: (item) => {
      aside[asideLength++] = item
    },
    always: () => asideLength,
    dropAlways: (to) => {
      asideLength = to
    },
    tell: (count) => tellFrom(0, length, count),
    tellWith: (item, count) => {
      taken[length] = item
      tellFrom(0, length + 1, count)
    },
  }
  return at
}
