import { sql } from 'kysely'
import { jsonArrayFrom, jsonBuildObject, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Context } from '../context.ts'
import { valuesOf } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import type { Order as Sort } from '../db/paging.ts'

/** Orders as lists show them, with the customer they belong to. */
export const orders = (tx: Db) =>
  tx
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select((eb) => [
      'orders.id',
      'orders.number',
      'orders.kind',
      'orders.orderedAt',
      'orders.currency',
      'orders.amountMinor',
      'orders.channel',
      jsonBuildObject({ id: eb.ref('customers.id'), name: eb.ref('customers.name') }).as('customer'),
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'orders.takenBy').select(['users.id', 'users.name'])).as('takenBy'),
    ])

export const findOrder = ({ tx, actor }: Pick<Context, 'tx' | 'actor'>, customerId: string, id: string) =>
  orders(tx)
    .where('orders.customerId', '=', customerId)
    .where('orders.id', '=', id)
    .select((eb) => [
      'orders.note',
      jsonArrayFrom(
        eb
          .selectFrom('orderLines')
          .innerJoin('products', 'products.id', 'orderLines.productId')
          .whereRef('orderLines.customerId', '=', 'orders.customerId')
          .whereRef('orderLines.orderId', '=', 'orders.id')
          .orderBy('orderLines.lineNo')
          .select((line) => [
            'orderLines.id',
            'orderLines.lineNo',
            'orderLines.description',
            'orderLines.quantity',
            'orderLines.unitPriceMinor',
            'orderLines.amountMinor',
            jsonBuildObject({ id: line.ref('products.id'), sku: line.ref('products.sku'), name: line.ref('products.name') }).as('product'),
          ]),
      ).as('lines'),
      valuesOf(actor, { customerId: sql`orders.customer_id`, orderId: sql`orders.id` }).as('custom'),
    ])
    .executeTakeFirst()

export const orderSorts = {
  orderedAt: { name: 'orderedAt', by: sql`orders.ordered_at`, type: 'timestamptz', id: sql`orders.id` },
  amount: { name: 'amount', by: sql`orders.amount_minor`, type: 'bigint', id: sql`orders.id` },
} as const satisfies Record<string, Sort>

/** The next number of an order written here. */
export async function nextOrderNumber(tx: Db) {
  const { rows } = await sql<{ number: string }>`select 'K-' || nextval('order_numbers') as number`.execute(tx)
  return rows[0]!.number
}

/** Midnight at which a day of the company begins. */
export const startOf = (day: string, daysLater = 0) =>
  sql<string>`((${day}::date + ${daysLater}::integer)::timestamp at time zone (select time_zone from company))`

/** What a typed part of a text is matched against with `like`. */
export const part = (typed: string) => `%${literally(typed.toLowerCase())}%`
export const literally = (typed: string) => typed.replace(/[\\%_]/g, '\\$&')

export const products = (tx: Db) =>
  tx.selectFrom('products').select(['products.id', 'sku', 'products.name', 'category', 'unitPriceMinor', 'currency', 'active'])

export const productSorts = {
  name: { name: 'name', by: sql`products.name collate "und-x-icu"`, type: 'text', id: sql`products.id` },
  category: { name: 'category', by: sql`products.category collate "und-x-icu"`, type: 'text', id: sql`products.id` },
  sku: { name: 'sku', by: sql`products.sku`, type: 'text', id: sql`products.id` },
} as const satisfies Record<string, Sort>
