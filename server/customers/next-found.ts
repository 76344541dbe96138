/**
 * Which customers come next in the list, of those a search or a custom field finds.
 *
 * No single way serves them all: few are gathered and sorted; of many who bear a word the next stand together in the index of words, which keeps the order of
 * names; in another order the next of many is a short walk away. The wrong way reads a million rows, so each looks at so many rows and no more, and gives up.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { meets, someMeeting } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { beyond, type Order, type PageAsked, way } from '../db/paging.ts'
import { visibleTo } from './access.ts'
import { conditions } from './conditions.ts'
import type { Narrowing } from './filter.ts'
import { bears, type Search, searchedOneByOne, someSearched, someSearchedOtherwise, type Word } from './search.ts'

type Filter = Narrowing & { search?: Search }
/** An order of the list, and where it stands: in customers, in their facts, or in `v`, the values of a custom field. */
export type ListOrder = Order & { of: 'customers' | 'facts' | { fieldId: string; there: RawBuilder<boolean> } }
type Searching = Filter & { /** Those who may be found, at most so many of each way. */ hits: (most: number) => RawBuilder<unknown> }

/** Of so many all can be read and sorted; of several words, where nothing else is sure to be short, of more. */
const [few, fewOfSeveral] = [2_500, 8_000]
/** How many customers a walk in the order of the list looks at: to find out whether many are found, and where nothing better is left. */
const [near, far] = [1_000, 12_000]
/** Of so many a walk knows beforehand which they are, rather than asking of each it comes by. */
const known = 20_000
/** How many rows of the index of words are read at most, of all the words a typed one may mean together. */
const wordsRead = 16_384

/** Ids of the next page and one more, in order; none where nothing was searched for. */
export async function nextFound(ctx: Context, filter: Filter, order: ListOrder, asked: PageAsked): Promise<string[] | undefined> {
  const hits = hitsOf(filter)
  if (!hits) return undefined
  for (const find of ways) {
    const ids = await find(ctx, { ...filter, hits }, order, asked)
    if (ids) return ids
  }
  return []
}

/** By what was typed, else by the first custom field that must hold something. */
export function hitsOf({ search, custom = [] }: Filter): Searching['hits'] | undefined {
  if (search) return (most) => someSearched(search, most)
  const asked = custom.find(({ holds }) => holds)
  return asked && ((most) => someMeeting(asked, most))
}

/** One way to find them. None where it is not tried or gives up. */
type Way = (ctx: Context, filter: Searching, order: ListOrder, asked: PageAsked) => Promise<string[] | null>

/** The rarest first, by the counts of the dictionary, which may be a day old. */
const byBearers = ({ search }: Filter) => search?.words.toSorted((one, other) => one.bearers - other.bearers) ?? []
const manyBear = (filter: Filter) => (byBearers(filter)[0]?.bearers ?? 0) > few

/** What several words have in common is soon known, however many bear each. */
const amongFew: Way = async ({ tx, actor }, { hits, search, ...filter }, order, asked) => {
  if (search?.words.length === 1 && manyBear({ search })) return null
  const most = (search?.words.length ?? 0) > 1 ? fewOfSeveral : few
  const { ids } = await answer<{ ids: string[] | null }>(
    tx,
    sql`
    with hits as materialized (${hits(most + 1)})
    select case when (select count(*) from hits) <= ${sql.lit(most)} then array(
      select customers.id from customers left ${withFacts} ${withValue(order)}
      where customers.id in (select id from hits) and ${visibleTo(actor)} and ${fits(filter, actor)} and ${beyond(order, asked)}
      ${inOrder(order, asked)} limit ${asked.limit + 1}) end as ids`,
  )
  return ids
}

/**
 * First as many rows of each word as hold a page, a word in either script, each in a row: the next of those who bear several may stand together among those of one
 * word and far on among those of another. Then as many of the best as the share of them that was found says it takes.
 */
