import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { computed, costedOrder, everyDays } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })

test('an order of a hundred thousand lines, each of another product, is read like any other: its money and its cost; it says nothing of what goes with what', {
  timeout: 120_000,
}, async () => {
  const boss = await kesher.administrator()
  const [{ id }, small] = [await newCustomer(boss, { name: 'The whole catalogue' }), await newCustomer(boss, { name: 'Small' })]
  for (const day of everyDays('2026-01-10', '2026-08-10', 30)) await costedOrder(kesher, id, day, [{ amountMinor: 1_000, costMinor: 400 }])
  await costedOrder(kesher, small.id, '2026-09-01', [{ amountMinor: 500, costMinor: null }])
  const order = await costedOrder(kesher, id, '2026-10-01', [{ amountMinor: 1_000, costMinor: 400 }])
  const { db } = kesher.house
  await sql`insert into products (id, sku, name, category, created_at, updated_at)
    select gen_random_uuid(), 'L-' || n, 'Line ' || n, 'Category ' || n % 500, now(), now() from generate_series(2, 100000) as n`.execute(db)
  await sql`insert into order_lines (customer_id, id, order_id, line_no, product_id, quantity, unit_price_minor, amount_minor, cost_minor)
    select ${id}, gen_random_uuid(), ${order}, split_part(sku, '-', 2)::int, id, 1, 1000, 1000, 400 from products where sku like 'L-%'`.execute(db)
  await sql`update orders set amount_minor = 100000000 where id = ${order}`.execute(db)
  await sql`update customer_facts set revenue_12m_minor = 100008000 where customer_id = ${id}`.execute(db)
  await computed(kesher)
  const [run] = await boss.call('GET /insight/runs')
  expect(run).toMatchObject({ state: 'done', report: { customers: 2, orders: 10 } })
  const told = await boss.call('GET /customers/:id/insight', { params: { id } })
  expect(told).toMatchObject({ marginMinor: 60_004_800, measuredShare: 1, loss: { yearlyMinor: 100_008_000, profitShare: 0.6 } })
  expect((await boss.call('GET /insight/baskets')).told).toMatchObject({ baskets: 9, rules: [] }) // a catalogue is no basket
})
