/** Finding a customer by whatever is known of them: a name in any spelling, a phone in any format, a part of an e-mail, a number, a field of the company's own. */
import { type RawBuilder, sql } from 'kysely'
import type { Found } from '../../contract/file.ts'
import type { Actor, Context } from '../context.ts'
import { kinds, meaningOf, textLike, visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { anywhere, atStart } from '../db/like.ts'
import { digitsTyped, endingTyped } from '../db/typed-numbers.ts'
import { type FieldHit, foundFields } from './found-fields.ts'
import { foundByNameAndPhone } from './found-name-and-phone.ts'
import { foundNames, type NameHit } from './found-names.ts'
import { marksOfName, marksOfPart } from './marks.ts'

/** Each way of finding gives at most so many, in no order: a common number is not sorted by the thousand to show ten. */
const atMost = 40

type By = Found['matched']['by']
type OtherHit = { id: string; by: Exclude<By, 'field'>; text: string } | FieldHit
type Hit = { id: string; by: By; text: string | null; part: string; name: NameHit | undefined; field: FieldHit['field'] | undefined }

export async function search({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { q, limit }: { q: string; limit: number }): Promise<Found[]> {
  if (q === '') return []
  const words = await meaningOf(tx, q, actor)
  const names = await foundNames(tx, actor, words, limit)
  const sure = names.filter(({ kind }) => kind <= kinds.begins)
  const others =
    isNumber(q) || sure.length < limit ? [...(await otherHits(tx, actor, q, names.length === 0)), ...(await foundFields(tx, actor, q, atMost))] : []
  const both = names.length > 0 || others.length > 0 ? [] : await foundByNameAndPhone(tx, actor, q, limit)
  const byBoth = both.map(({ name, phone }): Hit => ({ id: name.id, by: 'phone', text: phone.value, part: phone.part, name, field: undefined }))
  const hits = [...inOrder(names, others, partOf(q)), ...byBoth].slice(0, limit)
  return described(tx, hits)
}

const isNumber = (q: string) => /^\d+$/.test(digitsTyped(q))
const partOf = (q: string) => (isNumber(q) ? endingTyped(q) : q)

/** A number itself, then names that surely are meant, then what holds the letters or digits, then names that may be meant. A file stands once, for its best reason. */
function inOrder(names: readonly NameHit[], others: readonly OtherHit[], part: string): Hit[] {
  const named = (some: readonly NameHit[]) =>
    some.map((name): Hit => ({ id: name.id, by: name.byContact ? 'contact' : 'name', text: null, part, name, field: undefined }))
  const by = (...ways: By[]) => others.filter((hit) => ways.includes(hit.by)).map((hit): Hit => ({ field: undefined, ...hit, part, name: undefined }))
  const ranked = [
    ...by('number'),
    ...named(names.filter(({ likeness }) => likeness >= probable)),
    ...by('name'),
    ...by('phone'),
    ...by('email'),
    ...by('order'),
    ...by('field'),
    ...named(names.filter(({ likeness }) => likeness < probable)),
  ]
  const once = new Map<string, Hit>()
  for (const hit of ranked) if (!once.has(hit.id)) once.set(hit.id, hit)
  return [...once.values()]
}

/** A name less like what was typed comes after what holds the very letters. */
const probable = 0.4

async function otherHits(tx: Db, actor: Actor, q: string, nothingYet: boolean): Promise<OtherHit[]> {
  const ways = waysToFind(actor, q, nothingYet)
  if (ways.length === 0) return []
  const { rows } = await sql<OtherHit>`${sql.join(ways, sql` union all `)}`.execute(tx)
  return rows
}

function waysToFind(actor: Actor, q: string, nothingYet: boolean): RawBuilder<unknown>[] {
  const seen = visibleTo(actor)
  const mayReach = !actor.hidden.includes('contactPoints')
  const ways: RawBuilder<unknown>[] = []
  if (isNumber(q)) {
    ways.push(
      sql`(select id, 'number' as by, number::text as text from customers where number = ${digitsTyped(q).slice(0, 15)}::bigint and ${seen})`,
      byText(actor, q, seen),
    )
    const ending = endingTyped(q)
    if (ending.length >= 3 && mayReach) ways.push(byPoint(ending, seen))
  } else {
    if (nothingYet || /\d/.test(q)) ways.push(byText(actor, q, seen))
    if (mayReach && /^[!-~]{3,}$/.test(q)) ways.push(byPoint(q.toLowerCase(), seen, sql`channel in ('email', 'chat')`))
  }
  if (q.length >= 2 && !/\s/.test(q) && /\d/.test(q)) ways.push(byOrder(q, seen), formerly(actor, q, seen))
  return ways
}

/** The number, reference or tax id of a file that was merged leads to the one it went into. */
const formerly = (actor: Actor, q: string, seen: RawBuilder<boolean>) => sql`
  (select customers.id, 'number' as by, ${q} as text from merges m join customers on customers.id = m.customer_id
    where m.state = 'merged' and (m.other_ref = ${q} ${isNumber(q) ? sql`or m.other_number = ${digitsTyped(q).slice(0, 15)}::bigint` : sql``}
      ${actor.hidden.includes('taxId') ? sql`` : sql`or m.other_tax_id = ${digitsTyped(q)}`}) and ${seen})`

/** Every word stands somewhere in the text of the customer: in a reference, an identity number, a name. A number may stand there with the signs between its parts. */
function byText(actor: Actor, q: string, seen: RawBuilder<boolean>) {
  const all = (text: string) =>
    sql`(${sql.join(
      text.split(' ').map((word) => wordIn(actor, word)),
      sql` and `,
    )})`
  if (!isNumber(q)) return hits({ table: 'customers', id: 'id', by: sql`'name'`, text: sql`name` }, all(q.toLowerCase()), seen)
  const digits = digitsTyped(q)
  const written = q.toLowerCase()
  const fits = written === digits ? wordIn(actor, digits) : sql`(${wordIn(actor, digits)} or ${all(written)})`
  const holds = (text: RawBuilder<unknown>) => sql`(lower(${text}) like ${anywhere(digits)} or lower(${text}) like ${anywhere(written)})`
  // Of what a customer is known by, that in which it stands.
  const known = [sql`number::text`, sql`ref`, ...(actor.hidden.includes('taxId') ? [] : [sql`tax_id`])]
  const text = sql`case ${sql.join(
    known.map((each) => sql`when ${holds(each)} then ${each}`),
    sql` `,
  )} end`
  return hits(
    { table: 'customers', id: 'id', by: sql`case when ${text} is null then 'name' else 'number' end`, text: sql`coalesce(${text}, name)` },
    fits,
    seen,
  )
}

/** A short word has no three letters to look up, so it counts from the start of a word only. */
function wordIn(actor: Actor, word: string) {
  if (word.length >= 3) return textLike(actor, anywhere(word))
  return sql`(${textLike(actor, atStart(word))} or ${textLike(actor, `% ${atStart(word)}`)})`
}

const byPoint = (part: string, seen: RawBuilder<boolean>, those = sql`true`) => {
  const by = sql`case when channel in ('phone', 'fax') then 'phone' else 'email' end`
  return hits({ table: 'contact_points', id: 'customer_id', by, text: sql`value` }, sql`value like ${anywhere(part)} and ${those}`, seen)
}

type Place = { table: 'customers' | 'contact_points'; id: string; by: RawBuilder<unknown>; text: RawBuilder<unknown> }

/** How many rows are looked at before the search index is asked. */
const nearby = 2_000

/**
 * A few of the rows of a table that fit. Letters that many rows share stand among its first rows already; only where they do not, the search index gathers
 * those that fit. Left to itself the database is swayed by the limit, takes rare letters for common ones and reads through the table.
 */
function hits({ table, id, by, text }: Place, fits: RawBuilder<unknown>, seen: RawBuilder<boolean>) {
  const fitting = (rows: RawBuilder<unknown>) => sql`select ${sql.ref(id)} as id, ${by} as by, ${text} as text from ${rows} where ${fits}`
  const few = (rows: RawBuilder<unknown>) => sql`
    select customers.id, hit.by, hit.text from ${rows} as hit join customers on customers.id = hit.id where ${seen}`
  return sql`(
    with near as materialized (${few(sql`(${fitting(sql`(select * from ${sql.table(table)} limit ${sql.lit(nearby)}) as ${sql.table(table)}`)})`)} limit ${sql.lit(atMost)}),
      anywhere as materialized (${fitting(sql.table(table))})
    select * from near union all (${few(sql`anywhere`)} and (select count(*) from near) < ${sql.lit(atMost)} limit ${sql.lit(atMost)}))`
}

const byOrder = (q: string, seen: RawBuilder<boolean>) => sql`
  (select customers.id, 'order' as by, o.number as text from orders o join customers on customers.id = o.customer_id
    where (o.number like ${atStart(q)} or o.number like ${atStart(q.toUpperCase())}) and ${seen} limit ${sql.lit(atMost)})`

type Details = { id: string; number: number; name: string; otherName: string; city: string; people: { name: string; otherName: string }[] | null }

/** The hits as the screen shows them. Contacts are read where one of them is the reason. */
async function described(tx: Db, found: readonly Hit[]): Promise<Found[]> {
  if (found.length === 0) return []
  const byContact = found.filter(({ by }) => by === 'contact').map(({ id }) => id)
  const { rows } = await sql<Details>`
    select id, number, name, other_name, city,
      case when id = any(${byContact}::uuid[]) then (select json_agg(json_build_object('name', k.name, 'otherName', k.other_name)) from contacts k where k.customer_id = customers.id) end as people
    from customers where id = any(${found.map(({ id }) => id)}::uuid[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap((hit) => {
    const row = known.get(hit.id)
    return row ? [shown(hit, row)] : []
  })
}

function shown({ by, text, part, name, field }: Hit, { id, number, name: called, otherName, city, people }: Details): Found {
  const answers = name?.answers ?? new Map<string, string>()
  const marked = (line: string) => (name ? marksOfName(line, answers) : by === 'name' ? marksOfPart(line, part) : [])
  const person = by === 'contact' ? personMeant(people ?? [], answers) : undefined
  const reason = person ?? text ?? called
  return {
    customerId: id,
    number,
    name: called,
    otherName,
    city,
    matched: { by, text: reason, field },
    marks: { name: marked(called), otherName: marked(otherName), text: person ? marked(reason) : marksOfPart(reason, part) },
  }
}

/** Of the people there, the one most of whose words answer; in the script in which they do. */
function personMeant(people: readonly { name: string; otherName: string }[], answers: ReadonlyMap<string, string>): string | undefined {
  const lines = people.flatMap(({ name, otherName }) => [name, otherName].filter(Boolean))
  const counted = lines.map((line) => ({ line, marks: marksOfName(line, answers).length }))
  return counted.reduce<(typeof counted)[number] | undefined>((best, one) => (!best || one.marks > best.marks ? one : best), undefined)?.line
}
