/** Numbered, forward-only SQL files are the truth about the schema. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const ours = join(import.meta.dirname, '..', 'migrations')
const lock = 7_205_759

/** Which migrations, if not all of this Kesher's: those of a folder, or those up to and with one by name. */
export type Which = { folder?: string; through?: string }

/** Brings the database at `url` to the newest schema. Returns the names applied now, in order. */
export async function migrate(url: string, which: Which = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query('create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())')
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
    const known = new Map(rows.map((row) => [row.name, row.sha256]))
    const applied: string[] = []
    for (const { name, sql, sha256 } of migrationFiles(which)) {
      const before = known.get(name)
      if (before === sha256) continue
      if (before) throw new Error(`Migration ${name} was changed after it ran. Add a new migration instead.`)
      await client.query('begin')
      await client.query(sql)
      await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
      await client.query('commit')
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
    await migrateQueue(url)
  }
}

/** With a pool of our own, which is gone when we say so: the database may be stopped the moment after. */
async function migrateQueue(url: string) {
  const pgPool = new pg.Pool({ connectionString: url, max: 2 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool })
  } finally {
    await pgPool.end()
  }
}

/** The names of all migrations this Kesher knows, in order. */
export const knownMigrations = (which: Which = {}) => migrationFiles(which).map(({ name }) => name)

/** What a migration says about itself: its opening comment. */
export function aboutMigration(name: string, { folder = ours }: Which = {}) {
  return /^-- (.*)$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? ''
}

function migrationFiles({ folder = ours, through }: Which) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && (!through || name <= through))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
}
