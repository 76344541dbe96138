/** What a search reads of custom fields: those marked searchable, of which this person sees each. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { anywhere } from '../db/like.ts'
import { seenInUse } from './queries.ts'

/** Fewer letters stand in every other value, and no index answers for them. */
const fewestLetters = 3

/** A condition on rows `v` of custom_values, or none where so little was typed that no field is asked. */
export function fieldsLike(actor: Pick<Actor, 'role'>, search: string): RawBuilder<SqlBool> | null {
  const text = search.trim().toLowerCase()
  const digits = text.replace(/[\s()+.\-/]/g, '').replace(/^0+/, '')
  const part = /^\d+$/.test(digits) ? digits : text
  if (part.length < fewestLetters) return null
  return sql<SqlBool>`(v.text_key like ${anywhere(part)} and v.field_id in (select d.id from custom_fields d where d.searchable and d.subject = 'customer' and ${seenInUse(actor)}))`
}
