/**
 * Files come apart without anybody being asked: where a database from before an undo has an erasure carried out on it again. What came since the merge goes where
 * it seems to belong; a detail the merge brought does not stay, whoever edited it since.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../house.ts'
import { editedSince, type Heads } from './heads.ts'
import { goingSince } from './offered.ts'
import { holdHeads } from './queries.ts'
import { workOff } from './work.ts'

/**
 * Parts an erased file from those that were not erased with it: from the one it stands merged in, and those that stand merged in it. Files erased as one, or one
 * after the other, stay as they are and go together.
 */
export async function partForErasure(house: House, fileId: string, isErased: (fileId: string) => boolean) {
  const { rows } = await sql<{ customerId: string; mergedId: string }>`
    select customer_id, merged_id from merges where ${fileId} in (customer_id, merged_id) and state <> 'undone'`.execute(house.db)
  for (const { customerId, mergedId } of rows) if (!isErased(customerId === fileId ? mergedId : customerId)) await part(house, customerId, mergedId)
}

/** Merges of a file come apart in the opposite order, so those after this one do too. */
async function part(house: House, customerId: string, mergedId: string) {
  for (;;) {
    const { rows } = await sql<{ id: string; mergedId: string; state: string }>`
      select id, merged_id, state from merges where customer_id = ${customerId} and state <> 'undone' order by merged_at desc nulls first, id desc limit 1`.execute(
      house.db,
    )
    const last = rows[0]
    if (!last) return
    // What was under way is seen through first.
    if (last.state !== 'merged') await workOff(house, { customerId, id: last.id })
    else await undo(house, customerId, last.id)
    if (last.state === 'merging') continue
    if (last.mergedId === mergedId) return
  }
}

async function undo(house: House, customerId: string, id: string) {
  await house.db.transaction().execute(async (tx) => {
    const now = (await holdHeads(tx, [customerId])).get(customerId)!
    const { rows } = await sql<{ heads: string }>`select heads::text as heads from merges where customer_id = ${customerId} and id = ${id} for update`.execute(
      tx,
    )
    const putBack = JSON.stringify({ putBack: editedSince(JSON.parse(rows[0]!.heads) as Heads, now) })
    for (const [entity, ids] of await goingSince(tx, { customerId, mergeId: id }, { kept: [], merged: [] }))
      await tx.insertInto('mergeJournal').values({ customerId, id: randomUUIDv7(), mergeId: id, entity, side: 'merged', ids }).execute()
    await sql`update merges set state = 'undoing', fields = fields || ${putBack}::jsonb, done = 0 where customer_id = ${customerId} and id = ${id}`.execute(tx)
  })
  await workOff(house, { customerId, id })
}
