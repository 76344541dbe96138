/** A file is handed over, looked at, and forgotten again when it is not wanted. */
import { randomUUIDv7 } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import type { exchange, Inspection } from '../../contract/exchange.ts'
import type { Context } from '../context.ts'
import type { Upload } from '../http/endpoint.ts'
import { Problem } from '../http/problem.ts'
import { refuseForgotten } from './forgetting.ts'
import { importedFile } from './importing.ts'
import { inspect, look } from './inspection.ts'
import { findImport, holdImport, importOf, pageOfImports, rowOf } from './queries.ts'

type Query<Key extends keyof typeof exchange> = (typeof exchange)[Key] extends { query: infer Q extends z.ZodType } ? z.output<Q> : never

export const listImports = (ctx: Context, { after, limit }: Query<'GET /imports'>) => pageOfImports(ctx.tx, ctx.actor, { after, limit })

/** Keeps the file under the id of its import. What cannot be read is refused before anything is kept. */
export async function handOver(ctx: Context, { id = randomUUIDv7(), name, kind }: Query<'POST /imports'>, upload: Upload) {
  const before = await findImport(ctx.tx, ctx.actor, id)
  if (before) return before
  const seen = await look(upload.path, { ...(kind ? { kind } : {}) })
  await ctx.tx
    .insertInto('imports')
    .values({
      id,
      kind: kind && seen.format === 'csv' ? kind : seen.kind,
      name: name || 'import.csv',
      sizeBytes: upload.size,
      format: seen.format,
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
    })
    .execute()
  const path = importedFile(ctx.place.folder, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(upload.path, path)
  return importOf(ctx, id)
}

export const openImport = (ctx: Context, id: string) => importOf(ctx, id)

export async function inspectImport(ctx: Context, id: string, wishes: Query<'GET /imports/:id/inspection'>): Promise<Inspection> {
  const row = await rowOf(ctx, id)
  refuseForgotten(row)
  return inspect(ctx.tx, ctx.actor, importedFile(ctx.place.folder, id), { ...wishes, kind: wishes.kind ?? row.kind })
}

/** A file that never wrote anything, or whose import was taken back, may be forgotten. */
export async function forget(ctx: Context, id: string) {
  const row = await holdImport(ctx, id)
  if (['checking', 'importing', 'undoing', 'imported'].includes(row.state) || (row.batchesDone > 0 && row.state !== 'undone')) throw new Problem('wrong-state')
  await ctx.tx.deleteFrom('imports').where('id', '=', id).execute()
  await rm(importedFile(ctx.place.folder, id), { force: true })
  return { done: true as const }
}
