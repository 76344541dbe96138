/** The customers a filter finds: one place for the list, its count, its export and bulk actions. */
import type { CustomerFilter, LendingFilter } from '../../contract/customers.ts'
import type { Actor } from '../context.ts'
import { type FieldCondition, fieldConditions } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { visibleTo } from './access.ts'
import { conditions } from './conditions.ts'
import { readSearch, type Search } from './search.ts'

/** A filter with its search and what it asks of custom fields understood; a search that is text is looked for as it stands. */
export type Narrowing = Omit<LendingFilter, 'search'> & { search?: Search | string | undefined; custom?: FieldCondition[] }

/** Reads a filter, once for all that is asked by it. */
export async function narrowing(ctx: { tx: Db; actor: Actor }, { search, custom, ...filter }: CustomerFilter): Promise<Narrowing & { search?: Search }> {
  return {
    ...filter,
    ...(search ? { search: await readSearch(ctx, search) } : {}),
    ...(custom ? { custom: await fieldConditions(ctx, 'customer', custom) } : {}),
  }
}

/** The customers, each with its facts, that this person may see and the filter finds. */
export const customersFound = (tx: Db, actor: Actor, filter: Narrowing) =>
  tx
    .selectFrom('customers')
    .innerJoin('customerFacts as facts', 'facts.customerId', 'customers.id')
    .where(visibleTo(actor))
    .where((eb) => eb.and(conditions(filter, actor)))
