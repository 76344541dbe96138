import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { watchLooks } from './unusual.ts'

let now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let manager: Browser
let teamId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Haifa')).id
  rep = await kesher.member('rep', [teamId])
  manager = await kesher.member('manager', [teamId])
})

type From = 'search' | 'list' | 'refresh'
const idOf = async (browser: Browser) => (await browser.call('GET /session')).user.id
const open = (browser: Browser, id: string, from?: From) => browser.ask('GET /customers/:id/file', { params: { id }, query: { from } })
const looksAt = async (id: string, query: { limit?: number; after?: string } = {}) => manager.call('GET /customers/:id/looks', { params: { id }, query })
const told = async (id: string) => (await looksAt(id)).items.map(({ action, from, person }) => [action, from, person?.name])
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

test('every opening and print is told to the managers of a file: who, when, and what led there', async () => {
  const { id } = await newCustomer(rep, { name: 'Looked at', teamId })
  const { name } = (await rep.call('GET /session')).user
  await open(rep, id, 'search')
  later(1)
  await rep.call('POST /customers/:id/prints', { params: { id } })
  later(1)
  await open(rep, id)
  expect(await told(id)).toEqual([
    ['file.opened', 'link', name],
    ['file.printed', null, name],
    ['file.opened', 'search', name],
  ])
  const first = await looksAt(id, { limit: 2 })
  expect((await looksAt(id, { limit: 2, after: first.next! })).items.map(({ from }) => from)).toEqual(['search'])
  expect((await rep.ask('GET /customers/:id/looks', { params: { id } })).problem.code).toBe('not-allowed')
})

test('many openings at the same moment are each recorded before their answer', async () => {
  const { id } = await newCustomer(rep, { name: 'Busy', teamId })
  const answers = await Promise.all(Array.from({ length: 40 }, () => open(rep, id, 'list')))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect((await looksAt(id, { limit: 100 })).items.length).toBe(40)
})

test('a file that stays open is one look in a quarter of an hour, and a part read without opening is a look too', async () => {
  const { id } = await newCustomer(rep, { name: 'Left open', teamId })
  const entry = await newEntry(rep, id)
  await open(rep, id, 'list')
  await open(rep, id, 'refresh')
  await rep.call('GET /customers/:id/timeline', { params: { id } })
  expect((await told(id)).map(([, from]) => from)).toEqual(['list'])
  later(16)
  await open(rep, id, 'refresh')
  expect((await told(id)).map(([, from]) => from)).toEqual(['refresh', 'list'])
  await boss.call('GET /customers/:id/interactions/:partId', { params: { id, partId: entry.id } })
  expect((await told(id))[0]?.slice(0, 2)).toEqual(['file.opened', 'part'])
})

