/** Baskets as the arithmetic wants them: one typed array of items, and where each basket starts in it. */
import { InvalidInput } from '../invalid.ts'

/** `items[starts[b]] … items[starts[b + 1] − 1]` is basket b: whole item numbers in 0 … `itemCount` − 1, each at most once. Tables of `itemCount` entries are made. */
export type Baskets = { readonly starts: Int32Array; readonly items: Int32Array; readonly itemCount: number }

/** Tables with an entry for every item number are made: beyond 2²⁶ − 1 (67 million) they would fill the memory. Number long codes from 0 first. */
const highestItem = 2 ** 26 - 1

/**
 * Lists of item numbers to baskets. Items may stand in any order and repeat inside a basket; a basket may be empty.
 * @param rows one list of item numbers (whole, 0 to 2²⁶ − 1) for each basket
 * @throws InvalidInput `empty` for no baskets; `not-finite`, `not-whole`, `negative` or `out-of-range` with the row of the basket
 */
export function baskets(rows: ArrayLike<ArrayLike<number>>): Baskets {
  if (rows.length === 0) throw new InvalidInput('empty', undefined, 'baskets')
  let size = 0
  for (let row = 0; row < rows.length; row++) size += rows[row]!.length
  const starts = new Int32Array(rows.length + 1)
  const items = new Int32Array(size)
  let end = 0
  let highest = -1
  for (let row = 0; row < rows.length; row++) {
    const basket = rows[row]!
    for (let i = 0; i < basket.length; i++) {
      const item = basket[i]!
      if (!(item >= 0 && item <= highestItem && Number.isInteger(item))) {
        if (!Number.isFinite(item)) throw new InvalidInput('not-finite', row, 'item')
        throw new InvalidInput(item < 0 ? 'negative' : item > highestItem ? 'out-of-range' : 'not-whole', row, 'item')
      }
      if (item > highest) highest = item
      items[end++] = item
    }
    starts[row + 1] = end
  }
  return distinct(starts, items, highest + 1)
}

/**
 * Baskets from text in the form of the FIMI benchmarks: one basket a line, whole numbers apart by anything that is not a digit.
 * Reads the bytes once, making no strings. A last line without an end counts; an empty line is an empty basket.
 * @throws InvalidInput `empty` for no bytes, `out-of-range` with the line of a number above 2²⁶ − 1
 */
export function parseBaskets(bytes: Uint8Array): Baskets {
  if (bytes.length === 0) throw new InvalidInput('empty', undefined, 'baskets')
  let rows = 0
  let size = 0
  let inside = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === 10) rows++
    const digit = byte >= 48 && byte <= 57
    if (digit && !inside) size++
    inside = digit
  }
  if (bytes[bytes.length - 1] !== 10) rows++
  const starts = new Int32Array(rows + 1)
  const items = new Int32Array(size)
  let end = 0
  let row = 0
  let number = -1
  let highest = -1
  const finish = () => {
    if (number > highestItem) throw new InvalidInput('out-of-range', row, 'item')
    if (number > highest) highest = number
    items[end++] = number
    number = -1
  }
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte >= 48 && byte <= 57) number = number < 0 ? byte - 48 : number * 10 + byte - 48
    else {
      if (number >= 0) finish()
      if (byte === 10) starts[++row] = end
    }
  }
  if (number >= 0) finish()
  if (row < rows) starts[rows] = end
  return distinct(starts, items, highest + 1)
}

/** Leaves one of each item in a basket. Arrays that hold no repeats are returned as they are. */
function distinct(starts: Int32Array, items: Int32Array, itemCount: number): Baskets {
  const lastBasket = new Int32Array(itemCount).fill(-1)
  let end = 0
  for (let row = 0; row + 1 < starts.length; row++) {
    const from = starts[row]!
    const to = starts[row + 1]!
    starts[row] = end
    for (let i = from; i < to; i++) {
      const item = items[i]!
      if (lastBasket[item] === row) continue
      lastBasket[item] = row
      items[end++] = item
    }
  }
  starts[starts.length - 1] = end
  return { starts, items: end === items.length ? items : items.slice(0, end), itemCount }
}

/** The number of baskets. */
export const basketCount = (baskets: Baskets) => baskets.starts.length - 1
