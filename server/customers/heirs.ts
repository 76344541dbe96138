/**
 * Heirs: a file that was merged is gone, and whoever names it is led to the file its content is in. The row of a merge moves
 * with every further one, so a chain of any length is one look-up; and it is made only where a file was not found.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'

/** The file that holds what this one held, where this one was merged. */
export async function heirOf(db: Db, id: string): Promise<string | undefined> {
  return (await heirsOf(db, [id])).get(id)
}

/** The same of many at once. */
export async function heirsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; heir: string }>`
    select m.merged_id as id, m.customer_id as heir from merges m
    where m.merged_id = any(${ids}::uuid[]) and m.state in ('merged', 'undoing') and not exists (select from customers c where c.id = m.merged_id)`.execute(db)
  return new Map(rows.map(({ id, heir }) => [id, heir]))
}

/** Ids as somebody gave them, each merged one replaced by its heir. */
export async function withHeirs(db: Db, ids: readonly string[]): Promise<string[]> {
  const heirs = await heirsOf(db, ids)
  return heirs.size === 0 ? [...ids] : [...new Set(ids.map((id) => heirs.get(id) ?? id))]
}

/** The files that were merged into this one and stand so. */
export async function mergedInto(db: Db, id: string): Promise<string[]> {
  const rows = await db.selectFrom('merges').where('customerId', '=', id).where('state', '=', 'merged').select('mergedId').execute()
  return rows.map(({ mergedId }) => mergedId)
}

/** Refuses while rows move between this file and another. Whoever asks holds the file still. */
export async function refuseUnderWay(db: Db, ids: readonly string[]) {
  const { rows } = await sql`select from merges m where (m.customer_id = any(${ids}::uuid[]) or m.merged_id = any(${ids}::uuid[]))
    and m.state in ('merging', 'undoing') limit 1`.execute(db)
  if (rows.length > 0) throw new Problem('wrong-state')
}
