import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { jobs } from './idempotency.ts'

const clock = { now: new Date('2026-11-22T08:00:00Z') }
const kesher = kesherForFile({ now: () => clock.now })

const named = (key: string) => ({ 'idempotency-key': key })
const contactsOf = async (customerId: string) =>
  (await kesher.house.db.selectFrom('contacts').where('customerId', '=', customerId).select('name').execute()).map(({ name }) => name)

test('sent again under its key, a write is answered as the first time and not done again', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const sent = { params: { id }, body: { name: 'Dana Levi' } }
  const first = await boss.ask('POST /customers/:id/contacts', sent, named('one contact'))
  const again = await boss.ask('POST /customers/:id/contacts', sent, named('one contact'))
  expect([first.status, again.text]).toEqual([200, first.text])
  expect(await contactsOf(id)).toEqual(['Dana Levi'])
  const events = kesher.house.db.selectFrom('customerEvents').where('customerId', '=', id).where('type', '=', 'contact.added')
  expect(await events.select('id').execute()).toHaveLength(1)
})

test('without a key the same write is done twice', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  for (const _ of [1, 2]) await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana Levi' } })
  expect(await contactsOf(id)).toEqual(['Dana Levi', 'Dana Levi'])
})

test('two at once: one is carried out, the other waits and hears its answer', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const sent = { params: { id }, body: { name: 'Dana Levi' } }
  const answers = await Promise.all([1, 2, 3, 4].map(() => boss.ask('POST /customers/:id/contacts', sent, named('at once'))))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await contactsOf(id)).toEqual(['Dana Levi'])
})

test('a key cannot stand for two requests, whether the body, the file or the endpoint differs', async () => {
  const boss = await kesher.administrator()
  const [one, other] = [await newCustomer(boss), await newCustomer(boss)]
  await boss.ask('POST /customers/:id/contacts', { params: { id: one.id }, body: { name: 'Dana' } }, named('taken'))
  const refused = [
    await boss.ask('POST /customers/:id/contacts', { params: { id: one.id }, body: { name: 'Dina' } }, named('taken')),
    await boss.ask('POST /customers/:id/contacts', { params: { id: other.id }, body: { name: 'Dana' } }, named('taken')),
    await boss.ask('PATCH /customers/:id', { params: { id: one.id }, body: { name: 'Dana' } }, named('taken')),
  ]
  expect(refused.map(({ status, problem }) => [status, problem.code])).toEqual(Array(3).fill([422, 'key-reused']))
  expect(await contactsOf(other.id)).toEqual([])
})

test('what was refused is not held against its key', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const ask = (value: string) => boss.ask('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value } }, named('a phone'))
  expect((await ask('12')).problem.code).toBe('invalid')
  expect((await ask('03-5551234')).reply.value).toBe('+97235551234')
})

test('the same key of two people is two keys', async () => {
  const boss = await kesher.administrator()
  const { id, teamId } = await newCustomer(boss)
  const rep = await kesher.member('rep', [teamId])
  for (const browser of [boss, rep]) await browser.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } }, named('mine'))
  expect(await contactsOf(id)).toHaveLength(2)
})

test('a file arrives once; other bytes under its key are refused', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const entry = await newEntry(boss, id)
  const send = (bytes: string) =>
    boss.ask(
      'POST /customers/:id/interactions/:partId/attachments',
      { params: { id, partId: entry.id }, query: { name: 'a.txt' }, body: Buffer.from(bytes) as never },
      named('a file'),
    )
  const [first, again, other] = [await send('the bytes'), await send('the bytes'), await send('other bytes')]
  expect(first.status).toBe(200)
  expect(again.text).toBe(first.text)
  expect(other.problem.code).toBe('key-reused')
  expect(await kesher.house.db.selectFrom('attachments').where('customerId', '=', id).select('id').execute()).toHaveLength(1)
})

