/** What a filter of the customer list means: conditions on `customers` and its `facts`. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { fieldsLike, meets } from '../custom-fields/index.ts'
import { anywhere } from '../db/like.ts'
import type { Narrowing } from './filter.ts'
import { textLike } from './search-text.ts'

/** How a search is asked may differ with where it is asked; what it finds does not. */
export function conditions(filter: Narrowing, actor: Actor, asked: typeof searched = searched): Expression<SqlBool>[] {
  const { search, kind, teamId, ownerId, tag, city, buying, overdue, openPromise, custom = [] } = filter
  const all: (RawBuilder<SqlBool> | undefined)[] = [
    search ? asked(search, actor) : undefined,
    kind ? sql`customers.kind = ${kind}` : undefined,
    teamId ? sql`customers.team_id = ${teamId}` : undefined,
    ownerId ? ownedBy(ownerId === 'mine' ? actor.id : ownerId) : undefined,
    tag ? sql`customers.tags @> array[${tag}]` : undefined,
    city ? sql`customers.city = ${city} collate "und-x-icu"` : undefined,
    buying === undefined ? undefined : buying ? sql`facts.orders_12m > 0` : sql`facts.orders_12m = 0`,
    overdue === undefined ? undefined : overdue ? sql`customers.overdue_minor > 0` : sql`coalesce(customers.overdue_minor, 0) = 0`,
    openPromise === undefined ? undefined : openPromise ? sql`facts.open_promises > 0` : sql`facts.open_promises = 0`,
    ...custom.map(meets),
  ]
  return all.filter((condition) => condition !== undefined)
}

const ownedBy = (ownerId: string) => (ownerId === 'nobody' ? sql<SqlBool>`customers.owner_id is null` : sql<SqlBool>`customers.owner_id = ${ownerId}`)

/** Every word stands somewhere in the names, numbers or references, or the whole is part of a contact point. */
function searched(search: string, actor: Actor): RawBuilder<SqlBool> {
  const ways = beside(search, actor)
  if (ways.length === 0) return inHead(search, actor)
  // All as one set of ids: with an "or" between them no index can be used, and a million names are read through.
  return sql`customers.id in (select id from customers where ${inHead(search, actor)} union ${sql.join(ways, sql` union `)})`
}

/** Where else than in its head a search may find a customer: the ids, by contact point or by custom field. */
function beside(search: string, actor: Actor): RawBuilder<unknown>[] {
  const [address, fields] = [addressPart(search, actor), fieldsLike(actor, search)]
  return [
    ...(address ? [sql`select customer_id as id from contact_points where ${inPoint(address)}`] : []),
    ...(fields ? [sql`select v.customer_id as id from custom_values v where ${fields}`] : []),
  ]
}

/** The same, asked of one customer at a time. */
export function searchedOneByOne(search: string, actor: Actor): RawBuilder<SqlBool> {
  const [address, fields] = [addressPart(search, actor), fieldsLike(actor, search)]
  const ways = [
    inHead(search, actor),
    ...(address ? [sql<SqlBool>`exists (select from contact_points where contact_points.customer_id = customers.id and ${inPoint(address)})`] : []),
    ...(fields ? [sql<SqlBool>`exists (select from custom_values v where v.customer_id = customers.id and ${fields})`] : []),
  ]
  return sql`(${sql.join(ways, sql` or `)})`
}

/** The same as ids, of which at most `most` are gathered in each place; among them are some this person may not see. */
export function someSearched(search: string, actor: Actor, most: number): RawBuilder<unknown> {
  const ways = [sql`select id from customers where ${inHead(search, actor)}`, ...beside(search, actor)]
  const sets = ways.map((way, place) => ({ name: sql.ref(`way${place}`), way }))
  const gathered = sets.map(({ name, way }) => sql`${name} as materialized (${way})`)
  const some = sets.map(({ name }) => sql`(select id from ${name} limit ${sql.lit(most)})`)
  return sql`with ${sql.join(gathered)} ${sql.join(some, sql` union `)}`
}

// A word at a time: no index answers "like all".
const inHead = (search: string, actor: Actor) =>
  sql<SqlBool>`${sql.join(
    search
      .split(' ')
      .filter(Boolean)
      .map((word) => textLike(actor, anywhere(word))),
    sql` and `,
  )}`

const inPoint = (address: string) => sql<SqlBool>`contact_points.value like ${anywhere(address)}`

/** The part of a search that may be of a phone or an e-mail, as such are kept. */
export function addressPart(search: string, actor: Actor) {
  if (actor.hidden.includes('contactPoints')) return undefined
  if (/@/.test(search)) return search
  const digits = search.replace(/[\s()+.-]/g, '').replace(/^0+/, '')
  return /^\d{4,}$/.test(digits) ? digits : undefined
}
