/**
 * Lists page by cursor: the next page starts after the sort value and id of the last row, wherever
 * that is by now, so a page costs the same at the end of a list as at its start.
 */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { invalid } from '../http/problem.ts'

export type Direction = 'ascending' | 'descending'

/** How a list is sorted: a value that is never null, and the id that breaks ties. Both must stand in one index. */
export type Order = { name: string; by: RawBuilder<unknown>; type: 'timestamptz' | 'date' | 'bigint' | 'numeric' | 'text'; id: RawBuilder<unknown> }

export type PageAsked = { after?: string | undefined; limit: number; direction: Direction }

/** The rows of one page, in order, and the cursor of the next; null after the last page. */
export async function pageOf<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>, order: Order, { after, limit, direction }: PageAsked) {
  const page = query
    .select([sql<string>`(${order.by})::text`.as('cursorValue'), sql<string>`(${order.id})::text`.as('cursorId')])
    .where(beyond(order, { after, direction }))
    .orderBy(sql`${order.by} ${way(direction)}, ${order.id} ${way(direction)}`)
    .limit(limit + 1)
  const rows = (await page.execute()) as (Row & { cursorValue: string; cursorId: string })[]
  const items = rows.slice(0, limit).map(({ cursorValue, cursorId, ...row }) => row as unknown as Row)
  const last = rows[limit - 1]
  return { items, next: last && rows.length > limit ? writeCursor(order, direction, last.cursorValue, last.cursorId) : null }
}

export const way = (direction: Direction) => (direction === 'ascending' ? sql`asc` : sql`desc`)

/** What comes after the cursor; all of it where there is none. */
export function beyond(order: Order, { after, direction }: Omit<PageAsked, 'limit'>): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const from = readCursor(after, order, direction)
  const further = direction === 'ascending' ? sql`>` : sql`<`
  return sql<boolean>`(${order.by}, ${order.id}) ${further} (${from.value}::${sql.raw(order.type)}, ${from.id}::uuid)`
}

const writeCursor = (order: Order, direction: Direction, value: string, id: string) =>
  Buffer.from(JSON.stringify([order.name, direction, value, id])).toString('base64url')

/** The cursor of a list's first page, where that is not the first thing somebody reads. */
export const startOf = (order: Order & { type: 'timestamptz' }, direction: Direction) =>
  direction === 'ascending'
    ? writeCursor(order, direction, '-infinity', '00000000-0000-0000-0000-000000000000')
    : writeCursor(order, direction, 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff')

/** Whether a cursor says it belongs to this order; whether it does is decided when it is read. */
export const isOf = (after: string, { name }: Order) => partsOf(after)[0] === name

/** A cursor belongs to one sort; anything else in its place is refused before it reaches the database. */
function readCursor(after: string, order: Order, direction: Direction) {
  const [name, way, value, id] = partsOf(after)
  const right =
    name === order.name &&
    way === direction &&
    typeof value === 'string' &&
    forms[order.type].test(value) &&
    isThere(value, order.type) &&
    typeof id === 'string' &&
    uuid.test(id)
  if (!right) throw invalid('after', 'malformed')
  return { value, id }
}

function partsOf(after: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

/** No day that was never there, such as the 31st of February. */
function isThere(value: string, type: Order['type']): boolean {
  if ((type !== 'timestamptz' && type !== 'date') || value.endsWith('infinity')) return true
  try {
    if (type === 'date') Temporal.PlainDate.from(value)
    else Temporal.Instant.from(`${value.slice(0, -3).replace(' ', 'T')}Z`)
    return !value.startsWith('0000')
  } catch {
    return false
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const forms = {
  timestamptz: /^(-?infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/,
  date: /^(-?infinity|\d{4}-\d\d-\d\d)$/,
  bigint: /^-?\d{1,18}$/,
  numeric: /^-?\d{1,16}(\.\d{1,6})?$/,
  text: /^[^\0]*$/s,
}
