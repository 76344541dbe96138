/**
 * Taking a whole import back. The journal is worked through customer by customer and removed on the way, so what is left of it is
 * what is left to do, also after a crash. A row that somebody has changed or used since stays, and is counted.
 */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ImportEntity, undoReport } from '../../contract/exchange.ts'
import { refreshNames } from '../customers/index.ts'
import { connectOne, type Db } from '../db/connect.ts'
import { refreshFacts } from '../file/facts.ts'
import { changedSilently } from '../file/silent-changes.ts'
import { customerColumns } from './customer-columns.ts'
import { writing } from './desk.ts'
import type { Work } from './importing.ts'
import { takeBackOwn } from './own-values.ts'
import { pace } from './pace.ts'

type Report = z.infer<typeof undoReport>
const chunkOf = 200

export async function undoImport(house: Work['house'], id: string) {
  const { db, client, close } = await connectOne(house.url)
  try {
    await client.query('select pg_advisory_lock($1)', [writing])
    const row = await db.selectFrom('imports').where('id', '=', id).where('state', '=', 'undoing').select(['undone', 'sizeBytes']).executeTakeFirst()
    if (!row) return
    const report = (row.undone as Report | null) ?? { removed: 0, restored: 0, kept: {} }
    const at = pace(db, id, row.sizeBytes)
    const {
      rows: [left],
    } = await sql<{ files: number }>`select count(distinct customer_id) as files from import_changes where import_id = ${id}`.execute(db)
    at.total = left!.files
    const chunk = async (work: () => Promise<number>) => {
      await client.query('begin')
      try {
        const files = await work()
        at.done += files
        await sql`update imports set undone = ${JSON.stringify(report)}::jsonb, progress = ${JSON.stringify(at.progress('undoing'))}::jsonb where id = ${id}`.execute(
          db,
        )
        await client.query('commit')
        return files
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      }
    }
    while ((await chunk(() => undoFiles(db, id, report, house.now()))) > 0);
    while ((await chunk(() => undoProducts(db, id, report))) > 0);
    await sql`update imports set state = 'undone', progress = null, finished_at = ${house.now()} where id = ${id}`.execute(db)
  } finally {
    await close()
  }
}

/** Undoes the next customers of the journal; answers how many. */
async function undoFiles(db: Db, id: string, report: Report, now: Date): Promise<number> {
  const { rows } = await sql<{
    customerId: string
  }>`select distinct customer_id from import_changes where import_id = ${id} order by customer_id limit ${chunkOf}`.execute(db)
  const files = rows.map(({ customerId }) => customerId)
  if (files.length === 0) return 0
  const undo = { db, id, files, report }
  await removePoints(undo)
  await removeContacts(undo)
  await removeRows(
    undo,
    'interaction',
    sql`interactions`,
    sql`not exists (select from attachments a where a.customer_id = t.customer_id and a.interaction_id = t.id)
    and not exists (select from promises p where p.customer_id = t.customer_id and p.interaction_id = t.id)`,
  )
  const kept = await ordersUsedSince(undo)
  await removeRows(undo, 'orderLine', sql`order_lines`, sql`t.order_id <> all(${kept}::uuid[]) and ${untouched('order.changed', 'orderId', sql`t.order_id`)}`)
  await restoreRows(undo, 'orderLine', sql`order_lines`, {
    product_id: 'uuid',
    description: 'text',
    quantity: 'numeric',
    unit_price_minor: 'numeric',
    amount_minor: 'bigint',
    cost_minor: 'bigint',
  })
  await restoreRows(undo, 'order', sql`orders`, { kind: 'text', ordered_at: 'timestamptz', currency: 'text' })
  await removeRows(undo, 'order', sql`orders`, sql`not exists (select from order_lines l where l.customer_id = t.customer_id and l.order_id = t.id)`)
  await sql`
    update orders o set amount_minor = s.amount
    from (select l.customer_id, l.order_id, sum(l.amount_minor) as amount from order_lines l where l.customer_id = any(${files}::uuid[]) group by 1, 2) as s
    where o.customer_id = s.customer_id and o.id = s.order_id and o.amount_minor <> s.amount
      and exists (select from import_changes p where p.customer_id = o.customer_id and p.import_id = ${id} and p.entity = any(${pages('orderLine')}::text[]))`.execute(
    db,
  )
  await restoreRows(undo, 'contact', sql`contacts`, {
    name: 'text',
    other_name: 'text',
    job_title: 'text',
    contact_role: 'text',
    note: 'text',
    from_date: 'date',
    until_date: 'date',
  })
  await restoreRows(undo, 'interaction', sql`interactions`, {
    channel: 'text',
    direction: 'text',
    occurred_at: 'timestamptz',
    subject: 'text',
    body: 'text',
    asked: 'text',
    user_id: 'uuid',
  })
  await restoreCustomers(undo, now)
  for (const [entity, things] of Object.entries(await takeBackOwn(db, id, files)) as [ImportEntity, number][]) keep(report, entity, things)
  await sql`delete from customer_events where customer_id = any(${files}::uuid[]) and type = 'import.applied' and data ->> 'importId' = ${id}`.execute(db)
  await removeCustomers(undo)
  await sql`delete from import_changes where customer_id = any(${files}::uuid[]) and import_id = ${id}`.execute(db)
  await refreshFacts(db, files, now)
  await refreshNames(db, files)
  await changedSilently(db, files, now)
  return files.length
}

