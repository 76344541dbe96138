/**
 * Every column that points to a customer, and what a merge does with it. One list: `registry.test.ts` holds it against the
 * foreign keys, the names of columns and the map of personal data, so that a new table is not forgotten; and a merge refuses
 * to take a file away in which any table of the file still has a row.
 */
import { type RawBuilder, sql } from 'kysely'
import { columnOf, fileTables } from '../db/personal-data.ts'

/** From which file to which rows `t` go, and which of them go at once. */
export type Going = { from: string; to: string; ids: readonly string[] }

/** Rows that move with the file. */
export type Moving = {
  table: string
  /** Columns that name another row of the file. `bound`: without it the row is nothing, so it goes wherever that goes. */
  refs?: Record<string, { to: string; bound?: true }>
  /** Row `k` of the other file says the same as row `t`: `t` is set aside, and comes back with an undo. */
  alike?: RawBuilder<boolean>
  /** One file may hold two that say the same: somebody said both, so an undo takes neither for the other. */
  twice?: true
  /** Without this, from outside the file, a row set aside cannot come back. */
  needs?: Record<string, string>
  /** What a value becomes, so that it is right, and unique, where it goes. */
  becomes?: Record<string, (value: RawBuilder<unknown>, going: Going) => RawBuilder<unknown>>
  /** Entries made after the merge can be given to either file when it is undone. */
  offered?: true
  /** An undo has to know which of these came after the merge. */
  noted?: true
}

const ofContact = { contact_id: { to: 'contacts' } } as const
const ofEntry = { interaction_id: { to: 'interactions' } } as const

/** Those others refer to come before those. */
export const moving: readonly Moving[] = [
  { table: 'contacts', offered: true },
  {
    table: 'contact_points',
    refs: { contact_id: { to: 'contacts', bound: true } },
    alike: sql<boolean>`k.channel = t.channel and k.value = t.value and k.contact_id is not distinct from t.contact_id`,
    // A customer has one primary address in each channel: that of the file it comes to, and of two that come the one chosen last.
    becomes: {
      is_primary: (value, { from, to, ids }) => sql`(${value}
        and not exists (select from contact_points k where k.customer_id = ${to} and k.channel = t.channel and k.is_primary)
        and not exists (select from contact_points k where k.customer_id = ${from} and k.id = any(${ids}::uuid[]) and k.id <> t.id and k.channel = t.channel and k.is_primary))`,
    },
    offered: true,
  },
  { table: 'preferences', alike: sql<boolean>`k.kind = t.kind and k.text = t.text`, twice: true, offered: true },
  {
    table: 'interactions',
    refs: ofContact,
    // The same message came into both files: both stay, and the next delivery of it is known by the first.
    becomes: {
      source_key: (value, { to }) =>
        sql`case when not exists (select from interactions k where k.customer_id = ${to} and k.source_key = ${value} and k.id <> t.id) then ${value} end`,
    },
    offered: true,
  },
  { table: 'attachments', refs: { interaction_id: { to: 'interactions', bound: true } } },
  { table: 'promises', refs: ofEntry, offered: true },
  {
    table: 'orders',
    refs: ofContact,
    // Both files had an order of this number: both stay, told apart by the end of the id.
    becomes: {
      number: (value, { to }) =>
        sql`case when exists (select from orders k where k.customer_id = ${to} and k.number = ${value} and k.id <> t.id) then ${value} || '-' || right(t.id::text, 6) else ${value} end`,
    },
    offered: true,
  },
  { table: 'order_lines', refs: { order_id: { to: 'orders', bound: true } } },
  {
    table: 'custom_values',
    refs: {
      contact_id: { to: 'contacts', bound: true },
      order_id: { to: 'orders', bound: true },
      interaction_id: { to: 'interactions', bound: true },
    },
    // A field of the customer itself has one value: that of the kept file, where it has one.
    alike: sql<boolean>`k.field_id = t.field_id and num_nonnulls(t.contact_id, t.order_id, t.interaction_id, k.contact_id, k.order_id, k.interaction_id) = 0`,
    needs: { field_id: 'custom_fields' },
  },
  { table: 'voices', refs: { ...ofContact, ...ofEntry }, offered: true },
  { table: 'scores', refs: { ...ofContact, ...ofEntry }, offered: true },
  {
    table: 'signals',
    alike: sql<boolean>`k.kind = t.kind and k.subject = t.subject and k.ended_at is null and t.ended_at is null`,
  },
  { table: 'legal_holds', noted: true },
  { table: 'file_exports', refs: { contact_id: { to: 'contacts', bound: true } } },
  { table: 'import_changes' },
  { table: 'customer_events' },
  { table: 'merges' },
  { table: 'merge_journal', refs: { merge_id: { to: 'merges', bound: true } } },
]

/** What has one row in a file: computed anew or removed, or what somebody set for it. */
export const recomputed = ['customer_facts', 'customer_insight', 'customer_names', 'customer_words', 'silent_changes'] as const
export const chosen = ['customer_assumptions'] as const

/** What points at a file from outside it. Grants stay with the file that was given: a merge shows nobody more than they were given. */
export const fromOutside: Record<string, 'returns with an undo' | 'is led on' | 'stays as it was said'> = {
  'access_grant_files.file_id': 'returns with an undo',
  'answered_requests.file_ids': 'is led on',
  'audit_entries.file_id': 'stays as it was said',
  'audit_entries.subject_id': 'stays as it was said',
  'duplicate_pairs.one_id': 'stays as it was said',
  'duplicate_pairs.other_id': 'stays as it was said',
  'not_duplicates.one_id': 'stays as it was said',
  'not_duplicates.other_id': 'stays as it was said',
  'erasures.file_id': 'stays as it was said',
  'erasures.contact_id': 'stays as it was said',
  'imports.facts_after': 'stays as it was said',
  'merges.merged_id': 'stays as it was said',
}

/** The tables of the file that none of the lists knows: there must be none. */
export const forgotten = () => {
  const known = new Set<string>([...moving.map(({ table }) => table), ...recomputed, ...chosen])
  return fileTables.map(columnOf).filter((table) => !known.has(table))
}

export const movingOf = (table: string) => moving.find((each) => each.table === table)!

/** The tables whose rows name rows of this one, and by which column. */
export const partsOf = (table: string) =>
  moving.flatMap((part) =>
    Object.entries(part.refs ?? {}).flatMap(([column, { to, bound }]) => (to === table ? [{ part, column, bound: bound === true }] : [])),
  )
