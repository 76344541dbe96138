/** Every column has a class of personal data, and what hangs on a customer can be found by it. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { fileTables, personalData, personalDataClasses } from './personal-data.ts'

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: await freshDatabase() })
  await client.connect()
})
afterAll(() => client.end())

type Column = { table: string; column: string; type: string }
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const columns = async (): Promise<Column[]> => {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
  return rows.map(({ table, column, type }) => ({ table: camel(table), column: camel(column), type }))
}
const classOf = ({ table, column }: Column) => (personalData as Record<string, Record<string, string>>)[table]?.[column]

test('every column of every table has a class of personal data (a new one gets its class in server/db/personal-data.ts)', async () => {
  const all = await columns()
  expect(all.filter((column) => !Object.keys(personalDataClasses).includes(classOf(column) ?? ''))).toEqual([])
  expect(
    Object.entries(personalData)
      .flatMap(([table, of]) => Object.keys(of).map((column) => `${table}.${column}`))
      .sort(),
  ).toEqual(all.map(({ table, column }) => `${table}.${column}`).sort())
})

test('the tables of the file are those with a customer_id', async () => {
  const wanted = (await columns()).filter(({ column }) => column === 'customerId').map(({ table }) => table)
  expect([...fileTables].sort()).toEqual(wanted.sort())
})

test('what points at a file from outside it is known as a link', async () => {
  const pointing = (await columns()).filter(({ column }) => ['customerId', 'fileId', 'contactId'].includes(column))
  expect(pointing.filter((column) => classOf(column) !== 'link')).toEqual([])
  const referring = await client.query<Column>(`select k.conrelid::regclass::text as table, a.attname as column, '' as type
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid in ('customers'::regclass, 'contacts'::regclass)`)
  const known = referring.rows.map(({ table, column }) => ({ table: camel(table), column: camel(column), type: '' }))
  expect(known.filter((column) => classOf(column) !== 'link')).toEqual([])
})

test('the password, token and key columns are secrets', async () => {
  const opening = (await columns()).filter(({ column }) => /hash$|secret$|^publicKey$|^credentialId$/i.test(column))
  expect(opening.filter((column) => classOf(column) !== 'secret')).toEqual([])
})
