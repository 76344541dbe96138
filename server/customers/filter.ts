/** The customers a filter finds: one place for the list, its count, its export and bulk actions. */
import type { CustomerFilter, LendingFilter } from '../../contract/customers.ts'
import type { Actor } from '../context.ts'
import { type FieldCondition, fieldConditions } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { visibleTo } from './access.ts'
import { conditions } from './conditions.ts'

/** A filter with what it asks of custom fields understood. */
export type Narrowing = LendingFilter & { custom?: FieldCondition[] }

export async function narrowing(ctx: { tx: Db; actor: Actor }, { custom, ...filter }: CustomerFilter): Promise<Narrowing> {
  return custom ? { ...filter, custom: await fieldConditions(ctx, 'customer', custom) } : filter
}

/** The customers, each with its facts, that this person may see and the filter finds. */
export const customersFound = (tx: Db, actor: Actor, filter: Narrowing) =>
  tx
    .selectFrom('customers')
    .innerJoin('customerFacts as facts', 'facts.customerId', 'customers.id')
    .where(visibleTo(actor))
    .where((eb) => eb.and(conditions(filter, actor)))
