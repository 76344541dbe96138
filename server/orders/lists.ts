/** Orders in lists, paged by cursor whatever they are sorted by. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { orders as contract } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import { inSegment, partOf, textLike, visibleTo } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'
import { literally, orderSorts, orders, part, startOf } from './queries.ts'

type Asked = z.output<(typeof contract)['GET /orders']['query']>
type Page = { after?: string | undefined; limit: number }

export async function listOrders(ctx: Context, { search, kind, from, until, segment, sort, ...page }: Asked) {
  let list = orders(ctx.tx).where(visibleTo(ctx.actor))
  if (kind) list = list.where('orders.kind', '=', kind)
  if (from) list = list.where('orders.orderedAt', '>=', startOf(from))
  if (until) list = list.where('orders.orderedAt', '<', startOf(until, 1))
  if (segment) list = list.where(await ofCustomers(ctx, inSegment(segment, ctx.actor)))
  if (search) list = list.where(await matching(ctx, search))
  return pageOf(list, orderSorts[sort], page)
}

export async function listOrdersOf(ctx: Context, customerId: string, page: Page) {
  const file = await partOf(ctx, customerId)
  return pageOf(orders(ctx.tx).where('orders.customerId', '=', file.id), orderSorts.orderedAt, { ...page, direction: 'descending' })
}

const few = 2_000

/**
 * Orders of customers that fit. Few customers are named by id, so that their orders are looked up; where many fit, a page of
 * their orders is never far along the list and is found by walking it.
 */
async function ofCustomers({ tx, actor }: Context, fits: RawBuilder<SqlBool>) {
  const named = await tx.selectFrom('customers').where(visibleTo(actor)).where(fits).select('id').limit(few).execute()
  return named.length < few ? sql<boolean>`orders.customer_id = any(${named.map(({ id }) => id)}::uuid[])` : fits
}

/** Orders whose number starts with what was typed, or whose customer's name holds it. */
async function matching(ctx: Context, typed: string) {
  const start = `${literally(typed)}%`
  const ofNamed = await ofCustomers(ctx, textLike(ctx.actor, part(typed)))
  return sql<boolean>`(orders.number like ${start} or orders.number like ${start.toUpperCase()} or ${ofNamed})`
}
