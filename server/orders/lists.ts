/** Orders in lists, paged by cursor whatever they are sorted by. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { orders as contract } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import { partOf, textLike, visibleTo } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'
import { literally, orderSorts, orders, part, startOf } from './queries.ts'

type Asked = z.output<(typeof contract)['GET /orders']['query']>
type Page = { after?: string | undefined; limit: number }

export async function listOrders(ctx: Context, { search, kind, from, until, sort, ...page }: Asked) {
  let list = orders(ctx.tx).where(visibleTo(ctx.actor))
  if (kind) list = list.where('orders.kind', '=', kind)
  if (from) list = list.where('orders.orderedAt', '>=', startOf(from))
  if (until) list = list.where('orders.orderedAt', '<', startOf(until, 1))
  if (search) list = list.where(await matching(ctx, search))
  return pageOf(list, orderSorts[sort], page)
}

export async function listOrdersOf(ctx: Context, customerId: string, page: Page) {
  const file = await partOf(ctx, customerId)
  return pageOf(orders(ctx.tx).where('orders.customerId', '=', file.id), orderSorts.orderedAt, { ...page, direction: 'descending' })
}

const few = 2_000

/**
 * Orders whose number starts with what was typed, or whose customer's name holds it. Few customers
 * are named by id, so that their orders are looked up; where the word fits many, a page of matching
 * orders is never far along the list and is found by walking it.
 */
async function matching({ tx, actor }: Context, typed: string) {
  const start = `${literally(typed)}%`
  const numbered = sql<boolean>`orders.number like ${start} or orders.number like ${start.toUpperCase()}`
  const named = await tx
    .selectFrom('customers')
    .where(visibleTo(actor))
    .where(textLike(actor, part(typed)))
    .select('id')
    .limit(few)
    .execute()
  return named.length < few
    ? sql<boolean>`(${numbered} or orders.customer_id = any(${named.map(({ id }) => id)}::uuid[]))`
    : sql<boolean>`(${numbered} or ${textLike(actor, part(typed))})`
}
