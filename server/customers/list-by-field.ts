/** The list in the order of a custom field: those in whom something stands walk along its index; the others come last, as they were opened. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { fieldsSeen, orderOf } from '../custom-fields/index.ts'
import { isOf, type Order, type PageAsked, pageOf, startOf } from '../db/paging.ts'
import { invalid } from '../http/problem.ts'
import { customersFound, type Narrowing } from './filter.ts'

type Found = ReturnType<typeof customersFound>

export async function pageByField<DB, TB extends keyof DB, Row>(
  ctx: Context,
  sort: `custom.${string}`,
  rows: (found: Found) => SelectQueryBuilder<DB, TB, Row>,
  filter: Narrowing,
  asked: PageAsked,
) {
  const { tx, actor } = ctx
  const field = (await fieldsSeen(tx, actor, 'customer')).find(({ key }) => sort === `custom.${key}`)
  if (!field) throw invalid('sort', 'unknown')
  const { there, ...by } = orderOf(field)
  const filled: Order = { name: sort, ...by, id: sql`v.customer_id` }
  const empty = { name: `${sort} empty`, by: sql`customers.created_at`, type: 'timestamptz', id: sql`customers.id` } as const satisfies Order
  const found = customersFound(tx, actor, filter)
  const last = (after: string | undefined, limit: number) =>
    pageOf(rows(found.where(sql<boolean>`not exists (select from custom_values v where v.customer_id = customers.id and v.field_id = ${field.id})`)), empty, {
      after,
      limit,
      direction: 'ascending',
    })
  if (asked.after && isOf(asked.after, empty)) return last(asked.after, asked.limit)
  const withValue = found.innerJoin('customValues as v', (join) => join.onRef('v.customerId', '=', 'customers.id').on('v.fieldId', '=', field.id))
  const first = await pageOf(rows(withValue.where(there) as unknown as Found), filled, asked)
  const left = asked.limit - first.items.length
  if (first.next) return first
  if (left === 0) return { ...first, next: startOf(empty) }
  const rest = await last(undefined, left)
  return { items: [...first.items, ...rest.items], next: rest.next }
}
