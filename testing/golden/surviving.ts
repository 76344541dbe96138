/** Whether what was in an earlier database is whole after it came to the newest schema. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished } from 'vitest'
import { knownMigrations, migrate } from '../../server/db/migrate.ts'
import { load, parseTables, type Table } from './text.ts'

/** Columns whose values a migration changed on purpose, with what changed them. */
const changedOnPurpose: Record<string, string> = {}

/** The database at the end of each release, as text, with the name of its last migration. */
export const golden = globSync('*.copy', { cwd: import.meta.dirname })
  .sort()
  .map((file) => ({ through: file.replace('.copy', '.sql'), tables: parseTables(readFileSync(join(import.meta.dirname, file), 'utf8')) }))

/** A database of the time of the migration `through`, with these rows, is migrated to today; nothing in it may have changed. */
export async function survives(through: string, tables: Table[]) {
  const url = await emptyDatabase()
  await migrate(url, { through })
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  onTestFinished(() => client.end())
  const loaded = await load(client, tables)
  expect(loaded.length).toBeGreaterThan(0)
  const before = await contentsOf(client, loaded)
  expect(await migrate(url)).toEqual(knownMigrations().filter((name) => name > through))
  expect(await contentsOf(client, loaded)).toEqual(before)
}

async function emptyDatabase() {
  const base = inject('postgres')
  const name = `golden_${Math.random().toString(36).slice(2)}`
  const admin = new pg.Client({ connectionString: base })
  await admin.connect()
  await admin.query(`create database ${name}`)
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  return base.replace('/postgres?', `/${name}?`)
}

/** The rows of each table in the columns it had, whatever else it has by now. */
export async function contentsOf(client: pg.Client, tables: Table[]) {
  const contents: Record<string, { rows: string; sum: string }> = {}
  for (const { name, columns } of tables) {
    const kept = columns.filter((column) => !(`${name}.${column}` in changedOnPurpose))
    const { rows } = await client.query<{ rows: string; sum: string }>(
      `select count(*) as rows, sum(hashtextextended(row(${kept.join(', ')})::text, 0)::numeric)::text as sum from ${name}`,
    )
    contents[name] = rows[0]!
  }
  return contents
}
