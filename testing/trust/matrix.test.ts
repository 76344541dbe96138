/** Every endpoint, asked by every role about every kind of file: what is not theirs is not told, and nothing changes. */
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../contract/endpoint.ts'
import { contract, type Key } from '../../contract/index.ts'
import { type Browser, type Kesher, openKesher } from '../kesher.ts'
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

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z'), log: pino({ level: 'trace' }, { write: (line: string) => (logged += line) }) })
  world = await trustWorld(kesher)
})
afterAll(() => kesher.close())

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
const foreign = (role: Role) => !seen[role].includes('other')
const asked = (browser: Browser, key: Key, sent: object) => browser.ask(key, sent as never)

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
      if (foreign(role) && canaries.some((canary) => told.toLowerCase().includes(canary))) wrong.push({ role, standing, told: told.slice(0, 500) })
    }
    for (const cell of cells.filter(refused)) await check(cell)
    if ((await wholeDigest(kesher.house.db)) !== before) wrong.push({ key, changed: 'by a refused request' })
    for (const cell of cells.filter((cell) => !refused(cell))) await check(cell)
    expect(wrong).toEqual([])
  })
})

async function signedIn(email: string): Promise<Browser> {
  const browser = kesher.browser()
  await browser.call('POST /session', { body: { email, password: 'another long password' } })
  return browser
}

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
      if (answer.status !== 401) wrong.push({ who, key, status: answer.status })
    }
  }
  expect(wrong).toEqual([])
  expect(await wholeDigest(kesher.house.db)).toBe(before)
})

test('the log of all this holds no name, phone, number or text of any file', () => {
  expect(logged.length).toBeGreaterThan(10_000)
  expect(canaries.filter((canary) => logged.toLowerCase().includes(canary))).toEqual([])
})
