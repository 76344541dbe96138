/** The list in the order of a custom field. Those in whom it is empty come last, as they were opened. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { fieldOfSort, meets, pageByField } from '../custom-fields/index.ts'
import type { PageAsked } from '../db/paging.ts'
import { customersFound, type Narrowing } from './filter.ts'

type Found = ReturnType<typeof customersFound>

export async function customersByField<DB, TB extends keyof DB, Row>(
  { tx, actor }: Context,
  sort: `custom.${string}`,
  rows: (found: Found) => SelectQueryBuilder<DB, TB, Row>,
  filter: Narrowing,
  asked: PageAsked,
) {
  const field = await fieldOfSort(tx, actor, 'customer', sort)
  const found = customersFound(tx, actor, filter)
  const withValue = found.innerJoin('customValues as v', (join) => join.onRef('v.customerId', '=', 'customers.id').on('v.fieldId', '=', field.id))
  return pageByField(
    field,
    {
      filled: (there) => rows(withValue.where(there) as unknown as Found),
      id: sql`v.customer_id`,
      empty: rows(found.where((eb) => eb.and([meets({ fieldId: field.id, holds: null })]))),
      rest: { by: sql`customers.created_at`, id: sql`customers.id`, direction: 'ascending' },
    },
    asked,
  )
}
