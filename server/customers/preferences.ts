/** Preferences and standing requests: what to keep in mind with this customer. */
import { randomUUIDv7 } from 'node:crypto'
import type { Preference } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { found, Problem } from '../http/problem.ts'
import { findPreference, mustHold } from './queries.ts'

export async function addPreference(
  ctx: Context,
  customerId: string,
  { id = randomUUIDv7(), kind, text }: { id?: string } & Pick<Preference, 'kind' | 'text'>,
) {
  await mustHold(ctx, customerId)
  const before = await findPreference(ctx.tx, customerId, id)
  if (before) return before
  await ctx.tx.insertInto('preferences').values({ customerId, id, kind, text, createdBy: ctx.actor.id, createdAt: ctx.now }).execute()
  ctx.record('preference.added', customerId, { preferenceId: id })
  return found(await findPreference(ctx.tx, customerId, id))
}

export async function changePreference(ctx: Context, customerId: string, id: string, change: Partial<Pick<Preference, 'kind' | 'text'>>) {
  await mustHold(ctx, customerId)
  const before = found(await findPreference(ctx.tx, customerId, id))
  if (Object.keys(change).length === 0) return before
  await ctx.tx.updateTable('preferences').set(change).where('customerId', '=', customerId).where('id', '=', id).execute()
  ctx.record('preference.changed', customerId, { preferenceId: id, fields: Object.keys(change) })
  return found(await findPreference(ctx.tx, customerId, id))
}

export async function removePreference(ctx: Context, customerId: string, id: string) {
  await mustHold(ctx, customerId)
  const removed = await ctx.tx.deleteFrom('preferences').where('customerId', '=', customerId).where('id', '=', id).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Problem('not-found')
  ctx.record('preference.removed', customerId, { preferenceId: id })
  return { done: true as const }
}
