/** How long things are kept: nothing of a file goes by itself, what goes is told, and a hold keeps everything. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { busyKesherForFile, imported } from '../exchange/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { removeWhatIsDue } from './retention.ts'

const kesher = busyKesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
beforeAll(async () => {
  boss = await kesher.administrator()
})

const keep = (kind: 'interactions' | 'quiet-files' | 'import-files' | 'refused-rows' | 'import-journals' | 'sessions', days: number | null) =>
  boss.call('PUT /retention/:kind', { params: { kind }, body: { days } })
const old = '2020-01-01T08:00:00Z'

test('unless the company says otherwise no rule touches a customer file, and the rules there are say so', async () => {
  const { id } = await newCustomer(boss, { name: 'Old' })
  await newEntry(boss, id, { occurredAt: old })
  await removeWhatIsDue(kesher.house)
  expect((await boss.call('GET /customers/:id/file', { params: { id } })).timeline.items).toHaveLength(1)
  const { rules } = await boss.call('GET /retention')
  expect(rules.filter(({ days }) => days === null).map(({ kind }) => kind)).toEqual(['quiet-files', 'interactions'])
})

test('a rule removes exactly what its preview counted: old entries of customers who never bought, and not of a file on hold', async () => {
  const product = await newProduct(boss)
  const [never, buyer, held] = [
    await newCustomer(boss, { name: 'Never' }),
    await newCustomer(boss, { name: 'Buyer' }),
    await newCustomer(boss, { name: 'Held' }),
  ]
  for (const { id } of [never, buyer, held]) {
    await newEntry(boss, id, { occurredAt: old })
    await newEntry(boss, id)
  }
  await newOrder(boss, buyer.id, [{ productId: product.id, quantity: 1 }])
  await boss.call('POST /customers/:id/holds', { params: { id: held.id }, body: { reason: 'A claim' } })
  const { removes } = await boss.call('GET /retention/:kind/preview', { params: { kind: 'interactions' }, query: { days: 365 } })
  await keep('interactions', 365)
  expect(await removeWhatIsDue(kesher.house)).toMatchObject({ interactions: removes })
  const entries = async (id: string) =>
    (await boss.call('GET /customers/:id/file', { params: { id } })).timeline.items.filter(({ kind }) => kind === 'interaction').length
  expect([await entries(never.id), await entries(buyer.id), await entries(held.id)]).toEqual([1, 2, 2])
  await keep('interactions', null)
  expect((await boss.call('GET /retention')).runs[0]?.removed).toMatchObject({ interactions: removes })
})

test('a file nobody touched and that never bought is erased when the rule says so, and stands in the ledger', async () => {
  const { id } = await newCustomer(boss, { name: 'Forgotten long ago' })
  await sql`update customers set updated_at = ${old}, created_at = ${old} where id = ${id}`.execute(kesher.house.db)
  await keep('quiet-files', 1000)
  expect(await removeWhatIsDue(kesher.house)).toMatchObject({ 'quiet-files': 1 })
  expect((await boss.ask('GET /customers/:id/file', { params: { id } })).status).toBe(404)
  expect((await boss.call('GET /erasures')).items).toMatchObject([{ fileId: id, erasedBy: null }])
  await keep('quiet-files', null)
})

test('an imported file, its refused rows and its journal go when they are old, and what it brought stays', async () => {
  const { id } = await imported(boss, { text: 'name,email\nBrought,brought@mail.example\nWrong,not-an-address\n', kind: 'customers' })
  await sql`update imports set finished_at = ${old}, created_at = ${old} where id = ${id}`.execute(kesher.house.db)
  expect(await removeWhatIsDue(kesher.house)).toMatchObject({ 'refused-rows': 1, 'import-files': 1, 'import-journals': expect.any(Number) })
  const now = await boss.call('GET /imports/:id', { params: { id } })
  expect(JSON.stringify(now)).not.toContain('not-an-address')
  expect((await boss.ask('POST /imports/:id/undo', { params: { id } })).problem.code).toBe('wrong-state')
  expect((await boss.call('GET /customers', { query: { search: 'Brought' } })).items).toHaveLength(1)
})

test('sessions that are over go, those in use stay', async () => {
  await kesher.member('rep', [])
  await sql`update sessions set expires_at = ${old} where user_id <> (select id from users where email = 'noa@carmel.example')`.execute(kesher.house.db)
  expect(await removeWhatIsDue(kesher.house)).toMatchObject({ sessions: 1 })
  expect((await boss.call('GET /session')).user.name).toBe('Noa Barak')
})

test('nothing of a customer file can be set to go at once', async () => {
  expect((await boss.ask('PUT /retention/:kind', { params: { kind: 'interactions' }, body: { days: 0 } })).problem.fields).toEqual({ days: 'too-small' })
})
