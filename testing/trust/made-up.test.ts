/** What callers make up themselves: cursors they were not given, and ids that stand for something else already. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../contract/endpoint.ts'
import { contract, type Key } from '../../contract/index.ts'
import { newCustomer } from '../../server/customers/testing.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { samples } from './samples.ts'
import { trustWorld, type World } from './world.ts'

let kesher: Kesher
let world: World

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
})
afterAll(() => kesher.close())

type Shaped = { _zod: { def: { shape?: Record<string, unknown> } } }
const paged = (Object.keys(contract) as Key[]).filter((key) => {
  const { query } = contract[key] as Endpoint
  return query && 'after' in ((query as unknown as Shaped)._zod.def.shape ?? {})
})

/** In place of the value a list was cut at. */
const values = [
  '9999-99-99 99:99:99+00',
  '2026-02-31 00:00:00+00',
  '0000-01-01 00:00:00+00',
  '2026-02-31',
  'infinity',
  '-infinity',
  '',
  '-1',
  '999999999999999999',
  '9'.repeat(40),
  '1e9',
  'NaN',
  "'; drop table customers; --",
  '\u0000',
  '\ud800',
  '\u{10FFFF}',
  'x'.repeat(5_000),
]
const ids = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', "' or true", '']
const whole = [
  '',
  '99999999999999999~00000000-0000-0000-0000-000000000000',
  '-99999999999999999~00000000-0000-0000-0000-000000000000',
  'W10',
  'bnVsbA',
  'e30',
  '%00',
  'AAAA',
  Buffer.from('["__proto__","ascending","x","y"]').toString('base64url'),
]

/** What a cursor holds; nothing where it is of another make. */
function partsOf(cursor: string): unknown[] | undefined {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
  } catch {
    return undefined
  }
}

test('a cursor that was tampered with is an empty page or refused, at every list', async () => {
  const { boss, people, files } = world
  const wrong: object[] = []
  const tampered = new Set<Key>()
  for (const key of paged) {
    const { params, query } = (await samples[key].sent({ world, person: people.administrator, file: files.team, by: boss })) as {
      params?: object
      query?: object
    }
    const ask = (more: object) => boss.ask(key, { params, query: { ...query, ...more } } as never)
    const { next } = (await ask({ limit: '1' })).reply as unknown as { next: string | null }
    const parts = next ? partsOf(next) : undefined
    if (parts) tampered.add(key)
    const [name, direction, value, id] = parts ?? ['created', 'descending', '2026-01-01 00:00:00+00', randomUUIDv7()]
    const forged = [
      ...values.map((one) => [name, direction, one, id]),
      ...ids.map((one) => [name, direction, value, one]),
      [name, 'sideways', value, id],
      ['constructor', direction, value, id],
      [name, direction, { value }, id],
      [name, direction, value, [id]],
    ].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
    for (const after of [...forged, ...whole]) {
      const answer = await ask({ after, limit: '1' })
      if (![200, 422].includes(answer.status)) wrong.push({ key, after: Buffer.from(after, 'base64url').toString(), status: answer.status })
    }
  }
  expect(wrong).toEqual([])
  expect(tampered.size).toBeGreaterThan(5)
})

test('a cursor somebody else was given shows nobody more than they see', async () => {
  const { boss, people } = world
  const order = { sort: 'created', direction: 'descending', limit: '1' } as const
  const { next } = await boss.call('GET /customers', { query: order } as never)
  const names: string[] = []
  for (let after: string | null = next; after; ) {
    const page: { items: { name: string }[]; next: string | null } = await people.manager.browser.call('GET /customers', {
      query: { ...order, after },
    } as never)
    names.push(...page.items.map(({ name }) => name))
    after = page.next
  }
  expect(names).toContain('Of the team')
  expect(names.join()).not.toContain('Zanzibar')
})

const made: Key[] = [
  'POST /customers/:id/contacts',
  'POST /customers/:id/interactions',
  'POST /customers/:id/promises',
  'POST /customers/:id/orders',
  'POST /customers/:id/voices',
  'POST /customers/:id/holds',
]

test('an id that was made up twice names one thing in each file, and nothing of another file changes', async () => {
  const { boss, people, files } = world
  const id = randomUUIDv7()
  const rows = async (fileId: string) => {
    const counts = ['contacts', 'interactions', 'promises', 'orders', 'order_lines', 'voices', 'legal_holds', 'file_exports', 'merges']
    const each = counts.map(
      (table) =>
        sql`select ${table} as name, coalesce(string_agg(t::text, ',' order by t::text), '') as rows from ${sql.table(table)} t where customer_id = ${fileId}`,
    )
    return JSON.stringify((await sql`${sql.join(each, sql` union all `)}`.execute(kesher.house.db)).rows)
  }
  const wrong: object[] = []
  for (const key of made) {
    const sent = (await samples[key].sent({ world, person: people.administrator, file: files.other, by: boss })) as { params: object; body: object }
    await boss.call(key, { ...sent, body: { ...sent.body, id } } as never)
    const before = await rows(files.other.id)
    const again = await boss.ask(key, { ...sent, params: { id: files.team.id }, body: { ...sent.body, id } } as never)
    if (again.status !== 200 || (await rows(files.other.id)) !== before) wrong.push({ key, status: again.status, text: again.text })
  }
  expect(wrong).toEqual([])
})

test('the archive of one file is not written over by an export of another that was given its id', async () => {
  const { boss, files } = world
  const id = randomUUIDv7()
  await boss.call('POST /customers/:id/exports', { params: { id: files.other.id }, body: { id } })
  const again = await boss.ask('POST /customers/:id/exports', { params: { id: files.team.id }, body: { id } })
  expect(again.problem).toMatchObject({ code: 'already-exists' })
  expect((await boss.call('POST /customers/:id/exports', { params: { id: files.other.id }, body: { id } })).id).toBe(id)
})

test('two merges of one id are both carried out', async () => {
  const { boss } = world
  const four = await Promise.all(['One', 'Two', 'Three', 'Four'].map((name) => newCustomer(boss, { name })))
  const [one, two, three, four_] = four.map((customer) => customer.id) as [string, string, string, string]
  const id = randomUUIDv7()
  await boss.call('POST /customers/:id/merges', { params: { id: one }, body: { id, otherId: two } })
  await boss.call('POST /customers/:id/merges', { params: { id: three }, body: { id, otherId: four_ } })
  const { rows } = await sql<{
    files: string[]
  }>`select array_agg(payload ->> 'customerId') as files from graphile_worker._private_jobs where payload ->> 'id' = ${id}`.execute(kesher.house.db)
  expect(rows[0]!.files.sort()).toEqual([one, three].sort())
})
