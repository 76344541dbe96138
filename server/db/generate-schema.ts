/** Writes `schema.ts`, the row types, from the migrations: `npm run schema`. The drift check runs the same function. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

type Column = {
  table: string
  column: string
  type: string
  required: boolean
  given: boolean
  generated: boolean
  choices: string | null
  comment: string | null
}

/** The text of `schema.ts` for the database at `url`, which must be migrated. */
export async function schemaText(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as required,
      (a.atthasdef and a.attgenerated = '') as given, a.attgenerated <> '' as generated,
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ 'ANY \\(\\(?ARRAY\\[''' limit 1) as choices,
      col_description(c.oid, a.attnum) as comment
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`)
  const comments = await client.query<{ table: string; comment: string }>(`
    select relname as table, obj_description(oid) as comment from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and obj_description(oid) is not null`)
  await client.end()
  const told = new Map(comments.rows.map((row) => [row.table, row.comment]))
  const tables = Map.groupBy(rows, (row) => row.table)
  const interfaces = [...tables].map(([table, columns]) =>
    [...doc(told.get(table), ''), `export interface ${pascal(table)} {`, ...columns.flatMap(field), '}'].join('\n'),
  )
  const database = ['export interface Database {', ...[...tables.keys()].map((table) => `  ${camel(table)}: ${pascal(table)}`), '}'].join('\n')
  return [header, ...interfaces, database].join('\n\n') + '\n'
}

const header = `// Generated from the migrations by \`npm run schema\`; not edited by hand.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** Read as ISO text in UTC; written as text or Date. */
type Moment = ColumnType<string, string | Date, string | Date>

/** The database has a default for it. */
type Given<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>`

function field({ column, type, required, given, generated, choices, comment }: Column) {
  const base = choices ? choice(choices) : typescript(type)
  const whole = required ? base : `${base} | null`
  const shown = generated ? `GeneratedAlways<${whole}>` : given ? `Given<${whole}>` : whole
  return [...doc(comment, '  '), `  ${camel(column)}: ${shown}`]
}

/** The words a check constraint allows, as a union. */
function choice(constraint: string) {
  return [...constraint.matchAll(/'([^']*)'::text/g)].map(([, word]) => `'${word}'`).join(' | ')
}

function typescript(type: string): string {
  if (type.endsWith('[]')) return `${typescript(type.slice(0, -2))}[]`
  const names: Record<string, string> = {
    boolean: 'boolean',
    integer: 'number',
    smallint: 'number',
    bigint: 'number',
    numeric: 'number',
    'double precision': 'number',
    real: 'number',
    'timestamp with time zone': 'Moment',
    bytea: 'Buffer',
    jsonb: 'unknown',
  }
  return names[type] ?? 'string'
}

const doc = (text: string | null | undefined, indent: string) => (text ? [`${indent}/** ${text} */`] : [])
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string) => camel(`_${name}`)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-schema-'))
  const postgres = await startEmbedded({ folder, disposable: true })
  try {
    await migrate(postgres.url())
    writeFileSync(join(import.meta.dirname, 'schema.ts'), await schemaText(postgres.url()))
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true })
  }
}
