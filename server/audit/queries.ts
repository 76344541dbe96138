import { type RawBuilder, sql } from 'kysely'
import type { AuditEntry, Look, LookOfPerson } from '../../contract/audit.ts'
import type { PersonRef } from '../../contract/fields.ts'
import type { Db } from '../db/connect.ts'
import { type Order, type PageAsked, pageOf } from '../db/paging.ts'

export const lookActions = ['file.opened', 'file.printed', 'file.exported'] as const
type Page = Omit<PageAsked, 'direction'>

const byTime: Order = { name: 'at', by: sql`audit_entries.at`, type: 'timestamptz', id: sql`audit_entries.id` }
const newestFirst = (page: Page) => ({ ...page, direction: 'descending' as const })
const person = (table: string) =>
  sql<PersonRef | null>`case when ${sql.ref(table)}.id is not null then json_build_object('id', ${sql.ref(table)}.id, 'name', ${sql.ref(table)}.name) end`
const from = sql<Look['from']>`audit_entries.facts ->> 'from'`

const looks = (tx: Db) =>
  tx
    .selectFrom('auditEntries')
    .leftJoin('users as looker', 'looker.id', 'auditEntries.actorId')
    .where('auditEntries.action', 'in', lookActions)
    .select(['auditEntries.id', 'auditEntries.at', sql<Look['action']>`audit_entries.action`.as('action'), from.as('from')])

/** Looks at one file, under any id it had. */
export const looksAt = (tx: Db, fileIds: string[], page: Page) =>
  pageOf(looks(tx).where('auditEntries.fileId', 'in', fileIds).select(person('looker').as('person')), byTime, newestFirst(page))

/** The same for a report: with the role, in the order they happened, as many as there are. */
export async function* everyLookAt(tx: Db, fileIds: string[]) {
  for (let after: string | undefined; ; ) {
    const query = looks(tx).where('auditEntries.fileId', 'in', fileIds).select(['looker.name', 'looker.role'])
    const page = await pageOf(query, byTime, { after, limit: 1_000, direction: 'ascending' })
    yield* page.items
    if (!page.next) return
    after = page.next
  }
}

/** What one of us looked at. */
export const looksOf = (tx: Db, userId: string, page: Page) =>
  pageOf(
    looks(tx)
      .leftJoin('customers', 'customers.id', 'auditEntries.fileId')
      .where('auditEntries.actorId', '=', userId)
      .select([sql<LookOfPerson['fileId']>`audit_entries.file_id`.as('fileId'), 'customers.name as customerName']),
    byTime,
    newestFirst(page),
  )

export type LogFilter = { actorId?: string | undefined; action?: AuditEntry['action'] | undefined; fileId?: string | undefined; day?: string | undefined }

export function log(tx: Db, { actorId, action, fileId, day }: LogFilter, page: Page) {
  let entries = tx
    .selectFrom('auditEntries')
    .leftJoin('users as actor', 'actor.id', 'auditEntries.actorId')
    .leftJoin('users as subject', 'subject.id', 'auditEntries.subjectId')
    .leftJoin('customers', 'customers.id', 'auditEntries.fileId')
    .select(['auditEntries.id', 'auditEntries.at', 'auditEntries.fileId', 'auditEntries.subjectId', 'customers.name as customerName'])
    .select([sql<AuditEntry['action']>`audit_entries.action`.as('action'), sql<AuditEntry['facts']>`audit_entries.facts`.as('facts')])
    .select([person('actor').as('actor'), person('subject').as('subject')])
  if (actorId) entries = entries.where('auditEntries.actorId', '=', actorId)
  if (action) entries = entries.where('auditEntries.action', '=', action)
  if (fileId) entries = entries.where('auditEntries.fileId', '=', fileId)
  if (day) entries = entries.where(sql<boolean>`audit_entries.at >= ${midnight(day, 0)} and audit_entries.at < ${midnight(day, 1)}`)
  return pageOf(entries, byTime, newestFirst(page))
}

const midnight = (day: string, later: number): RawBuilder<unknown> =>
  sql`((${day}::date + ${sql.lit(later)})::timestamp at time zone (select time_zone from company))`

export const countWaiting = async (tx: Db) =>
  (
    await tx
      .selectFrom('auditUnsealed')
      .select((row) => row.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow()
  ).waiting
