/** An order is taken by any of our people, from any channel, line by line. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { fits, lineAmount } from '../../analytics/line-amount.ts'
import type { orders as contract, Order } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import { firstValues, writeValues } from '../custom-fields/index.ts'
import { fileOf, partOf } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { happenedAt } from '../http/moments.ts'
import { found, invalid } from '../http/problem.ts'
import { findOrder, nextOrderNumber } from './queries.ts'

type Taken = z.output<(typeof contract)['POST /customers/:id/orders']['body']>

const largestAmount = 1e15
const largestPrice = 1e13

/** Sent twice, the order stands once. Its amount is the sum of its lines, each rounded by itself. */
export async function takeOrder(ctx: Context, customerId: string, { lines, number, orderedAt, custom, ...order }: Taken): Promise<Order> {
  const file = await fileOf(ctx, customerId)
  const there = await findOrder(ctx, file.id, order.id)
  if (there) return there
  const rows = await linesOf(ctx.tx, file.currency, order.kind, lines)
  const amountMinor = rows.reduce((sum, line) => sum + line.amountMinor, 0)
  if (Math.abs(amountMinor) > largestAmount) throw invalid('lines', 'too-large')
  const values = await firstValues(ctx, 'order', custom)
  const stored = await ctx.tx
    .insertInto('orders')
    .values({
      ...order,
      customerId: file.id,
      number: number ?? (await nextOrderNumber(ctx.tx)),
      orderedAt: happenedAt(ctx.now, orderedAt, 'orderedAt'),
      takenBy: ctx.actor.id,
      currency: file.currency,
      amountMinor,
      createdAt: ctx.now,
    })
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) {
    await writeValues(ctx.tx, { customerId: file.id, orderId: order.id }, values)
    await ctx.tx
      .insertInto('orderLines')
      .values(rows.map((line) => ({ ...line, id: randomUUIDv7(), customerId: file.id, orderId: order.id })))
      .execute()
    ctx.record('order.taken', file.id, { orderId: order.id, kind: order.kind })
  }
  return found(await findOrder(ctx, file.id, order.id))
}

export async function openOrder(ctx: Context, customerId: string, id: string): Promise<Order> {
  const file = await partOf(ctx, customerId)
  return found(await findOrder(ctx, file.id, id))
}

/** Priced lines; a price not named is the product's own, where that is in the customer's currency. */
async function linesOf(tx: Db, currency: string, kind: Taken['kind'], lines: Taken['lines']) {
  const known = await tx
    .selectFrom('products')
    .where(
      'id',
      'in',
      lines.map(({ productId }) => productId),
    )
    .select(['id', 'unitPriceMinor', 'currency'])
    .execute()
  const byId = new Map(known.map((product) => [product.id, product]))
  const sign = kind === 'return' ? -1 : 1
  return lines.map(({ productId, quantity, unitPriceMinor }, n) => {
    const product = byId.get(productId)
    if (!product) throw invalid(`lines.${n}.productId`, 'unknown')
    const price = unitPriceMinor ?? (product.currency === currency ? product.unitPriceMinor : null)
    if (price === null) throw invalid(`lines.${n}.unitPriceMinor`, 'required')
    if (!fits(quantity, 3)) throw invalid(`lines.${n}.quantity`, 'malformed')
    if (!fits(price, 4)) throw invalid(`lines.${n}.unitPriceMinor`, 'malformed')
    if (price > largestPrice) throw invalid(`lines.${n}.unitPriceMinor`, 'too-large')
    if (quantity * price > largestAmount) throw invalid(`lines.${n}.quantity`, 'too-large')
    return { lineNo: n + 1, productId, quantity: sign * quantity, unitPriceMinor: price, amountMinor: lineAmount(sign * quantity, price) }
  })
}
