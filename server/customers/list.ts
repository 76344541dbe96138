/** The customer list: pages by cursor in any order, each a walk along an index; and the count. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { CustomerFilter, CustomerRow, customerListQuery, customerSorts } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { valuesOfMany } from '../custom-fields/index.ts'
import { type PageAsked, pageOf } from '../db/paging.ts'
import { customersFound, type Narrowing, narrowing } from './filter.ts'
import { customersByField } from './list-by-field.ts'
import { type ListOrder, nextFound } from './next-found.ts'
import { firstPoint } from './queries.ts'
import type { Search } from './search.ts'

type Ask = z.output<typeof customerListQuery>

const customerId = sql`customers.id`
const factsId = sql`facts.customer_id`

/** Each is written as the index of its name in the migrations is. */
const orders: Record<(typeof customerSorts)[number], Omit<ListOrder, 'name'>> = {
  name: { by: sql`customers.name collate "und-x-icu"`, type: 'text', id: customerId, of: 'customers' },
  city: { by: sql`customers.city collate "und-x-icu"`, type: 'text', id: customerId, of: 'customers' },
  created: { by: sql`customers.created_at`, type: 'timestamptz', id: customerId, of: 'customers' },
  balance: { by: sql`coalesce(customers.balance_minor, 0)`, type: 'bigint', id: customerId, of: 'customers' },
  lastContact: { by: sql`coalesce(facts.last_contact_at, '-infinity')`, type: 'timestamptz', id: factsId, of: 'facts' },
  lastOrder: { by: sql`coalesce(facts.last_order_at, '-infinity')`, type: 'timestamptz', id: factsId, of: 'facts' },
  revenue: { by: sql`facts.revenue_12m_minor`, type: 'bigint', id: factsId, of: 'facts' },
}

/** A page of the list, with what stands in the custom fields asked for. */
export async function listCustomers(ctx: Context, { sort, direction, after, limit, fields, ...given }: Ask) {
  const filter = await narrowing(ctx, given)
  const asked: PageAsked = { after, limit, direction }
  const page = isOurs(sort) ? await pageByOwn(ctx, { name: sort, ...orders[sort] }, filter, asked) : await customersByField(ctx, sort, rows, filter, asked)
  const values = await valuesOfMany(
    ctx.tx,
    ctx.actor,
    page.items.map(({ id }) => id),
    fields?.split(',') ?? [],
  )
  return { ...page, items: page.items.map((row): CustomerRow => ({ ...row, custom: values.get(row.id) ?? {} })) }
}

const isOurs = (sort: string): sort is keyof typeof orders => sort in orders

/** In an order of ours. What was searched for, or asked of a custom field, becomes the ids of the page first. */
async function pageByOwn(ctx: Context, order: ListOrder, filter: Narrowing & { search?: Search }, asked: PageAsked) {
  const ids = await nextFound(ctx, filter, order, asked)
  const found = customersFound(ctx.tx, ctx.actor, ids ? {} : filter)
  return pageOf(ids ? rows(found).where(sql<boolean>`customers.id = any(${ids}::uuid[])`) : rows(found), order, asked)
}

/** A customer as a row of the list. */
const rows = (found: ReturnType<typeof customersFound>) =>
  found
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
    .select((eb) => [firstPoint(eb, 'phone').as('phone'), firstPoint(eb, 'email').as('email')])

const countedTo = 10_000

/** Exact up to ten thousand; beyond that it says so, and no screen waits for a count of millions unless somebody asked for it. */
export async function countCustomers(ctx: Context, { exact, ...given }: CustomerFilter & { exact: boolean }) {
  const { tx, actor } = ctx
  const some = customersFound(tx, actor, await narrowing(ctx, given)).select('customers.id')
  const { count } = await tx
    .selectFrom((exact ? some : some.limit(countedTo + 1)).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return exact ? { count, capped: false } : { count: Math.min(count, countedTo), capped: count > countedTo }
}
