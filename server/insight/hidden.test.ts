/** What a debt would tell is kept from who may not see finances, however it would come out; and what debts are good for as a warning is told to the others. */
import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { computed, everyDays, pastOrders } from './testing.ts'

let today = new Date('2026-11-21T08:00:00Z')
const kesher = kesherForFile({ now: () => today })
let trainer: Browser
let owing = ''

/** Thirty who order each month; twelve of them stopped in July and owed since the start of it, as three of the others did. */
beforeAll(async () => {
  const boss = await kesher.administrator()
  const { db } = kesher.house
  for (let n = 0; n < 30; n++) {
    const { id } = await newCustomer(boss, { name: `Customer ${n}` })
    await pastOrders(kesher, id, everyDays(`2025-01-${String(1 + n).padStart(2, '0')}`, n < 12 ? '2026-07-20' : '2026-11-20', 30), 10_000)
    if (n >= 15) continue
    await db.updateTable('customers').set({ overdueMinor: 40_000, balanceMinor: 90_000 }).where('id', '=', id).execute()
    await db
      .insertInto('signals')
      .values({
        customerId: id,
        id: randomUUIDv7(),
        kind: 'debt',
        severity: 2,
        probability: 1,
        evidence: '{}',
        raisedAt: '2026-07-01T08:00:00Z',
        foundAt: '2026-07-01T08:00:00Z',
      })
      .execute()
  }
  await computed(kesher)
  today = new Date('2026-11-22T08:00:00Z')
  owing = (await newCustomer(boss, { name: 'Owes, and never ordered' })).id
  await db.updateTable('customers').set({ overdueMinor: 1_000 }).where('id', '=', owing).execute()
  await computed(kesher)
  await db
    .updateTable('roleAccess')
    .set({ scope: 'all', hidden: ['finances'] as never })
    .where('role', '=', 'trainer')
    .execute()
  trainer = await kesher.member('trainer', [])
}, 60_000)

test('debts are held against the past by what was told on its days: those who owed and left are told from those who did neither', async () => {
  const { told } = await (await kesher.administrator()).call('GET /insight/back-test')
  const debt = told!.signals.find(({ signal }) => signal === 'debt')!
  expect(debt.auc).toBeGreaterThan(0.8)
  expect(debt.leadTime).toBeNull()
  // On the days before it was told nothing was known of it.
  expect(debt.months.find(({ cutoff }) => cutoff < '2026-06-01')!.auc).toBe(0.5)
  expect(debt.months.at(-1)!.auc).toBe(debt.auc)
})

test('the back-test does not tell how many owed', async () => {
  const { whole, told } = await trainer.call('GET /insight/back-test')
  expect(whole).toBe(true)
  expect(told!.signals.map(({ signal }) => signal)).toContain('watch')
  expect(told!.signals.map(({ signal }) => signal)).not.toContain('debt')
})

test('two runs compared do not tell how many signs of debt there are, came or went, nor of whom', async () => {
  const boss = await (await kesher.administrator()).call('GET /insight/comparison')
  expect(boss.reports!.now.signals.debt).toBe(16)
  expect(boss.reports!.now.signalTests!.kinds.find(({ kind }) => kind === 'debt')!.raised).toBeGreaterThan(0)
  expect(boss.signals).toContainEqual({ kind: 'debt', raised: 1, ended: 0 })
  const seen = await trainer.call('GET /insight/comparison')
  expect(seen.reports!.now.customers).toBe(boss.reports!.now.customers)
  expect(JSON.stringify(seen)).not.toContain('debt')
  expect(JSON.stringify(seen)).not.toContain(owing)
  expect(Object.keys(seen.reports!.now)).not.toEqual(expect.arrayContaining(['raised']))
  expect(Object.keys(seen.reports!.now)).not.toEqual(expect.arrayContaining(['ended']))
})

test('among the reasons for leaving a debt is told as nothing that is known', async () => {
  const boss = await (await kesher.administrator()).call('GET /insight/churn')
  const of = (page: typeof boss, reason: string) => page.told!.reasons.find((one) => one.reason === reason)
  expect(of(boss, 'debt')).toEqual({ reason: 'debt', left: 12, stayed: 3 })
  expect(of(boss, 'unknown')).toEqual({ reason: 'unknown', left: 0, stayed: 15 })
  const seen = await trainer.call('GET /insight/churn')
  expect(of(seen, 'debt')).toBeUndefined()
  expect(of(seen, 'unknown')).toEqual({ reason: 'unknown', left: 12, stayed: 18 })
})

test('who is known to insight for a debt alone stands in no segment, no count and no list', async () => {
  const boss = await kesher.administrator()
  for (const browser of [boss, trainer]) {
    const { id: segment } = await browser.call('POST /segments', { body: { id: randomUUIDv7(), name: 'Everybody' } })
    expect((await browser.call('GET /customers/count', { query: { segment } })).count).toBe(30)
    expect((await browser.call('GET /insight/segments')).customers).toBe(30)
    expect((await browser.call('GET /insight/value')).customers).toBe(30)
  }
  const watched = async (browser: Browser) => (await browser.call('GET /insight/watch', { query: { limit: 200 } })).items.map(({ id }) => id)
  expect(await watched(boss)).toContain(owing)
  expect(await watched(trainer)).not.toContain(owing)
  expect((await trainer.call('GET /customers/:id/insight', { params: { id: owing } })).insight).toBeNull()
})
