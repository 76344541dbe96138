import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import pg from 'pg'
import { sessionGivesWay } from './give-way.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/** Days stay text, moments become ISO text in UTC, whole numbers and amounts become numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = readers[oid]
    return parser ?? pg.types.getTypeParser(oid, format as 'text')
  },
}
const readers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.TIME]: (text) => text.slice(0, 5),
  [pg.types.builtins.TIMESTAMPTZ]: (text) => (text.endsWith('infinity') ? null : new Date(text).toISOString()),
  [pg.types.builtins.INT8]: wholeNumber,
  [pg.types.builtins.NUMERIC]: Number,
}

function wholeNumber(text: string) {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds exactly`)
  return value
}

const pools = new WeakMap<Db, pg.Pool>()

/** The pool under `db`, which must not be a transaction. */
export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db)
  if (!pool) throw new Error('A transaction has no pool of its own')
  return pool
}

export type Connection = { db: Db; pool: pg.Pool; url: string; close(): Promise<void> }

/**
 * Opens a pool on `url`. Every session runs in UTC. With `longestMs` no statement, and no pause within a transaction, takes longer: for those who ask and wait.
 */
export function connect(url: string, options: { connections?: number | undefined; longestMs?: number | undefined } = {}): Connection {
  const { connections = 12, longestMs } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    options: `-c timezone=UTC${longestMs ? ` -c statement_timeout=${longestMs} -c idle_in_transaction_session_timeout=${longestMs}` : ''}`,
    connectionTimeoutMillis: 5_000,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced at its next use
  pool.on('connect', (client) => client.on('error', () => {})) // of one in use the query under way reports it
  const db = kysely(pool)
  pools.set(db, pool)
  return { db, pool, url, close: () => db.destroy() }
}

const kysely = (pool: PostgresPool) =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ underscoreBeforeDigits: true })] })

export type OneSession = { db: Db; client: pg.Client; close(): Promise<void> }

/** Opens one session, for long work that holds on to it: COPY, and locks that end with it. It gives way to those who wait for an answer. */
export async function connectOne(url: string): Promise<OneSession> {
  const client = new pg.Client({ connectionString: url, types, options: '-c timezone=UTC' })
  client.on('error', () => {}) // the query under way reports it
  await client.connect()
  sessionGivesWay(client)
  const always = Object.assign(client, { release() {} })
  return { db: kysely({ options: {}, connect: async () => always, end: async () => {} }), client, close: () => client.end() }
}
