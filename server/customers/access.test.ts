import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { newCustomer, newTeam } from './testing.ts'

let now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let teamId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Haifa')).id
  rep = await kesher.member('rep', [teamId])
})

const namesOf = async (browser: Browser) => (await browser.call('GET /customers')).items.map(({ name }) => name)
const idOf = async (browser: Browser) => (await browser.call('GET /session')).user.id
const open = (browser: Browser, id: string) => browser.ask('GET /customers/:id/file', { params: { id } })
/** Who is behind a cookie is asked of the database once a second; a new sign-in asks anew. */
const settled = async () => {
  await kesher.browser().ask('POST /session', { body: { email: 'noa@carmel.example', password: 'a long password' } })
}

async function reachOf(role: 'rep' | 'manager', access: { scope: 'own' | 'team' | 'all'; hidden: ('taxId' | 'finances' | 'amounts' | 'contactPoints')[] }) {
  await boss.call('PUT /access/:role', { params: { role }, body: access })
  await settled()
}

test('a role that sees its own files sees no colleague’s, keeps what it opens, and hands none away', async () => {
  await newCustomer(boss, { name: 'Of the team', teamId })
  const mine = await newCustomer(rep, { name: 'Mine', ownerId: await idOf(rep) })
  expect(await namesOf(rep)).toEqual(['Mine', 'Of the team'])
  await reachOf('rep', { scope: 'own', hidden: [] })
  expect(await namesOf(rep)).toEqual(['Mine'])
  const opened = await newCustomer(rep, { name: 'Opened by me' })
  expect(opened.owner?.id).toBe(await idOf(rep))
  const away = await rep.ask('PATCH /customers/:id', { params: { id: mine.id }, body: { ownerId: null } })
  expect(away.problem.fields).toEqual({ ownerId: 'unknown' })
  await reachOf('rep', { scope: 'all', hidden: [] })
  expect((await namesOf(rep)).length).toBe(3)
  await reachOf('rep', { scope: 'team', hidden: [] })
})

