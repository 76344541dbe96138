/** Fields of the company's own in what a person is given and in what is erased: each field says what its values tell about a person. */
import { type RawBuilder, sql } from 'kysely'
import type { CustomValue, FieldType } from '../../contract/custom-fields.ts'
import type { Language } from '../../words/phrases.ts'
import { cellsOf, fieldsInUse } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import type { Row } from './rows.ts'

const ofPerson = sql`select d.id from custom_fields d where d.personal <> 'none'`

/** Of values `t`: those that tell something about a person; of one contact, those of theirs and of the entries and orders they took part in. */
export function personalValues(customerId: string, contactId: string | null): RawBuilder<boolean> {
  const personal = sql<boolean>`t.customer_id = ${customerId} and t.field_id in (${ofPerson})`
  if (!contactId) return personal
  const theirs = (table: string) => sql`(select x.id from ${sql.table(table)} x where x.customer_id = ${customerId} and x.contact_id = ${contactId})`
  return sql<boolean>`(${personal} and (t.contact_id = ${contactId} or t.interaction_id in ${theirs('interactions')} or t.order_id in ${theirs('orders')}))`
}

/** What a value is called, beside the value: an id says nothing to whoever reads the export. */
export const namesOfField = sql`(select json_build_object('key', d.key, 'label', d.label) from custom_fields d where d.id = t.field_id) as field`

/** The values of the customer, or of one contact, as lines of the document: a label and a text. */
export async function ownLines(db: Db, language: Language, values: readonly Row[], contactId: string | null): Promise<[string, string][]> {
  const own = values.filter((row) => row.contactId === contactId && !row.orderId && !row.interactionId)
  const byField = new Map(own.map((row) => [row.fieldId, row.value as CustomValue]))
  const fields = (await fieldsInUse(db, contactId ? 'contact' : 'customer')).filter(({ id }) => byField.has(id))
  const texts = (await cellsOf(db, language, fields))(Object.fromEntries(fields.map(({ id, key }) => [key, byField.get(id)!])))
  return fields.map(({ label }, place) => [label[language], String(texts[place] ?? '')])
}

/** What is known of somebody by fields that identify or reach: of the whole file, or of one contact. */
export async function identifyingValues(db: Db, customerId: string, contactId: string | null): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select t.value #>> '{}' as text from custom_values t join custom_fields d on d.id = t.field_id
    where t.customer_id = ${customerId} and d.personal in ('identity', 'contact') and d.type in ('text', 'phone', 'email', 'link')
      and (${contactId}::uuid is null or t.contact_id = ${contactId}::uuid)`.execute(db)
  return rows.map(({ text }) => text)
}

/** How somebody is known who is to be forgotten: their names as a pattern, what is put in their place, and their phones and addresses, in small letters. */
export type Forgetting = { names: RegExp | null; instead: string; addresses: ReadonlySet<string> }

/** What a value of the company's own fields becomes: text without the name; of a phone or an address that was theirs, nothing. */
export function forgotten(type: FieldType, value: unknown, { names, instead, addresses }: Forgetting): unknown {
  if (typeof value !== 'string') return value
  if (type === 'phone' || type === 'email') return addresses.has(value.toLowerCase()) ? null : value
  return type === 'text' && names ? value.replace(names, instead) : value
}

const wordy: readonly FieldType[] = ['text', 'phone', 'email']

/** Erases what fields tell about one contact: values of theirs and of what they took part in go, and where the values of others name or reach them, that goes. */
export async function eraseValuesOf(db: Db, customerId: string, contactId: string, forgetting: Forgetting): Promise<void> {
  await sql`delete from custom_values t where ${personalValues(customerId, contactId)}`.execute(db)
  const { rows } = await sql<{ id: string; type: FieldType; value: string }>`
    select t.id, d.type, t.value #>> '{}' as value from custom_values t join custom_fields d on d.id = t.field_id
    where t.customer_id = ${customerId} and d.type = any(${wordy}::text[])`.execute(db)
  for (const { id, type, value } of rows) {
    const left = forgotten(type, value, forgetting)
    const row = sql`customer_id = ${customerId} and id = ${id}`
    if (left === null) await sql`delete from custom_values where ${row}`.execute(db)
    else if (left !== value) await sql`update custom_values set value = to_jsonb(${left}::text), text_key = left(lower(${left}), 200) where ${row}`.execute(db)
  }
}

type Aside = Record<string, { field_id: string; value: unknown; text_key: string | null }>

/** The same of values that a merge set aside, which come back with its undo. */
export async function eraseValuesAside(db: Db, customerId: string, forgetting: Forgetting): Promise<void> {
  const { rows } = await sql<{ id: string; was: Aside }>`
    select id, was from merge_journal where customer_id = ${customerId} and side = 'aside' and entity = 'custom_values'`.execute(db.withoutPlugins())
  if (rows.length === 0) return
  const types = await typesOfFields(db)
  for (const { id, was } of rows) {
    const left = Object.entries(was).flatMap(([key, row]) => {
      const value = forgotten(types.get(row.field_id) ?? 'text', row.value, forgetting)
      return value === null ? [] : [[key, value === row.value ? row : { ...row, value, text_key: String(value).toLowerCase().slice(0, 200) }]]
    })
    await sql`update merge_journal set was = ${JSON.stringify(Object.fromEntries(left))}::jsonb where customer_id = ${customerId} and id = ${id}`.execute(db)
  }
}

export const typesOfFields = async (db: Db): Promise<Map<string, FieldType>> =>
  new Map((await sql<{ id: string; type: FieldType }>`select id, type from custom_fields`.execute(db)).rows.map(({ id, type }) => [id, type]))
