/** The audit log is written with the deed: an entry stands if, and only if, what it tells of was committed. */
import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { AuditAction } from '../../contract/audit.ts'
import type { Db } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { lately, nowNoted } from './lately.ts'

/** What an entry is about: a customer file, or anything else by its id; and facts without personal data. */
export type AuditSubject = { customerId?: string; subjectId?: string; facts?: Record<string, string | number | boolean | string[]> }

export type NewEntry = { at: Date; action: AuditAction; subject: AuditSubject; actorId: string | null }

export type Auditor = {
  /** With `again: 'hardly'`, not where the same was noted of the same person and file a short while ago: for a screen that asks again by itself. */
  audit(action: AuditAction, subject?: AuditSubject, again?: 'hardly'): void
  /** With a change, in its transaction. */
  store(tx: Db): Promise<void>
  /** Of a reading request, on the pool. */
  storeTogether(): Promise<void>
}

/** Collects what a request is accountable for, to be stored once before it is answered. */
export function auditor(actorId: () => string | null, now: Date, db: Db): Auditor {
  const entries: NewEntry[] = []
  return {
    audit(action, subject = {}, again) {
      const entry = { at: now, action, subject, actorId: actorId() }
      if (again !== 'hardly' || !lately(db, entry)) entries.push(entry)
    },
    async store(tx) {
      if (entries.length > 0) await statement(entries).execute(tx)
    },
    async storeTogether() {
      if (entries.length === 0) return
      await withOthers(db, entries)
      nowNoted(db, entries)
    },
  }
}

type Batch = { entries: NewEntry[]; stored: Promise<void> }
type Line = { next: Batch | null; busy: Promise<unknown> }
const lines = new WeakMap<Db, Line>()

/** Many people read at once: while one insert is on its way, what others read is gathered into the next. Nobody waits for a clock. */
function withOthers(db: Db, entries: NewEntry[]): Promise<void> {
  const line = lines.get(db) ?? { next: null, busy: Promise.resolve() }
  lines.set(db, line)
  if (line.next) {
    line.next.entries.push(...entries)
    return line.next.stored
  }
  const batch: Batch = { entries: [...entries], stored: Promise.resolve() }
  line.next = batch
  batch.stored = line.busy.then(async () => {
    line.next = null
    const stored = prepared(db, statement(batch.entries, batch.entries.every(isLook) ? withoutWaiting : undefined))
    line.busy = stored.catch(() => {})
    await stored
  })
  return batch.stored
}

const isLook = ({ action }: NewEntry) => action === 'file.opened'

/**
 * A look is committed before its answer leaves, and does not wait until the disk has it as well: that takes a fraction of a second more where much is written, and
 * everybody who opens a file would wait for it. Only of what is read; what is taken away, and every change, waits.
 */
const withoutWaiting = sql` where set_config('synchronous_commit', 'off', true) = 'off'`

/** Entries and their place in the line of those that wait for a seal, in one statement. */
const statement = (entries: NewEntry[], condition = sql``): RawBuilder<unknown> => sql`
  with stored as (
    insert into audit_entries (id, at, actor_id, action, file_id, subject_id, facts)
    select * from unnest(${entries.map(() => randomUUIDv7())}::uuid[], ${entries.map(({ at }) => at)}::timestamptz[], ${entries.map(({ actorId }) => actorId)}::uuid[],
      ${entries.map(({ action }) => action)}::text[], ${entries.map(({ subject }) => subject.customerId ?? null)}::uuid[],
      ${entries.map(({ subject }) => subject.subjectId ?? null)}::uuid[], ${entries.map(({ subject }) => JSON.stringify(subject.facts ?? {}))}::jsonb[])
    returning id)
  insert into audit_unsealed select id from stored${condition}`