test('hidden fields are left out of every answer, and cannot be filtered, sorted, searched or written by', async () => {
  const { id } = await newCustomer(rep, { name: 'Hidden Ltd', taxId: '18', kind: 'person', points: [{ channel: 'phone', value: '054-771 2345' }] })
  await boss.call('PATCH /customers/:id', { params: { id }, body: { balanceMinor: 90_000, overdueMinor: 5_000 } })
  const product = await newProduct(boss, { unitPriceMinor: 5_000 })
  await newOrder(rep, id, [{ productId: product.id, quantity: 2 }])
  await reachOf('rep', { scope: 'team', hidden: ['taxId', 'finances', 'amounts', 'contactPoints'] })

  const { text, reply } = await open(rep, id)
  expect(reply.customer).toMatchObject({ taxId: null, balanceMinor: null, overdueMinor: null })
  expect(reply).toMatchObject({ points: [], facts: { revenue12mMinor: null, orders12m: 1 } })
  expect(reply.months.every(({ amountMinor }) => amountMinor === null)).toBe(true)
  expect(text).not.toMatch(/90000|972547712345|000000018|:10000\b/)
  const [row] = (await rep.call('GET /customers', { query: { search: 'Hidden' } })).items
  expect(row).toMatchObject({ balanceMinor: null, revenue12mMinor: null, phone: null })

  for (const query of [{ sort: 'balance' }, { sort: 'revenue' }, { overdue: 'true' }] as const)
    expect((await rep.ask('GET /customers', { query })).problem.code).toBe('not-allowed')
  expect((await rep.ask('GET /orders', { query: { sort: 'amount' } })).problem.code).toBe('not-allowed')
  for (const search of ['000000018', '0547712345', '7712345']) {
    expect((await rep.call('GET /customers', { query: { search } })).items).toEqual([])
    expect(await rep.call('GET /search', { query: { q: search } })).toEqual([])
  }
  for (const body of [{ taxId: null }, { balanceMinor: 0 }])
    expect((await rep.ask('PATCH /customers/:id', { params: { id }, body })).problem.code).toBe('not-allowed')
  const point = await rep.ask('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '054-771 2345' } })
  expect(point.problem.code).toBe('not-allowed')
  await reachOf('rep', { scope: 'team', hidden: [] })
  expect((await open(rep, id)).reply.customer).toMatchObject({ taxId: '000000018', balanceMinor: 90_000 })
})

test('what an administrator sees cannot be narrowed', async () => {
  const narrowed = await boss.ask('PUT /access/:role', { params: { role: 'administrator' as 'rep' }, body: { scope: 'own', hidden: [] } })
  expect(narrowed.status).toBe(422)
})

test('a consultant sees what was granted, until it ends, and changes nothing', async () => {
  const listed = await newCustomer(boss, { name: 'Listed', teamId })
  await newCustomer(boss, { name: 'In Acre', city: 'Acre', teamId })
  await newCustomer(boss, { name: 'Not given', teamId })
  const consultant = await kesher.member('consultant', [])
  const params = { id: await idOf(consultant) }
  expect(await namesOf(consultant)).toEqual([])
  const grant = { until: '2026-11-25T00:00:00Z', reason: 'Retention review' }
  const files = await boss.call('POST /users/:id/grants', { params, body: { id: randomUUIDv7(), ...grant, fileIds: [listed.id] } })
  await boss.call('POST /users/:id/grants', { params, body: { id: randomUUIDv7(), ...grant, filter: { city: 'Acre' } } })
  await settled()
  expect(await namesOf(consultant)).toEqual(['In Acre', 'Listed'])
  expect((await open(consultant, listed.id)).reply.can).toEqual([])
  const note = { id: randomUUIDv7(), channel: 'note' as const, direction: 'internal' as const, body: 'x' }
  expect((await consultant.ask('POST /customers/:id/interactions', { params: { id: listed.id }, body: note })).problem.code).toBe('not-allowed')
  expect((await consultant.ask('GET /customers/export')).problem.code).toBe('not-allowed')

  await boss.call('DELETE /users/:id/grants/:partId', { params: { ...params, partId: files.id } })
  await settled()
  expect((await open(consultant, listed.id)).status).toBe(404)
  expect(await namesOf(consultant)).toEqual(['In Acre'])
  now = new Date('2026-11-25T00:00:01Z')
  await settled()
  expect(await namesOf(consultant)).toEqual([])
  now = new Date('2026-11-22T08:00:00Z')
})

test('a grant needs files or a filter, a moment to come, and a consultant to get it', async () => {
  const consultant = { id: await idOf(await kesher.member('consultant', [])) }
  const grant = { id: randomUUIDv7(), until: '2026-11-25T00:00:00Z', reason: 'Review' }
  const filter = { city: 'Acre' }
  const ask = (params: { id: string }, body: object) => boss.ask('POST /users/:id/grants', { params, body: body as never })
  expect((await ask(consultant, grant)).problem.fields).toEqual({ fileIds: 'required' })
  expect((await ask(consultant, { ...grant, filter, until: '2026-11-01T00:00:00Z' })).problem.fields).toEqual({ until: 'before-start' })
  expect((await ask({ id: await idOf(rep) }, { ...grant, filter })).problem.code).toBe('wrong-state')
})

test('files are granted by a choice of yes or no too, and the grant reads as it was given', async () => {
  const params = { id: await idOf(await kesher.member('consultant', [])) }
  const body = {
    id: randomUUIDv7(),
    until: '2026-11-25T00:00:00Z',
    reason: 'Review',
    filter: { buying: 'false', overdue: 'true', openPromise: 'true' } as const,
  }
  expect((await boss.call('POST /users/:id/grants', { params, body })).filter).toEqual({ buying: false, overdue: true, openPromise: true })
  expect((await boss.call('GET /users/:id/grants', { params })).map(({ filter }) => filter)).toEqual([{ buying: false, overdue: true, openPromise: true }])
})
