/** The work of undoing a merge: the journal is worked through and removed on the way, so what is left of it is what is left to do. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { MergeField } from '../../contract/merging.ts'
import { refreshNames } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { recorder } from '../events/record.ts'
import { type Head, type Heads, partedHead, setHead } from './heads.ts'
import { columnsOf, copyContacts, moveRows, type Way } from './moving.ts'
import { holdHeads } from './queries.ts'
import { moving, movingOf, partsOf } from './registry.ts'
import { jsonRows, noteDone, type Row } from './work.ts'

export async function undoStep(tx: Db, merge: Row, now: Date): Promise<boolean> {
  const { customerId, id, mergedId } = merge
  const heads = JSON.parse(merge.heads!) as Heads
  const way: Way = { from: customerId, to: mergedId, mergeId: id, back: true }
  await openAgain(tx, heads.merged, customerId)
  const contacts = await contactsGoing(tx, way)
  await copyContacts(tx, way, contacts)
  if (await putBackSome(tx, way)) return true
  const now_ = await holdHeads(tx, [customerId, mergedId])
  await contactsFollow(tx, way, contacts)
  await close(tx, merge, heads, now_.get(customerId)!, now)
  return false
}

/** The customer that was, as it was. A team that is no more is replaced by that of the other file. */
async function openAgain(tx: Db, head: Head, customerId: string) {
  const columns = (await columnsOf(tx, 'customers')).map(({ name }) => name)
  await sql`insert into customers (${sql.join(columns.map((name) => sql.ref(name)))})
    select ${sql.join(
      columns.map((name) =>
        name === 'team_id'
          ? sql`coalesce((select t.id from teams t where t.id = h.team_id), (select c.team_id from customers c where c.id = ${customerId}))`
          : sql`h.${sql.ref(name)}`,
      ),
    )} from jsonb_populate_record(null::customers, ${JSON.stringify(head)}::jsonb) as h on conflict do nothing`.execute(tx)
}

async function contactsGoing(tx: Db, { from, mergeId }: Way): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct unnest(ids) as id from merge_journal
    where customer_id = ${from} and merge_id = ${mergeId} and side = 'merged' and entity = 'contacts'`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Works off the next row of the journal. Contacts stay in it to the end. */
async function putBackSome(tx: Db, way: Way): Promise<boolean> {
  const order = moving.map(({ table }) => table)
  const { rows } = await sql<{ id: string; entity: string; side: 'merged' | 'aside'; ids: string[]; was: string | null }>`
    select id, entity, side, ids, was::text as was from merge_journal
    where customer_id = ${way.from} and merge_id = ${way.mergeId} and side <> 'kept' and entity <> 'contacts'
    order by array_position(${order}::text[], entity), side desc, id limit 1`.execute(tx)
  const row = rows[0]
  if (!row) return false
  if (row.side === 'aside') await backFromAside(tx, way, row.entity, row.was!)
  else await noteDone(tx, way.from, way.mergeId, await moveRows(tx, way, row.entity, row.ids, JSON.parse(row.was ?? '{}')))
  await sql`delete from merge_journal where customer_id = ${way.from} and id = ${row.id}`.execute(tx)
  return true
}

async function backFromAside(tx: Db, { to }: Way, table: string, was: string) {
  const columns = await columnsOf(tx, table)
  const needed = Object.entries(movingOf(table).needs ?? {}).map(
    ([column, of]) => sql`exists (select from ${sql.table(of)} n where n.id = r.${sql.ref(column)})`,
  )
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${names})
    select ${sql.join(columns.map(({ name }) => (name === 'customer_id' ? sql`${to}::uuid` : sql`r.${sql.ref(name)}`)))}
    from jsonb_each(${was}::jsonb) as e cross join lateral jsonb_populate_record(null::${sql.table(table)}, e.value) as r
    where ${sql.join([sql`true`, ...needed], sql` and `)} on conflict do nothing`.execute(tx)
}

/** What a person is nothing without goes with them, also what was added since; then they leave the file they came to. */
async function contactsFollow(tx: Db, way: Way, contacts: string[]) {
  for (const { part, column, bound } of partsOf('contacts')) {
    if (!bound) continue
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(part.table)} where customer_id = ${way.from} and ${sql.ref(column)} = any(${contacts}::uuid[])`.execute(tx)
    await moveRows(
      tx,
      way,
      part.table,
      rows.map(({ id }) => id),
    )
  }
  await sql`delete from contacts where customer_id = ${way.from} and id = any(${contacts}::uuid[])`.execute(tx)
}

async function close(tx: Db, merge: Row, heads: Heads, now_: Head, now: Date) {
  const { customerId, id, mergedId } = merge
  const { putBack = [] } = JSON.parse(merge.fields) as { putBack?: MergeField[] }
  await setHead(partedHead(heads, now_, putBack)).execute(tx)
  await sql`update customers set version = version + 1, updated_at = ${now} where id = ${customerId}`.execute(tx)
  await assumptionsBack(tx, merge, heads)
  await sql`insert into access_grant_files (file_id, grant_id)
    select g.file_id, g.grant_id from jsonb_populate_recordset(null::access_grant_files, ${JSON.stringify(heads.grants)}::jsonb) as g
    join access_grants on access_grants.id = g.grant_id on conflict do nothing`.execute(tx)
  await holdBoth(tx, merge)
  await sql`delete from customer_insight where customer_id = ${customerId}`.execute(tx)
  await sql`delete from merge_journal where customer_id = ${customerId} and merge_id = ${id}`.execute(tx)
  await sql`update merges set state = 'undone', undone_at = ${now}, heads = null, other_number = null, other_ref = null, other_tax_id = null
    where customer_id = ${customerId} and id = ${id}`.execute(tx)
  await refreshNames(tx, [customerId, mergedId])
  const events = recorder(merge.undoneBy, now)
  for (const file of [customerId, mergedId]) events.record('customer.parted', file, { mergeId: id })
  await events.store(tx)
}

/** The old file gets its assumptions back; the kept one loses them where only the merge brought them and nobody set them since. */
async function assumptionsBack(tx: Db, { customerId }: Row, { assumptions }: Heads) {
  if (!assumptions.merged) return
  await sql`insert into customer_assumptions
    select * from jsonb_populate_record(null::customer_assumptions, ${JSON.stringify(assumptions.merged)}::jsonb) on conflict do nothing`.execute(tx)
  const [now] = await jsonRows(tx, 'customer_assumptions', 'customer_id', customerId)
  if (!assumptions.kept && now && JSON.stringify({ ...now, customer_id: '' }) === JSON.stringify({ ...assumptions.merged, customer_id: '' }))
    await sql`delete from customer_assumptions where customer_id = ${customerId}`.execute(tx)
}

/** A hold placed on the whole holds both parts: nobody can tell which of them it was meant for. */
async function holdBoth(tx: Db, { customerId, id, mergedId }: Row) {
  const holds = await tx
    .selectFrom('legalHolds')
    .where('customerId', '=', customerId)
    .where('releasedAt', 'is', null)
    .where(sql<boolean>`id not in (select unnest(ids) from merge_journal where customer_id = ${customerId} and merge_id = ${id} and entity = 'legal_holds')`)
    .select(['reason', 'placedBy', 'placedAt'])
    .execute()
  for (const hold of holds)
    await tx
      .insertInto('legalHolds')
      .values({ ...hold, customerId: mergedId, id: randomUUIDv7() })
      .execute()
}
