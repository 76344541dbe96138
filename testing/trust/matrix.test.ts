/** Every endpoint, asked by every role about every kind of file: what is not theirs is not told, and nothing changes. */

import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../contract/endpoint.ts'
import { contract, type Key } from '../../contract/index.ts'
import { newEntry } from '../../server/interactions/testing.ts'
import { newOrder } from '../../server/orders/testing.ts'
import { packExport } from '../../server/rights/packing.ts'
import { unzipped } from '../../server/rights/testing.ts'
import { type Browser, type Kesher, openKesher } from '../kesher.ts'
import { noteResult } from './results.ts'
import { samples } from './samples.ts'
import { canaries, type File, type Standing, standings, trustWorld, type World, wholeDigest } from './world.ts'

/** Which files each role sees by default. The consultant was given the one they "own". */
const seen: Record<Role, readonly Standing[]> = {
  rep: ['own', 'team'],
  manager: ['own', 'team'],
  marketer: standings,
  trainer: ['own', 'team'],
  administrator: standings,
  consultant: ['own'],
}

let kesher: Kesher
let world: World
let logged = ''
const figures = { requests: 0, refusals: 0, tablesChangedByRefusals: 0, canariesTold: 0, downloads: 0, frames: 0, foreignFrames: 0 }

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z'), log: pino({ level: 'trace' }, { write: (line: string) => (logged += line) }) })
  world = await trustWorld(kesher)
})
afterAll(async () => {
  await kesher.close()
  noteResult('matrix: every endpoint, role and standing', {
    endpoints: keys.length,
    roles: roles.length,
    standings: standings.length + 3,
    ...figures,
    canariesLogged: canariesIn(logged).length,
  })
})

const keys = Object.keys(contract) as Key[]
const aboutFile = (key: Key) => / \/customers\/:id(\/|$)/.test(key)
const fileFor = (role: Role, standing: Standing): File => (standing === 'own' ? world.files.own[role] : world.files[standing])

function expected(key: Key, role: Role, standing: Standing): number {
  const entry = contract[key]
  const allowed = entry.for === 'everyone' || entry.for === 'signed-in' || (entry.for as readonly Role[]).includes(role)
  if (!allowed) return 403
  if (aboutFile(key) && !seen[role].includes(standing)) return 404
  return samples[key].status ?? 200
}

const mayMake = (key: Key, role: Role, standing: Standing) => expected(key, role, standing) < 400 || expected(key, role, standing) === samples[key].status

type Cell = { role: Role; standing: Standing; sent: object; status: number }

async function cellsOf(key: Key): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const role of roles) {
    for (const standing of aboutFile(key) ? standings : (['own'] as const)) {
      const person = world.people[role]
      const by = mayMake(key, role, standing) && role !== 'consultant' ? person.browser : world.boss
      const sent = await samples[key].sent({ world, person, file: fileFor(role, standing), by })
      cells.push({ role, standing, sent, status: expected(key, role, standing) })
    }
  }
  return cells
}

const refused = ({ status }: Cell) => status === 403 || status === 404
const canariesIn = (text: string) => canaries.filter((canary) => text.toLowerCase().includes(canary))
const foreign = (role: Role) => !seen[role].includes('other')
function asked(browser: Browser, key: Key, sent: object) {
  figures.requests++
  return browser.ask(key, sent as never)
}

describe.each(keys)('%s', (key) => {
  test('answers each role as the table says, and a refusal changes and tells nothing', async () => {
    const cells = await cellsOf(key)
    const before = await wholeDigest(kesher.house.db)
    const wrong: object[] = []
    const check = async ({ role, standing, sent, status }: Cell) => {
      const browser = key === 'DELETE /session' ? await signedIn(world.people[role].email) : world.people[role].browser
      const answer = await asked(browser, key, sent)
      if (answer.status !== status) wrong.push({ role, standing, status: answer.status, expected: status, text: answer.text.slice(0, 200) })
      const told = answer.text + JSON.stringify(answer.headers)
      if (answer.status === 200 && contract[key].reply === 'download') figures.downloads++
      if (refused({ role, standing, sent, status })) figures.refusals++
      if (!foreign(role) || canariesIn(told).length === 0) return
      figures.canariesTold++
      wrong.push({ role, standing, told: told.slice(0, 500) })
    }
    for (const cell of cells.filter(refused)) await check(cell)
    if ((await wholeDigest(kesher.house.db)) !== before) {
      figures.tablesChangedByRefusals++
      wrong.push({ key, changed: 'by a refused request' })
    }
    for (const cell of cells.filter((cell) => !refused(cell))) await check(cell)
    expect(wrong).toEqual([])
  })
})

async function signedIn(email: string): Promise<Browser> {
  const browser = kesher.browser()
  await browser.call('POST /session', { body: { email, password: 'another long password' } })
  return browser
}