type Undo = { db: Db; id: string; files: string[]; report: Report }

function keep(report: Report, entity: ImportEntity, rows: number) {
  if (rows > 0) report.kept[entity] = (report.kept[entity] ?? 0) + rows
}

/** Under which entities the journal keeps ids of one: a new order's row there also names its lines. */
const pages = (entity: ImportEntity): ImportEntity[] => (entity === 'orderLine' ? ['order', 'orderLine'] : [entity])

/** Ids the import created of one entity, perhaps among others. */
const made = ({ id, files }: Undo, entity: ImportEntity) => sql`
  (select p.customer_id, u.id from import_changes p cross join unnest(p.created) as u (id) where p.customer_id = any(${files}::uuid[]) and p.import_id = ${id} and p.entity = any(${pages(entity)}::text[]))`

/** Another import changed it later. */
const changedByAnother = ({ id }: Undo, entity: ImportEntity, row = sql`t`) => sql`
  exists (select from import_changes other where other.customer_id = ${row}.customer_id and other.import_id <> ${id} and other.entity = ${entity} and other.changed ? ${row}.id::text)`

/** Orders the import made which another import changed since, or whose lines it did, or to which anybody added one: they stay whole. */
async function ordersUsedSince(undo: Undo): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with made as ${made(undo, 'orderLine')}
    select o.id from made join orders o on o.customer_id = made.customer_id and o.id = made.id
    where ${changedByAnother(undo, 'order', sql`o`)}
      or exists (select from order_lines l where l.customer_id = o.customer_id and l.order_id = o.id
        and (${changedByAnother(undo, 'orderLine', sql`l`)} or not exists (select from made m where m.customer_id = l.customer_id and m.id = l.id)))`.execute(
    undo.db,
  )
  return rows.map(({ id }) => id)
}

/** Deletes rows the import created, where `free` holds and no other import changed them since. */
async function removeRows(undo: Undo, entity: ImportEntity, table: RawBuilder<unknown>, free: RawBuilder<unknown>) {
  const {
    rows: [count],
  } = await sql<{ there: number; gone: number }>`
    with made as ${made(undo, entity)},
      there as (select t.customer_id, t.id from made join ${table} t on t.customer_id = made.customer_id and t.id = made.id),
      gone as (delete from ${table} t using made where t.customer_id = made.customer_id and t.id = made.id and ${free} and not ${changedByAnother(undo, entity)} returning 1)
    select (select count(*) from there) as there, (select count(*) from gone) as gone`.execute(undo.db)
  undo.report.removed += count!.gone
  keep(undo.report, entity, count!.there - count!.gone)
}

/** Nobody changed it by hand since. */
const untouched = (type: string, key: string, id: RawBuilder<unknown> = sql`t.id`) => sql`
  not exists (select from customer_events e where e.customer_id = t.customer_id and e.type = ${type} and e.data ->> ${key} = ${id}::text)`

const removePoints = (undo: Undo) => removeRows(undo, 'point', sql`contact_points`, untouched('point.changed', 'pointId'))

/** A person who has taken part in something since stays. */
const removeContacts = (undo: Undo) =>
  removeRows(
    undo,
    'contact',
    sql`contacts`,
    sql`${untouched('contact.changed', 'contactId')}
  and not exists (select from contact_points x where x.customer_id = t.customer_id and x.contact_id = t.id)
  and not exists (select from interactions x where x.customer_id = t.customer_id and x.contact_id = t.id)
  and not exists (select from orders x where x.customer_id = t.customer_id and x.contact_id = t.id)
  and not exists (select from voices x where x.customer_id = t.customer_id and x.contact_id = t.id)
  and not exists (select from scores x where x.customer_id = t.customer_id and x.contact_id = t.id)`,
  )

/** Gives columns back the value they had, each only where it still has the value the import gave it. */
async function restoreRows(undo: Undo, entity: ImportEntity, table: RawBuilder<unknown>, columns: Record<string, string>, also: RawBuilder<unknown> = sql``) {
  const value = (column: string, place: 0 | 1) => sql`(c.change -> ${sql.lit(column)} ->> ${sql.lit(place)})::${sql.raw(columns[column]!)}`
  const ours = (column: string) => sql`(c.change ? ${sql.lit(column)} and t.${sql.ref(column)} is not distinct from ${value(column, 1)})`
  const names = Object.keys(columns)
  const set = sql.join(names.map((column) => sql`${sql.ref(column)} = case when ${ours(column)} then ${value(column, 0)} else t.${sql.ref(column)} end`))
  const whole = sql.join(
    names.map((column) => sql`(not c.change ? ${sql.lit(column)} or ${ours(column)})`),
    sql` and `,
  )
  const {
    rows: [count],
  } = await sql<{ whole: number; part: number }>`
    with c as (
        select p.customer_id, e.key::uuid as id, e.value as change from import_changes p cross join jsonb_each(p.changed) as e
        where p.customer_id = any(${undo.files}::uuid[]) and p.import_id = ${undo.id} and p.entity = ${entity} and p.changed is not null),
      judged as (select c.id, ${whole} as whole from c join ${table} t on ${entity === 'customer' ? sql`t.id = c.id` : sql`t.customer_id = c.customer_id and t.id = c.id`}),
      done as (update ${table} t set ${set} ${also} from c where ${entity === 'customer' ? sql`t.id = c.id` : sql`t.customer_id = c.customer_id and t.id = c.id`} returning 1)
    select count(*) filter (where whole) as whole, count(*) filter (where not whole) as part from judged`.execute(undo.db)
  undo.report.restored += count!.whole
  keep(undo.report, entity, count!.part)
}

/** The version goes on growing: a screen that shows the imported values must be told that they changed. */
const restoreCustomers = (undo: Undo, now: Date) =>
  restoreRows(undo, 'customer', sql`customers`, customerColumns, sql`, version = t.version + 1, updated_at = ${now}`)

async function removeCustomers(undo: Undo) {
  const used = [
    'contacts',
    'contact_points',
    'preferences',
    'interactions',
    'promises',
    'orders',
    'voices',
    'scores',
    'custom_values',
    'customer_events',
    'legal_holds',
    'merges',
  ]
  const free = sql.join(
    used.map((table) => sql`not exists (select from ${sql.table(table)} x where x.customer_id = t.id)`),
    sql` and `,
  )
  const {
    rows: [count],
  } = await sql<{ there: number; gone: number }>`
    with made as ${made(undo, 'customer')},
      there as (select t.id from made join customers t on t.id = made.id),
      gone as (delete from customers t using made where t.id = made.id and ${free}
        and not exists (select from import_changes other where other.customer_id = t.id and other.import_id <> ${undo.id}) returning 1)
    select (select count(*) from there) as there, (select count(*) from gone) as gone`.execute(undo.db)
  undo.report.removed += count!.gone
  keep(undo.report, 'customer', count!.there - count!.gone)
}

async function undoProducts(db: Db, id: string, report: Report): Promise<number> {
  const { rows } = await sql<{
    productId: string
  }>`select product_id from import_product_changes where import_id = ${id} order by product_id limit 1000`.execute(db)
  const ids = rows.map(({ productId }) => productId)
  if (ids.length === 0) return 0
  const {
    rows: [count],
  } = await sql<{ whole: number; part: number }>`
    with c as (select product_id, changed as change from import_product_changes where import_id = ${id} and product_id = any(${ids}::uuid[]) and changed is not null),
      judged as (select ${sql.join(
        Object.entries(productColumns).map(
          ([column, type]) =>
            sql`(not c.change ? ${sql.lit(column)} or p.${sql.ref(column)} is not distinct from (c.change -> ${sql.lit(column)} ->> 1)::${sql.raw(type)})`,
        ),
        sql` and `,
      )} as whole
        from c join products p on p.id = c.product_id),
      done as (update products p set ${sql.join(
        Object.entries(productColumns).map(
          ([column, type]) => sql`${sql.ref(column)} = case
          when c.change ? ${sql.lit(column)} and p.${sql.ref(column)} is not distinct from (c.change -> ${sql.lit(column)} ->> 1)::${sql.raw(type)} then (c.change -> ${sql.lit(column)} ->> 0)::${sql.raw(type)} else p.${sql.ref(column)} end`,
        ),
      )}
        from c where p.id = c.product_id returning 1)
    select count(*) filter (where whole) as whole, count(*) filter (where not whole) as part from judged`.execute(db)
  const {
    rows: [made],
  } = await sql<{ there: number; gone: number }>`
    with made as (select product_id from import_product_changes where import_id = ${id} and product_id = any(${ids}::uuid[]) and changed is null),
      gone as (delete from products p using made where p.id = made.product_id and p.updated_at = p.created_at
        and not exists (select from order_lines l where l.product_id = p.id)
        and not exists (select from import_product_changes other where other.product_id = p.id and other.import_id <> ${id}) returning 1)
    select (select count(*) from made) as there, (select count(*) from gone) as gone`.execute(db)
  report.restored += count!.whole
  report.removed += made!.gone
  keep(report, 'product', count!.part + made!.there - made!.gone)
  await sql`delete from import_product_changes where import_id = ${id} and product_id = any(${ids}::uuid[])`.execute(db)
  return ids.length
}

const productColumns = { name: 'text', category: 'text', unit_price_minor: 'bigint', currency: 'text', active: 'boolean', name_as_of: 'timestamptz' }
