/** Files that changed without an event in them: taking an import back leaves no trace in a file, but what is computed of it is no longer so. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

export const changedSilently = (db: Db, customerIds: readonly string[], at: Date) =>
  sql`insert into silent_changes (customer_id, changed_at) select id, ${at} from customers where id = any(${customerIds}::uuid[])
    on conflict (customer_id) do update set changed_at = excluded.changed_at`.execute(db)
