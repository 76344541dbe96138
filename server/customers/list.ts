/** The customer list: pages by cursor in any order, each a walk along an index; and the count. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { CustomerFilter, customerListQuery, customerSorts } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { type Order, pageOf } from '../db/paging.ts'
import { customersFound } from './filter.ts'
import { firstPoint } from './queries.ts'

type Ask = z.output<typeof customerListQuery>

const customerId = sql`customers.id`
const factsId = sql`facts.customer_id`

/** Each is written as the index of its name in the migrations is. */
const orders: Record<(typeof customerSorts)[number], Omit<Order, 'name'>> = {
  name: { by: sql`customers.name collate "und-x-icu"`, type: 'text', id: customerId },
  city: { by: sql`customers.city collate "und-x-icu"`, type: 'text', id: customerId },
  created: { by: sql`customers.created_at`, type: 'timestamptz', id: customerId },
  balance: { by: sql`coalesce(customers.balance_minor, 0)`, type: 'bigint', id: customerId },
  lastContact: { by: sql`coalesce(facts.last_contact_at, '-infinity')`, type: 'timestamptz', id: factsId },
  lastOrder: { by: sql`coalesce(facts.last_order_at, '-infinity')`, type: 'timestamptz', id: factsId },
  revenue: { by: sql`facts.revenue_12m_minor`, type: 'bigint', id: factsId },
}

export const listCustomers = ({ tx, actor }: Context, { sort, direction, after, limit, ...filter }: Ask) =>
  pageOf(
    customersFound(tx, actor, filter)
      .innerJoin('teams', 'teams.id', 'customers.teamId')
      .leftJoin('users as owner', 'owner.id', 'customers.ownerId')
      .select([
        'customers.id',
        'customers.number',
        'customers.kind',
        'customers.name',
        'customers.otherName',
        'customers.city',
        'customers.tags',
        'customers.currency',
        'customers.balanceMinor',
        'customers.overdueMinor',
        'customers.createdAt',
        'customers.teamId',
        'teams.name as teamName',
        'customers.ownerId',
        'owner.name as ownerName',
        'facts.lastContactAt',
        'facts.lastOrderAt',
        'facts.orders12m',
        'facts.revenue12mMinor',
        'facts.revenuePrior12mMinor',
        'facts.openPromises',
        'facts.nextPromiseDue',
        'facts.lastRecommend',
      ])
      .select((eb) => [firstPoint(eb, 'phone').as('phone'), firstPoint(eb, 'email').as('email')]),
    { name: sort, ...orders[sort] },
    { after, limit, direction },
  )

const countedTo = 10_000

/** Exact up to ten thousand; beyond that it says so, and no screen waits for a count of millions unless somebody asked for it. */
export async function countCustomers({ tx, actor }: Context, { exact, ...filter }: CustomerFilter & { exact: boolean }) {
  const some = customersFound(tx, actor, filter).select('customers.id')
  const { count } = await tx
    .selectFrom((exact ? some : some.limit(countedTo + 1)).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return exact ? { count, capped: false } : { count: Math.min(count, countedTo), capped: count > countedTo }
}
