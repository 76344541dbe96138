/**
 * What a typed search finds, for the list and whatever goes by its filter.
 *
 * Each word stands in the customer's own names, in whichever way it is written; or all stand in its text, references and numbers with it, where one is no name or
 * has digits; or the whole is part of a contact point or of a custom field. As ids, so that each part goes by its own index: with an "or" between them none could be used.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { fieldsLike } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { anywhere } from '../db/like.ts'
import { meaningOf } from './meaning.ts'
import { namesProgress } from './names-rebuild.ts'
import { addressPart, textLike } from './search-text.ts'

/** The words of names a typed word may mean, and about how many customers bear one of them. */
export type Word = { tokens: string[]; bearers: number }

export type Search = {
  /** What was typed, word by word; none where it is no name. */
  words: Word[]
  /** Looked for as it stands, in the text of the customer. */
  literal: RawBuilder<SqlBool> | undefined
  /** Part of a contact point. */
  address: string | undefined
  /** Part of what stands in a custom field: a condition on its values `v`. */
  fields: RawBuilder<SqlBool> | null
}

export async function readSearch({ tx, actor }: { tx: Db; actor: Actor }, typed: string): Promise<Search> {
  // As the number of a customer is shown.
  const search = typed.replace(/^#(?=\d+$)/, '')
  const { ready } = await namesProgress(tx)
  const read = ready ? await meaningOf(tx, search, actor) : []
  const named = read.length > 0 && read.every(({ meant }) => meant.length > 0)
  const words = read.map(({ meant }) => ({ tokens: meant.map(({ token }) => token), bearers: meant.reduce((sum, { bearers }) => sum + bearers, 0) }))
  return {
    words: named ? words : [],
    literal: !named || /\d/.test(search) ? literally(search, actor) : undefined,
    address: addressPart(search, actor),
    fields: fieldsLike(actor, search),
  }
}

/** Every word stands somewhere in the names, numbers or references, as it is written. A word at a time: no index answers "like all". */
export const literally = (search: string, actor: Actor) =>
  sql<SqlBool>`(${sql.join(
    search
      .split(' ')
      .filter(Boolean)
      .map((word) => textLike(actor, anywhere(word))),
    sql` and `,
  )})`

/** A file `n` of customer_names bears each of the words. */
export const bears = (words: readonly Word[]) =>
  sql<SqlBool>`(${sql.join(
    words.map(({ tokens }) => sql`n.tokens && ${tokens}::text[]`),
    sql` and `,
  )})`

/** Who bears one word stands together in the order of the words; who bears several is found by what the words have in common. */
const byName = ({ words }: Search) =>
  words.length === 1
    ? sql`select k.customer_id as id from customer_words k where k.word = any(${words[0]!.tokens}::text[])`
    : sql`select n.customer_id as id from customer_names n where ${bears(words)}`

const inPoint = (address: string) => sql<SqlBool>`contact_points.value like ${anywhere(address)}`

/** The ways of the search but for names, each as a select of ids. */
const otherWays = (search: Search) => [
  ...(search.literal ? [sql`select id from customers where ${search.literal}`] : []),
  ...(search.address ? [sql`select customer_id as id from contact_points where ${inPoint(search.address)}`] : []),
  ...(search.fields ? [sql`select v.customer_id as id from custom_values v where ${search.fields}`] : []),
]

const ways = (search: Search) => [...(search.words.length > 0 ? [byName(search)] : []), ...otherWays(search)]

/** A condition on `customers`. */
export const searched = (search: Search): RawBuilder<SqlBool> => sql`customers.id in (${sql.join(ways(search), sql` union `)})`

/** The same, asked of one customer at a time, of that id. */
export function searchedOneByOne(search: Search, id: RawBuilder<unknown> = sql`customers.id`): RawBuilder<SqlBool> {
  const each = [
    ...(search.words.length > 0 ? [sql`(select ${bears(search.words)} from customer_names n where n.customer_id = ${id})`] : []),
    ...(search.literal ? [search.literal] : []),
    ...(search.address ? [sql`exists (select from contact_points where contact_points.customer_id = ${id} and ${inPoint(search.address)})`] : []),
    ...(search.fields ? [sql`exists (select from custom_values v where v.customer_id = ${id} and ${search.fields})`] : []),
  ]
  return sql`(${sql.join(each, sql` or `)})`
}

/**
 * The same as ids, of which at most `most` are gathered in each place; among them are some this person may not see. One who is found twice stands there twice: the
 * number of rows tells whether any place had more.
 */
export const someSearched = (search: Search, most: number): RawBuilder<unknown> => someOf(ways(search), most)

/** The same but for names. */
export const someSearchedOtherwise = (search: Search, most: number): RawBuilder<unknown> => someOf(otherWays(search), most)

function someOf(each: RawBuilder<unknown>[], most: number) {
  if (each.length === 0) return sql`select null::uuid as id where false`
  const place = (n: number) => sql.ref(`place${n}`)
  return sql`with ${sql.join(each.map((way, n) => sql`${place(n)} as materialized (${way})`))}
    ${sql.join(
      each.map((_, n) => sql`(select id from ${place(n)} limit ${sql.lit(most)})`),
      sql` union all `,
    )}`
}
