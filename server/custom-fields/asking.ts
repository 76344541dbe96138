/** What a filter asks of custom fields, and in which order a field puts customers. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CustomField, FieldSubject } from '../../contract/custom-fields.ts'
import { day } from '../../contract/fields.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { anywhere } from '../db/like.ts'
import { endingTyped } from '../db/typed-numbers.ts'
import { invalid } from '../http/problem.ts'
import { fieldsSeen } from './queries.ts'

/** One field a filter asks about. */
export type FieldCondition = {
  fieldId: string
  /** Of a row `v` of custom_values; none where the field must be empty. */
  holds: RawBuilder<SqlBool> | null
}

type Asker = { tx: Db; actor: Pick<Actor, 'role'> }

/**
 * A filter as it stands in an address, `tier=gold,silver&since=2024-01-01..&motto=`: one of several, between two ends, a part of a text, or empty.
 * A field this person does not see is unknown.
 */
export async function fieldConditions({ tx, actor }: Asker, subject: FieldSubject, written: string | undefined): Promise<FieldCondition[]> {
  if (!written) return []
  const byKey = new Map((await fieldsSeen(tx, actor, subject)).map((field) => [field.key, field]))
  return [...new URLSearchParams(written)].map(([key, asked]) => {
    const field = byKey.get(key)
    if (!field) throw invalid('custom', 'unknown')
    return { fieldId: field.id, holds: asked === '' ? null : holds(field, asked.trim()) }
  })
}

function holds(field: Pick<CustomField, 'id' | 'type'>, asked: string): RawBuilder<SqlBool> {
  const any = asked.split(',').filter(Boolean)
  switch (field.type) {
    case 'number':
    case 'money':
      return between(sql`v.number_key`, 'numeric', asked, (end) => /^-?\d{1,15}(\.\d{1,6})?$/.test(end))
    case 'date':
      return between(sql`v.day_key`, 'date', asked, (end) => day.safeParse(end).success)
    case 'yesNo':
      if (asked !== 'true' && asked !== 'false') throw invalid('custom', 'malformed')
      return sql<SqlBool>`v.number_key = ${asked === 'true' ? 1 : 0}`
    case 'choice':
    case 'person':
      return sql<SqlBool>`v.text_key collate "und-x-icu" = any(${any}::text[])`
    case 'choices':
      return sql<SqlBool>`v.choice_keys && ${any.map((key) => `${field.id}/${key}`)}::text[]`
    case 'phone':
      return sql<SqlBool>`v.text_key like ${anywhere(endingTyped(asked).replace(/\D/g, '') || asked)}`
    default:
      return sql<SqlBool>`v.text_key like ${anywhere(asked.toLowerCase())}`
  }
}

/** `5..10`, `5..`, `..10`, or `5` alone. */
function between(key: RawBuilder<unknown>, type: 'numeric' | 'date', asked: string, isOne: (end: string) => boolean): RawBuilder<SqlBool> {
  const [from = '', until] = asked.split('..')
  const ends = [from, until ?? from]
  if (!ends.some(Boolean) || !ends.every((end) => end === '' || isOne(end))) throw invalid('custom', 'malformed')
  const parts = [from ? sql`${key} >= ${from}::${sql.raw(type)}` : undefined, ends[1] ? sql`${key} <= ${ends[1]}::${sql.raw(type)}` : undefined].filter(
    (part) => part !== undefined,
  )
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`
}

/** What bears a value, by the columns that name it. */
export type Bearer = { customerId: RawBuilder<unknown>; orderId?: RawBuilder<unknown> }
export const aCustomer: Bearer = { customerId: sql`customers.id` }
export const anOrder: Bearer = { customerId: sql`orders.customer_id`, orderId: sql`orders.id` }

/** The condition on a row of `customers`, or of `orders`. */
export function meets({ fieldId, holds }: FieldCondition, bearer = aCustomer): RawBuilder<SqlBool> {
  const value = sql`select from custom_values v where v.customer_id = ${bearer.customerId} and v.field_id = ${fieldId}${bearer.orderId ? sql` and v.order_id = ${bearer.orderId}` : sql``}`
  return holds ? sql<SqlBool>`exists (${value} and ${holds})` : sql<SqlBool>`not exists (${value})`
}

/** Ids of the customers that meet it, of which at most `most` are gathered; among them are some a person may not see. */
export const someMeeting = ({ fieldId, holds }: FieldCondition, most: number) =>
  sql`select v.customer_id as id from custom_values v where v.field_id = ${fieldId} and ${holds ?? sql`true`} limit ${sql.lit(most)}`

/** Orders that meet it, likewise; none where `most` of them do, or where the empty ones are asked for. */
export async function fewOrdersMeeting(tx: Db, { fieldId, holds }: FieldCondition, most: number): Promise<RawBuilder<SqlBool> | null> {
  if (!holds) return null
  const { rows } = await sql<{ customerId: string; orderId: string }>`
    select v.customer_id, v.order_id from custom_values v where v.field_id = ${fieldId} and ${holds} limit ${sql.lit(most)}`.execute(tx)
  if (rows.length === most) return null
  const [customers, orders] = [rows.map(({ customerId }) => customerId), rows.map(({ orderId }) => orderId)]
  return sql<SqlBool>`(orders.customer_id, orders.id) in (select * from unnest(${customers}::uuid[], ${orders}::uuid[]))`
}

/** By what a list is in the order of a field: the column of `v`, as the index of its type is written, and its type. */
export function orderOf({ type }: Pick<CustomField, 'type'>) {
  if (type === 'number' || type === 'money' || type === 'yesNo')
    return { by: sql`v.number_key`, type: 'numeric', there: sql<boolean>`v.number_key is not null` } as const
  if (type === 'date') return { by: sql`v.day_key`, type: 'date', there: sql<boolean>`v.day_key is not null` } as const
  return { by: sql`v.text_key collate "und-x-icu"`, type: 'text', there: sql<boolean>`v.text_key is not null` } as const
}
