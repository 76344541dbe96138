/** An event is written down once, whoever saw it, in whatever channel it came. */
import type { z } from 'zod'
import type { Interaction, interactions } from '../../contract/interactions.ts'
import type { Context } from '../context.ts'
import { firstValues, writeValues } from '../custom-fields/index.ts'
import { fileOf, partOf } from '../customers/index.ts'
import { happenedAt } from '../http/moments.ts'
import { found, invalid } from '../http/problem.ts'
import { addPromise } from './promises.ts'
import { conversationExists, findInteraction } from './queries.ts'

type Entry = z.output<(typeof interactions)['POST /customers/:id/interactions']['body']>

/** Sent twice, the entry stands once; the second answer is what the first one stored. */
export async function recordInteraction(ctx: Context, customerId: string, { promise, custom, ...entry }: Entry): Promise<Interaction> {
  const file = await fileOf(ctx, customerId)
  const conversationId = entry.conversationId ?? entry.id
  if (conversationId !== entry.id && !(await conversationExists(ctx.tx, file.id, conversationId))) throw invalid('conversationId', 'unknown')
  const values = await firstValues(ctx, 'interaction', custom)
  const stored = await ctx.tx
    .insertInto('interactions')
    .values({
      ...entry,
      customerId: file.id,
      conversationId,
      occurredAt: happenedAt(ctx.now, entry.occurredAt, 'occurredAt'),
      recordedAt: ctx.now,
      recordedBy: ctx.actor.id,
      userId: ctx.actor.id,
    })
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) {
    await writeValues(ctx.tx, { customerId: file.id, interactionId: entry.id }, values)
    ctx.record('interaction.recorded', file.id, { interactionId: entry.id, channel: entry.channel, direction: entry.direction })
    if (promise) await addPromise(ctx, file, { ...promise, interactionId: entry.id })
  }
  return found(await findInteraction(ctx, file.id, entry.id))
}

export async function openInteraction(ctx: Context, customerId: string, id: string): Promise<Interaction> {
  const file = await partOf(ctx, customerId)
  return found(await findInteraction(ctx, file.id, id))
}
