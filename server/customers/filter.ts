/** The customers a filter finds: one place for the list, its count, its export and bulk actions. */
import type { CustomerFilter } from '../../contract/customers.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { visibleTo } from './access.ts'
import { conditions } from './conditions.ts'

/** The customers, each with its facts, that this person may see and the filter finds. */
export const customersFound = (tx: Db, actor: Actor, filter: CustomerFilter) =>
  tx
    .selectFrom('customers')
    .innerJoin('customerFacts as facts', 'facts.customerId', 'customers.id')
    .where(visibleTo(actor))
    .where((eb) => eb.and(conditions(filter, actor)))
