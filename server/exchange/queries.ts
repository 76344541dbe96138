import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { ImportDetail, ImportReport, ImportSummary } from '../../contract/exchange.ts'
import type { Actor } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { type PageAsked, pageOf } from '../db/paging.ts'
import { found } from '../http/problem.ts'

/** An administrator sees every import; a manager their own. */
const imports = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('imports')
    .$if(actor.role !== 'administrator', (query) => query.where('imports.createdBy', '=', actor.id))
    .select((eb) => [
      'imports.id',
      'imports.kind',
      'imports.name',
      'imports.sizeBytes',
      'imports.state',
      'imports.createdAt',
      'imports.finishedAt',
      'imports.result',
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'imports.createdBy').select(['users.id', 'users.name'])).as('createdBy'),
    ])

type Row = Omit<ImportSummary, 'rows' | 'refused'> & { result: unknown }
const summary = ({ result, ...row }: Row): ImportSummary => ({
  ...row,
  rows: (result as ImportReport | null)?.rows ?? 0,
  refused: (result as ImportReport | null)?.refused ?? 0,
})

export async function pageOfImports(tx: Db, actor: Actor, page: Omit<PageAsked, 'direction'>) {
  const order = { name: 'created', by: sql`imports.created_at`, type: 'timestamptz', id: sql`imports.id` } as const
  const { items, next } = await pageOf(imports(tx, actor), order, { ...page, direction: 'descending' })
  return { items: items.map(summary), next }
}

export async function findImport(tx: Db, actor: Actor, id: string): Promise<ImportDetail | undefined> {
  const row = await imports(tx, actor)
    .where('imports.id', '=', id)
    .select(['imports.mapping', 'imports.progress', 'imports.forecast', 'imports.undone', 'imports.problem'])
    .executeTakeFirst()
  return (
    row &&
    ({
      ...summary(row),
      mapping: row.mapping,
      progress: row.progress,
      forecast: await withNames(tx, actor, row.forecast as ImportReport | null),
      result: await withNames(tx, actor, row.result as ImportReport | null),
      undone: row.undone,
      problem: row.problem,
    } as ImportDetail)
  )
}

/** The customers that rows look like, as they are called now: a report keeps no names. */
async function withNames(tx: Db, actor: Actor, report: ImportReport | null): Promise<ImportReport | null> {
  if (!report?.lookAlikes) return report
  const ids = report.lookAlikes.examples.map(({ customerId }) => customerId)
  const rows = await tx.selectFrom('customers').where('id', '=', sql<string>`any(${ids}::uuid[])`).where(visibleTo(actor)).select(['id', 'name']).execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return {
    ...report,
    lookAlikes: { ...report.lookAlikes, examples: report.lookAlikes.examples.map((each) => ({ ...each, name: names.get(each.customerId) })) },
  }
}

export const importOf = async ({ tx, actor }: { tx: Db; actor: Actor }, id: string) => found(await findImport(tx, actor, id))

/** The row itself, held until the end of the transaction. */
export async function holdImport({ tx, actor }: { tx: Db; actor: Actor }, id: string) {
  return found(
    await tx
      .selectFrom('imports')
      .where('id', '=', id)
      .$if(actor.role !== 'administrator', (query) => query.where('createdBy', '=', actor.id))
      .selectAll()
      .forUpdate()
      .executeTakeFirst(),
  )
}

/** The row itself, for reading. */
export async function rowOf({ tx, actor }: { tx: Db; actor: Actor }, id: string) {
  return found(
    await tx
      .selectFrom('imports')
      .where('id', '=', id)
      .$if(actor.role !== 'administrator', (query) => query.where('createdBy', '=', actor.id))
      .selectAll()
      .executeTakeFirst(),
  )
}
