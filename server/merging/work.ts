/**
 * The work of a merge, in steps of a few hundred rows. Each is a transaction of its own, and what is left to do is told by
 * what still stands in the old file: a step that failed, or a server that was killed, is made up for by doing the next one.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { refreshNames } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { columnOf, fileTables } from '../db/personal-data.ts'
import { recorder, tellLive } from '../events/record.ts'
import type { House } from '../house.ts'
import { type Chosen, type Heads, mergedHead, setHead } from './heads.ts'
import { copyContacts, moveRows, type Way } from './moving.ts'
import { holdHeads } from './queries.ts'
import { moving, recomputed } from './registry.ts'
import { undoStep } from './undoing.ts'

/** Rows a step moves, and ids a row of the journal holds. */
const [rowsAtOnce, idsAtOnce] = [500, 5_000]

export type Row = {
  customerId: string
  id: string
  mergedId: string
  state: 'merging' | 'merged' | 'undoing' | 'undone'
  askedBy: string | null
  undoneBy: string | null
  total: number | null
  fields: string
  heads: string | null
}

/** Does all the steps that are left. */
export async function workOff(house: House, which: { customerId: string; id: string }) {
  while (await oneStep(house, which));
}

/** One step; answers whether there may be more to do. */
const oneStep = ({ db, now }: House, which: { customerId: string; id: string }) => db.transaction().execute((tx) => stepIn(tx, which, now()))

/** The same in a transaction at hand, and of any size. */
export async function stepIn(tx: Db, { customerId, id }: { customerId: string; id: string }, now: Date, atOnce = rowsAtOnce): Promise<boolean> {
  const { rows } = await sql<Row>`
      select customer_id, id, merged_id, state, asked_by, undone_by, total, fields::text as fields, heads::text as heads
      from merges where customer_id = ${customerId} and id = ${id} for update`.execute(tx)
  const merge = rows[0]
  if (merge?.state === 'merging') return mergeStep(tx, merge, now, atOnce)
  if (merge?.state === 'undoing') return undoStep(tx, merge, now)
  return false
}

async function mergeStep(tx: Db, merge: Row, now: Date, atOnce: number): Promise<boolean> {
  if (merge.total === null) {
    await noteKept(tx, merge)
    return true
  }
  const way: Way = { from: merge.mergedId, to: merge.customerId, mergeId: merge.id, back: false }
  if ((await moveSome(tx, way, atOnce)) > 0) return true
  // From here nobody writes into either file. What came into the old one a moment ago is moved first.
  const heads = await holdHeads(tx, [merge.customerId, merge.mergedId])
  if ((await moveSome(tx, way, atOnce)) > 0) return true
  await close(tx, merge, { kept: heads.get(merge.customerId)!, merged: heads.get(merge.mergedId)! }, now)
  return false
}

/** Notes what the kept file had, so that an undo can tell what came later; and how much there is to move. */
async function noteKept(tx: Db, { customerId, id, mergedId }: Row) {
  for (const { table, offered, noted } of moving) {
    if (!offered && !noted) continue
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows } = await sql<{ id: string }>`
        select id from ${sql.table(table)} where customer_id = ${customerId} and id > ${after} order by id limit ${idsAtOnce}`.execute(tx)
      if (rows.length === 0) break
      const ids = rows.map((row) => row.id)
      await sql`insert into merge_journal (customer_id, id, merge_id, entity, side, ids)
        values (${customerId}, ${randomUUIDv7()}, ${id}, ${table}, 'kept', ${ids}::uuid[])`.execute(tx)
      after = ids.at(-1)!
    }
  }
  const counts = moving.map(({ table }) => sql`(select count(*) from ${sql.table(table)} where customer_id = ${mergedId})`)
  await sql`update merges set total = ${sql.join(counts, sql` + `)} where customer_id = ${customerId} and id = ${id}`.execute(tx)
}

