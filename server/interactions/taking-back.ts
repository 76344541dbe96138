/** A slip is taken back by whoever made it, while it is fresh; after that the file remembers. */
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import { found, Problem } from '../http/problem.ts'
import { clearLater } from './shelf.ts'

const freshFor = 3_600_000

/** Takes back the entry, its attachments, and the promise that was made in it if it is still open. */
export async function takeBack(ctx: Context, customerId: string, id: string) {
  const file = await fileOf(ctx, customerId)
  const entry = found(
    await ctx.tx
      .selectFrom('interactions')
      .where('customerId', '=', file.id)
      .where('id', '=', id)
      .select(['recordedBy', 'recordedAt'])
      .forUpdate()
      .executeTakeFirst(),
  )
  if (entry.recordedBy !== ctx.actor.id || Date.parse(entry.recordedAt) < ctx.now.getTime() - freshFor) throw new Problem('wrong-state')
  const attached = await ctx.tx.selectFrom('attachments').where('customerId', '=', file.id).where('interactionId', '=', id).select('digest').execute()
  await ctx.tx.deleteFrom('promises').where('customerId', '=', file.id).where('interactionId', '=', id).where('outcome', 'is', null).execute()
  await ctx.tx.deleteFrom('interactions').where('customerId', '=', file.id).where('id', '=', id).execute()
  await clearLater(
    ctx,
    attached.map(({ digest }) => digest.toString('hex')),
  )
  ctx.record('interaction.removed', file.id, { interactionId: id })
  return { done: true as const }
}
