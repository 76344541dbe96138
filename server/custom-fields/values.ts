/** What stands in custom fields: checked as a whole before anything is written, then written by field. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { CustomField, CustomValue, FieldSubject } from '../../contract/custom-fields.ts'
import type { FieldFault } from '../../contract/problems.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { checkedValue } from './checking.ts'
import { fieldsInUse, seesField } from './queries.ts'

/** Values by key, as somebody sends them; null empties a field. */
export type GivenValues = Record<string, CustomValue | null>
/** What one field is to hold; null for nothing. */
export type ReadyValue = { field: Pick<CustomField, 'id' | 'key' | 'type'>; value: CustomValue | null }
/** A customer, or one thing of theirs. */
export type Place = { customerId: string; contactId?: string; orderId?: string; interactionId?: string }

type Asker = { tx: Db; actor: Pick<Actor, 'role'> }

/** The values somebody sent as they are kept, or a refusal that names every fault. A field they may not see is none. */
export async function readyValues({ tx, actor }: Asker, subject: FieldSubject, given: GivenValues | undefined): Promise<ReadyValue[]> {
  if (!given || Object.keys(given).length === 0) return []
  const fields = (await fieldsInUse(tx, subject)).filter((field) => seesField(actor, field))
  return checkedTogether(tx, fields, given)
}

/** The same for something new: what is not given begins as its field says, and what is required must be there, as far as this person sees the field. */
export async function firstValues({ tx, actor }: Asker, subject: FieldSubject, given: GivenValues = {}): Promise<ReadyValue[]> {
  const all = await fieldsInUse(tx, subject)
  if (all.length === 0 && Object.keys(given).length === 0) return []
  const seen = all.filter((field) => seesField(actor, field))
  const usual = all.filter(({ key, fallback }) => fallback !== null && !(key in given)).map((field) => ({ field, value: field.fallback }))
  const wanting = seen.filter(({ key, required, fallback }) => required && fallback === null && !(key in given)).map(({ key }) => [key, null])
  const ready = await checkedTogether(tx, seen, { ...given, ...Object.fromEntries(wanting) })
  return [...ready, ...usual]
}

async function checkedTogether(tx: Db, fields: CustomField[], given: GivenValues): Promise<ReadyValue[]> {
  const { region } = await tx.selectFrom('company').select('region').executeTakeFirstOrThrow()
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const faults: Record<string, FieldFault> = {}
  const ready: ReadyValue[] = []
  for (const [key, written] of Object.entries(given)) {
    const field = byKey.get(key)
    const checked = field ? oneValue(field, written, region) : ({ fault: 'unknown' } as const)
    if ('fault' in checked) faults[`custom.${key}`] = checked.fault
    else ready.push({ field: field!, value: checked.value })
  }
  for (const key of await strangers(tx, ready)) faults[`custom.${key}`] = 'unknown'
  if (Object.keys(faults).length > 0) throw new Problem('invalid', { fields: faults })
  return ready
}

/** A value for its field. Nothing typed empties the field, which one that is required does not take. */
export function oneValue(field: CustomField, written: CustomValue | null, region: string): { value: CustomValue | null } | { fault: FieldFault } {
  if (written === null || written === '' || (Array.isArray(written) && written.length === 0)) return field.required ? { fault: 'required' } : { value: null }
  return checkedValue(field, written, region)
}

/** Keys of fields that name nobody of ours. */
async function strangers(tx: Db, ready: ReadyValue[]) {
  const named = ready.filter(({ field, value }) => field.type === 'person' && value !== null)
  if (named.length === 0) return []
  const ids = named.map(({ value }) => value as string)
  const known = new Set((await tx.selectFrom('users').where('id', 'in', ids).select('id').execute()).map(({ id }) => id))
  return named.filter(({ value }) => !known.has(value as string)).map(({ field }) => field.key)
}

/** Writes what was found ready. Returns the keys, as events tell them. */
export async function writeValues(tx: Db, { customerId, contactId, orderId, interactionId }: Place, ready: readonly ReadyValue[]): Promise<string[]> {
  const emptied = ready.filter(({ value }) => value === null).map(({ field }) => field.id)
  if (emptied.length > 0)
    await sql`delete from custom_values where customer_id = ${customerId} and field_id = any(${emptied}::uuid[])
      and contact_id is not distinct from ${contactId ?? null}::uuid and order_id is not distinct from ${orderId ?? null}::uuid
      and interaction_id is not distinct from ${interactionId ?? null}::uuid`.execute(tx)
  const place = { customerId, contactId, orderId, interactionId }
  await fillValues(
    tx,
    ready.flatMap(({ field, value }) => (value === null ? [] : [{ place, field, value }])),
  )
  return ready.map(({ field }) => `custom.${field.key}`)
}

type FilledValue = { place: Place; field: Pick<CustomField, 'id' | 'type'>; value: CustomValue }
const chunkOf = 5_000

/** Fills fields of many things at once. Each field of each thing is named once. */
export async function fillValues(tx: Db, filled: readonly FilledValue[]) {
  for (let from = 0; from < filled.length; from += chunkOf) {
    const rows = filled.slice(from, from + chunkOf).map(({ place, field, value }) => ({
      customer_id: place.customerId,
      id: randomUUIDv7(),
      field_id: field.id,
      contact_id: place.contactId,
      order_id: place.orderId,
      interaction_id: place.interactionId,
      value,
      ...keysOf(field, value),
    }))
    await sql`insert into custom_values (customer_id, id, field_id, contact_id, order_id, interaction_id, value, text_key, number_key, day_key, choice_keys)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (customer_id uuid, id uuid, field_id uuid, contact_id uuid, order_id uuid, interaction_id uuid,
        value jsonb, text_key text, number_key numeric, day_key date, choice_keys text[])
      on conflict (customer_id, field_id, contact_id, order_id, interaction_id) do update set value = excluded.value, text_key = excluded.text_key,
        number_key = excluded.number_key, day_key = excluded.day_key, choice_keys = excluded.choice_keys`.execute(tx)
  }
}

/** Long enough to sort and to find by, short enough for an index. A letter of two halves that is cut through is no letter. */
const keyed = (text: string) => text.toLowerCase().slice(0, 200).toWellFormed()

/** What a value is found and sorted by. */
function keysOf({ id, type }: Pick<CustomField, 'id' | 'type'>, value: CustomValue) {
  if (type === 'number' || type === 'money') return { number_key: Number(value) }
  if (type === 'yesNo') return { number_key: value === true ? 1 : 0 }
  if (type === 'date') return { day_key: String(value) }
  if (type === 'choices') return { text_key: keyed(String(value)), choice_keys: (value as string[]).map((key) => `${id}/${key}`) }
  // A choice is found by its key as it is written.
  return { text_key: type === 'choice' ? String(value) : keyed(String(value)) }
}

/** Values under the names conflicts and events use; of an empty field null. */
export const named = (keys: readonly string[], values: GivenValues) => Object.fromEntries(keys.map((key) => [`custom.${key}`, values[key] ?? null]))