/** Moves the next rows, of one table after another until there are enough. */
async function moveSome(tx: Db, way: Way, atOnce: number): Promise<number> {
  let moved = (await copyContacts(tx, way, 'all')).length
  for (const { table } of moving) {
    if (table === 'contacts') continue
    if (moved >= atOnce) break
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where customer_id = ${way.from} order by id limit ${atOnce - moved}`.execute(tx)
    moved += await moveRows(
      tx,
      way,
      table,
      rows.map(({ id }) => id),
    )
  }
  if (moved > 0) await noteDone(tx, way.to, way.mergeId, moved)
  return moved
}

export const noteDone = (tx: Db, customerId: string, id: string, moved: number) =>
  sql`update merges set done = done + ${moved} where customer_id = ${customerId} and id = ${id}`.execute(tx)

/** The last step: the details, what hangs on the old file from outside, and the end of the old file. */
async function close(tx: Db, merge: Row, { kept, merged }: Pick<Heads, 'kept' | 'merged'>, now: Date) {
  const { customerId, id, mergedId } = merge
  const after = mergedHead(kept, merged, JSON.parse(merge.fields) as Chosen)
  const heads: Heads = {
    kept,
    merged,
    after,
    grants: await jsonRows(tx, 'access_grant_files', 'file_id', mergedId),
    assumptions: {
      kept: (await jsonRows(tx, 'customer_assumptions', 'customer_id', customerId))[0] ?? null,
      merged: (await jsonRows(tx, 'customer_assumptions', 'customer_id', mergedId))[0] ?? null,
    },
  }
  await setHead(after).execute(tx)
  await sql`update customers set version = version + 1, updated_at = ${now} where id = ${customerId}`.execute(tx)
  if (!heads.assumptions.kept) await sql`update customer_assumptions set customer_id = ${customerId} where customer_id = ${mergedId}`.execute(tx)
  await sql`delete from customer_assumptions where customer_id = ${mergedId}`.execute(tx)
  // What a run computed of one half is not true of the whole: there is none until the next.
  await tx.deleteFrom('customerInsight').where('customerId', '=', customerId).execute()
  for (const table of recomputed) await sql`delete from ${sql.table(table)} where customer_id = ${mergedId}`.execute(tx)
  await sql`update answered_requests set file_ids = array_replace(file_ids, ${mergedId}::uuid, ${customerId}::uuid) where ${mergedId}::uuid = any(file_ids)`.execute(
    tx,
  )
  await sql`delete from contacts where customer_id = ${mergedId}`.execute(tx)
  await refuseRemains(tx, mergedId)
  await sql`delete from customers where id = ${mergedId}`.execute(tx)
  const lost = (column: 'ref' | 'tax_id') => [kept[column], merged[column]].find((value) => value && value !== after[column]) ?? null
  await sql`update merges set state = 'merged', merged_at = ${now}, heads = ${JSON.stringify(heads)}::jsonb, other_number = ${merged.number as number}::bigint,
    other_ref = ${lost('ref') as string | null}, other_tax_id = ${lost('tax_id') as string | null} where customer_id = ${customerId} and id = ${id}`.execute(tx)
  await refreshNames(tx, [customerId])
  const events = recorder(merge.askedBy, now)
  events.record('customer.merged', customerId, { mergeId: id })
  await events.store(tx)
  // Screens that show the old file follow it to the new one.
  await tellLive(tx, [{ type: 'customer.merged', customerId: mergedId, actorId: merge.askedBy, at: now.toISOString() }])
}

export async function jsonRows(tx: Db, table: string, column: string, id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t where ${sql.ref(column)} = ${id}`.execute(tx)
  return rows.map(({ row }) => JSON.parse(row) as Record<string, unknown>)
}

/** Removing a customer removes what is in its file. Nothing may be: a table that no list of the registry names stops the merge, and loses nothing. */
async function refuseRemains(tx: Db, id: string) {
  const each = fileTables.map((table) => sql`select ${table} as name where exists (select from ${sql.table(columnOf(table))} where customer_id = ${id})`)
  const { rows } = await sql<{ name: string }>`${sql.join(each, sql` union all `)}`.execute(tx)
  if (rows.length > 0) throw new Error(`A merge would lose rows of ${rows.map(({ name }) => name).join(', ')}`)
}
