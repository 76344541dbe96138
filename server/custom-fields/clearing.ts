/** Thirty days after a field was removed its values go, and then the field itself. */
import { sql } from 'kysely'
import type { House } from '../house.ts'
import { daysBefore } from './queries.ts'

const chunkOf = 5_000

/** A chunk of values is a transaction: what a crash leaves is cleared the next night. */
export async function clearRemoved({ db, now }: Pick<House, 'db' | 'now'>) {
  const due = await db.selectFrom('customFields').where('removedAt', '<=', daysBefore(now())).select('id').execute()
  for (const { id } of due) {
    const chunk = () =>
      sql`delete from custom_values v using (select customer_id, id from custom_values where field_id = ${id} limit ${chunkOf}) part
        where v.customer_id = part.customer_id and v.id = part.id`.execute(db)
    while (((await chunk()).numAffectedRows ?? 0n) > 0n);
    await db.deleteFrom('customFields').where('id', '=', id).where('removedAt', 'is not', null).execute()
  }
}
