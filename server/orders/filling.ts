/** An order stays as it was taken. What stands in the company's own fields of it may change. */
import type { z } from 'zod'
import type { orders as contract, Order } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import { readyValues, writeValues } from '../custom-fields/index.ts'
import { fileOf, refuseOverwritingAny } from '../customers/index.ts'
import { found } from '../http/problem.ts'
import { findOrder } from './queries.ts'

type Change = z.output<(typeof contract)['PATCH /customers/:id/orders/:partId']['body']>

/** Refused where somebody else filled the same field meanwhile. */
export async function fillOrder(ctx: Context, customerId: string, id: string, { custom, seen }: Change): Promise<Order> {
  const file = await fileOf(ctx, customerId)
  found(await ctx.tx.selectFrom('orders').where('customerId', '=', file.id).where('id', '=', id).select('id').forNoKeyUpdate().executeTakeFirst())
  const before = found(await findOrder(ctx, file.id, id))
  const values = await readyValues(ctx, 'order', custom)
  if (values.length === 0) return before
  refuseOverwritingAny({ custom: before.custom }, {}, values, { seen })
  const fields = await writeValues(ctx.tx, { customerId: file.id, orderId: id }, values)
  ctx.record('order.changed', file.id, { orderId: id, fields })
  return found(await findOrder(ctx, file.id, id))
}
