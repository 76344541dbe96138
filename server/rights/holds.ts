/** A legal hold: a court, a claim or an inquiry needs the file as it is. */
import { randomUUIDv7 } from 'node:crypto'
import type { LegalHold } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
import { found } from '../http/problem.ts'
import { holdFile, holdsOn } from './queries.ts'

/** The same id twice answers with the first. */
export async function placeHold(
  ctx: Context,
  customerId: string,
  { id = randomUUIDv7(), reason }: { id?: string | undefined; reason: string },
): Promise<LegalHold> {
  await holdFile(ctx, customerId)
  const placed = await ctx.tx
    .insertInto('legalHolds')
    .values({ customerId, id, reason, placedBy: ctx.actor.id, placedAt: ctx.now })
    .onConflict((key) => key.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (placed) ctx.audit('file.held', { customerId, subjectId: id })
  return found((await holdsOn(ctx.tx, customerId)).find((hold) => hold.id === id))
}

export async function releaseHold(ctx: Context, customerId: string, id: string) {
  await holdFile(ctx, customerId)
  const released = await ctx.tx
    .updateTable('legalHolds')
    .set({ releasedBy: ctx.actor.id, releasedAt: ctx.now })
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .where('releasedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  found(released)
  ctx.audit('file.hold-released', { customerId, subjectId: id })
  return { done: true as const }
}
