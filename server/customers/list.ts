/** The customer list: pages by cursor in any order, each a walk along an index; and the count. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { CustomerFilter, CustomerRow, customerListQuery, customerSorts } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { someMeeting, valuesOfMany } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { beyond, type Order, type PageAsked, pageOf, way } from '../db/paging.ts'
import { visibleTo } from './access.ts'
import { conditions } from './conditions.ts'
import { customersFound, type Narrowing, narrowing } from './filter.ts'
import { pageByField } from './list-by-field.ts'
import { firstPoint } from './queries.ts'
import { type Search, searchedOneByOne, someSearched } from './search.ts'

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

/** Of words that so many share, the next page is near in any order. */
const few = 2_500
/** How many customers a search in order looks at. */
const ahead = 20_000

/** A page of the list, with what stands in the custom fields asked for. */
export async function listCustomers(ctx: Context, { sort, direction, after, limit, fields, ...given }: Ask) {
  const filter = await narrowing(ctx, given)
  const asked: PageAsked = { after, limit, direction }
  const page = isOurs(sort) ? await pageByOwn(ctx, { name: sort, ...orders[sort] }, filter, asked) : await pageByField(ctx, sort, rows, filter, asked)
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
async function pageByOwn(ctx: Context, order: Order, filter: Narrowing & { search?: Search }, asked: PageAsked) {
  const hits = hitsOf(filter)
  const found = customersFound(ctx.tx, ctx.actor, hits ? {} : filter)
  if (!hits) return pageOf(rows(found), order, asked)
  const ids = await search(ctx, { ...filter, hits }, order, asked)
  return pageOf(rows(found).where(sql<boolean>`customers.id = any(${ids}::uuid[])`), order, asked)
}

/** How the customers a search may find are gathered, of which at most so many: by what was typed, else by the first custom field that must hold something. */
function hitsOf({ search, custom = [] }: Narrowing & { search?: Search }): Searching['hits'] | undefined {
  if (search) return (most) => someSearched(search, most)
  const asked = custom.find(({ holds }) => holds)
  return asked && ((most) => someMeeting(asked, most))
}

type Searching = Narrowing & { search?: Search; hits: (most: number) => RawBuilder<unknown> }

/**
 * What few customers share is gathered by its index and sorted; of what many share the next page is a short walk in the order of the list. The wrong one reads a
 * million rows, so each is tried only so far, and the first not at all where the counts of the dictionary speak against it.
 */
const search = async (ctx: Context, filter: Searching, order: Order, asked: PageAsked): Promise<string[]> =>
  ((filter.search?.expected ?? 0) < 4 * few ? await amongFew(ctx, filter, order, asked) : null) ??
  (await aheadInOrder(ctx, filter, order, asked)) ??
  (await amongAll(ctx, filter, order, asked)) ??
  []

async function amongFew({ tx, actor }: Context, { search: _, hits, ...filter }: Searching, order: Order, asked: PageAsked) {
  return idsOf(
    tx,
    sql`
    with hits as materialized (${hits(few + 1)})
    select case when (select count(*) from hits) <= ${sql.lit(few)} then array(
      select customers.id from customers ${withFacts}
      where customers.id in (select id from hits) and ${visibleTo(actor)} and ${fits(filter, actor)} and ${beyond(order, asked)}
      order by ${order.by} ${way(asked.direction)}, ${order.id} ${way(asked.direction)} limit ${asked.limit + 1}) end as ids`,
  )
}

/** None if the page is not filled within reach. */
async function aheadInOrder({ tx, actor }: Context, { hits: _, ...filter }: Searching, order: Order, asked: PageAsked) {
  const ids = await idsOf(
    tx,
    sql`
    select array(
      select customers.id
      from (select customers.*, ${order.by} as value from customers ${order.id === factsId ? withFacts : sql``}
        where ${visibleTo(actor)} and ${beyond(order, asked)}
        order by ${order.by} ${way(asked.direction)}, ${order.id} ${way(asked.direction)} limit ${sql.lit(ahead)}) as customers left ${withFacts}
      where ${fits(filter, actor, searchedOneByOne)}
      order by customers.value ${way(asked.direction)}, customers.id ${way(asked.direction)} limit ${asked.limit + 1}) as ids`,
  )
  return ids && ids.length > asked.limit ? ids : null
}

/** Gathered before they are sorted: "offset 0" keeps the order from choosing how they are found. */
const amongAll = ({ tx, actor }: Context, { hits: _, ...filter }: Searching, order: Order, asked: PageAsked) =>
  idsOf(
    tx,
    sql`
    select array(
      select id
      from (select customers.id, ${order.by} as value from customers left ${withFacts}
        where ${visibleTo(actor)} and ${fits(filter, actor)} and ${beyond(order, asked)} offset 0) as found
      order by value ${way(asked.direction)}, id ${way(asked.direction)} limit ${asked.limit + 1}) as ids`,
  )

async function idsOf(tx: Db, statement: RawBuilder<unknown>) {
  const { rows } = await (statement as RawBuilder<{ ids: string[] | null }>).execute(tx)
  return rows[0]!.ids
}

const fits = (...given: Parameters<typeof conditions>) => sql`(${sql.join([sql`true`, ...conditions(...given)], sql` and `)})`
const withFacts = sql`join customer_facts facts on facts.customer_id = customers.id`

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
