/** Customers are computed so many at a time: what a company of any size takes in memory is that of one chunk. */
import { type Histories, histories } from '../../analytics/index.ts'
import type { CategoryLines, Purchases } from './reading.ts'

/** What a company is learned from, and read by. One smaller than this is learned from whole. */
export const customersAtOnce = 20_000

export type Chunk = {
  /** Positions in `ids`. */ rows: Int32Array /** Undefined where none of them ordered. */
  past: Histories | undefined
  lines: CategoryLines
}

/** Every n-th customer belongs to a chunk, so that each is like the whole; the first is what is learned from. */
export function chunksOf(
  { ids, customer, day, amount }: Purchases,
  lines: CategoryLines,
  atOnce = customersAtOnce,
): { count: number; chunk(number: number): Chunk } {
  const count = Math.max(1, Math.ceil(ids.length / atOnce))
  const bought = startsOf(customer, ids.length)
  const listed = startsOf(lines.customer, ids.length)
  return {
    count,
    chunk(number) {
      const rows = Int32Array.from({ length: Math.ceil((ids.length - number) / count) }, (_, i) => number + i * count)
      const orders = gathered(rows, bought)
      const uses = gathered(rows, listed)
      return {
        rows,
        past: orders.length > 0 ? histories({ customer: pick(customer, orders), day: pick(day, orders), amount: pick(amount, orders) }) : undefined,
        lines: { ...lines, customer: pick(lines.customer, uses), day: pick(lines.day, uses), category: pick(lines.category, uses) },
      }
    },
  }
}

/** Where the entries of each customer begin, in a column in their order. */
function startsOf(customer: Int32Array, customers: number): Int32Array {
  const starts = new Int32Array(customers + 1)
  for (const row of customer) starts[row + 1]!++
  for (let row = 0; row < customers; row++) starts[row + 1]! += starts[row]!
  return starts
}

function gathered(rows: Int32Array, starts: Int32Array): Int32Array {
  const places = new Int32Array(rows.reduce((sum, row) => sum + starts[row + 1]! - starts[row]!, 0))
  let next = 0
  for (const row of rows) for (let place = starts[row]!; place < starts[row + 1]!; place++) places[next++] = place
  return places
}

function pick<Typed extends Int32Array | Float64Array>(column: Typed, places: Int32Array): Typed {
  const picked = new (column.constructor as new (length: number) => Typed)(places.length)
  for (const [i, place] of places.entries()) picked[i] = column[place]!
  return picked
}
