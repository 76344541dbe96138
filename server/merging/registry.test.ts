/** The list of what points to a customer, held against the schema. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { columnOf, fileTables, personalData } from '../db/personal-data.ts'
import { chosen, forgotten, fromOutside, moving, recomputed } from './registry.ts'

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() })
  await client.connect()
})
afterAll(() => client.end())

const rows = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows

/** Every column the registry speaks of. */
const known = new Set([
  ...moving.flatMap(({ table, refs }) => [`${table}.customer_id`, ...Object.keys(refs ?? {}).map((column) => `${table}.${column}`)]),
  ...[...recomputed, ...chosen].map((table) => `${table}.customer_id`),
  ...Object.keys(fromOutside),
])
const head = ['customers.id', 'contacts.id']

test('a merge knows what to do with every table of the file (a new one gets its line in server/merging/registry.ts)', () => {
  expect(forgotten()).toEqual([])
})

test('every foreign key to a customer, every column named like one, and every one the map of personal data calls a link is in the list', async () => {
  const references = await rows<{ column: string }>(`
    select c.relname || '.' || a.attname as column from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] where k.contype = 'f' and k.confrelid = 'customers'::regclass`)
  const named = await rows<{ column: string }>(`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and (column_name ~ '(^|_)(customer|customers|file|files|merged|kept|other|twin)_ids?$')`)
  const links = Object.entries(personalData).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, is]) => (is === 'link' ? [`${columnOf(table)}.${columnOf(column)}`] : [])),
  )
  const all = [...references.map(({ column }) => column), ...named.map(({ column }) => column), ...links]
  expect(all.length).toBeGreaterThan(30)
  expect([...new Set(all)].filter((column) => !known.has(column) && !head.includes(column))).toEqual([])
})

test('the list names only what there is', async () => {
  const there = new Set(
    (await rows<{ column: string }>(`select table_name || '.' || column_name as column from information_schema.columns where table_schema = 'public'`)).map(
      ({ column }) => column,
    ),
  )
  expect([...known].filter((column) => !there.has(column))).toEqual([])
  expect(fileTables.length).toBe(moving.length + recomputed.length + chosen.length)
})

test('what a row names within its file, and what it cannot be without, is as the foreign keys say', async () => {
  const keys = await rows<{ table: string; column: string; to: string; bound: boolean }>(`
    select c.relname as table, a.attname as column, k.confrelid::regclass::text as to, k.confdeltype = 'c' as bound
    from pg_constraint k join pg_class c on c.oid = k.conrelid cross join lateral unnest(k.conkey) as u (number)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
    where k.contype = 'f' and cardinality(k.conkey) > 1 and a.attname <> 'customer_id'`)
  const listed = moving.flatMap(({ table, refs }) =>
    Object.entries(refs ?? {}).map(([column, { to, bound }]) => ({ table, column, to, bound: bound === true })),
  )
  const inOrder = (list: typeof listed) => list.map((each) => JSON.stringify(each)).sort()
  expect(inOrder(listed)).toEqual(inOrder(keys.map(({ table, column, to, bound }) => ({ table, column, to, bound }))))
})

test('a row is moved after what it names', () => {
  const place = (table: string) => moving.findIndex((each) => each.table === table)
  const wrong = moving.flatMap(({ table, refs }) => Object.values(refs ?? {}).filter(({ to }) => place(to) >= place(table)))
  expect(wrong).toEqual([])
})
