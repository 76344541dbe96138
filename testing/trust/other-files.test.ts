/** Two worlds that differ in the files of others look the same, byte for byte, to whoever may not see those files: nothing is counted, ranked or crowded out by them. */
import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../contract/endpoint.ts'
import type { Key } from '../../contract/index.ts'
import { refreshNames } from '../../server/customers/names.ts'
import { refreshFacts } from '../../server/file/facts.ts'
import { newMerge } from '../../server/merging/testing.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { type Asked, questionsOf } from './questions.ts'
import { noteResult } from './results.ts'
import { newFile, trustWorld, type World } from './world.ts'

let kesher: Kesher
let world: World

/** What is typed into a search: of the files one sees, of those one does not, and what is near to either. */
const typed = [
  'plain',
  'Own',
  'Dana',
  'team',
  'zanzibar',
  'zanzi',
  'zanzibor',
  'זנזיבר',
  '501239876',
  '1239876',
  '0501111111',
  '1001',
  '1020',
  'Dena',
  'Tsvi',
  'צבי',
]

/** Whose questions are asked: two who see what is theirs, and one from outside. */
const asking: readonly Role[] = ['manager', 'consultant']

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
  const { boss, team, productId } = world
  // Two that are one customer.
  const twin = { teamId: team, taxId: '000000026', ownerId: world.people.manager.id, points: [{ channel: 'email' as const, value: 'tzvi@plain.example' }] }
  const one = await newFile(boss, { name: 'Tzvi Plain', ...twin }, productId)
  const other = await newFile(boss, { name: 'Tsvi Plain', ...twin }, productId)
  await pairs(sql`select ${one.id}::uuid as a, ${other.id}::uuid as b`, 1_000)
})
afterAll(() => kesher.close())

/** More of everything in the other team: names like ours and unlike any, the same phones, tags, cities and dates; merged files, pairs, signals. */
async function fillTheOtherTeam() {
  const { boss, elsewhere, productId, files } = world
  for (const [place, name] of ['Tzvi Plain', 'Zanzi Bar', 'Zanzibor', 'צבי פליין', 'Own Team'].entries())
    await newFile(
      boss,
      { name, teamId: elsewhere, taxId: place < 3 ? '000000026' : null, tags: ['plain', 'other'], city: 'Haifa' },
      productId,
      place % 2 ? 'plain' : 'zanzibar',
    )
  await crowd(150)
  const [one, two] = [
    await newFile(boss, { name: 'Merged away', teamId: elsewhere }, productId),
    await newFile(boss, { name: 'Zanzibar again', teamId: elsewhere }, productId),
  ]
  await newMerge(boss, kesher.house, files.other.id, one.id)
  await newMerge(boss, kesher.house, two.id, files.other.id)
  // What a run would say of them, and what a search of the base would find among them and with files of ours.
  const { db } = kesher.house
  const strange = sql`(select id from customers where team_id = ${elsewhere}::uuid)`
  const columns = async (table: string, left: string[]) =>
    (
      await sql<{
        name: string
      }>`select column_name as name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER' order by 1`.execute(db)
    ).rows
      .map(({ name }) => name)
      .filter((name) => !left.includes(name))
  for (const [table, own] of [
    ['customer_insight', sql`o.id`],
    ['signals', sql`o.id`],
  ] as const) {
    const names = await columns(table, table === 'signals' ? ['customer_id', 'id'] : ['customer_id'])
    const list = sql.join(names.map((name) => sql.ref(name)))
    await sql`delete from ${sql.table(table)} where customer_id in ${strange}`.execute(db)
    await sql`insert into ${sql.table(table)} (customer_id${table === 'signals' ? sql`, id` : sql``}, ${list})
      select ${own}${table === 'signals' ? sql`, gen_random_uuid()` : sql``}, ${sql.join(names.map((name) => sql`t.${sql.ref(name)}`))}
      from (select * from ${sql.table(table)} where customer_id in (select customer_id from ${sql.table(table)} limit 1)) t cross join ${strange} as o`.execute(
      db,
    )
  }
  await pairs(
    sql`select a.id as a, b.id as b from (select id from customers where team_id = ${elsewhere}::uuid limit 10) a
      cross join (select id from customers where team_id <> ${elsewhere}::uuid or name like 'Dana Plain 1%') b where a.id <> b.id`,
    2_000,
  )
}

