/** Ids are made by whoever sends, so nothing but good manners keeps two files from holding an entry of the same id. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'
import { moving } from './registry.ts'

/** Refuses two files of which any table holds the same id twice: they could not stand in one. */
export async function refuseSameIds(tx: Db, one: string, other: string) {
  const each = moving.map(
    ({ table }) =>
      sql`exists (select from ${sql.table(table)} a join ${sql.table(table)} b on b.id = a.id where a.customer_id = ${one} and b.customer_id = ${other})`,
  )
  const { rows } = await sql<{ same: boolean }>`select ${sql.join(each, sql` or `)} as same`.execute(tx)
  if (rows[0]!.same) throw new Problem('already-exists')
}
