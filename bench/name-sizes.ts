/** How much the words of names take in the database. */
import { sql } from 'kysely'
import type { Db } from '../server/db/connect.ts'

/** Rows and megabytes of the dictionary and of the words of the files, and of each of their indexes. */
export async function sizesOfNames(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; size: number }>`
    select relname as name, round(pg_relation_size(oid) / 1e6, 1) as size from pg_class
    where oid in ('name_tokens'::regclass, 'customer_names'::regclass) or oid in (select indexrelid from pg_index where indrelid in ('name_tokens'::regclass, 'customer_names'::regclass))
    union all select 'words', count(*) from name_tokens union all select 'files', count(*) from customer_names order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ name, size }) => [name, Number(size)]))
}
