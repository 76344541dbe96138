/** Lending files to a consultant for a time: which, until when, and why. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { customers, Grant, LendingFilter } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { findUser } from '../people/index.ts'
import { withHeirs } from './heirs.ts'

type NewGrant = z.output<(typeof customers)['POST /users/:id/grants']['body']>

const grants = (tx: Db, userId: string) =>
  tx
    .selectFrom('accessGrants as g')
    .leftJoin('users', 'users.id', 'g.createdBy')
    .where('g.userId', '=', userId)
    .select(['g.id', 'g.until', 'g.reason', 'g.createdAt', 'g.endedAt'])
    .select([
      sql<LendingFilter | null>`g.filter`.as('filter'),
      sql<Grant['createdBy']>`case when users.id is not null then json_build_object('id', users.id, 'name', users.name) end`.as('createdBy'),
      sql<Grant['files']>`(select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name), '[]')
        from access_grant_files f join customers c on c.id = f.file_id where f.grant_id = g.id)`.as('files'),
    ])
    .orderBy('g.createdAt', 'desc')
    .orderBy('g.id', 'desc')

export const listGrants = ({ tx }: Context, userId: string): Promise<Grant[]> => grants(tx, userId).execute()

const grantOf = async ({ tx }: Context, userId: string, id: string): Promise<Grant> => found(await grants(tx, userId).where('g.id', '=', id).executeTakeFirst())

/** Only a consultant is given files one by one; our own see by role and team. */
export async function giveGrant(ctx: Context, userId: string, { id, until, filter, fileIds, reason }: NewGrant): Promise<Grant> {
  const { role } = found(await findUser(ctx.tx, userId))
  if (role !== 'consultant') throw new Problem('wrong-state')
  if (Date.parse(until) <= ctx.now.getTime()) throw invalid('until', 'before-start')
  const stored = await ctx.tx
    .insertInto('accessGrants')
    .values({ id, userId, until, filter: filter && JSON.stringify(filter), reason, createdBy: ctx.actor.id, createdAt: ctx.now })
    .onConflict((key) => key.column('id').doNothing())
    .executeTakeFirst()
  if (stored.numInsertedOrUpdatedRows === 0n) return grantOf(ctx, userId, id)
  const files = await withHeirs(ctx.tx, fileIds)
  if (files.length > 0)
    await ctx.tx
      .insertInto('accessGrantFiles')
      .values(files.map((fileId) => ({ fileId, grantId: id })))
      .onConflict((key) => key.doNothing())
      .execute()
  ctx.audit('access.granted', { subjectId: userId, facts: { grantId: id, until, files: fileIds.length, filter: filter ? Object.keys(filter) : [] } })
  return grantOf(ctx, userId, id)
}

export async function endGrant(ctx: Context, userId: string, id: string): Promise<Grant> {
  const before = await grantOf(ctx, userId, id)
  if (before.endedAt) return before
  await ctx.tx.updateTable('accessGrants').set({ endedAt: ctx.now }).where('id', '=', id).execute()
  ctx.audit('access.ended', { subjectId: userId, facts: { grantId: id } })
  return grantOf(ctx, userId, id)
}
