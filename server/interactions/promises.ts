/** What we told the customer we would do: made, kept or not, and opened again. */
import { randomUUIDv7 } from 'node:crypto'
import type { Promised } from '../../contract/interactions.ts'
import type { Context } from '../context.ts'
import { fileOf, sees } from '../customers/index.ts'
import { found, invalid } from '../http/problem.ts'
import { actorFor } from '../people/index.ts'
import { findPromise } from './queries.ts'

type Outcome = NonNullable<Promised['outcome']>
type NewPromise = { id?: string; text: string; dueOn: string; keeperId?: string; interactionId?: string }

export async function makePromise(ctx: Context, customerId: string, promise: NewPromise): Promise<Promised> {
  const file = await fileOf(ctx, customerId)
  return found(await findPromise(ctx.tx, file.id, await addPromise(ctx, file, promise)))
}

/** Writes a promise into a file at hand, once; whoever made it keeps it unless somebody else is named. */
export async function addPromise(
  ctx: Context,
  file: { id: string; teamId: string; ownerId: string | null },
  { id = randomUUIDv7(), keeperId = ctx.actor.id, ...promise }: NewPromise,
) {
  const keeper = await actorFor(ctx.tx, keeperId, ctx.now)
  if (!keeper || !sees(keeper, file)) throw invalid('keeperId', 'unknown') // nobody can keep what they cannot see
  const stored = await ctx.tx
    .insertInto('promises')
    .values({ ...promise, id, keeperId, customerId: file.id, madeBy: ctx.actor.id, madeAt: ctx.now })
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) ctx.record('promise.made', file.id, { promiseId: id })
  return id
}

export async function closePromise(ctx: Context, customerId: string, id: string, outcome: Outcome): Promise<Promised> {
  const before = await openPromise(ctx, customerId, id)
  if (before.outcome === outcome) return before
  await change(ctx, before, { outcome, outcomeAt: ctx.now, outcomeBy: ctx.actor.id })
  ctx.record('promise.closed', customerId, { promiseId: id, outcome })
  return openPromise(ctx, customerId, id)
}

export async function reopenPromise(ctx: Context, customerId: string, id: string): Promise<Promised> {
  const before = await openPromise(ctx, customerId, id)
  if (!before.outcome) return before
  await change(ctx, before, { outcome: null, outcomeAt: null, outcomeBy: null })
  ctx.record('promise.reopened', customerId, { promiseId: id })
  return openPromise(ctx, customerId, id)
}

async function openPromise(ctx: Context, customerId: string, id: string) {
  const file = await fileOf(ctx, customerId)
  return found(await findPromise(ctx.tx, file.id, id))
}

const change = ({ tx }: Context, { customerId, id }: Promised, set: { outcome: Outcome | null; outcomeAt: Date | null; outcomeBy: string | null }) =>
  tx.updateTable('promises').set(set).where('customerId', '=', customerId).where('id', '=', id).execute()
