/** Every name of a column, put where a request may have names of its own: what the server decides is decided by the server. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { type ImportKind, importFields, importKinds } from '../../contract/exchange.ts'
import { contract, type Key } from '../../contract/index.ts'
import { handOver, imported, working } from '../../server/exchange/testing.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { noteResult } from './results.ts'
import { samples } from './samples.ts'
import { trustWorld, type World } from './world.ts'

type Column = { table: string; name: string; type: string; choices: string[] | null }

let kesher: Kesher
let world: World
let columns: Column[]
const figures = { requests: 0, imports: 0, columnsMoved: 0 }

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
  columns = await columnsOf()
})
afterAll(async () => {
  await kesher.close()
  noteResult('every column name on every writing endpoint and importer', {
    columns: columns.length,
    names: Object.keys(everyName()).length,
    endpoints: writing.length,
    importers: importKinds.length,
    ...figures,
  })
})

async function columnsOf() {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
      (select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''', 'g') as m) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ 'ANY' limit 1) as choices
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r'`.execute(kesher.house.db)
  return rows
}

/** Told apart from anything a sample sends, wherever it lands. */
const planted = {
  text: 'planted-by-name',
  uuid: 'deadbeef-dead-4ead-8ead-deaddeaddead',
  number: 424_242_424,
  moment: '1977-07-07T07:07:07.000Z',
  day: '1977-07-07',
}
const traces = [planted.text, planted.uuid, String(planted.number), '1977-07-07']

function hostile({ type, choices }: Column): unknown {
  if (choices) return choices.at(-1)
  if (type === 'uuid') return planted.uuid
  if (type === 'boolean') return true
  if (/int|numeric|double/.test(type)) return planted.number
  if (type.startsWith('timestamp')) return planted.moment
  if (type === 'date') return planted.day
  return type.endsWith('[]') ? [planted.text] : planted.text
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const everyName = () => Object.fromEntries(columns.flatMap((column) => [column.name, camel(column.name)].map((name) => [name, hostile(column)])))

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; additionalProperties?: unknown }

