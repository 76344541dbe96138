/** What the journals of imports hold of one contact: copies of what was theirs go, and where the words of others name them, the name goes. */
import { sql } from 'kysely'
import type { ImportEntity } from '../../contract/exchange.ts'
import type { Db } from '../db/connect.ts'
import type { FileTable } from '../db/personal-data.ts'

/** Where the rows stand that the journal tells the changes of. */
const tables: Partial<Record<ImportEntity, FileTable>> = {
  contact: 'contacts',
  point: 'contactPoints',
  order: 'orders',
  orderLine: 'orderLines',
  interaction: 'interactions',
}

type Changes = Record<string, Record<string, [before: unknown, after: unknown]>>
type Names = { pattern: RegExp; instead: string; wordsOf: (table: FileTable) => readonly string[] }

export async function eraseFromJournals(tx: Db, fileId: string, own: readonly string[], names: Names | null): Promise<void> {
  await sql`update import_changes set changed = nullif(changed - ${own}::text[], '{}') where customer_id = ${fileId} and changed is not null`.execute(tx)
  if (!names) return
  const { rows } = await sql<{ id: string; entity: ImportEntity; changed: Changes }>`
    select id, entity, changed from import_changes where customer_id = ${fileId} and changed is not null`.execute(tx)
  const texts = await sql<{ key: string }>`select 'custom:' || id as key from custom_fields where type = 'text'`.execute(tx)
  const fields = texts.rows.map(({ key }) => key)
  for (const { id, entity, changed } of rows) {
    const table = tables[entity]
    const words = new Set([...fields, ...(table ? names.wordsOf(table) : [])])
    const without = withoutNames(changed, words, names)
    if (JSON.stringify(without) !== JSON.stringify(changed))
      await sql`update import_changes set changed = ${JSON.stringify(without)}::jsonb where customer_id = ${fileId} and id = ${id}`.execute(tx)
  }
}

/** Only words are read for names: an id or a key that happens to hold one stays what it is. */
function withoutNames(changed: Changes, words: ReadonlySet<string>, { pattern, instead }: Names): Changes {
  const without = (value: unknown) => (typeof value === 'string' ? value.replace(pattern, instead) : value)
  return Object.fromEntries(
    Object.entries(changed).map(([thing, change]) => [
      thing,
      Object.fromEntries(
        Object.entries(change).map(([name, [before, after]]) => [name, words.has(name) ? [without(before), without(after)] : [before, after]]),
      ),
    ]),
  ) as Changes
}
