/** Seals what was committed, in the order it was committed in, within about a second; one sealer at a time, whichever server it runs on. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { beginning, type Entry, type Head, sealAfter } from './chain.ts'
import { appendHead, headsFile, readHeads } from './heads.ts'

const lock = 7_205_762
const atOnce = 2_000
const pause = 500

/** An entry with every value as text, as it is sealed. */
export const sealedValues = sql`e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor_id, e.action, e.file_id, e.subject_id, e.facts::text as facts`

/** The end of the chain. */
export async function headOf(db: Db): Promise<Head> {
  const last = await db.selectFrom('auditSeals').orderBy('seq', 'desc').limit(1).select(['seq', 'seal']).executeTakeFirst()
  return last ? { seq: last.seq, hash: last.seal.toString('hex') } : beginning
}

/** Seals what waits, and says how many entries that were. Nothing while another sealer is at work. */
export async function sealWaiting(db: Db, now: Date): Promise<number> {
  const { rows: waiting } = await sql`select from audit_unsealed limit 1`.execute(db)
  if (waiting.length === 0) return 0
  return db.transaction().execute((tx) => sealSome(tx, now))
}

export async function sealSome(tx: Db, now: Date): Promise<number> {
  // A head that is noted outside must not lie beyond what a crash leaves of the chain: a seal waits for the disk, also where commits do not.
  const { rows: locked } = await sql<{ alone: boolean }>`select pg_try_advisory_xact_lock(${lock}) as alone,
    case when current_setting('synchronous_commit') = 'off' then set_config('synchronous_commit', 'local', true) end`.execute(tx)
  if (!locked[0]!.alone) return 0
  const { rows: entries } = await sql<Entry>`
    select ${sealedValues} from audit_unsealed u join audit_entries e on e.id = u.entry_id order by e.id limit ${sql.lit(atOnce)}`.execute(tx)
  if (entries.length === 0) return 0
  let head = await headOf(tx)
  const seals = entries.map((entry) => {
    head = sealAfter(head, entry)
    return { ...head, id: entry.id }
  })
  const ids = seals.map(({ id }) => id)
  await sql`insert into audit_seals (seq, entry_id, seal, sealed_at)
    select seq, id, decode(hash, 'hex'), ${now}::timestamptz from unnest(${seals.map(({ seq }) => seq)}::bigint[], ${ids}::uuid[], ${seals.map(({ hash }) => hash)}::text[]) as s (seq, id, hash)`.execute(
    tx,
  )
  await sql`delete from audit_unsealed where entry_id = any(${ids}::uuid[])`.execute(tx)
  return entries.length
}

/** Notes the head outside, where the file does not say it yet. */
async function noteHead({ db, place, now }: House, noted: number): Promise<number> {
  const head = await headOf(db)
  if (head.seq > noted) await appendHead(place.folder, head, now())
  return head.seq
}

export type Sealing = { stop(): Promise<void> }

/** Seals again and again until it is stopped, and once more then. */
export async function startSealing(house: House): Promise<Sealing> {
  const { db, log, now, place } = house
  let noted = (await readHeads(headsFile(place.folder))).at(-1)?.seq ?? 0
  const { seq } = await headOf(db)
  if (seq < noted) log.error({ seq, noted }, 'the audit log ends before its last head: see kesher audit verify')
  noted = await noteHead(house, Math.min(noted, seq))
  let failing = false
  async function pass() {
    try {
      while ((await sealWaiting(db, now())) > 0) noted = await noteHead(house, noted)
      failing = false
    } catch (error) {
      if (!failing) log.error({ stack: (error as Error).stack }, 'the audit log could not be sealed')
      failing = true
    }
  }
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let passing = Promise.resolve()
  function next() {
    if (!ended) timer = setTimeout(() => (passing = pass().then(next)), pause)
  }
  next()
  return {
    async stop() {
      ended = true
      clearTimeout(timer)
      await passing
      await pass()
    },
  }
}