const byFirstWords: Way = async (ctx, filter, order, asked) => {
  const page = asked.limit + 1
  let best: { word: Word; found: number } | undefined
  for (const word of byBearers(filter).slice(0, mostTried)) {
    const next = await byWords(ctx, filter, order, asked, word, 2 * page)
    if (!next || next.whole) return next?.ids ?? null
    if (!best || next.ids.length > best.found) best = { word, found: next.ids.length }
  }
  if (!best) return null
  const enough = best.found > 0 ? Math.ceil((2 * page * page * withRoom) / best.found) : 8 * page
  if (enough > 32 * page) return null
  const then = await byWords(ctx, filter, order, asked, best.word, enough)
  return then?.whole ? then.ids : null
}
const mostTried = 3
/** Those who fit do not stand evenly. */
const withRoom = 1.5

/** More of the rarest, for where few of those who bear the words fit what else is asked. */
const byMoreWords: Way = async (ctx, filter, order, asked) => {
  const [rarest] = byBearers(filter)
  if (!rarest) return null
  for (const pages of [32, 128]) {
    const next = await byWords(ctx, filter, order, asked, rarest, pages * (asked.limit + 1))
    if (!next || next.whole) return next?.ids ?? null
  }
  return null
}

/** Those among so many rows of a word; none where that is too much to read. */
async function byWords(ctx: Context, filter: Searching, order: ListOrder, asked: PageAsked, word: Word, most: number) {
  if (order.name !== 'name' || !filter.search) return null
  if (most * word.tokens.length > wordsRead && most > 2 * (asked.limit + 1)) return null
  return amongNext(ctx, { ...filter, search: filter.search }, word, order, asked, most)
}

/**
 * In the order of names: the next `most` rows of one typed word, and what is found otherwise where that is few; where it is not, none. What lies further than
 * the last row read may be missing and is not answered, so the page is not whole if it is not full and there are further rows.
 */
async function amongNext(
  { tx, actor }: Context,
  { hits: _, search, ...filter }: Searching & { search: Search },
  word: Word,
  order: ListOrder,
  asked: PageAsked,
  most: number,
): Promise<{ ids: string[]; whole: boolean } | null> {
  const others = search.words.filter((one) => one !== word)
  const inWords = { ...order, by: sql`k.name collate "und-x-icu"`, id: sql`k.customer_id` }
  const inNext = { ...order, by: sql`next.name collate "und-x-icu"`, id: sql`next.id` }
  const { ids, ended } = await answer<{ ids: string[] | null; ended: boolean }>(
    tx,
    sql`
    with next as materialized (
        select next.name, next.id from unnest(${word.tokens}::text[]) as meant (word) cross join lateral (
          select k.name, k.customer_id as id from customer_words k where k.word = meant.word and ${beyond(inWords, asked)} ${inOrder(inWords, asked)} limit ${sql.lit(most)}) as next
        ${inOrder(inNext, asked)} limit ${sql.lit(most)}),
      last as (select name, id from next offset ${sql.lit(most - 1)}),
      otherwise as materialized (${someSearchedOtherwise(search, few + 1)}),
      found as (
        select id from next ${others.length > 0 ? sql`where (select ${bears(others)} from customer_names n where n.customer_id = next.id)` : sql``}
        union select id from otherwise)
    select not exists (select from last) as ended, case when (select count(*) from otherwise) <= ${sql.lit(few)} then array(
      select customers.id from customers left ${withFacts}
      where customers.id in (select id from found) and ${visibleTo(actor)} and ${fits(filter, actor)} and ${beyond(order, asked)}
        and (not exists (select from last) or (${order.by}, ${order.id}) ${asked.direction === 'ascending' ? sql`<=` : sql`>=`} (select name, id from last))
      ${inOrder(order, asked)} limit ${asked.limit + 1}) end as ids`,
  )
  return ids && { ids, whole: ended || ids.length > asked.limit }
}

