/** What was noted a short while ago, in memory: a screen that refreshes itself is the same look at a file, not another. */
import type { Db } from '../db/connect.ts'
import type { NewEntry } from './record.ts'

const shortWhile = 15 * 60_000
const atMost = 50_000
const memories = new WeakMap<Db, Map<string, number>>()

const deedOf = ({ action, actorId, subject }: NewEntry) => `${action} ${actorId} ${subject.customerId ?? subject.subjectId}`

/** Was the same deed noted less than a quarter of an hour before this one? */
export function lately(db: Db, entry: NewEntry): boolean {
  const before = memories.get(db)?.get(deedOf(entry))
  return before !== undefined && entry.at.getTime() - before < shortWhile
}

/** After the database was away: what it was told last may be gone from it, and is no reason to leave a look out. */
export const forgetNoted = (db: Db) => memories.delete(db)

/** Called once the entries are stored. A full memory forgets, which costs an entry more and never one less. */
export function nowNoted(db: Db, entries: readonly NewEntry[]) {
  const memory = memories.get(db) ?? new Map<string, number>()
  memories.set(db, memory)
  if (memory.size > atMost) memory.clear()
  for (const entry of entries) memory.set(deedOf(entry), entry.at.getTime())
}
