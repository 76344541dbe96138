/** What becomes of a signal: seen, acted on, and in the end whether it helped, did not, or was a false alarm. */
import type { Signal, SignalState } from '../../contract/insight.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import { found } from '../http/problem.ts'
import { kindsFor, signals } from './queries.ts'

export async function setSignalState(ctx: Context, customerId: string, id: string, state: SignalState): Promise<Signal> {
  const file = await fileOf(ctx, customerId)
  const one = signals(ctx.tx).where('signals.customerId', '=', file.id).where('signals.id', '=', id).where('signals.kind', 'in', kindsFor(ctx.actor))
  const before = found(await one.executeTakeFirst())
  if (before.state === state) return before
  await ctx.tx.updateTable('signals').set({ state, stateBy: ctx.actor.id, stateAt: ctx.now }).where('customerId', '=', file.id).where('id', '=', id).execute()
  ctx.record('signal.changed', file.id, { signalId: id, state })
  return found(await one.executeTakeFirst())
}
