/** After the rows: the current facts of every customer the import touched, and word to those who look at them. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { LiveEvent } from '../../contract/events.ts'
import { refreshNames } from '../customers/index.ts'
import { connectOne, type Db } from '../db/connect.ts'
import { liveChannel } from '../events/record.ts'
import { refreshFacts, refreshFactsOfOrders } from '../file/facts.ts'
import type { Work } from './importing.ts'

const chunkOf = 2_000
/** An import that touches more files than this is seen in the list of imports; it does not also ring in every file. */
const toldFiles = 1_000

/**
 * Two sessions share the files, for one process of the database works on one core.
 * Facts are computed anew from what is there, so that doing some twice after a crash does no harm.
 */
export async function refreshTouched(work: Work) {
  const helper = await connectOne(work.house.url)
  try {
    await helper.client.query('set synchronous_commit to off')
    await refreshWith(helper.db, work)
  } finally {
    await helper.close()
  }
}

async function refreshWith(helper: Db, { session: { db, client }, id, desk, pace, house }: Work) {
  const {
    rows: [touched],
  } = await sql<{ files: number; known: number }>`
    select count(*) as files, count(*) filter (where not fresh) as known
    from (select bool_or(entity = 'customer' and created <> '{}') as fresh from import_changes where import_id = ${id} group by customer_id) as each`.execute(
    db,
  )
  const refresh = desk.kind === 'orders' ? refreshFactsOfOrders : refreshFacts
  const tell = touched!.known <= toldFiles
  pace.done = 0
  pace.total = touched!.files
  pace.progress('facts')
  let { factsAfter: after } = await db.selectFrom('imports').where('id', '=', id).select('factsAfter').executeTakeFirstOrThrow()
  for (;;) {
    const { rows } = await sql<{ customerId: string; fresh: boolean }>`
      select customer_id, bool_or(entity = 'customer' and created <> '{}') as fresh from import_changes
      where import_id = ${id} and (${after}::uuid is null or customer_id > ${after}::uuid) group by customer_id order by customer_id limit ${chunkOf}`.execute(
      db,
    )
    if (rows.length === 0) return
    after = rows.at(-1)!.customerId
    pace.done += rows.length
    const ids = rows.map(({ customerId }) => customerId)
    const half = Math.ceil(ids.length / 2)
    await client.query('begin')
    await Promise.all([refresh(db, ids.slice(0, half), house.now()), refresh(helper, ids.slice(half), house.now())])
    const renamed = desk.kind === 'customers' || desk.kind === 'contacts' ? rows : rows.filter(({ fresh }) => fresh)
    await refreshNames(
      db,
      renamed.map(({ customerId }) => customerId),
    )
    if (tell)
      await ring(
        db,
        rows.filter(({ fresh }) => !fresh).map(({ customerId }) => customerId),
        desk.actor.id,
        id,
        house.now(),
      )
    await sql`update imports set facts_after = ${after}, progress = ${JSON.stringify(pace.progress('facts'))}::jsonb where id = ${id}`.execute(db)
    await client.query('commit')
  }
}

async function ring(db: Work['session']['db'], customerIds: string[], actorId: string, importId: string, now: Date) {
  if (customerIds.length === 0) return
  await db
    .insertInto('customerEvents')
    .values(customerIds.map((customerId) => ({ customerId, id: randomUUIDv7(), type: 'import.applied', actorId, at: now, data: JSON.stringify({ importId }) })))
    .execute()
  const frames: LiveEvent[] = customerIds.map((customerId) => ({ type: 'import.applied', customerId, actorId, at: now.toISOString() }))
  await sql`select pg_notify(${liveChannel}, frame) from unnest(${frames.map((frame) => JSON.stringify(frame))}::text[]) as frame`.execute(db)
}