test('an answer about a file is told again only while the person may see the file', async () => {
  const boss = await kesher.administrator()
  const [mine, elsewhere] = [await boss.call('POST /teams', { body: { name: 'Mine' } }), await boss.call('POST /teams', { body: { name: 'Elsewhere' } })]
  const rep = await kesher.member('rep', [mine.id])
  const body = { id: randomUUIDv7(), kind: 'organisation' as const, name: 'Secret Ltd', teamId: mine.id, taxId: null, creditLimitMinor: 777 }
  const open = () => rep.ask('POST /customers', { body }, named('open it'))
  expect((await open()).reply.creditLimitMinor).toBe(777)
  await boss.call('PATCH /customers/:id', { params: { id: body.id }, body: { teamId: elsewhere.id } })
  const late = await open()
  expect(late.problem.code).toBe('not-found')
  expect(late.text).not.toContain('Secret')
})

test('an answer about several files is told again only while the person may see them all', async () => {
  const boss = await kesher.administrator()
  const [mine, elsewhere] = [await boss.call('POST /teams', { body: { name: 'Ours' } }), await boss.call('POST /teams', { body: { name: 'Theirs' } })]
  const rep = await kesher.member('rep', [mine.id])
  const files = [await newCustomer(boss, { teamId: mine.id }), await newCustomer(boss, { teamId: mine.id })]
  const tag = () => rep.ask('POST /customers/bulk', { body: { chosen: { ids: files.map(({ id }) => id) }, addTag: 'spring' } }, named('tag both'))
  expect([(await tag()).reply, (await tag()).reply]).toEqual([{ changed: 2 }, { changed: 2 }])
  await boss.call('PATCH /customers/:id', { params: { id: files[1]!.id }, body: { teamId: elsewhere.id } })
  expect((await tag()).problem.code).toBe('not-found')
})

test('the answers that are kept cannot be read from the database', async () => {
  const boss = await kesher.administrator()
  await boss.ask('POST /customers', { body: { id: randomUUIDv7(), kind: 'person', name: 'Canary Bird' } }, named('a canary'))
  const rows = await kesher.house.db.selectFrom('answeredRequests').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(`${row.reply?.toString('latin1')}${JSON.stringify(row)}`).not.toMatch(/Canary|a canary/)
})

test('a key is kept for two days', async () => {
  const boss = await kesher.administrator()
  const sent = { body: { sku: 'KEY-1', name: 'Paper', category: 'Office', unitPriceMinor: 100 } }
  const make = () => boss.ask('POST /products', sent, named('a product'))
  expect((await make()).status).toBe(200)
  clock.now = new Date(clock.now.getTime() + 47 * 3_600_000)
  await jobs['forget-answers'](kesher.house)
  expect((await make()).status).toBe(200)
  clock.now = new Date(clock.now.getTime() + 2 * 3_600_000)
  await jobs['forget-answers'](kesher.house)
  expect((await make()).problem.code).toBe('already-exists')
})

test('a key is up to 200 printable characters', async () => {
  const boss = await kesher.administrator()
  const ask = async (key: string) => (await boss.ask('POST /teams', { body: { name: `Team ${key.length}` } }, named(key))).status
  expect([await ask('k'.repeat(200)), await ask('"quoted: fine"')]).toEqual([200, 200])
  expect([await ask('k'.repeat(201)), await ask(''), await ask('tab\there')]).toEqual([422, 422, 422])
})

test('an answer about a file in which nothing is noted, as of a hold, is told again only while the person may see the file', async () => {
  const boss = await kesher.administrator()
  const [mine, elsewhere] = [await newTeam(boss, 'Held'), await newTeam(boss, 'Away')]
  const manager = await kesher.member('manager', [mine.id])
  const { id } = await newCustomer(boss, { teamId: mine.id })
  const hold = () => manager.ask('POST /customers/:id/holds', { params: { id }, body: { reason: 'A claim of the Secret family' } }, named('hold it'))
  const first = await hold()
  expect(first.status).toBe(200)
  expect((await hold()).text).toBe(first.text)
  await boss.call('PATCH /customers/:id', { params: { id }, body: { teamId: elsewhere.id } })
  const late = await hold()
  expect(late.problem.code).toBe('not-found')
  expect(late.text).not.toContain('Secret')
})

test('an erasure sent again under its key is answered again', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss, { name: 'Gone Ltd' })
  const erase = () => boss.ask('POST /customers/:id/erasure', { params: { id }, body: { name: 'Gone Ltd' } }, named('erase it'))
  const first = await erase()
  expect(first.status).toBe(200)
  expect((await erase()).text).toBe(first.text)
})
