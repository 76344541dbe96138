/** The text of a customer that typed parts of references and numbers are looked for in. */
import { sql } from 'kysely'
import type { Actor } from '../context.ts'
import { endingTyped } from '../db/typed-numbers.ts'

/** The generated column `search_text` but for the identity number. */
const withoutTaxId = sql`lower(customers.name || ' ' || customers.other_name || ' ' || coalesce(customers.ref, '') || ' ' || customers.number::text)`

/**
 * The customer's text fits a LIKE pattern. A person who may not see identity numbers finds nobody by one:
 * the indexed text narrows, the text without the number decides.
 */
export const textLike = ({ hidden }: Pick<Actor, 'hidden'>, pattern: string) =>
  hidden.includes('taxId')
    ? sql<boolean>`(customers.search_text like ${pattern} and ${withoutTaxId} like ${pattern})`
    : sql<boolean>`customers.search_text like ${pattern}`

/** The part of a search that may be of a phone or an e-mail, as such are kept. */
export function addressPart(search: string, actor: Actor) {
  if (actor.hidden.includes('contactPoints')) return undefined
  if (/@/.test(search)) return search
  const digits = endingTyped(search)
  return /^\d{4,}$/.test(digits) ? digits : undefined
}
