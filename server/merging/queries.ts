import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Merge, MergeEntity } from '../../contract/merging.ts'
import { mergeEntities } from '../../contract/merging.ts'
import type { Actor } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import type { Head } from './heads.ts'

/** While the two are one, the name of the other is part of what is seen; before and after, it is that of a file for whoever may see it. */
const nameTold = (actor: Actor) => sql<string | null>`case when merges.state in ('merged', 'undoing') then coalesce(merges.heads -> 'merged' ->> 'name', '')
  else (select name from customers where customers.id = merges.merged_id and ${visibleTo(actor)}) end`

const merges = (tx: Db, actor: Actor) =>
  tx.selectFrom('merges').select((eb) => [
    'merges.id',
    'merges.customerId',
    'merges.mergedId',
    'merges.state',
    'merges.askedAt',
    'merges.mergedAt',
    'merges.undoneAt',
    'merges.done',
    'merges.total',
    nameTold(actor).as('mergedName'),
    sql<boolean>`merges.state = 'merged' and not exists (select from merges later where later.customer_id = merges.customer_id
        and later.state <> 'undone' and later.place > merges.place)`.as('undoable'),
    jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'merges.askedBy').select(['users.id', 'users.name'])).as('askedBy'),
  ])

export const mergesOf = (tx: Db, actor: Actor, customerId: string): Promise<Merge[]> =>
  merges(tx, actor).where('merges.customerId', '=', customerId).orderBy('merges.askedAt', 'desc').orderBy('merges.place', 'desc').limit(100).execute()

export const findMerge = (tx: Db, actor: Actor, customerId: string, id: string): Promise<Merge | undefined> =>
  merges(tx, actor).where('merges.customerId', '=', customerId).where('merges.id', '=', id).executeTakeFirst()

export const mergeOf = async (tx: Db, actor: Actor, customerId: string, id: string) => found(await findMerge(tx, actor, customerId, id))

/** The rows of these customers, held until the transaction ends, in the order of their ids: two merges of the same two do not wait for each other. */
export async function holdHeads(tx: Db, ids: readonly string[], actor?: Actor): Promise<Map<string, Head>> {
  const { rows } = await sql<{ id: string; head: string }>`
    select id, (to_jsonb(customers) - 'search_text')::text as head from customers
    where id = any(${ids}::uuid[]) and ${actor ? visibleTo(actor) : sql`true`} order by id for update`.execute(tx)
  return new Map(rows.map(({ id, head }) => [id, JSON.parse(head) as Head]))
}

export async function headsOf(tx: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<{ id: string; head: string }>`
    select id, to_jsonb(customers)::text as head from customers where id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
  return new Map(rows.map(({ id, head }) => [id, JSON.parse(head) as Head]))
}

/** How many entries of each kind a file holds. */
export async function countEntries(tx: Db, customerId: string): Promise<Partial<Record<MergeEntity, number>>> {
  const each = mergeEntities.map((table) => sql`select ${table} as entity, count(*) as rows from ${sql.table(table)} where customer_id = ${customerId}`)
  const { rows } = await sql<{ entity: MergeEntity; rows: number }>`${sql.join(each, sql` union all `)}`.execute(tx)
  return Object.fromEntries(rows.map(({ entity, rows }) => [entity, rows]))
}
