/** The browsers a person is signed in with. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Session } from '../../contract/people.ts'
import type { MySession } from '../../contract/sign-in.ts'
import type { Context, Visitor } from '../context.ts'
import type { House } from '../house.ts'
import { found } from '../http/problem.ts'
import { hashOf, sessionDays, usedLately } from '../http/session.ts'
import { whoAmI } from './me.ts'

export type Way = MySession['way']

/** Gives the browser a session of this person, who has just proved who they are. */
export async function startSession(ctx: Visitor, userId: string, way: Way): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const id = randomUUIDv7()
  const { address, userAgent } = ctx.from
  await ctx.tx
    .insertInto('sessions')
    .values({
      id,
      tokenHash: hashOf(token),
      userId,
      way,
      createdAt: ctx.now,
      confirmedAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + sessionDays * 86_400_000),
      userAgent: userAgent.slice(0, 300),
      address,
      lastAddress: address,
    })
    .execute()
  ctx.setSession(token)
  ctx.audit('session.begun', { subjectId: userId, facts: { way, session: id } })
  return whoAmI(ctx, userId, id)
}

export async function mySessions({ tx, now, actor, from }: Context): Promise<MySession[]> {
  const rows = await tx
    .selectFrom('sessions')
    .where('userId', '=', actor.id)
    .where('expiresAt', '>', now.toISOString())
    .where(usedLately(now))
    .select(['id', 'way', 'userAgent', 'address', 'lastAddress', 'createdAt', 'lastSeenAt', 'expiresAt'])
    .orderBy('lastSeenAt', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, here: row.id === from.sessionId }))
}

/** Open screens of it are out within a second. */
export async function endMySession(ctx: Context, id: string) {
  found(await ctx.tx.deleteFrom('sessions').where('userId', '=', ctx.actor.id).where('id', '=', id).returning('id').executeTakeFirst())
  if (id === ctx.from.sessionId) ctx.setSession(null)
  ctx.audit('session.ended', { subjectId: ctx.actor.id, facts: { session: id } })
  return { done: true as const }
}

export async function endMyOthers(ctx: Context) {
  return { ended: await endSessionsOf(ctx, ctx.actor.id, ctx.from.sessionId) }
}

/** Ends every session of a person, or all but one. */
export async function endSessionsOf({ tx, audit }: Context | Visitor, userId: string, but: string | null = null) {
  const ended = await tx
    .deleteFrom('sessions')
    .where('userId', '=', userId)
    .$if(but !== null, (query) => query.where('id', '!=', but))
    .returning('id')
    .execute()
  for (const { id } of ended) audit('session.ended', { subjectId: userId, facts: { session: id } })
  return ended.length
}

/** A session that was ended, or whose person left, since the moment a database was brought back to must not live again. */
export async function endAllSessions({ db }: House) {
  await db.deleteFrom('sessions').execute()
  await db.deleteFrom('tickets').execute()
}
