/** What is in every table, as two numbers a table. Two databases with the same digests hold the same rows. */
import type pg from 'pg'

export type TableDigest = { rows: number; sum: string }
export type Digests = Record<string, TableDigest>

/** Every table that is not PostgreSQL's own, by its quoted name. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' order by 1`)
  return rows.map(({ name }) => name)
}

/** The digest of each table: the number of its rows and the sum of their hashes, so that the order they lie in does not matter. */
export async function digestsOf(client: pg.Client): Promise<Digests> {
  const digests: Digests = {}
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query<{ rows: string; sum: string }>(
      `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${table} as t`,
    )
    digests[table] = { rows: Number(rows[0]!.rows), sum: rows[0]!.sum }
  }
  return digests
}

/** Tables whose rows are not the same in both. */
export function differing(before: Digests, after: Digests): string[] {
  const same = (a: TableDigest | undefined, b: TableDigest | undefined) => a?.rows === b?.rows && a?.sum === b?.sum
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((table) => !same(before[table], after[table])).sort()
}
