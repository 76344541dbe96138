/** Values of many customers at once, for the columns of a list or a file of them. */
import { sql } from 'kysely'
import type { CustomValue } from '../../contract/custom-fields.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { seenInUse } from './queries.ts'

type Values = Record<string, CustomValue>

/** Of each customer the fields named, as far as this person sees them and something stands there. */
export async function valuesOfMany(tx: Db, actor: Pick<Actor, 'role'>, customerIds: readonly string[], keys: readonly string[]): Promise<Map<string, Values>> {
  if (keys.length === 0 || customerIds.length === 0) return new Map()
  const { rows } = await sql<{ customerId: string; values: Values }>`
    select v.customer_id, jsonb_object_agg(d.key, v.value) as values from custom_values v join custom_fields d on d.id = v.field_id
    where v.customer_id = any(${customerIds}::uuid[]) and d.subject = 'customer' and d.key = any(${keys}::text[]) and ${seenInUse(actor)}
    group by v.customer_id`.execute(tx)
  return new Map(rows.map(({ customerId, values }) => [customerId, values]))
}

/** The same of each order. */
export async function valuesOfOrders(
  tx: Db,
  actor: Pick<Actor, 'role'>,
  orders: readonly { id: string; customer: { id: string } }[],
  keys: readonly string[],
): Promise<Map<string, Values>> {
  if (keys.length === 0 || orders.length === 0) return new Map()
  const { rows } = await sql<{ orderId: string; values: Values }>`
    select v.order_id, jsonb_object_agg(d.key, v.value) as values
    from unnest(${orders.map(({ customer }) => customer.id)}::uuid[], ${orders.map(({ id }) => id)}::uuid[]) as o (customer_id, id)
      join custom_values v on v.customer_id = o.customer_id and v.order_id = o.id join custom_fields d on d.id = v.field_id
    where d.subject = 'order' and d.key = any(${keys}::text[]) and ${seenInUse(actor)}
    group by v.order_id`.execute(tx)
  return new Map(rows.map(({ orderId, values }) => [orderId, values]))
}
