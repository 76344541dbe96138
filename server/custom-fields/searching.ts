/** What a search reads of custom fields: those marked searchable, of which this person sees each. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { CustomField } from '../../contract/custom-fields.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { anywhere } from '../db/like.ts'
import { endingTyped } from '../db/typed-numbers.ts'
import { seenInUse } from './queries.ts'

/** Fewer letters stand in every other value, and no index answers for them. */
const fewestLetters = 3

/** The part of a search that may stand in a field, or none where so little was typed that no field is asked. */
function partIn(search: string): string | null {
  const text = search.trim().toLowerCase()
  const digits = endingTyped(text)
  const part = /^\d+$/.test(digits) ? digits : text
  return part.length < fewestLetters ? null : part
}

const searched = (actor: Pick<Actor, 'role'>) => sql<SqlBool>`(d.searchable and ${seenInUse(actor)})`

/** A condition on rows `v` of custom_values: fields of customers themselves. */
export function fieldsLike(actor: Pick<Actor, 'role'>, search: string): RawBuilder<SqlBool> | null {
  const part = partIn(search)
  return part === null
    ? null
    : sql<SqlBool>`(v.text_key like ${anywhere(part)} and v.field_id in (select d.id from custom_fields d where d.subject = 'customer' and ${searched(actor)}))`
}

export type SearchedField = Pick<CustomField, 'id' | 'subject' | 'label'> & {
  /** A condition on rows `v` of custom_values. */
  holds: RawBuilder<SqlBool>
}

/** The fields such a search reads, each by itself, those of customers first: where there are none, nothing need be asked. */
export async function searchedFields(tx: Db, actor: Pick<Actor, 'role'>, search: string): Promise<SearchedField[]> {
  const part = partIn(search)
  if (part === null) return []
  const { rows } = await sql<
    Pick<CustomField, 'id' | 'subject' | 'label'>
  >`select d.id, d.subject, d.label from custom_fields d where ${searched(actor)} order by d.subject <> 'customer', d.place, d.id`.execute(tx)
  return rows.map((field) => ({ ...field, holds: sql<SqlBool>`v.text_key like ${anywhere(part)}` }))
}
