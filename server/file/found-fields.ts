/** Customers in whom, or in whose contacts, orders or events, what was typed stands in a field of the company's own that is marked for the search. */
import { type RawBuilder, sql } from 'kysely'
import type { CustomField } from '../../contract/custom-fields.ts'
import type { Actor } from '../context.ts'
import { searchedFields } from '../custom-fields/index.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'

export type FieldHit = { id: string; by: 'field'; text: string; field: CustomField['label'] }

/** So many values of a field are looked at before the search index is asked: letters that many share stand among the first already. */
const nearby = 2_000

export async function foundFields(tx: Db, actor: Actor, q: string, atMost: number): Promise<FieldHit[]> {
  const hits: FieldHit[] = []
  for (const { id, subject, label, holds } of await searchedFields(tx, actor, q)) {
    // A customer has one value of a field of customers, and many of one of orders.
    const each = subject === 'customer' ? sql`` : sql`distinct on (customers.id)`
    const few = (values: RawBuilder<unknown>) => sql`
      select ${each} customers.id, v.value #>> '{}' as text from ${values} as v join customers on customers.id = v.customer_id where ${visibleTo(actor)}`
    const those = sql`select * from custom_values v where v.field_id = ${id} and v.text_key is not null`
    const { rows } = await sql<{ id: string; text: string }>`
      with near as materialized (${few(sql`(select * from (${those} limit ${sql.lit(nearby)}) as v where ${holds})`)} limit ${sql.lit(atMost)}),
        anywhere as materialized (${those} and ${holds})
      select * from near union all (${few(sql`anywhere`)} and (select count(*) from near) < ${sql.lit(atMost)} limit ${sql.lit(atMost)})`.execute(tx)
    hits.push(...rows.map((row): FieldHit => ({ ...row, by: 'field', field: label })))
  }
  return hits
}
