/** The list in the order of a custom field. Those in whom it is empty come last, as they were opened. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { fieldOfSort, pageByField } from '../custom-fields/index.ts'
import type { PageAsked } from '../db/paging.ts'
import { customersFound, type Narrowing } from './filter.ts'
import { nextFound } from './next-found.ts'
import type { Search } from './search.ts'

type Found = ReturnType<typeof customersFound>

export async function customersByField<DB, TB extends keyof DB, Row>(
  ctx: Context,
  sort: `custom.${string}`,
  rows: (found: Found) => SelectQueryBuilder<DB, TB, Row>,
  filter: Narrowing & { search?: Search },
  asked: PageAsked,
) {
  const { tx, actor } = ctx
  const field = await fieldOfSort(tx, actor, 'customer', sort)
  const all = () => customersFound(tx, actor, {})
  const withValue = (found: Found) =>
    found.innerJoin('customValues as v', (join) => join.onRef('v.customerId', '=', 'customers.id').on('v.fieldId', '=', field.id))
  const emptyToo = { ...filter, custom: [...(filter.custom ?? []), { fieldId: field.id, holds: null }] }
  return pageByField(
    field,
    {
      async filled(there, order, page) {
        const ids = await nextFound(ctx, filter, { ...order, of: { fieldId: field.id, there } }, page)
        const found = ids ? all().where(sql<boolean>`customers.id = any(${ids}::uuid[])`) : customersFound(tx, actor, filter)
        return rows(withValue(found).where(there) as unknown as Found)
      },
      id: sql`v.customer_id`,
      async empty(order, page) {
        const ids = await nextFound(ctx, emptyToo, { ...order, of: 'customers' }, page)
        return rows(ids ? all().where(sql<boolean>`customers.id = any(${ids}::uuid[])`) : customersFound(tx, actor, emptyToo))
      },
      rest: { by: sql`customers.created_at`, id: sql`customers.id`, direction: 'ascending' },
    },
    asked,
  )
}