const nearInOrder: Way = async (ctx, filter, order, asked) => {
  if (filter.search && !(manyBear(filter) && filter.search.words.length > 1 && order.name !== 'name')) return null
  return inOrderOfList(ctx, filter, order, asked, near)
}
const farInOrder: Way = (ctx, filter, order, asked) => inOrderOfList(ctx, filter, order, asked, far, known)

/**
 * None if the page is not filled within reach. Of at most `most` whom a field finds it is known who they are before the walk; else each is asked. Where nothing
 * else is asked of customers, the left joins are none.
 */
async function inOrderOfList({ tx, actor }: Context, filter: Searching, order: ListOrder, asked: PageAsked, reach: number, most = 0) {
  const { hits, search, custom = [], ...rest } = filter
  const id = sql`walked.id`
  const found = [...(search ? [searchedOneByOne(search, id)] : []), ...custom.map((one) => meets(one, { customerId: id }))]
  const knows = most > 0 && !search
  if (knows) found.unshift(sql`case when (select count(*) from hits) <= ${sql.lit(most)} then ${id} in (select id from hits) else true end`)
  const { ids } = await answer<{ ids: string[] }>(
    tx,
    sql`
    ${knows ? sql`with hits as materialized (${hits(most + 1)})` : sql``}
    select array(
      select walked.id
      from (select ${order.id} as id, ${order.by} as value from ${walkedBy(order)} and ${visibleTo(actor)} and ${beyond(order, asked)} ${inOrder(order, asked)} limit ${sql.lit(reach)}) as walked
        left join customers on customers.id = walked.id left join customer_facts facts on facts.customer_id = walked.id
      where ${fits(rest, actor)} and ${sql.join(found, sql` and `)}
      order by walked.value ${way(asked.direction)}, walked.id ${way(asked.direction)} limit ${asked.limit + 1}) as ids`,
  )
  return ids.length > asked.limit ? ids : null
}

/** Gathered before they are sorted: "offset 0" keeps the order from choosing how they are found. */
const amongAll: Way = async ({ tx, actor }, { hits: _, ...filter }, order, asked) => {
  const { ids } = await answer<{ ids: string[] }>(
    tx,
    sql`
    select array(
      select id
      from (select customers.id, ${order.by} as value from customers left ${withFacts} ${withValue(order)}
        where ${visibleTo(actor)} and ${fits(filter, actor)} and ${beyond(order, asked)} offset 0) as found
      order by value ${way(asked.direction)}, id ${way(asked.direction)} limit ${asked.limit + 1}) as ids`,
  )
  return ids
}

/** In the order in which they are tried; the last always answers. */
export const ways: readonly Way[] = [byFirstWords, nearInOrder, amongFew, byMoreWords, farInOrder, amongAll]

async function answer<Row>(tx: Db, statement: RawBuilder<unknown>): Promise<Row> {
  const { rows } = await (statement as RawBuilder<Row>).execute(tx)
  return rows[0]!
}

const fits = (...given: Parameters<typeof conditions>) => sql`(${sql.join([sql`true`, ...conditions(...given)], sql` and `)})`
const withFacts = sql`join customer_facts facts on facts.customer_id = customers.id`
/** Beside customers, the value of the field they are sorted by; who has none is not among them. */
const withValue = ({ of }: ListOrder) =>
  typeof of === 'object' ? sql`join custom_values v on v.customer_id = customers.id and v.field_id = ${of.fieldId} and ${of.there}` : sql``
/** Where a walk in this order goes along, with the beginning of its condition. */
const walkedBy = ({ of }: ListOrder) => {
  if (typeof of === 'object') return sql`custom_values v left join customers on customers.id = v.customer_id where v.field_id = ${of.fieldId} and ${of.there}`
  return of === 'facts' ? sql`customer_facts facts left join customers on customers.id = facts.customer_id where true` : sql`customers where true`
}
const inOrder = ({ by, id }: Order, { direction }: PageAsked) => sql`order by ${by} ${way(direction)}, ${id} ${way(direction)}`
