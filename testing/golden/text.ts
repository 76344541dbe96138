/** What is in every table, as text that COPY writes and reads: reviewed like any source, and independent of everything but the schema it names. */
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

export type Table = { name: string; columns: string[]; rows: string }

/** Tables of this schema with the columns that can be written, in order. */
async function tablesIn(client: pg.Client) {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations' group by c.relname order by c.relname`)
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}

/** Everything in the database, and the names of tables with nothing in them. */
export async function dump(client: pg.Client) {
  const parts: string[] = []
  const empty: string[] = []
  for (const [name, columns] of await tablesIn(client)) {
    const rows = await copied(client, `copy (select ${columns.join(', ')} from ${name} order by ${name}::text collate "C") to stdout`)
    if (rows === '') empty.push(name)
    else parts.push(`${name} (${columns.join(', ')})\n${rows}\\.\n`)
  }
  return { text: parts.join('\n'), empty }
}

async function copied(client: pg.Client, sql: string) {
  const chunks: Buffer[] = []
  const keep = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  await pipeline(client.query(copyTo(sql)), keep)
  return Buffer.concat(chunks).toString()
}

/** The tables of a golden text. */
export const parseTables = (text: string): Table[] =>
  [...text.matchAll(/^(\w+) \((.*)\)\n([\s\S]*?)^\\\.$/gm)].map(([, name, columns, rows]) => ({ name: name!, columns: columns!.split(', '), rows: rows! }))

/** Writes what this database has tables and columns for. References are not looked at: the order of tables is that of their names. */
export async function load(client: pg.Client, tables: Table[]): Promise<Table[]> {
  const there = await tablesIn(client)
  const loaded: Table[] = []
  await client.query('set session_replication_role = replica')
  for (const { name, columns, rows } of tables) {
    const known = columns.filter((column) => there.get(name)?.includes(column))
    if (known.length === 0) continue
    const places = known.map((column) => columns.indexOf(column))
    const lines = rows.split('\n').slice(0, -1)
    const fitting = lines.map((line) => `${((cells) => places.map((place) => cells[place]).join('\t'))(line.split('\t'))}\n`).join('')
    await client.query(`truncate ${name} cascade`)
    loaded.push({ name, columns: known, rows: fitting })
  }
  for (const { name, columns, rows } of loaded) await pipeline(Readable.from([rows]), client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)))
  await client.query('set session_replication_role = origin')
  return loaded
}