/** As if a search of the base had found them, the surer the more they weigh. */
const pairs = (two: RawBuilder<unknown>, weight: number) =>
  sql`insert into duplicate_pairs (id, one_id, other_id, verdict, certainty, weight, reasons)
    select gen_random_uuid(), least(a, b), greatest(a, b), 'surely', 0.99, ${weight}, '[]' from (${two}) as two on conflict do nothing`.execute(kesher.house.db)

/** So many that every list of some, every dictionary and every limit is full of them. */
async function crowd(many: number) {
  const { db, now } = kesher.house
  const ids = Array.from({ length: many }, () => randomUUIDv7())
  await db.transaction().execute(async (tx) => {
    await sql`insert into customers (id, number, kind, name, team_id, city, tags, currency, created_at, updated_at)
      select id, 5000 + place, 'person', 'Dana Plain ' || place, ${world.elsewhere}::uuid, 'Haifa', '{plain}', 'ILS', ${now()}, ${now()} from unnest(${ids}::uuid[]) with ordinality as o (id, place)`.execute(
      tx,
    )
    await sql`insert into contact_points (customer_id, id, channel, value, created_at) select id, gen_random_uuid(), 'phone', '+972501111111', ${now()} from unnest(${ids}::uuid[]) as o (id)`.execute(
      tx,
    )
    await refreshFacts(tx, ids, now())
    await refreshNames(tx, ids)
  })
}

async function answers(role: Role, asked: readonly Asked[]) {
  const all: { asked: Asked; answer: string }[] = []
  for (const one of asked) {
    const { status, text } = await world.people[role].browser.ask(one.key, one.sent as never)
    all.push({ asked: one, answer: `${status} ${text}` })
  }
  return all
}

test('filling the files of another team changes no answer to anybody who may not see them', async () => {
  const asked = new Map<Role, Asked[]>()
  for (const role of asking) {
    const file = role === 'consultant' ? world.files.own.consultant : world.files.team
    const alike: Asked = { key: 'GET /customers/alike', sent: { query: { name: 'Tsvi Plain', phone: '050-1111111', taxId: '000000026' } } }
    const all = await questionsOf({
      world,
      person: world.people[role],
      file,
      typed,
      leave: /access-links|imports\/:id|\/looks|^GET \/(audit|backups|erasures)/,
    })
    asked.set(role, [...all, alike])
  }
  const before = new Map<Role, Awaited<ReturnType<typeof answers>>>()
  for (const [role, some] of asked) before.set(role, await answers(role, some))
  await fillTheOtherTeam()
  const differing: object[] = []
  let compared = 0
  for (const [role, some] of asked) {
    for (const [place, { asked: one, answer }] of (await answers(role, some)).entries()) {
      compared++
      const was = before.get(role)![place]!.answer
      if (answer !== was) differing.push({ role, ...one, was: was.slice(0, 600), is: answer.slice(0, 600) })
    }
  }
  expect(compared).toBeGreaterThan(500)
  noteResult('two worlds that differ only in files of others', { compared, differing: differing.length })
  expect(differing).toEqual([])
}, 180_000)

test('somebody who sees those files is told of them by the same questions', async () => {
  const keys = new Set<Key>()
  const { boss, people, files } = world
  for (const { key, sent } of await questionsOf({ world, person: people.administrator, file: files.team, typed, leave: /access-links|imports\/:id|\/looks/ })) {
    const { text } = await boss.ask(key, sent as never)
    if (/Dana Plain|Zanzi Bar/.test(text)) keys.add(key)
  }
  for (const key of ['GET /customers', 'GET /customers/export', 'GET /search', 'GET /duplicates', 'GET /insight/watch', 'GET /orders', 'GET /voices'] as const)
    expect([...keys]).toContain(key)
})
