/** Finding a customer by whatever is known of them: a part of a name, a phone in any format, an e-mail, a number. */
import { type RawBuilder, sql } from 'kysely'
import type { Found } from '../../contract/file.ts'
import type { Actor, Context } from '../context.ts'
import { textLike, visibleTo } from '../customers/index.ts'
import { anywhere, atStart } from '../db/like.ts'

/** Each way of finding gives at most so many, in no order: a common name is not sorted by the thousand to show ten. */
const atMost = 40
/** How many rows are looked at before the search index is asked. */
const nearby = 2_000

export async function search({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { q, limit }: { q: string; limit: number }): Promise<Found[]> {
  if (q === '') return []
  const ways = waysToFind(actor, q)
  const { rows } = await sql<Found>`
    select id as "customerId", number, name, other_name as "otherName", city, json_build_object('by', way, 'text', text) as matched
    from (
      select distinct on (customers.id) customers.id, customers.number, customers.name, customers.other_name, customers.city, way, rank, coalesce(text, customers.name) as text
      from (${sql.join(ways, sql` union all `)}) as hit join customers on customers.id = hit.id
      order by customers.id, rank
    ) as one order by rank, name collate "und-x-icu", id limit ${limit}`.execute(tx.withoutPlugins())
  return rows
}

function waysToFind(actor: Actor, q: string): RawBuilder<unknown>[] {
  const words = q.toLowerCase().split(' ')
  const digits = q.replace(/[\s()+.\-/]/g, '')
  const isNumber = /^\d+$/.test(digits)
  const seen = visibleTo(actor)
  const mayReach = !actor.hidden.includes('contactPoints')
  const each = (holds: (pattern: string) => RawBuilder<boolean>) =>
    sql.join(
      words.map((word) => wordIn(holds, word)),
      sql` and `,
    )
  const inHead = each((pattern) => textLike(actor, pattern))
  const inContact = each((pattern) => sql<boolean>`lower(contacts.name || ' ' || contacts.other_name) like ${pattern}`)
  const spoken = actor.hidden.includes('taxId') ? sql`coalesce(ref, number::text)` : sql`coalesce(tax_id, ref, number::text)`
  const ways = [
    sql`(select id, 'name' as way, 1 as rank, null as text from customers where ${textLike(actor, atStart(q.toLowerCase()))} and ${seen} limit ${sql.lit(atMost)})`,
    hits({ table: 'customers', id: 'id', by: isNumber ? 'number' : 'name', rank: 2, text: isNumber ? spoken : sql`null` }, inHead, seen),
    hits({ table: 'contacts', id: 'customer_id', by: 'contact', rank: 3, text: sql`name` }, inContact, seen),
  ]
  if (isNumber) {
    ways.push(sql`(select id, 'number', 0, number::text from customers where number = ${digits.slice(0, 15)}::bigint and ${seen})`)
    const tail = digits.replace(/^0+/, '')
    if (tail.length >= 3 && mayReach) ways.push(byPoint(['phone', 'fax'], 'phone', tail, seen))
  } else if (mayReach && /^[\w.+\-@%]{3,}$/.test(q)) {
    ways.push(byPoint(['email', 'chat'], 'email', q, seen))
  }
  if (q.length >= 2 && !/\s/.test(q) && /\d/.test(q)) ways.push(byOrder(q, seen))
  return ways
}

/** A short word has no three letters to look up, so it counts from the start of a word only. */
function wordIn(holds: (pattern: string) => RawBuilder<boolean>, word: string) {
  if (word.length >= 3) return holds(anywhere(word))
  return sql`(${holds(atStart(word))} or ${holds(`% ${atStart(word)}`)})`
}

const byPoint = (channels: string[], by: 'phone' | 'email', part: string, seen: RawBuilder<boolean>) =>
  hits({ table: 'contact_points', id: 'customer_id', by, rank: 4, text: sql`value` }, sql`value like ${anywhere(part)} and channel = any(${channels})`, seen)

type Place = { table: 'customers' | 'contacts' | 'contact_points'; id: string; by: Found['matched']['by']; rank: number; text: RawBuilder<unknown> }

/**
 * A few of the rows of a table that fit. Letters that many rows share stand among its first rows already; only where they do not, the search index gathers
 * those that fit. Left to itself the database is swayed by the limit, takes rare letters for common ones and reads through the table.
 */
function hits({ table, id, by, rank, text }: Place, fits: RawBuilder<unknown>, seen: RawBuilder<boolean>) {
  const fitting = (rows: RawBuilder<unknown>) => sql`select ${sql.ref(id)} as id, ${text} as text from ${rows} where ${fits}`
  const few = (rows: RawBuilder<unknown>) => sql`
    select customers.id, ${sql.lit(by)} as way, ${sql.lit(rank)} as rank, hit.text from ${rows} as hit join customers on customers.id = hit.id where ${seen}`
  return sql`(
    with near as materialized (${few(sql`(${fitting(sql`(select * from ${sql.table(table)} limit ${sql.lit(nearby)}) as ${sql.table(table)}`)})`)} limit ${sql.lit(atMost)}),
      anywhere as materialized (${fitting(sql.table(table))})
    select * from near union all (${few(sql`anywhere`)} and (select count(*) from near) < ${sql.lit(atMost)} limit ${sql.lit(atMost)}))`
}

const byOrder = (q: string, seen: RawBuilder<boolean>) => sql`
  (select customers.id, 'order', 5, o.number from orders o join customers on customers.id = o.customer_id
    where (o.number like ${atStart(q)} or o.number like ${atStart(q.toUpperCase())}) and ${seen} limit ${sql.lit(atMost)})`
