/** What becomes of a signal: seen, acted on, and in the end whether it helped, did not, or was a false alarm. */
import type { z } from 'zod'
import type { insight, Signal } from '../../contract/insight.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import { found, invalid } from '../http/problem.ts'
import { kindsFor, signals } from './queries.ts'

type Said = z.output<(typeof insight)['PUT /customers/:id/signals/:partId/state']['body']>

export async function setSignalState(ctx: Context, customerId: string, id: string, { state, action }: Said): Promise<Signal> {
  const file = await fileOf(ctx, customerId)
  const one = signals(ctx.tx).where('signals.customerId', '=', file.id).where('signals.id', '=', id).where('signals.kind', 'in', kindsFor(ctx.actor))
  const before = found(await one.executeTakeFirst())
  if (action && !(await isInFile(ctx, file.id, action))) throw invalid('action', 'unknown')
  if (before.state === state && (!action || before.action?.id === action.id)) return before
  await ctx.tx
    .updateTable('signals')
    .set({ state, stateBy: ctx.actor.id, stateAt: ctx.now, ...(action && { actionKind: action.kind, actionId: action.id }) })
    .where('customerId', '=', file.id)
    .where('id', '=', id)
    .execute()
  ctx.record('signal.changed', file.id, { signalId: id, state })
  return found(await one.executeTakeFirst())
}

const isInFile = async ({ tx }: Context, customerId: string, { kind, id }: NonNullable<Said['action']>) =>
  (await tx
    .selectFrom(kind === 'promise' ? 'promises' : 'interactions')
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst()) !== undefined
