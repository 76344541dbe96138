/**
 * Rows go from one file to another. The key of a row begins with its file, so it is written anew in the one and removed from
 * the other, in one transaction; at every moment it stands in exactly one of them. Only contacts, which any number of rows
 * name, stand in both until the last of those has followed.
 */
import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { type Going, type Moving, movingOf, partsOf } from './registry.ts'

/** How rows go: with a merge, which notes whose they were, or back by its journal. */
export type Way = { from: string; to: string; mergeId: string; back: boolean }

type Was = Record<string, Record<string, [before: unknown, after: unknown]>>

/** The columns of a table that can be written. */
export async function columnsOf(tx: Db, table: string): Promise<{ name: string; type: string }[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`.execute(tx)
  return rows
}

/** Moves those of the rows that are in the file, with what goes wherever they go. Answers how many rows went. */
export async function moveRows(tx: Db, way: Way, table: string, wanted: readonly string[], was: Was = {}): Promise<number> {
  const { rows: there } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where customer_id = ${way.from} and id = any(${wanted}::uuid[]) order by id for update`.execute(tx)
  if (there.length === 0) return 0
  const alike = await alikeOf(tx, way, movingOf(table), there)
  const ids = there.map(({ id }) => id).filter((id) => !alike.has(id))
  if (alike.size > 0 && !way.back) await setAside(tx, way, table, [...alike])
  if (ids.length === 0) return alike.size
  await write(tx, way, movingOf(table), ids, was)
  let moved = there.length
  for (const { part, column, bound } of partsOf(table)) {
    const { rows } = await sql<{ id: string }>`
      select t.id from ${sql.table(part.table)} t where t.customer_id = ${way.from} and t.${sql.ref(column)} = any(${ids}::uuid[])
        and ${way.back && !bound ? journalled(way, part.table) : sql`true`} order by t.id`.execute(tx)
    moved += await moveRows(
      tx,
      way,
      part.table,
      rows.map(({ id }) => id),
    )
  }
  await remove(tx, way.from, table, ids)
  return moved
}

const remove = (tx: Db, from: string, table: string, ids: readonly string[]) =>
  sql`delete from ${sql.table(table)} where customer_id = ${from} and id = any(${ids}::uuid[])`.execute(tx)

/** The row came with the merge. */
const journalled = (way: Way, entity: string) => sql`exists (select from merge_journal j
  where j.customer_id = ${way.from} and j.merge_id = ${way.mergeId} and j.side = 'merged' and j.entity = ${entity} and t.id = any(j.ids))`

async function alikeOf(tx: Db, { from, to, back }: Way, { table, alike, twice }: Moving, there: { id: string }[]): Promise<Set<string>> {
  if (!alike || (back && twice)) return new Set()
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(table)} t where t.customer_id = ${from} and t.id = any(${there.map(({ id }) => id)}::uuid[])
      and exists (select from ${sql.table(table)} k where k.customer_id = ${to} and ${alike})`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

async function setAside(tx: Db, way: Way, table: string, ids: string[]) {
  await sql`insert into merge_journal (customer_id, id, merge_id, entity, side, ids, was)
    select ${way.to}, ${randomUUIDv7()}, ${way.mergeId}, ${table}, 'aside', ${ids}::uuid[], jsonb_object_agg(t.id, to_jsonb(t))
    from ${sql.table(table)} t where t.customer_id = ${way.from} and t.id = any(${ids}::uuid[])`.execute(tx)
  await remove(tx, way.from, table, ids)
}

/** Writes rows into the other file, and notes in the journal that they came and what had to change. */
async function write(tx: Db, way: Way, moving: Moving, ids: string[], was: Was) {
  const { table, refs = {}, becomes = {} } = moving
  const columns = await columnsOf(tx, table)
  const going: Going = { ...way, ids }
  const before = sql`${JSON.stringify(was)}::jsonb -> t.id::text`
  const restored = ({ name, type }: { name: string; type: string }) =>
    way.back && name in becomes
      ? sql`case when ${before} ? ${sql.lit(name)} and coalesce(to_jsonb(t.${sql.ref(name)}), 'null') = ${before} -> ${sql.lit(name)} -> 1
          then (${before} -> ${sql.lit(name)} ->> 0)::${sql.raw(type)} else t.${sql.ref(name)} end`
      : sql`t.${sql.ref(name)}`
  const value = (column: { name: string; type: string }): RawBuilder<unknown> => {
    const { name } = column
    if (name === 'customer_id') return sql`${way.to}::uuid`
    const become = becomes[name]
    if (become) return become(restored(column), going)
    const ref = refs[name]
    // What it names may have stayed behind; what it cannot be without goes with it.
    if (ref && !(ref.bound && ref.to !== 'contacts'))
      return sql`case when exists (select from ${sql.table(ref.to)} r where r.customer_id = ${way.to} and r.id = t.${sql.ref(name)}) then t.${sql.ref(name)} end`
    return sql`t.${sql.ref(name)}`
  }
  const ofThose = sql`from ${sql.table(table)} t where t.customer_id = ${way.from} and t.id = any(${ids}::uuid[])`
  const changed = columns.filter(({ name }) => name in becomes)
  const changes =
    way.back || changed.length === 0
      ? sql`null::jsonb`
      : sql`(select jsonb_object_agg(id, change) from (
          select t.id, jsonb_strip_nulls(jsonb_build_object(${sql.join(
            changed.map(
              (column) =>
                sql`${sql.lit(column.name)}::text, case when t.${sql.ref(column.name)} is distinct from ${value(column)} then jsonb_build_array(t.${sql.ref(column.name)}, ${value(column)}) end`,
            ),
          )})) as change ${ofThose}) as c where change <> '{}')`
  if (!way.back)
    await sql`insert into merge_journal (customer_id, id, merge_id, entity, side, ids, was)
      values (${way.to}, ${randomUUIDv7()}, ${way.mergeId}, ${table}, 'merged', ${ids}::uuid[], ${changes})`.execute(tx)
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))})
    select ${sql.join(columns.map(value))} ${ofThose} order by t.id`.execute(tx)
}

/** Writes contacts into the other file while they still stand in this one, so that what names them can follow. Nobody edits them meanwhile (`refuseUnderWay`). */
export async function copyContacts(tx: Db, way: Way, ids: readonly string[] | 'all'): Promise<string[]> {
  const columns = (await columnsOf(tx, 'contacts')).map(({ name }) => name)
  const those = ids === 'all' ? sql`true` : sql`t.id = any(${ids}::uuid[])`
  const { rows } = await sql<{ id: string }>`
    insert into contacts (${sql.join(columns.map((name) => sql.ref(name)))})
    select ${sql.join(columns.map((name) => (name === 'customer_id' ? sql`${way.to}::uuid` : sql`t.${sql.ref(name)}`)))} from contacts t
    where t.customer_id = ${way.from} and ${those} and not exists (select from contacts k where k.customer_id = ${way.to} and k.id = t.id) order by t.id
    returning id`.execute(tx)
  const copied = rows.map(({ id }) => id)
  if (copied.length > 0 && !way.back)
    await sql`insert into merge_journal (customer_id, id, merge_id, entity, side, ids)
      values (${way.to}, ${randomUUIDv7()}, ${way.mergeId}, 'contacts', 'merged', ${copied}::uuid[])`.execute(tx)
  return copied
}
