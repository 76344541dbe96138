/** What every screen knows of the person in front of it. */
import { sql } from 'kysely'
import { type GuardedField, rights } from '../../contract/access.ts'
import type { Session } from '../../contract/people.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { lacksFactor } from '../http/session.ts'

export async function whoAmI({ tx, now }: { tx: Db; now: Date }, userId: string, sessionId: string | null): Promise<Session> {
  const { scope, hidden, ...user } = await tx
    .selectFrom('users')
    .where('id', '=', userId)
    .innerJoin('roleAccess', 'roleAccess.role', 'users.role')
    .select(['id', 'name', 'email', 'users.role', 'formOfAddress', 'language', 'theme', 'roleAccess.scope'])
    .select([sql<GuardedField[]>`role_access.hidden`.as('hidden'), lacksFactor(sessionId).as('lacksFactor')])
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
  return whoAmI(ctx, ctx.actor.id, ctx.from.sessionId)
}
