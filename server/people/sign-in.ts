/** Coming in, going out, and what every screen knows of the person. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type GuardedField, rights } from '../../contract/access.ts'
import type { Session } from '../../contract/people.ts'
import type { Context, Visitor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { Problem } from '../http/problem.ts'
import { hashOf, sessionDays } from '../http/session.ts'
import { passwordMatches } from './passwords.ts'
import { findUserByEmail } from './queries.ts'

const freeTries = 5
const longestWaitSeconds = 900

export async function signIn(ctx: Visitor, { email, password }: { email: string; password: string }): Promise<Session> {
  const address = email.toLowerCase()
  await waitOut(ctx, address)
  const user = await findUserByEmail(ctx.tx, address)
  if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
    await noteFailure(ctx, address)
    throw new Problem('wrong-credentials')
  }
  await ctx.tx.deleteFrom('signInFailures').where('emailHash', '=', keyOf(address)).execute()
  return startSession(ctx, user.id)
}

/** Gives the browser a session of this person. */
export async function startSession(ctx: Visitor, userId: string): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + sessionDays * 86_400_000)
  await ctx.tx
    .insertInto('sessions')
    .values({ tokenHash: hashOf(token), userId, createdAt: ctx.now, expiresAt, userAgent: ctx.userAgent.slice(0, 300) })
    .execute()
  ctx.setSession(token)
  return whoAmI(ctx, userId)
}

export async function signOut(ctx: Context) {
  if (ctx.sessionToken) await ctx.tx.deleteFrom('sessions').where('tokenHash', '=', hashOf(ctx.sessionToken)).execute()
  ctx.setSession(null)
  return { done: true as const }
}

export async function whoAmI({ tx, now }: { tx: Db; now: Date }, userId: string): Promise<Session> {
  const { scope, hidden, ...user } = await tx
    .selectFrom('users')
    .where('id', '=', userId)
    .innerJoin('roleAccess', 'roleAccess.role', 'users.role')
    .select([
      'id',
      'name',
      'email',
      'users.role',
      'formOfAddress',
      'language',
      'theme',
      'roleAccess.scope',
      sql<GuardedField[]>`role_access.hidden`.as('hidden'),
    ])
    .executeTakeFirstOrThrow()
  const company = await tx.selectFrom('company').select(['name', 'currency', 'timeZone', 'weekend', 'setUpAt']).executeTakeFirstOrThrow()
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(company.timeZone).toPlainDate().toString()
  return {
    user,
    scope,
    can: [...rights[user.role]],
    hidden,
    company: { name: company.name, currency: company.currency, timeZone: company.timeZone, weekend: company.weekend, today, setUp: company.setUpAt !== null },
  }
}

export async function changeMe(
  ctx: Context,
  change: Partial<{ name: string; formOfAddress: 'f' | 'm' | 'x'; language: 'he' | 'en'; theme: 'system' | 'light' | 'dark' }>,
) {
  if (Object.keys(change).length > 0) await ctx.tx.updateTable('users').set(change).where('id', '=', ctx.actor.id).execute()
  return whoAmI(ctx, ctx.actor.id)
}

/** The first tries are free; after that each wait is twice the one before, up to a quarter of an hour. */
async function waitOut({ tx, now }: Visitor, address: string) {
  const row = await tx.selectFrom('signInFailures').where('emailHash', '=', keyOf(address)).select('blockedUntil').executeTakeFirst()
  const seconds = row ? Math.ceil((Date.parse(row.blockedUntil) - now.getTime()) / 1000) : 0
  if (seconds > 0) throw new Problem('slow-down', { facts: { seconds } })
}

/** Kept outside the request's transaction, which its refusal rolls back. */
async function noteFailure({ outside, now }: Visitor, address: string) {
  const before = await outside.selectFrom('signInFailures').where('emailHash', '=', keyOf(address)).select('failures').executeTakeFirst()
  const failures = (before?.failures ?? 0) + 1
  const wait = failures < freeTries ? 0 : Math.min(longestWaitSeconds, 2 ** (failures - freeTries))
  const row = { failures, lastFailedAt: now, blockedUntil: new Date(now.getTime() + wait * 1000) }
  await outside
    .insertInto('signInFailures')
    .values({ emailHash: keyOf(address), ...row })
    .onConflict((key) => key.column('emailHash').doUpdateSet(row))
    .execute()
}

const keyOf = (address: string) => createHash('sha256').update(address).digest()

/** A session that was ended, or whose person left, since the moment a database was brought back to must not live again. */
export const endAllSessions = async ({ db }: House) => void (await db.deleteFrom('sessions').execute())
