/** Events are stored in the transaction that caused them; live screens hear of them when it commits. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { EventType, LiveEvent } from '../../contract/events.ts'
import { refreshNames } from '../customers/names.ts'
import type { Db } from '../db/connect.ts'
import { refreshFacts } from '../file/facts.ts'

export const liveChannel = 'kesher_live'

const renaming: readonly EventType[] = ['customer.created', 'customer.changed', 'contact.added', 'contact.changed', 'contact.removed']
const names: readonly unknown[] = ['name', 'otherName']

/** Whether a file may be called something else since. */
const renames = ({ type, data: { fields } }: { type: EventType; data: Record<string, unknown> }) =>
  renaming.includes(type) && (!Array.isArray(fields) || fields.some((field) => names.includes(field)))

/** Collects what a request did, to be stored once at its end. */
export function recorder(actorId: string | null, now: Date) {
  const events: { type: EventType; customerId: string; data: Record<string, unknown> }[] = []
  const files = () => [...new Set(events.map((event) => event.customerId))]
  return {
    /** The files something happened to. */
    files,
    record(type: EventType, customerId: string, data: Record<string, unknown> = {}) {
      events.push({ type, customerId, data })
    },
    /** Stores the events, brings the facts and the names of their customers up to date, and tells live screens on commit. */
    async store(tx: Db) {
      if (events.length === 0) return
      // Arrays, so that a change of a hundred thousand files is one statement like any other.
      const [places, ids, types, data] = [
        events.map((event) => event.customerId),
        events.map(() => randomUUIDv7()),
        events.map((event) => event.type),
        events.map((event) => JSON.stringify(event.data)),
      ]
      await sql`insert into customer_events (customer_id, id, type, actor_id, at, data)
        select file, id, type, ${actorId}::uuid, ${now}::timestamptz, data
        from unnest(${places}::uuid[], ${ids}::uuid[], ${types}::text[], ${data}::jsonb[]) as event (file, id, type, data)`.execute(tx)
      await refreshFacts(tx, files(), now)
      await refreshNames(tx, [...new Set(events.filter(renames).map((event) => event.customerId))])
      const frames: LiveEvent[] = events.map(({ type, customerId }) => ({ type, customerId, actorId, at: now.toISOString() }))
      await tellLive(tx, frames)
    },
  }
}

/** Tells live screens once the transaction commits. */
export const tellLive = (tx: Db, frames: LiveEvent[]) =>
  sql`select pg_notify(${liveChannel}, frame) from unnest(${frames.map((frame) => JSON.stringify(frame))}::text[]) as frame`.execute(tx)
