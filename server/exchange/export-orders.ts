/** Every order line of the customers a person may see, with what the company's own fields of its order hold, in columns that the import reads back. */
import { sql } from 'kysely'
import type { Download } from '../../contract/endpoint.ts'
import type { Actor } from '../context.ts'
import { cellsOf, fieldsSeen, valuesOfOrders } from '../custom-fields/index.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { type Cell, csvFile } from '../http/csv.ts'
import { columnFor } from './own-fields.ts'
import { minorDigits } from './values.ts'

const columns = [
  'order number',
  'order date',
  'kind',
  'customer ref',
  'customer name',
  'sku',
  'product name',
  'quantity',
  'unit price',
  'amount',
  'currency',
] as const
const chunkOf = 5_000

type Line = {
  customerId: string
  id: string
  orderId: string
  number: string
  orderedAt: string
  kind: string
  ref: string
  name: string
  sku: string
  product: string
  quantity: number
  unitPriceMinor: number
  amountMinor: number
  currency: string
}

type Own = { keys: string[]; cells: Awaited<ReturnType<typeof cellsOf>> }

export async function exportOrders({ tx, actor, now }: { tx: Db; actor: Actor; now: Date }): Promise<Download> {
  const fields = await fieldsSeen(tx, actor, 'order')
  const own: Own = { keys: fields.map(({ key }) => key), cells: await cellsOf(tx, actor.language, fields) }
  return {
    name: `orders-${now.toISOString().slice(0, 10)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    stream: csvFile([...columns, ...fields.map(columnFor)], rows(tx, actor, own)),
  }
}

async function* rows(tx: Db, actor: Actor, { keys, cells }: Own): AsyncGenerator<Cell[]> {
  const zero = '00000000-0000-0000-0000-000000000000'
  let after = { customerId: zero, id: zero }
  for (;;) {
    const lines = await chunk(tx, actor, after)
    const orders = new Map(lines.map(({ customerId, orderId }) => [orderId, { id: orderId, customer: { id: customerId } }]))
    const values = await valuesOfOrders(tx, actor, [...orders.values()], keys)
    for (const line of lines) {
      const unit = 10 ** minorDigits(line.currency)
      yield [
        line.number,
        line.orderedAt,
        line.kind,
        line.ref,
        line.name,
        line.sku,
        line.product,
        line.quantity,
        line.unitPriceMinor / unit,
        line.amountMinor / unit,
        line.currency,
        ...cells(values.get(line.orderId) ?? {}),
      ]
    }
    if (lines.length < chunkOf) return
    after = lines.at(-1)!
  }
}

/** A customer without a reference of its own is named by the number people say aloud. */
async function chunk(tx: Db, actor: Actor, after: { customerId: string; id: string }): Promise<Line[]> {
  const { rows: lines } = await sql<Line>`
    select l.customer_id, l.id, l.order_id, o.number, o.ordered_at, o.kind, coalesce(customers.ref, customers.number::text) as ref, customers.name, p.sku, coalesce(l.description, p.name) as product,
      l.quantity, l.unit_price_minor, l.amount_minor, o.currency
    from order_lines l join customers on customers.id = l.customer_id join orders o on o.customer_id = l.customer_id and o.id = l.order_id join products p on p.id = l.product_id
    where (l.customer_id, l.id) > (${after.customerId}::uuid, ${after.id}::uuid) and ${visibleTo(actor)}
    order by l.customer_id, l.id limit ${chunkOf}`.execute(tx)
  return lines
}
