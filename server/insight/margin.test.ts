/** What customers bring us, by what their lines cost where that is known. The company assumes that 20 % of sales is profit. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { readChanged } from './changed.ts'
import { computed, costedOrder, pastOrders } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
const ofFile = async (id: string) => (await kesher.administrator()).call('GET /customers/:id/insight', { params: { id } })
/** What an import or the night would reckon of what was stored past them. */
const reckoned = () =>
  sql`update customer_facts f set revenue_12m_minor = (select coalesce(sum(amount_minor), 0) from orders o where o.customer_id = f.customer_id and ordered_at > '2025-11-22')`.execute(
    kesher.house.db,
  )
const run = async () => {
  await reckoned()
  await computed(kesher)
}

test('the margin is sales less cost where lines carry one, the share assumed of the rest, and says how much of it is measured', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss, { name: 'Half known' })
  await costedOrder(kesher, id, '2026-03-01', [
    { amountMinor: 60_000, costMinor: 40_001 },
    { amountMinor: 50_000, costMinor: null },
  ])
  await costedOrder(kesher, id, '2026-10-01', [{ amountMinor: -10_000, costMinor: -6_500 }])
  await costedOrder(kesher, id, '2024-10-01', [{ amountMinor: 90_000, costMinor: 1 }]) // of another year
  await run()
  const { revenueMinor, marginMinor, measuredShare, loss } = await ofFile(id)
  expect({ revenueMinor, marginMinor, measuredShare }).toEqual({ revenueMinor: 100_000, marginMinor: 50_000 - 33_501 + 10_000, measuredShare: 0.5 })
  expect(loss.profitShare).toBeCloseTo(0.26499, 10)
  expect(loss.profitMinor).toBe(Math.round(loss.salesMinor! * 0.26499))
})

test('without a known cost everything is as assumed, and nothing is called measured', async () => {
  const { id } = await newCustomer(await kesher.administrator(), { name: 'Unknown' })
  await pastOrders(kesher, id, ['2026-02-01', '2026-08-01'], 50_000)
  await run()
  expect(await ofFile(id)).toMatchObject({ revenueMinor: 100_000, marginMinor: 20_000, measuredShare: 0, loss: { profitShare: 0.2 } })
})

test('who is sold to at a loss has a margin below nothing, and losing them costs nothing', async () => {
  const { id } = await newCustomer(await kesher.administrator(), { name: 'At a loss' })
  await costedOrder(kesher, id, '2026-05-01', [{ amountMinor: 10_000, costMinor: 12_000 }])
  await run()
  expect(await ofFile(id)).toMatchObject({ marginMinor: -2_000, measuredShare: 1, loss: { profitShare: 0, profitMinor: 0 } })
})

test('lines in another currency than the customer’s say nothing of the margin, and more sent back than bought leaves nothing to measure', async () => {
  const boss = await kesher.administrator()
  const [foreign, back] = [await newCustomer(boss, { name: 'Foreign' }), await newCustomer(boss, { name: 'Sent back' })]
  const order = await costedOrder(kesher, foreign.id, '2026-05-01', [{ amountMinor: 10_000, costMinor: 2_000 }])
  await sql`update orders set currency = 'USD' where id = ${order}`.execute(kesher.house.db)
  await costedOrder(kesher, back.id, '2026-05-01', [{ amountMinor: -10_000, costMinor: -2_000 }])
  await run()
  expect((await ofFile(foreign.id)).loss).toMatchObject({ yearlyMinor: 0, profitShare: 0.2 })
  expect(await ofFile(back.id)).toMatchObject({ measuredShare: null, marginMinor: -8_000, loss: { profitShare: 0.2 } })
})

test('what somebody states of a customer goes before what was measured; back to the data is what was measured', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss, { name: 'Stated' })
  await costedOrder(kesher, id, '2026-01-01', [{ amountMinor: 100_000, costMinor: 60_000 }])
  await run()
  const assume = (profitShare: number | null) => boss.call('PUT /customers/:id/insight/assumptions', { params: { id }, body: { profitShare, years: 1 } })
  expect(await assume(0.1)).toMatchObject({ marginMinor: 40_000, loss: { profitShare: 0.1, profitMinor: 10_000 } })
  expect(await assume(null)).toMatchObject({ loss: { profitShare: 0.4, profitMinor: 40_000 } })
  const row = (await boss.call('GET /insight/watch', { query: { limit: 200 } })).items.find((row) => row.id === id)!
  expect(row.lossMinor).toBe(40_000)
})

test('a customer read again between the nights has the margin of what their file says now', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss, { name: 'Read again' })
  await costedOrder(kesher, id, '2026-01-01', [{ amountMinor: 100_000, costMinor: 60_000 }])
  await run()
  await costedOrder(kesher, id, '2026-11-01', [{ amountMinor: 100_000, costMinor: 80_000 }])
  await reckoned()
  await boss.call('PATCH /customers/:id', { params: { id }, body: { city: 'Acre' } })
  await readChanged(kesher.house)
  expect(await ofFile(id)).toMatchObject({ marginMinor: 60_000, measuredShare: 1, loss: { profitShare: 0.3 } })
})

test('the value page says how much is measured, of the files somebody sees; from whom amounts are kept, so is every margin', async () => {
  const boss = await kesher.administrator()
  const team = await newTeam(boss, 'Margins')
  const { id } = await newCustomer(boss, { name: 'Of the team', teamId: team.id })
  await costedOrder(kesher, id, '2026-06-01', [
    { amountMinor: 75_000, costMinor: 45_000 },
    { amountMinor: 25_000, costMinor: null },
  ])
  await run()
  const rep = await kesher.member('rep', [team.id])
  const { measuredShare, contribution } = await rep.call('GET /insight/value')
  expect(measuredShare).toBe(0.75)
  expect(contribution.at(-1)!.ahead[0]).toMatchObject({ years: 1, salesMinor: 100_000, profitMinor: 35_000 })
  await sql`update role_access set hidden = '{amounts}' where role = 'trainer'`.execute(kesher.house.db)
  const trainer = await kesher.member('trainer', [team.id])
  expect(await trainer.call('GET /customers/:id/insight', { params: { id } })).toMatchObject({
    revenueMinor: null,
    marginMinor: null,
    measuredShare: null,
    loss: { profitShare: null, profitMinor: null },
  })
  expect(await trainer.call('GET /insight/value')).toMatchObject({ measuredShare: null, contribution: [] })
})
