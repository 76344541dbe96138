/** A list in the order of a field: those in which something stands walk along its index; the others come last, in an order of their own. */
import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { CustomField, FieldSubject } from '../../contract/custom-fields.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { type Direction, isOf, type Order, type PageAsked, pageOf, startOf } from '../db/paging.ts'
import { invalid } from '../http/problem.ts'
import { orderOf } from './asking.ts'
import { fieldsSeen } from './queries.ts'

/** The field a sort names. One this person does not see is unknown. */
export async function fieldOfSort(tx: Db, actor: Pick<Actor, 'role'>, subject: FieldSubject, sort: `custom.${string}`): Promise<CustomField> {
  const field = (await fieldsSeen(tx, actor, subject)).find(({ key }) => sort === `custom.${key}`)
  if (!field) throw invalid('sort', 'unknown')
  return field
}

type Parts<Rows> = {
  /** Those in which something stands, which is `v` of custom_values there; told the page wanted, so that they may be the rows of that page alone. */
  filled: (there: RawBuilder<boolean>, order: Order, asked: PageAsked) => Promise<Rows>
  id: RawBuilder<unknown>
  /** The others, likewise. */
  empty: (order: Order, asked: PageAsked) => Promise<Rows>
  /** The order of the empty ones. */
  rest: { by: RawBuilder<unknown>; id: RawBuilder<unknown>; direction: Direction }
}

export async function pageByField<DB, TB extends keyof DB, Row>(
  field: Pick<CustomField, 'key' | 'type'>,
  { filled, id, empty, rest }: Parts<SelectQueryBuilder<DB, TB, Row>>,
  asked: PageAsked,
) {
  const { there, ...by } = orderOf(field)
  const order: Order = { name: `custom.${field.key}`, ...by, id }
  const last = { name: `custom.${field.key} empty`, by: rest.by, type: 'timestamptz', id: rest.id } as const satisfies Order
  const lastPage = async (after: string | undefined, limit: number) => {
    const page = { after, limit, direction: rest.direction }
    return pageOf(await empty(last, page), last, page)
  }
  if (asked.after && isOf(asked.after, last)) return lastPage(asked.after, asked.limit)
  const first = await pageOf(await filled(there, order, asked), order, asked)
  const left = asked.limit - first.items.length
  if (first.next) return first
  if (left === 0) return { ...first, next: startOf(last, rest.direction) }
  const more = await lastPage(undefined, left)
  return { items: [...first.items, ...more.items], next: more.next }
}
