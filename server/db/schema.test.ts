/** The rules of the ground that keep a cluster possible, read from the migrated database. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { schemaText } from './generate-schema.ts'
import { migrate } from './migrate.ts'

let url: string
let client: pg.Client
beforeAll(async () => {
  url = await freshDatabase()
  client = new pg.Client({ connectionString: url })
  await client.connect()
})
afterAll(() => client.end())

const rows = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows

/** Tables of a file: those with a customer_id. */
const ofFile = `select c.oid, c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`
const columnsOf = (k: string) =>
  `(select array_agg(a.attname::text order by n) from unnest(${k}.conkey) with ordinality as u (number, n) join pg_attribute a on a.attrelid = ${k}.conrelid and a.attnum = u.number)`

test('the row types in schema.ts are those of the migrations', async () => {
  expect(readFileSync(join(import.meta.dirname, 'schema.ts'), 'utf8')).toBe(await schemaText(url))
})

test('no two migrations have one number, so that they run in one order everywhere', () => {
  const numbers = readdirSync(join(import.meta.dirname, '../migrations')).map((name) => name.slice(0, 4))
  expect(numbers).toEqual([...new Set(numbers)])
})

test('migrating again changes nothing', async () => {
  expect(await migrate(url)).toEqual([])
})

test('every table of a file is keyed by (customer_id, id), or by customer_id alone where a file has one row', async () => {
  const keys = await rows<{ name: string; columns: string[] }>(
    `select f.name, ${columnsOf('k')} as columns from (${ofFile}) f left join pg_constraint k on k.conrelid = f.oid and k.contype = 'p'`,
  )
  expect(keys.length).toBeGreaterThan(8)
  expect(keys.filter(({ columns }) => !['customer_id,id', 'customer_id'].includes(String(columns)))).toEqual([])
})

test('unique constraints and references inside a file contain customer_id', async () => {
  const wrong = await rows(`
    select f.name, k.conname, ${columnsOf('k')} as columns from (${ofFile}) f join pg_constraint k on k.conrelid = f.oid
    where k.contype in ('u', 'f') and not ${columnsOf('k')} @> array['customer_id']
      and (k.contype = 'u' or k.confrelid in (select oid from (${ofFile}) g))`)
  expect(wrong).toEqual([])
  const uniqueIndexes = await rows(`
    select f.name, i.indexrelid::regclass::text from (${ofFile}) f join pg_index i on i.indrelid = f.oid and i.indisunique
    where (select attname from pg_attribute a where a.attrelid = f.oid and a.attnum = i.indkey[0]) <> 'customer_id'`)
  expect(uniqueIndexes).toEqual([])
})

test('no table of a file has a trigger of ours', async () => {
  expect(await rows(`select f.name, t.tgname from (${ofFile}) f join pg_trigger t on t.tgrelid = f.oid where not t.tgisinternal`)).toEqual([])
})

test('ids are made by the application: no table of a file has a sequence or a default for its key', async () => {
  expect(
    await rows(`
    select f.name, a.attname from (${ofFile}) f join pg_attribute a on a.attrelid = f.oid and a.attname in ('id', 'customer_id')
    where a.atthasdef or a.atttypid <> 'uuid'::regtype`),
  ).toEqual([])
})

test('every table says what it is', async () => {
  const silent = await rows(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid) is null
    and relname not in ('migrations', 'team_members', 'opening_hours', 'closures', 'holiday_choices')`)
  expect(silent).toEqual([])
})
