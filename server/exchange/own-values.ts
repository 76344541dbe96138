/** What the company's own fields hold: compared with a file, filled, noted in the journal, and given back. */
import { sql } from 'kysely'
import type { CustomField, CustomValue, FieldSubject } from '../../contract/custom-fields.ts'
import type { ImportEntity } from '../../contract/exchange.ts'
import { fillValues, type Place } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import type { Change, Desk } from './desk.ts'
import type { OwnFields, OwnValues } from './own-fields.ts'

/** What the journal calls a field: what programs call it may be used again one day. */
const inJournal = 'custom:'

/** What a row fills in the customer itself, where both ids are one, or in one thing of theirs. */
export type OwnRow = { customerId: string; id: string; values: OwnValues }

/** Where the values of each subject stand beside the customer. */
const places = {
  customer: { column: null, table: null, at: (customerId) => ({ customerId }) },
  contact: { column: 'contact_id', table: 'contacts', at: (customerId, contactId) => ({ customerId, contactId }) },
  order: { column: 'order_id', table: 'orders', at: (customerId, orderId) => ({ customerId, orderId }) },
  interaction: { column: 'interaction_id', table: 'interactions', at: (customerId, interactionId) => ({ customerId, interactionId }) },
} as const satisfies Record<FieldSubject, { column: string | null; table: string | null; at: (customerId: string, id: string) => Place }>

/** What the rows change in what is there already, as the journal keeps it. */
export async function ownChanges(desk: Desk, { subject, read }: OwnFields, rows: readonly OwnRow[]): Promise<Map<string, Change>> {
  const changes = new Map<string, Change>()
  const filling = rows.filter(({ values }) => values.size > 0)
  if (filling.length === 0) return changes
  const { column } = places[subject]
  const stored = await sql<{ id: string; fieldId: string; value: CustomValue }>`select asked.id, v.field_id, v.value
    from unnest(${filling.map(({ customerId }) => customerId)}::uuid[], ${filling.map(({ id }) => id)}::uuid[]) as asked (customer_id, id)
      join custom_values v on v.customer_id = asked.customer_id ${column ? sql`and v.${sql.ref(column)} = asked.id` : sql``}
    where v.field_id = any(${read.map(({ id }) => id)}::uuid[])`.execute(desk.db)
  const before = new Map(stored.rows.map(({ id, fieldId, value }) => [id + fieldId, value]))
  for (const { id, values } of filling) {
    const different = [...values].filter(([fieldId, value]) => JSON.stringify(before.get(id + fieldId)) !== JSON.stringify(value))
    if (different.length > 0)
      changes.set(id, Object.fromEntries(different.map(([fieldId, value]) => [inJournal + fieldId, [before.get(id + fieldId) ?? null, value]])))
  }
  return changes
}

/** What such a change writes. */
export const valuesAfter = (change: Change): OwnValues =>
  new Map(Object.entries(change).map(([name, [, after]]) => [name.slice(inJournal.length), after as CustomValue]))

/** The same for something new, which begins with what its fields say. Its values go with it; those of a customer are told apart, for files are kept that were used since. */
export function firstOwn(desk: Desk, { subject, usual }: OwnFields, { customerId, id, values }: OwnRow): OwnRow {
  const whole: OwnValues = new Map([...usual.map((field) => [field.id, field.fallback!] as const), ...values])
  if (whole.size > 0 && subject === 'customer')
    desk.changed(id, 'customer', id, Object.fromEntries([...whole].map(([fieldId, value]) => [inJournal + fieldId, [null, value]])))
  return { customerId, id, values: whole }
}

export async function writeOwn(desk: Desk, { subject, read, usual }: OwnFields, rows: readonly OwnRow[]) {
  if (rows.every(({ values }) => values.size === 0)) return
  const fields = new Map([...read, ...usual].map((field) => [field.id, field]))
  const filled = rows.flatMap(({ customerId, id, values }) => {
    const place = places[subject].at(customerId, id)
    return [...values].map(([fieldId, value]) => ({ place, field: fields.get(fieldId)!, value }))
  })
  await desk.write((db) => fillValues(db, filled))
}

type Taken = { customerId: string; thing: string; id: string; type: CustomField['type']; valueId: string | null; before: CustomValue | null; ours: boolean }

/**
 * Gives fields back what they held before the import, each only where it still holds what the import wrote. What the import made keeps its values as long as
 * it stays itself. Answers of how many of each it left some.
 */
export async function takeBackOwn(db: Db, importId: string, files: readonly string[]): Promise<Partial<Record<ImportEntity, number>>> {
  const left: Partial<Record<ImportEntity, number>> = {}
  for (const subject of Object.keys(places) as FieldSubject[]) {
    const { column, table, at } = places[subject]
    const thing = sql`e.key::uuid`
    const made = sql`(select from import_changes m cross join unnest(m.created) as made (id)
      where m.customer_id = p.customer_id and m.import_id = ${importId} and m.entity = ${subject} and made.id = ${thing})`
    const { rows } = await sql<Taken>`
      select p.customer_id, ${thing} as thing, d.id, d.type, v.id as value_id, nullif(k.value -> 0, 'null') as before, v.value is not distinct from k.value -> 1 as ours
      from import_changes p cross join jsonb_each(p.changed) e cross join jsonb_each(e.value) k
        join custom_fields d on d.id = substr(k.key, ${inJournal.length + 1})::uuid
        ${table ? sql`join ${sql.table(table)} t on t.customer_id = p.customer_id and t.id = ${thing}` : sql``}
        left join custom_values v on v.customer_id = p.customer_id and v.field_id = d.id ${column ? sql`and v.${sql.ref(column)} = ${thing}` : sql``}
      where p.customer_id = any(${files}::uuid[]) and p.import_id = ${importId} and p.entity = ${subject} and k.key like ${`${inJournal}%`}
        ${table ? sql`and not exists ${made}` : sql``}
      order by p.id`.execute(db)
    // What several batches changed goes back to what stood before the first, if what the last of them wrote still stands.
    const fields = new Map<string, Taken>()
    for (const row of rows) fields.set(row.thing + row.id, { ...row, before: (fields.get(row.thing + row.id) ?? row).before })
    const ours = [...fields.values()].filter((row) => row.ours)
    const emptied = ours.filter(({ before, valueId }) => before === null && valueId !== null)
    await sql`delete from custom_values v using unnest(${emptied.map(({ customerId }) => customerId)}::uuid[], ${emptied.map(({ valueId }) => valueId)}::uuid[]) as gone (customer_id, id)
      where v.customer_id = gone.customer_id and v.id = gone.id`.execute(db)
    await fillValues(
      db,
      ours.flatMap(({ customerId, thing: id, before, ...field }) => (before === null ? [] : [{ place: at(customerId, id), field, value: before }])),
    )
    const kept = new Set([...fields.values()].filter((row) => !row.ours).map((row) => row.thing)).size
    if (kept > 0) left[subject] = kept
  }
  return left
}
