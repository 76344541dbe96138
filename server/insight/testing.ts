/** Builders: orders of a past that is told, and a run gone through as the job would. */
import { randomUUIDv7 } from 'node:crypto'
import type { Kesher } from '../../testing/kesher.ts'
import { goThrough } from './run.ts'
import { askFor } from './runs.ts'

/** Orders on those days, each of one amount in minor units. */
export async function pastOrders(kesher: Kesher, customerId: string, days: readonly string[], amountMinor: number | readonly number[], currency = 'ILS') {
  await kesher.house.db
    .insertInto('orders')
    .values(
      days.map((day, i) => ({
        customerId,
        id: randomUUIDv7(),
        number: `${customerId.slice(-6)}-${day}-${i}`,
        orderedAt: `${day}T09:00:00Z`,
        createdAt: `${day}T09:00:00Z`,
        currency,
        amountMinor: typeof amountMinor === 'number' ? amountMinor : amountMinor[i]!,
      })),
    )
    .execute()
}

/** One order of so many lines; what a line cost us is null where nobody knows. */
export async function costedOrder(kesher: Kesher, customerId: string, day: string, lines: readonly { amountMinor: number; costMinor: number | null }[]) {
  const { db } = kesher.house
  const productId = randomUUIDv7()
  const at = `${day}T09:00:00Z`
  await db.insertInto('products').values({ id: productId, sku: productId, name: 'Goods', createdAt: at, updatedAt: at }).execute()
  const [amountMinor, id] = [lines.reduce((sum, line) => sum + line.amountMinor, 0), randomUUIDv7()]
  const kind = amountMinor < 0 ? 'return' : 'order'
  await db.insertInto('orders').values({ customerId, id, number: id, kind, orderedAt: at, createdAt: at, currency: 'ILS', amountMinor }).execute()
  await db
    .insertInto('orderLines')
    .values(
      lines.map((line, n) => ({
        ...line,
        customerId,
        id: randomUUIDv7(),
        orderId: id,
        lineNo: n + 1,
        productId,
        quantity: Math.sign(amountMinor),
        unitPriceMinor: Math.abs(line.amountMinor),
      })),
    )
    .execute()
  return id
}

/** Every so many days from one day back from another. */
export function everyDays(from: string, until: string, gap: number): string[] {
  const days: string[] = []
  for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, Temporal.PlainDate.from(until)) <= 0; day = day.add({ days: gap }))
    days.push(day.toString())
  return days
}

/** Asks for a run and goes through with it. Returns its id. */
export async function computed({ house }: Kesher): Promise<string> {
  const { id } = await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: async () => {} }, null))
  await goThrough({ url: house.url, now: house.now }, id)
  return id
}
