/** Coming in and going out. */
import type { CameIn, Session } from '../../contract/people.ts'
import type { Context, Visitor } from '../context.ts'
import { Problem } from '../http/problem.ts'
import { stepsOf } from './factors.ts'
import { passwordMatches } from './passwords.ts'
import { findUserByEmail } from './queries.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { startSession, type Way } from './sessions.ts'
import { guarded } from './throttle.ts'
import { dropTicket, newTicket, readTicket } from './tickets.ts'
import { takeTotp } from './totp.ts'

export async function signIn(ctx: Visitor, { email, password }: { email: string; password: string }): Promise<CameIn> {
  const address = email.toLowerCase()
  const userId = await guarded(ctx, address, 'wrong-credentials', async () => {
    const user = await findUserByEmail(ctx.tx, address)
    if (user && (await passwordMatches(user.passwordHash, password))) return user.id
    if (!user) await passwordMatches(null, password)
    ctx.audit('sign-in.refused', { ...(user ? { subjectId: user.id } : {}), facts: { way: 'password' } })
    return null
  })
  return comeIn(ctx, userId, 'password')
}

/** The person is who they say. Whoever has a second factor is asked for it next; the others are in. */
export async function comeIn(ctx: Visitor, userId: string, way: Way): Promise<CameIn> {
  const ways = await stepsOf(ctx.tx, userId)
  if (ways.length === 0) return startSession(ctx, userId, way)
  return { ticket: await newTicket(ctx, 'second-step', { userId, data: { way } }), ways }
}

/** The second step by a code: of the authenticator app, or a recovery code. */
export async function secondStep(ctx: Visitor, { ticket, code }: { ticket: string; code: string }): Promise<Session> {
  const { userId, way } = await secondStepOf(ctx, ticket)
  await guardedCode(ctx, userId, code)
  await dropTicket(ctx, ticket)
  return startSession(ctx, userId, way)
}

/** Whose second step a ticket is for, if they may still come in. */
export async function secondStepOf(ctx: Visitor, ticket: string) {
  const { userId, data } = await readTicket<{ way: Way }>(ctx, 'second-step', ticket)
  const user = await ctx.tx.selectFrom('users').where('id', '=', userId).where('deactivatedAt', 'is', null).select('id').executeTakeFirst()
  if (!user) throw new Problem('too-late')
  return { userId: user.id, way: data.way }
}

/** A code of this person, or a refusal that is counted: six digits are few. */
export const guardedCode = (ctx: Visitor, userId: string, code: string) =>
  guarded(ctx, `code of ${userId}`, 'wrong-code', async () => {
    if ((await takeTotp(ctx, userId, code)) || (await takeRecoveryCode(ctx, userId, code))) return userId
    ctx.audit('sign-in.refused', { subjectId: userId, facts: { way: 'code' } })
    return null
  })

export async function signOut(ctx: Context) {
  const { sessionId } = ctx.from
  if (sessionId) {
    await ctx.tx.deleteFrom('sessions').where('id', '=', sessionId).execute()
    ctx.audit('session.ended', { subjectId: ctx.actor.id, facts: { session: sessionId } })
  }
  ctx.setSession(null)
  return { done: true as const }
}
