import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Actor, Context } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { type PageAsked, pageOf } from '../db/paging.ts'
import { found, Problem } from '../http/problem.ts'
import { identifyingValues } from './own-fields.ts'

/** The head of the file, held until the transaction ends: nothing comes into it, and no hold is placed, while it is decided about. */
export const holdFile = async ({ tx, actor }: { tx: Db; actor: Actor }, id: string) =>
  found(await tx.selectFrom('customers').where('id', '=', id).where(visibleTo(actor)).select(['id', 'name']).forUpdate().executeTakeFirst())

export const holdsOn = (tx: Db, customerId: string) =>
  tx
    .selectFrom('legalHolds')
    .innerJoin('users', 'users.id', 'legalHolds.placedBy')
    .where('customerId', '=', customerId)
    .where('releasedAt', 'is', null)
    .orderBy('placedAt')
    .select((eb) => ['legalHolds.id', 'legalHolds.reason', 'legalHolds.placedAt', jsonObjectFromUser(eb.ref('users.id')).as('placedBy')])
    .execute()

const jsonObjectFromUser = (id: unknown) =>
  sql<{ id: string; name: string }>`(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${id})`

/** Refuses where a hold stands. */
export async function refuseHeld(tx: Db, customerId: string) {
  const held = await tx.selectFrom('legalHolds').where('customerId', '=', customerId).where('releasedAt', 'is', null).select('id').limit(1).executeTakeFirst()
  if (held) throw new Problem('on-hold')
}

/** What the whole file is known by: names, numbers, addresses, of the customer and of its people. */
export async function marksOfFile(tx: Db, fileId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select unnest(array[name, other_name, ref, tax_id]) as text from customers where id = ${fileId}
    union select unnest(array[name, other_name, ref]) from contacts where customer_id = ${fileId}
    union select value from contact_points where customer_id = ${fileId}
    union select unnest(array[h ->> 'name', h ->> 'other_name', h ->> 'ref', h ->> 'tax_id']) from merges m
      cross join lateral (values (m.heads -> 'kept'), (m.heads -> 'merged')) as both_of (h) where m.customer_id = ${fileId}
    union select r.value ->> 'value' from merge_journal j cross join lateral jsonb_each(j.was) as r
      where j.customer_id = ${fileId} and j.side = 'aside' and j.entity = 'contact_points'`.execute(tx)
  return [...rows.flatMap(({ text }) => (text ? [text] : [])), ...(await identifyingValues(tx, fileId, null))]
}

export async function identifiersOfContact(tx: Db, fileId: string, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select unnest(array[name, other_name, ref]) as text from contacts where customer_id = ${fileId} and id = ${contactId}
    union select value from contact_points where customer_id = ${fileId} and contact_id = ${contactId}`.execute(tx)
  return [...rows.flatMap(({ text }) => (text ? [text] : [])), ...(await identifyingValues(tx, fileId, contactId))]
}

const erasures = (tx: Db) =>
  tx
    .selectFrom('erasures')
    .select((eb) => [
      'erasures.id',
      'erasures.fileId',
      'erasures.contactId',
      'erasures.erasedAt',
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'erasures.erasedBy').select(['users.id', 'users.name'])).as('erasedBy'),
    ])

/** The ledger page by page; of those marks only, where some are given. */
export function pageOfErasures(tx: Db, page: Omit<PageAsked, 'direction'>, marks?: string[]) {
  const order = { name: 'erased', by: sql`erasures.erased_at`, type: 'timestamptz', id: sql`erasures.id` } as const
  const asked = marks ? erasures(tx).where(sql<boolean>`erasures.marks && ${marks}::text[]`) : erasures(tx)
  return pageOf(asked, order, { ...page, direction: 'descending' })
}

/** The erasure of this id, if this person asked for it: sent twice, it is answered twice. */
export const erasureDone = ({ tx, actor }: Context, id: string, fileId: string) =>
  erasures(tx).where('erasures.id', '=', id).where('erasures.fileId', '=', fileId).where('erasures.erasedBy', '=', actor.id).executeTakeFirst()

export const fileExports = (tx: Db, customerId: string) =>
  tx
    .selectFrom('fileExports')
    .where('fileExports.customerId', '=', customerId)
    .select((eb) => [
      'fileExports.id',
      'fileExports.contactId',
      'fileExports.language',
      'fileExports.askedAt',
      'fileExports.state',
      'fileExports.done',
      'fileExports.total',
      'fileExports.sizeBytes',
      'fileExports.finishedAt',
      jsonObjectFromUser(eb.ref('fileExports.askedBy')).as('askedBy'),
    ])

export const exportOf = async (tx: Db, customerId: string, id: string) =>
  found(await fileExports(tx, customerId).where('fileExports.id', '=', id).executeTakeFirst())
