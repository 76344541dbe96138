/** An import that is taken back leaves no trace in the files it gives back; insight forgets it too, without waiting for the night. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { imported, undone, working } from '../exchange/testing.ts'
import type { Runner } from '../jobs/worker.ts'
import { readChanged } from './changed.ts'
import { computed, everyDays } from './testing.ts'

let today = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => today })
const later = (minutes: number) => {
  today = new Date(today.getTime() + minutes * 60_000)
}
let worker: Runner
beforeAll(async () => {
  worker = await working(kesher.house, '')
})
afterAll(() => worker.stop())

/** Orders of one line each, by the key of their customer. */
const ordersOf = (days: Record<string, readonly string[]>, name: string) => ({
  name: `${name}.csv`,
  text: [
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    ...Object.entries(days).flatMap(([key, all]) => all.map((day, n) => `${name}${key}${n},A1,LAMP,1,${day} 09:00:00,25.00,${key},Israel`)),
  ].join('\n'),
  mapping: { currency: 'ILS' },
})

const rows = () =>
  kesher.house.db
    .selectFrom('customerInsight')
    .innerJoin('customers', 'customers.id', 'customerInsight.customerId')
    .select(['customers.ref', 'customerInsight.orders', 'customerInsight.lastDay', 'customerInsight.yearMinor', 'customerInsight.leavingPpm'])
    .orderBy('customers.ref')
    .execute()

test('who is given back stands where they stood, who came with it is gone, and nobody is read twice for it', { timeout: 60_000 }, async () => {
  const boss = await kesher.administrator()
  const monthly = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`5${n + 10}`, everyDays(`2025-01-${n + 10}`, '2026-08-30', 28)]))
  await imported(boss, ordersOf(monthly, '70'))
  await computed(kesher)
  const before = await rows()
  expect(before).toHaveLength(12)
  later(30)
  const { id } = await imported(boss, ordersOf({ 510: ['2026-11-20', '2026-11-21'], 599: ['2026-11-20', '2026-11-21'] }, '80'))
  later(30)
  await computed(kesher)
  const between = await rows()
  expect(between.find(({ ref }) => ref === '510')).toMatchObject({ lastDay: '2026-11-21' })
  expect(between.find(({ ref }) => ref === '599')).toMatchObject({ orders: 2 })
  later(30)
  expect(await readChanged(kesher.house)).toMatchObject({ read: 0 })
  expect((await undone(boss, id)).undone).toMatchObject({ kept: {} })
  later(20)
  expect(await readChanged(kesher.house)).toEqual({ read: 1 })
  const chances = ({ leavingPpm: _, ...row }: (typeof before)[number]) => row
  expect((await rows()).map(chances)).toEqual(before.map(chances))
  later(30)
  expect(await readChanged(kesher.house)).toMatchObject({ read: 0 })
  // The chance is told by what the last run learned, which was from what has been taken back; the next one learns anew.
  await computed(kesher)
  expect(await rows()).toEqual(before)
})

test('whom an import brought is read between runs like whom it only touched, though an import of many rings in no file', { timeout: 60_000 }, async () => {
  const boss = await kesher.administrator()
  const { id } = await imported(boss, ordersOf({ 511: ['2026-11-20'], 601: ['2026-09-20', '2026-11-20'], 602: ['2026-11-20'] }, '90'))
  later(20)
  expect(await readChanged(kesher.house)).toEqual({ read: 3 })
  const now = await rows()
  expect(now.filter(({ ref }) => ['601', '602'].includes(ref!)).map(({ ref, orders }) => [ref, orders])).toEqual([
    ['601', 2],
    ['602', 1],
  ])
  later(30)
  expect(await readChanged(kesher.house)).toMatchObject({ read: 0 })
  await undone(boss, id)
})