/** A value with every name added to each object in it, but those the contract has there. */
function withNames(value: unknown, schemas: Schema[], names: Record<string, unknown>): unknown {
  const all = schemas.flatMap((schema) => [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
  if (Array.isArray(value))
    return value.map((item) =>
      withNames(
        item,
        all.flatMap(({ items }) => items ?? []),
        names,
      ),
    )
  if (value === null || typeof value !== 'object') return value
  if (all.some(({ additionalProperties }) => typeof additionalProperties === 'object' && Object.keys(additionalProperties ?? {}).length > 0)) return value
  const known = new Set(all.flatMap(({ properties }) => Object.keys(properties ?? {})))
  const own = Object.entries(value).map(([name, part]) => [
    name,
    withNames(
      part,
      all.flatMap(({ properties }) => properties?.[name] ?? []),
      names,
    ),
  ])
  return { ...Object.fromEntries(Object.entries(names).filter(([name]) => !known.has(name))), ...Object.fromEntries(own) }
}

type Rows = Map<string, string>

async function everyRow(): Promise<Rows> {
  const tables = [...new Set(columns.map(({ table }) => table))]
  const parts = tables.map((table) => sql`select ${table}::text as "table", to_jsonb(t)::text as row from ${sql.table(table)} as t`)
  const { rows } = await sql<{ table: string; row: string }>`${sql.join(parts, sql` union all `)}`.execute(kesher.house.db)
  return new Map(rows.map(({ table, row }) => [`${table} ${row}`, table]))
}

/** What stands in columns of few values, in each row that a request left behind new or changed. */
function choicesMade(before: Rows, after: Rows) {
  const few = Map.groupBy(
    columns.filter(({ type, choices }) => choices || type === 'boolean'),
    ({ table }) => table,
  )
  return [...after]
    .filter(([row]) => !before.has(row))
    .map(([row, table]) => {
      const values = JSON.parse(row.slice(table.length + 1)) as Record<string, unknown>
      return JSON.stringify([table, (few.get(table) ?? []).map(({ name }) => [name, values[name]])])
    })
    .sort()
}

const inParts = (names: Record<string, unknown>, size: number) =>
  Array.from({ length: Math.ceil(Object.keys(names).length / size) }, (_, n) => Object.fromEntries(Object.entries(names).slice(n * size, (n + 1) * size)))

const writing = (Object.keys(contract) as Key[]).filter((key) => !key.startsWith('GET ') && key !== 'DELETE /session')
const person = () => world.people.administrator

describe.each(writing)('%s', (key) => {
  test('moves no column by its name', async () => {
    const entry: Endpoint = contract[key]
    const given = { world, person: person(), file: world.files.team, by: person().browser }
    const first = await samples[key].sent(given)
    const before = await everyRow()
    const plain = await person().browser.ask(key, first as never)
    const between = await everyRow()
    const names = everyName()
    const schema = entry.body && entry.body !== 'upload' ? [z.toJSONSchema(entry.body, { io: 'input', unrepresentable: 'any' }) as Schema] : []
    const query = entry.query ? [z.toJSONSchema(entry.query, { io: 'input', unrepresentable: 'any' }) as Schema] : []
    // An address takes only so many names at once.
    for (const some of entry.query ? inParts(names, 150) : [{}]) {
      const sent = (await samples[key].sent(given)) as { query?: object; body?: unknown }
      const made = await everyRow()
      const body = sent.body instanceof Buffer ? sent.body : withNames(sent.body ?? {}, schema, names)
      const loaded = await person().browser.ask(key, { ...sent, query: withNames(sent.query ?? {}, query, some), body } as never)
      const after = await everyRow()
      expect(loaded.status, loaded.text).toBe(plain.status)
      figures.requests++
      const left = [...after.keys()].filter((row) => !made.has(row))
      const moved = left.filter((row) => traces.some((trace) => row.includes(trace)))
      figures.columnsMoved += moved.length
      expect(moved).toEqual([])
      expect(traces.filter((trace) => loaded.text.includes(trace))).toEqual([])
      // What was so already is not written again, so this may move less than the plain request, and nothing else.
      const usual = choicesMade(before, between)
      expect(choicesMade(made, after).filter((choice) => !usual.includes(choice))).toEqual([])
    }
  })
})

/** What a row of each kind needs, and no more. */
const least: Record<ImportKind, Record<string, string>> = {
  customers: { name: 'Imported by name' },
  contacts: { customerName: 'Of the team', name: 'Dana' },
  products: { sku: 'IMP-1', name: 'Imported pen' },
  orders: { number: 'IMP-1', orderedAt: '2026-01-02', customerName: 'Of the team', sku: 'IMP-1', quantity: '1', amount: '5' },
  interactions: { customerName: 'Own rep', occurredAt: '2026-01-02', channel: 'phone', body: 'Hello' },
}

describe.each(importKinds)('an import of %s', (kind) => {
  test('takes no column for one of ours because it is called so, or because it is told to', async () => {
    const worker = await working(kesher.house)
    const own = least[kind]
    const names = Object.keys(everyName()).filter((name) => !(importFields[kind] as readonly string[]).includes(name))
    const cells = [...Object.values(own), ...names.map(() => planted.text)]
    const file = (header: readonly string[]) => ({ kind, text: `${header.join()}\n${cells.join()}\n` })
    const called = await handOver(person().browser, file([...Object.keys(own), ...names]))
    // A field the company has is proposed for a column with its name, as it should be: it is no column of ours.
    const ofCompany = new Set((await world.boss.call('GET /custom-fields')).map(({ key }) => `custom.${key}`))
    const proposed = Object.keys(called.mapping.columns).filter((field) => !ofCompany.has(field))
    expect(proposed.filter((field) => !(importFields[kind] as readonly string[]).includes(field))).toEqual([])
    const columns = Object.fromEntries([...Object.keys(own), ...names].map((name, n) => [name, n]))
    const before = await everyRow()
    const result = await imported(person().browser, { ...file(cells.map((_, n) => `h${n}`)), name: 'told.csv', mapping: { columns } })
    expect(result.result).toMatchObject({ rows: 1, refused: 0, refusals: [] })
    const left = [...(await everyRow()).keys()].filter((row) => !before.has(row))
    expect(left.length).toBeGreaterThan(2)
    const moved = left.filter((row) => row.includes(planted.text))
    figures.imports++
    figures.columnsMoved += moved.length
    expect(moved).toEqual([])
    await worker.stop()
  })
})
