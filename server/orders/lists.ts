/** Orders in lists, paged by cursor whatever they are sorted by. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { orders as contract } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import { anOrder, fewOrdersMeeting, fieldConditions, fieldOfSort, meets, pageByField, valuesOfOrders } from '../custom-fields/index.ts'
import { inSegment, partOf, textLike, visibleTo } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'
import { literally, orderSorts, orders, part, startOf } from './queries.ts'

type Asked = z.output<(typeof contract)['GET /orders']['query']>
type Page = { after?: string | undefined; limit: number }

/** A page of the list, with what stands in the custom fields asked for. */
export async function listOrders(ctx: Context, { fields, ...asked }: Asked) {
  const page = await pageAsked(ctx, asked)
  const values = await valuesOfOrders(ctx.tx, ctx.actor, page.items, fields?.split(',') ?? [])
  return { ...page, items: page.items.map((row) => ({ ...row, custom: values.get(row.id) ?? {} })) }
}

async function pageAsked(ctx: Context, { search, kind, from, until, segment, custom, sort, ...page }: Omit<Asked, 'fields'>) {
  let list = orders(ctx.tx).where(visibleTo(ctx.actor))
  if (kind) list = list.where('orders.kind', '=', kind)
  if (from) list = list.where('orders.orderedAt', '>=', startOf(from))
  if (until) list = list.where('orders.orderedAt', '<', startOf(until, 1))
  if (segment) list = list.where(await ofCustomers(ctx, inSegment(segment, ctx.actor)))
  if (search) list = list.where(await matching(ctx, search))
  for (const condition of await fieldConditions(ctx, 'order', custom))
    list = list.where((await fewOrdersMeeting(ctx.tx, condition, few)) ?? meets(condition, anOrder))
  if (sort === 'orderedAt' || sort === 'amount') return pageOf(list, orderSorts[sort], page)
  const field = await fieldOfSort(ctx.tx, ctx.actor, 'order', sort)
  const withValue = list.innerJoin('customValues as v', (join) =>
    join.onRef('v.customerId', '=', 'orders.customerId').onRef('v.orderId', '=', 'orders.id').on('v.fieldId', '=', field.id),
  )
  return pageByField(
    field,
    {
      filled: async (there) => withValue.where(there).where('v.orderId', 'is not', null) as unknown as typeof list,
      id: sql`v.order_id`,
      empty: async () => list.where(meets({ fieldId: field.id, holds: null }, anOrder)),
      rest: { by: orderSorts.orderedAt.by, id: orderSorts.orderedAt.id, direction: 'descending' },
    },
    page,
  )
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
