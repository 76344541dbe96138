import type { RawBuilder } from 'kysely'
import type { Db } from '../db/connect.ts'

/** The customers of whom imports that ended since brought something; an import of many rings in none of their files. */
export const importedSince = (db: Db, since: RawBuilder<string>) =>
  db
    .selectFrom('imports')
    .innerJoin('importChanges', 'importChanges.importId', 'imports.id')
    .where('imports.finishedAt', '>', since)
    .select('importChanges.customerId')