test('after the database was away a file that stayed open is a look again: what was noted last may be lost', async () => {
  const { id } = await newCustomer(rep, { name: 'Left open as well', teamId })
  await open(rep, id, 'list')
  await open(rep, id, 'refresh')
  expect(await looksAt(id)).toMatchObject({ items: [{ from: 'list' }] })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`.execute(kesher.house.db)
  const looks = async () => {
    await open(rep, id, 'refresh')
    return (await looksAt(id)).items.map(({ from }) => from)
  }
  await expect.poll(looks).toEqual(['refresh', 'list'])
  expect(await looks()).toEqual(['refresh', 'list'])
})

test('a file one may not see is neither opened nor recorded, and its looks are not told', async () => {
  const far = await kesher.member('manager', [(await newTeam(boss, 'Eilat')).id])
  const { id } = await newCustomer(rep, { name: 'Not theirs', teamId })
  expect((await open(far, id)).status).toBe(404)
  expect((await far.ask('POST /customers/:id/prints', { params: { id } })).status).toBe(404)
  expect((await far.ask('GET /customers/:id/looks', { params: { id } })).status).toBe(404)
  expect((await far.ask('GET /customers/:id/looks/report', { params: { id } })).status).toBe(404)
  expect(await told(id)).toEqual([])
})

test('the report of looks names everybody, their role and what they did, and is itself recorded', async () => {
  const { id } = await newCustomer(rep, { name: 'Asks', teamId })
  await open(rep, id, 'search')
  const { text, status } = await manager.ask('GET /customers/:id/looks/report', { params: { id } })
  expect(status).toBe(200)
  const { name } = (await rep.call('GET /session')).user
  expect(text.split('\r\n')[1]).toContain(name)
  const { items } = await boss.call('GET /audit', { query: { fileId: id, action: 'looks.reported' } })
  expect(items).toMatchObject([{ customerName: 'Asks', facts: {} }])
})

test('an administrator sees what a colleague looked at, and the log by person, action, file and day', async () => {
  const { id } = await newCustomer(rep, { name: 'In the log', teamId })
  const userId = await idOf(rep)
  await open(rep, id, 'list')
  const [newest] = (await boss.call('GET /users/:id/looks', { params: { id: userId } })).items
  expect(newest).toMatchObject({ fileId: id, customerName: 'In the log', from: 'list' })
  expect((await manager.ask('GET /users/:id/looks', { params: { id: userId } })).problem.code).toBe('not-allowed')
  expect((await boss.ask('GET /users/:id/looks', { params: { id: randomUUIDv7() } })).status).toBe(404)

  const log = async (query: object) => (await boss.call('GET /audit', { query })).items
  expect(await log({ actorId: userId, fileId: id, action: 'file.opened', day: '2026-11-22' })).toMatchObject([{ facts: { from: 'list' } }])
  expect(await log({ fileId: id, day: '2026-11-21' })).toEqual([])
  const invited = await log({ action: 'person.invited' })
  expect(invited.map(({ subject }) => subject?.id)).toContain(userId)
})

test('the end of the chain and its heads are for administrators to take away', async () => {
  expect(await boss.call('GET /audit/head')).toMatchObject({ seq: 0 })
  expect((await boss.ask('GET /audit/heads')).status).toBe(200)
  expect((await rep.ask('GET /audit/head')).problem.code).toBe('not-allowed')
})

/** Openings of so many different files by a person at some hours, as they would have been recorded. */
async function opened(userId: string, at: Date, files: number) {
  await sql`insert into audit_entries (id, at, actor_id, action, file_id) select gen_random_uuid(), ${at}, ${userId}, 'file.opened', gen_random_uuid() from generate_series(1, ${files}::int)`.execute(
    kesher.house.db,
  )
}
const alertsOf = async (userId: string) => (await boss.call('GET /audit/look-alerts')).filter(({ person }) => person.id === userId)
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

test('somebody who opens far more files than they ever do is told of once, until it is looked into', async () => {
  const diligent = await idOf(await kesher.member('rep', [teamId]))
  const curious = await idOf(await kesher.member('rep', [teamId]))
  for (let day = 1; day <= 10; day++) {
    await opened(diligent, hoursAgo(24 * day), 50)
    await opened(curious, hoursAgo(24 * day), 10)
  }
  for (const person of [diligent, curious]) await opened(person, hoursAgo(0.5), 100)
  await watchLooks(kesher.house)
  await watchLooks(kesher.house)
  expect(await alertsOf(diligent)).toEqual([])
  const [alert, ...others] = await alertsOf(curious)
  expect(others).toEqual([])
  expect(alert).toMatchObject({ files: 100, usual: 10, settledAt: null })
  expect((await boss.call('GET /audit', { query: { action: 'look-alert.raised' } })).items).toMatchObject([{ actor: null, subject: { id: curious } }])

  await boss.call('PUT /audit/look-alerts/:id/settlement', { params: { id: alert!.id } })
  expect((await alertsOf(curious))[0]?.settledBy?.id).toBe(await idOf(boss))
  await watchLooks(kesher.house)
  expect((await alertsOf(curious)).length).toBe(1)
})

test('where reading becomes unusual is the company’s to set', async () => {
  const somebody = await idOf(await kesher.member('rep', [teamId]))
  await opened(somebody, hoursAgo(0.2), 20)
  await watchLooks(kesher.house)
  expect(await alertsOf(somebody)).toEqual([])
  await boss.call('PUT /audit/look-rule', { body: { atLeast: 20, times: 2 } })
  await watchLooks(kesher.house)
  expect((await alertsOf(somebody)).length).toBe(1)
})
