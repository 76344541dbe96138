/** What the journals of imports hold of one contact: copies of what was theirs go, and where the words of others name them, the name goes. */
import { sql } from 'kysely'
import type { FieldType } from '../../contract/custom-fields.ts'
import type { ImportEntity } from '../../contract/exchange.ts'
import type { Db } from '../db/connect.ts'
import type { FileTable } from '../db/personal-data.ts'
import { type Forgetting, forgotten, typesOfFields } from './own-fields.ts'

/** Where the rows stand that the journal tells the changes of. */
const tables: Partial<Record<ImportEntity, FileTable>> = {
  contact: 'contacts',
  point: 'contactPoints',
  order: 'orders',
  orderLine: 'orderLines',
  interaction: 'interactions',
}

type Changes = Record<string, Record<string, [before: unknown, after: unknown]>>
type Words = Forgetting & { wordsOf: (table: FileTable) => readonly string[] }

const inJournal = 'custom:'

export async function eraseFromJournals(tx: Db, fileId: string, own: readonly string[], forgetting: Words): Promise<void> {
  await sql`update import_changes set changed = nullif(changed - ${own}::text[], '{}') where customer_id = ${fileId} and changed is not null`.execute(tx)
  const { rows } = await sql<{ id: string; entity: ImportEntity; changed: Changes }>`
    select id, entity, changed from import_changes where customer_id = ${fileId} and changed is not null`.execute(tx)
  if (rows.length === 0) return
  const types = await typesOfFields(tx)
  for (const { id, entity, changed } of rows) {
    const table = tables[entity]
    const words = new Set(table ? forgetting.wordsOf(table) : [])
    // Only words are read for names: an id or a key that happens to hold one stays what it is.
    const typeOf = (name: string) => (name.startsWith(inJournal) ? types.get(name.slice(inJournal.length)) : words.has(name) ? 'text' : undefined)
    const without = withoutNames(changed, typeOf, forgetting)
    if (JSON.stringify(without) !== JSON.stringify(changed))
      await sql`update import_changes set changed = ${JSON.stringify(without)}::jsonb where customer_id = ${fileId} and id = ${id}`.execute(tx)
  }
}

const withoutNames = (changed: Changes, typeOf: (name: string) => FieldType | undefined, forgetting: Forgetting): Changes =>
  Object.fromEntries(
    Object.entries(changed).map(([thing, change]) => [
      thing,
      Object.fromEntries(
        Object.entries(change).map(([name, [before, after]]) => {
          const type = typeOf(name)
          return [name, type ? [forgotten(type, before, forgetting), forgotten(type, after, forgetting)] : [before, after]]
        }),
      ),
    ]),
  )
