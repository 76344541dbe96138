/** The audit log is written with the deed: an entry stands if, and only if, what it tells of was committed. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { AuditAction } from '../../contract/audit.ts'
import type { Db } from '../db/connect.ts'

/** What an entry is about: a customer file, or anything else by its id; and facts without personal data. */
export type AuditSubject = { customerId?: string; subjectId?: string; facts?: Record<string, string | number | boolean | string[]> }

export type Auditor = { audit(action: AuditAction, subject?: AuditSubject): void; store(tx: Db): Promise<void> }

/** Collects what a request is accountable for, to be stored once before it is answered. */
export function auditor(actorId: () => string | null, now: Date): Auditor {
  const entries: { action: AuditAction; subject: AuditSubject; actorId: string | null }[] = []
  return {
    audit(action, subject = {}) {
      entries.push({ action, subject, actorId: actorId() })
    },
    async store(tx) {
      if (entries.length === 0) return
      const ids = entries.map(() => randomUUIDv7())
      const actors = entries.map((entry) => entry.actorId)
      const actions = entries.map((entry) => entry.action)
      const files = entries.map(({ subject }) => subject.customerId ?? null)
      const subjects = entries.map(({ subject }) => subject.subjectId ?? null)
      const facts = entries.map(({ subject }) => JSON.stringify(subject.facts ?? {}))
      await sql`insert into audit_entries (id, at, actor_id, action, file_id, subject_id, facts)
        select id, ${now}::timestamptz, actor_id, action, file_id, subject_id, facts
        from unnest(${ids}::uuid[], ${actors}::uuid[], ${actions}::text[], ${files}::uuid[], ${subjects}::uuid[], ${facts}::jsonb[])
          as entry (id, actor_id, action, file_id, subject_id, facts)`.execute(tx)
    },
  }
}
