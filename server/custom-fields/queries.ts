import { type RawBuilder, sql } from 'kysely'
import { type CustomField, type FieldSubject, fieldKeptDays, keptFrom } from '../../contract/custom-fields.ts'
import { loyaltySteps } from '../../contract/segments.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'

type Asker = Pick<Actor, 'role'>

const rows = (tx: Db) =>
  tx
    .selectFrom('customFields')
    .select(['id', 'subject', 'key', 'type', 'required', 'personal', 'searchable', 'removedAt'])
    .select([
      sql<CustomField['requiredFrom']>`required_from`.as('requiredFrom'),
      sql<CustomField['label']>`label`.as('label'),
      sql<CustomField['help']>`help`.as('help'),
      sql<CustomField['section']>`section`.as('section'),
      sql<CustomField['limits']>`limits`.as('limits'),
      sql<CustomField['choices']>`choices`.as('choices'),
      sql<CustomField['fallback']>`fallback`.as('fallback'),
      sql<CustomField['hiddenFrom']>`hidden_from`.as('hiddenFrom'),
    ])
    .orderBy('subject')
    .orderBy('place')
    .orderBy('id')

/** The fields in use, whoever sees them. */
export const fieldsInUse = (tx: Db, subject?: FieldSubject): Promise<CustomField[]> =>
  rows(tx)
    .where('removedAt', 'is', null)
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
    .execute()

/** Does this person see the field? Where not, there is no such field for them. */
export const seesField = ({ role }: Asker, { hiddenFrom }: Pick<CustomField, 'hiddenFrom'>) => !(hiddenFrom as readonly string[]).includes(role)

export const fieldsSeen = async (tx: Db, actor: Asker, subject?: FieldSubject) => (await fieldsInUse(tx, subject)).filter((field) => seesField(actor, field))

/** The same as a condition on rows `d` of custom_fields. */
export const seenInUse = ({ role }: Asker) => sql<boolean>`(d.removed_at is null and not d.hidden_from @> array[${role}::text])`

/** Is any field kept from this person? One that was removed counts as long as its values are there. */
export async function keepsAnyFrom(tx: Db, { role }: Asker): Promise<boolean> {
  const { rows } = await sql`select from custom_fields d where d.hidden_from @> array[${role}::text] limit 1`.execute(tx)
  return rows.length > 0
}

/** May this person be told that something is done with the field of this key? Of one that is gone by now nobody knows from whom it was kept. */
export const mayBeNamed = ({ role }: Asker, subject: RawBuilder<unknown>, key: RawBuilder<unknown>): RawBuilder<boolean> =>
  (keptFrom as readonly string[]).includes(role)
    ? sql`exists (select from custom_fields d where d.subject = ${subject} and d.key = ${key} and not d.hidden_from @> array[${role}::text])`
    : sql`true`

/** Removed so lately that they can be brought back. */
export const removedFields = (tx: Db, now: Date): Promise<CustomField[]> => rows(tx).where('removedAt', '>', daysBefore(now)).execute()

export const daysBefore = (now: Date) => new Date(now.getTime() - fieldKeptDays * 86_400_000).toISOString()

/** A field by its id, in use or not. */
export const findField = (tx: Db, id: string): Promise<CustomField | undefined> => rows(tx).where('id', '=', id).executeTakeFirst()

/** What stands in the fields of one thing of a file that this person sees, by key: a JSON object for the query of that thing. */
export function valuesOf(actor: Asker, { customerId, contactId, orderId, interactionId }: Of): RawBuilder<Record<string, never>> {
  const is = (column: string, id: RawBuilder<unknown> | undefined) => (id ? sql`${sql.ref(column)} = ${id}` : sql`${sql.ref(column)} is null`)
  return sql`coalesce((select jsonb_object_agg(d.key, v.value) from custom_values v join custom_fields d on d.id = v.field_id
    where v.customer_id = ${customerId} and ${is('v.contact_id', contactId)} and ${is('v.order_id', orderId)} and ${is('v.interaction_id', interactionId)}
      and ${seenInUse(actor)}), '{}')`
}

/** The same of all contacts of a customer, in one go. */
export const valuesByContact = (actor: Asker, customerId: RawBuilder<unknown>) => sql`
  select v.contact_id, jsonb_object_agg(d.key, v.value) as custom from custom_values v join custom_fields d on d.id = v.field_id
  where v.customer_id = ${customerId} and v.contact_id is not null and ${seenInUse(actor)} group by v.contact_id`

type Of = { customerId: RawBuilder<unknown> } & Partial<Record<'contactId' | 'orderId' | 'interactionId', RawBuilder<unknown>>>

const step = (stage: RawBuilder<unknown>) => sql`array_position(${sql.lit(`{${loyaltySteps.join()}}`)}::text[], ${stage})`

/**
 * Rows `d` of custom_fields that this person sees, that must be filled at the step on which insight found the customer, and are not. Where it found none,
 * nothing must.
 */
const missing = (actor: Asker, customerId: RawBuilder<unknown>) => sql`
  custom_fields d join customer_insight i on i.customer_id = ${customerId}
  where d.required_from is not null and d.subject = 'customer' and ${seenInUse(actor)} and ${step(sql`i.stage`)} >= ${step(sql`d.required_from`)}
    and not exists (select from custom_values v where v.customer_id = i.customer_id and v.field_id = d.id)`

/** Their keys as a JSON array, for the query of that customer. */
export const missingKeys = (actor: Asker, customerId: RawBuilder<unknown>): RawBuilder<string[]> =>
  sql`(select coalesce(json_agg(d.key order by d.place, d.id), '[]') from ${missing(actor, customerId)})`

export async function missingFields(tx: Db, actor: Asker, customerId: string): Promise<Pick<CustomField, 'key' | 'label'>[]> {
  const { rows } = await sql<
    Pick<CustomField, 'key' | 'label'>
  >`select d.key, d.label from ${missing(actor, sql`${customerId}::uuid`)} order by d.place, d.id`.execute(tx)
  return rows
}
