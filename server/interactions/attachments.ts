/** Files that come with an event. Their names are data, never paths; they leave only as downloads. */
import { randomUUIDv7 } from 'node:crypto'
import type { Download } from '../../contract/endpoint.ts'
import type { Attachment } from '../../contract/interactions.ts'
import type { Context } from '../context.ts'
import { fileOf, partOf } from '../customers/index.ts'
import type { Upload } from '../http/endpoint.ts'
import { found } from '../http/problem.ts'
import { contentTypeOf } from './file-types.ts'
import { findAttachment, findInteraction } from './queries.ts'
import { putOnShelf, takeFromShelf } from './shelf.ts'

export async function attach(
  ctx: Context,
  customerId: string,
  interactionId: string,
  { id = randomUUIDv7(), name }: { id?: string; name: string },
  upload: Upload,
): Promise<Attachment> {
  const file = await fileOf(ctx, customerId)
  found(await findInteraction(ctx, file.id, interactionId))
  const shown = fileNameOf(name)
  const stored = await ctx.tx
    .insertInto('attachments')
    .values({
      customerId: file.id,
      id,
      interactionId,
      name: shown,
      contentType: await contentTypeOf(upload.path, shown),
      sizeBytes: upload.size,
      digest: upload.sha256,
      createdAt: ctx.now,
    })
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) {
    await putOnShelf(ctx, upload)
    ctx.record('attachment.added', file.id, { interactionId, attachmentId: id })
  }
  return found(await findAttachment(ctx.tx, file.id, id))
}

export async function download(ctx: Context, customerId: string, id: string): Promise<Download> {
  const file = await partOf(ctx, customerId)
  const { name, contentType, sizeBytes, digest } = found(await findAttachment(ctx.tx, file.id, id))
  return { name, contentType, size: sizeBytes, stream: await takeFromShelf(ctx, digest) }
}

/** The last part of whatever the sender called it, without what file systems trip over. */
export function fileNameOf(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  return last.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '') || 'file'
}
