/** Saved views: a list as somebody likes it, for themselves or for everyone. */
import { randomUUIDv7 } from 'node:crypto'
import type { SavedView } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { found, Problem } from '../http/problem.ts'

const views = ({ tx, actor }: Context) =>
  tx
    .selectFrom('savedViews')
    .innerJoin('users', 'users.id', 'savedViews.userId')
    .select((eb) => [
      'savedViews.id',
      'savedViews.list',
      'savedViews.name',
      'savedViews.query',
      'savedViews.shared',
      'users.name as by',
      eb('savedViews.userId', '=', actor.id).$castTo<boolean>().as('mine'),
    ])

export const listViews = (ctx: Context): Promise<SavedView[]> =>
  views(ctx)
    .where((eb) => eb.or([eb('savedViews.userId', '=', ctx.actor.id), eb('savedViews.shared', '=', true)]))
    .orderBy('savedViews.name')
    .orderBy('savedViews.id')
    .execute()

const myView = async (ctx: Context, id: string) =>
  found(await views(ctx).where('savedViews.id', '=', id).where('savedViews.userId', '=', ctx.actor.id).executeTakeFirst())

export async function saveView(ctx: Context, view: Pick<SavedView, 'list' | 'name' | 'query' | 'shared'>) {
  const id = randomUUIDv7()
  await ctx.tx
    .insertInto('savedViews')
    .values({ id, ...view, userId: ctx.actor.id, createdAt: ctx.now })
    .execute()
  return myView(ctx, id)
}

export async function changeView(ctx: Context, id: string, change: Partial<Pick<SavedView, 'name' | 'query' | 'shared'>>) {
  await myView(ctx, id)
  if (Object.keys(change).length > 0) await ctx.tx.updateTable('savedViews').set(change).where('id', '=', id).execute()
  return myView(ctx, id)
}

export async function removeView({ tx, actor }: Context, id: string) {
  const removed = await tx.deleteFrom('savedViews').where('id', '=', id).where('userId', '=', actor.id).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Problem('not-found')
  return { done: true as const }
}