/** What is heard on a stream opened for these files, until it is closed. */
async function listening(browser: Browser, files: string[], unheard = 0) {
  const { port } = kesher.app.server.address() as AddressInfo
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/live?unheard=${unheard}&files=${files}`, {
    headers: { cookie: browser.cookie },
    signal: stop.signal,
  })
  const stream = { status: answer.status, heard: '', close: () => stop.abort() }
  const read = async () => {
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) stream.heard += piece
  }
  read().catch(() => {}) // closed by us
  return stream
}

async function changeAll(boss: Browser, { id }: File, word: string) {
  const params = { id }
  await boss.call('PATCH /customers/:id', { params, body: { city: `${word} ${id}` } })
  await boss.call('POST /customers/:id/contacts', { params, body: { name: word } })
  await newEntry(boss, id, { body: `Spoke of ${word}` })
  await newOrder(boss, id, [{ productId: world.productId, quantity: 1 }], { note: word })
}

test('a stream opened as each role hears of every file that is theirs to see, and of no other', async () => {
  await kesher.app.listen({ port: 0, host: '127.0.0.1' })
  const { boss, files, people } = world
  const openEach = (unheard: number) =>
    Promise.all(roles.map(async (role) => [role, await listening(people[role].browser, [files.other.id, files.own[role].id], unheard)] as const))
  const before = await openEach(0)
  expect((await listening(kesher.browser(), [files.other.id])).status).toBe(401)
  await changeAll(boss, files.other, 'zanzibar')
  for (const role of roles) await changeAll(boss, files.own[role], 'plain')
  const wrong: object[] = []
  for (const [role, stream] of [...before, ...(await openEach(30_000))]) {
    for (const { id } of foreign(role) ? [files.own[role]] : [files.own[role], files.other])
      await expect.poll(() => stream.heard, { timeout: 10_000 }).toContain(`"order.taken","customerId":"${id}"`)
    const frames = stream.heard.split('\n').filter((line) => line.startsWith('data:'))
    figures.frames += frames.length
    const strange = frames.filter((frame) => foreign(role) && (frame.includes(files.other.id) || canariesIn(frame).length > 0))
    figures.foreignFrames += strange.length
    wrong.push(...strange.map((frame) => ({ role, frame })))
    stream.close()
  }
  expect(wrong).toEqual([])
})

test('what somebody takes away packed holds their file and nothing of any other', async () => {
  const { browser } = world.people.manager
  for (const file of [world.files.own.manager, world.files.team]) {
    const asked = await browser.call('POST /customers/:id/exports', { params: { id: file.id }, body: {} })
    await packExport(kesher.house, { customerId: file.id, id: asked.id })
    const url = `/api/customers/${file.id}/exports/${asked.id}/archive`
    const answer = await kesher.app.inject({ url, headers: { host: 'localhost', cookie: browser.cookie } })
    expect(answer.statusCode).toBe(200)
    const bytes = Buffer.concat([...unzipped(answer.rawPayload).values()]).toString()
    expect(bytes).toContain('Spoke of plain')
    expect(canariesIn(bytes)).toEqual([])
    figures.downloads++
  }
})

test('nobody signed in, with an expired session or as a person put out, gets anything that is not for everyone', async () => {
  const expired = await signedIn(world.people.manager.email)
  const put = await kesher.member('administrator', [])
  const putId = (await put.call('GET /session')).user.id
  await kesher.house.db.updateTable('sessions').set({ expiresAt: '2026-11-22T07:59:59Z' }).where('userId', '=', world.people.manager.id).execute()
  await world.boss.call('PATCH /users/:id', { params: { id: putId }, body: { active: false } })
  await signedIn(world.people.rep.email) // whoever is behind a cookie is asked anew
  const sents = new Map<Key, object>()
  for (const key of keys.filter((key) => contract[key].for !== 'everyone'))
    sents.set(key, await samples[key].sent({ world, person: world.people.administrator, file: world.files.other, by: world.boss }))
  const before = await wholeDigest(kesher.house.db)
  const wrong: object[] = []
  for (const [who, browser] of Object.entries({ stranger: kesher.browser(), expired, put })) {
    for (const [key, sent] of sents) {
      const answer = await asked(browser, key, sent)
      figures.refusals++
      if (answer.status !== 401) wrong.push({ who, key, status: answer.status })
    }
  }
  expect(wrong).toEqual([])
  expect(await wholeDigest(kesher.house.db)).toBe(before)
})

test('every refusal stands in the log: who asked, for what, when, and from where', () => {
  const refusals = logged
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { status?: number; person?: string; route?: string; time?: number; from?: string })
    .filter(({ status }) => status === 403 || status === 404)
  expect(refusals.length).toBeGreaterThan(500)
  const known = new Set(Object.values(world.people).map(({ id }) => id))
  expect(refusals.filter(({ person, route, time, from }) => !known.has(person!) || !route || !time || !from)).toEqual([])
})

test('the log of all this holds no name, phone, number or text of any file', () => {
  expect(logged.length).toBeGreaterThan(10_000)
  expect(canariesIn(logged)).toEqual([])
})
