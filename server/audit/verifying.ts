/** Recomputes the whole chain from the database and compares it with the heads kept outside. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { type Entry, type Fault, type Head, type Link, verifier } from './chain.ts'
import { sealedValues } from './sealing.ts'

export type Verdict = { fault: Fault | null; head: Head; waiting: number; heads: number }

const atOnce = 5_000

/** In one unchanging view, while others go on writing. */
export const verifyChain = (db: Db, heads: readonly Head[]): Promise<Verdict> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => verdictOf(tx, heads))

export async function verdictOf(tx: Db, heads: readonly Head[]): Promise<Verdict> {
  const chain = verifier(heads)
  const fault = (await faultOfLinks(tx, chain.take)) ?? chain.end() ?? (await neverInLine(tx))
  const { waiting } = await tx
    .selectFrom('auditUnsealed')
    .select((row) => row.fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow()
  return { fault, head: chain.head(), waiting, heads: heads.length }
}

async function faultOfLinks(tx: Db, take: (link: Link) => Fault | null): Promise<Fault | null> {
  for (let after = 0; ; ) {
    const { rows } = await sql<Entry & { seq: number; entryId: string; hash: string }>`
      select s.seq, s.entry_id, encode(s.seal, 'hex') as hash, ${sealedValues} from audit_seals s left join audit_entries e on e.id = s.entry_id
      where s.seq > ${after} order by s.seq limit ${sql.lit(atOnce)}`.execute(tx)
    for (const { seq, entryId, hash, ...entry } of rows) {
      const fault = take({ seq, entryId, hash, entry: entry.id ? entry : null })
      if (fault) return fault
    }
    if (rows.length < atOnce) return null
    after = rows.at(-1)!.seq
  }
}

/** An entry that neither has a seal nor waits for one was put in past Kesher; one that waits and is gone was taken out. */
async function neverInLine(tx: Db): Promise<Fault | null> {
  const { rows } = await sql<{ id: string; kind: 'unsealed' | 'removed' }>`
    (select e.id, 'unsealed' as kind from audit_entries e
      where not exists (select from audit_seals where entry_id = e.id) and not exists (select from audit_unsealed where entry_id = e.id) order by e.id limit 1)
    union all (select entry_id, 'removed' from audit_unsealed where not exists (select from audit_entries e where e.id = entry_id) order by entry_id limit 1)`.execute(
    tx,
  )
  return rows[0] ? { kind: rows[0].kind, seq: null, entryId: rows[0].id } : null
}
