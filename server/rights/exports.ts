/** Asking for an export, seeing how far it came, and taking it away. */
import { randomUUIDv7 } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Download } from '../../contract/endpoint.ts'
import type { FileExport, Privacy, rights } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
import { keepsAnyFrom } from '../custom-fields/index.ts'
import { fileOf } from '../customers/index.ts'
import { found, Problem } from '../http/problem.ts'
import { archiveOf } from './archives.ts'
import { exportOf, fileExports, holdsOn } from './queries.ts'

const exportsShown = 20

export async function privacyOf(ctx: Context, customerId: string): Promise<Privacy> {
  await fileOf(ctx, customerId)
  const exports = await fileExports(ctx.tx, customerId).orderBy('fileExports.askedAt', 'desc').limit(exportsShown).execute()
  return { holds: await holdsOn(ctx.tx, customerId), exports }
}

type Asked = z.output<(typeof rights)['POST /customers/:id/exports']['body']>

/** Everything is in it, also what is kept from a role, be it a field of Kesher's or of the company's own: somebody from whom anything is kept may not have it. */
async function refuseIfAnythingIsKept({ tx, actor }: Context) {
  if (actor.hidden.length > 0 || (await keepsAnyFrom(tx, actor))) throw new Problem('not-allowed')
}

export async function askForExport(ctx: Context, customerId: string, { id = randomUUIDv7(), contactId = null, language }: Asked): Promise<FileExport> {
  await refuseIfAnythingIsKept(ctx)
  await fileOf(ctx, customerId)
  if (contactId) found(await ctx.tx.selectFrom('contacts').where('customerId', '=', customerId).where('id', '=', contactId).select('id').executeTakeFirst())
  await refuseTaken(ctx, customerId, id)
  const asked = await ctx.tx
    .insertInto('fileExports')
    .values({ customerId, id, contactId, language: language ?? ctx.actor.language, askedBy: ctx.actor.id, askedAt: ctx.now })
    .onConflict((key) => key.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (asked) {
    await ctx.addJob('file.export', { customerId, id }, { key: `file.export:${customerId}:${id}` })
    ctx.audit('file.exported', { customerId, subjectId: id, facts: { whole: contactId === null } })
  }
  return exportOf(ctx.tx, customerId, id)
}

/** Whoever asks makes the id, and an archive lies under it alone: one that is another file's is not given twice. */
async function refuseTaken({ tx }: Context, customerId: string, id: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
  const taken = await tx.selectFrom('fileExports').where('id', '=', id).where('customerId', '<>', customerId).select('id').executeTakeFirst()
  if (taken) throw new Problem('already-exists')
}

export async function exportNow(ctx: Context, customerId: string, id: string): Promise<FileExport> {
  await fileOf(ctx, customerId)
  return exportOf(ctx.tx, customerId, id)
}

/** Only whoever asked, and confirmed who they are, takes it away; and only while they may see everything. */
export async function takeArchive(ctx: Context, customerId: string, id: string): Promise<Download> {
  const file = await fileOf(ctx, customerId)
  const { state, askedBy } = await exportOf(ctx.tx, customerId, id)
  await refuseIfAnythingIsKept(ctx)
  if (state !== 'done') throw new Problem('wrong-state')
  if (askedBy.id !== ctx.actor.id) throw new Problem('not-found')
  const path = archiveOf(ctx.place.folder, id)
  const { size } = found(await stat(path).catch(() => null))
  ctx.audit('file.exported', { customerId, subjectId: id, facts: { taken: true } })
  return { name: `${file.name}-${ctx.now.toISOString().slice(0, 10)}.zip`, contentType: 'application/zip', size, stream: createReadStream(path) }
}
