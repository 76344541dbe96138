/** Somebody who knows says that two files are not of one customer. */
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import { Problem } from '../http/problem.ts'

const inOrder = (one: string, other: string) => (one < other ? { oneId: one, otherId: other } : { oneId: other, otherId: one })

export async function areNot(ctx: Context, id: string, otherId: string) {
  await fileOf(ctx, id)
  await fileOf(ctx, otherId)
  if (id === otherId) throw new Problem('wrong-state')
  await ctx.tx
    .insertInto('notDuplicates')
    .values({ ...inOrder(id, otherId), decidedBy: ctx.actor.id, decidedAt: ctx.now })
    .onConflict((conflict) => conflict.columns(['oneId', 'otherId']).doNothing())
    .execute()
  return { done: true as const }
}

export async function mayBeAgain(ctx: Context, id: string, otherId: string) {
  await fileOf(ctx, id)
  await fileOf(ctx, otherId)
  const pair = inOrder(id, otherId)
  await ctx.tx.deleteFrom('notDuplicates').where('oneId', '=', pair.oneId).where('otherId', '=', pair.otherId).execute()
  return { done: true as const }
}
