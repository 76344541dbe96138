/** Every row of a file, table by table, found through the map of personal data: a new table is in the export without anybody thinking of it. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { columnOf, type FileTable, fileTables, personalData } from '../db/personal-data.ts'
import { namesOfField, personalValues } from './own-fields.ts'

/** Whose rows: of the whole file, or of one contact in it. */
export type Whose = { customerId: string; contactId: string | null }
export type Row = { id?: string } & Record<string, unknown>

const chunkOf = 1_000

/** What an export is of, in the order of the map. */
export const exportedTables: readonly FileTable[] = fileTables

/** The condition on rows `t` of a table: those of the file, or those that hang on the contact, directly or by an entry or an order of theirs. */
function belonging(table: FileTable, { customerId, contactId }: Whose): RawBuilder<boolean> {
  if (table === 'customValues') return personalValues(customerId, contactId)
  const ofFile = sql<boolean>`t.customer_id = ${customerId}`
  if (!contactId) return ofFile
  const theirs = (among: string) => sql`(select x.id from ${sql.table(among)} x where x.customer_id = ${customerId} and x.contact_id = ${contactId})`
  const columns = personalData[table]
  if (table === 'contacts') return sql<boolean>`${ofFile} and t.id = ${contactId}`
  if ('contactId' in columns) return sql<boolean>`${ofFile} and t.contact_id = ${contactId}`
  if ('interactionId' in columns) return sql<boolean>`${ofFile} and t.interaction_id in ${theirs('interactions')}`
  if ('orderId' in columns) return sql<boolean>`${ofFile} and t.order_id in ${theirs('orders')}`
  return sql<boolean>`false`
}

/** The rows of one table in chunks. What opens doors is left out. */
export async function* rowsOf(db: Db, table: FileTable, whose: Whose): AsyncGenerator<Row[]> {
  const one = !('id' in personalData[table])
  const secret = Object.entries(personalData[table]).flatMap(([column, is]) => (is === 'secret' ? [column] : []))
  const named = table === 'customValues' ? sql`, ${namesOfField}` : sql``
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const further = one ? sql`true` : sql`t.id > ${after}`
    const order = one ? sql`` : sql`order by t.id limit ${chunkOf}`
    const { rows } = await sql<Row>`select t.* ${named} from ${sql.table(columnOf(table))} t where ${belonging(table, whose)} and ${further} ${order}`.execute(
      db,
    )
    if (rows.length > 0) yield secret.length === 0 ? rows : rows.map((row) => without(row, secret))
    if (one || rows.length < chunkOf) return
    after = rows.at(-1)!.id!
  }
}

const without = (row: Row, columns: string[]) => Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)))

export async function countRows(db: Db, whose: Whose): Promise<number> {
  const counts = exportedTables.map((table) => sql`(select count(*) from ${sql.table(columnOf(table))} t where ${belonging(table, whose)})`)
  const { rows } = await sql<{ count: number }>`select (${sql.join(counts, sql` + `)})::bigint as count`.execute(db)
  return Number(rows[0]!.count)
}

/** The head of the file; of one contact's export only what says where they were. */
export async function headOf(db: Db, { customerId, contactId }: Whose): Promise<Row | undefined> {
  const row = (await db.selectFrom('customers').where('id', '=', customerId).selectAll().executeTakeFirst()) as Row | undefined
  return row && contactId ? { id: row.id as string, kind: row.kind, name: row.name } : row
}
