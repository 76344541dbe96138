/** Customers by a name and a phone typed together: "כהן 052", "Cohen 4321". */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { meaningOf } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { anywhere } from '../db/like.ts'
import { digitsTyped, endingTyped } from '../db/typed-numbers.ts'
import { foundNames, type NameHit } from './found-names.ts'

/** Who bears the name, and of their phones one that holds the digits; `part` are those of them that stand in it as it is kept. */
export type NameAndPhone = { name: NameHit; phone: { value: string; part: string } }

const phone = /[+(]?\d[\d\s\p{Pd}\p{Cf}.()/]*/u
const fewestDigits = 2
/** From so many digits on few share them: they are found first, and whose they are is asked of those. */
const telling = 4
const mostPhones = 500

export async function foundByNameAndPhone(tx: Db, actor: Actor, typed: string, limit: number): Promise<NameAndPhone[]> {
  const number = typed.match(phone)?.[0] ?? ''
  const name = typed.replace(number, ' ').trim()
  const part = endingTyped(number)
  if (part.length < fewestDigits || name === '' || /\d/.test(name) || actor.hidden.includes('contactPoints')) return []
  const holds = holdsDigits(number)
  const words = await meaningOf(tx, name, actor)
  const names = await foundNames(tx, actor, words, limit, part.length >= telling ? await amongPhones(tx, holds) : hasPhone(holds))
  if (names.length === 0) return []
  const { rows } = await sql<{ id: string; value: string }>`
    select distinct on (customer_id) customer_id as id, value from contact_points
    where customer_id = any(${names.map(({ id }) => id)}::uuid[]) and ${holds} order by customer_id, value`.execute(tx)
  const values = new Map(rows.map(({ id, value }) => [id, value]))
  return names.flatMap((one) => {
    const value = values.get(one.id)
    return value ? [{ name: one, phone: { value, part } }] : []
  })
}

/** A number that begins with the zero dialled within a country begins so after the one to three digits of the country too. */
function holdsDigits(number: string) {
  const [digits, ending] = [digitsTyped(number), endingTyped(number)]
  const within =
    digits === `0${ending}`
      ? sql`(${sql.join(
          ['+_', '+__', '+___'].map((country) => sql`value like ${`${country}${ending}%`}`),
          sql` or `,
        )} or value like ${anywhere(digits)})`
      : sql`true`
  return sql<boolean>`(channel in ('phone', 'fax') and value like ${anywhere(ending)} and ${within})`
}

const hasPhone = (holds: RawBuilder<boolean>) => sql<boolean>`exists (select from contact_points where contact_points.customer_id = customers.id and ${holds})`

async function amongPhones(tx: Db, holds: RawBuilder<boolean>) {
  const { rows } = await sql<{ id: string }>`select customer_id as id from contact_points where ${holds} limit ${sql.lit(mostPhones)}`.execute(tx)
  return sql<boolean>`customers.id = any(${rows.map(({ id }) => id)}::uuid[])`
}
