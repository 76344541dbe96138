/** Coming in by the account one has with the company. It opens the door of somebody we know; it makes nobody new. */
import type { CameIn } from '../../contract/people.ts'
import type { Visitor } from '../context.ts'
import { Problem } from '../http/problem.ts'
import { providerNow } from './policy.ts'
import { type Account, accountIn, begin } from './provider.ts'
import { findUserByEmail } from './queries.ts'
import { startSession } from './sessions.ts'
import { comeIn } from './sign-in.ts'
import { newTicket, takeTicket } from './tickets.ts'

export async function beginAtCompany(ctx: Visitor) {
  const provider = await providerNow(ctx)
  if (!provider) throw new Problem('wrong-state')
  const { address, ...begun } = await begin(ctx, provider)
  return { ticket: await newTicket(ctx, 'company', { data: begun }), address }
}

/** The ticket is in the browser that began: an answer brought by another gets nobody in. */
export async function comeFromCompany(ctx: Visitor, { ticket, answer }: { ticket: string; answer: string }): Promise<CameIn> {
  const { data } = await takeTicket<Parameters<typeof accountIn>[3]>(ctx, 'company', ticket)
  const provider = await providerNow(ctx)
  if (!provider) throw new Problem('provider-failed')
  const userId = await personOf(ctx, await accountIn(ctx, provider, answer, data))
  if (!userId) {
    ctx.audit('sign-in.refused', { facts: { way: 'company' } })
    throw new Problem('no-account', { kept: true })
  }
  return provider.asksSecondFactor ? startSession(ctx, userId, 'company') : comeIn(ctx, userId, 'company')
}

/**
 * Whose account it is. The first time the verified e-mail tells; from then on only the provider's own id of the account:
 * an address that was given to somebody else does not give them this person's work.
 */
async function personOf({ tx, now }: Visitor, { issuer, subject, email }: Account): Promise<string | null> {
  const known = await tx
    .selectFrom('providerAccounts')
    .innerJoin('users', 'users.id', 'providerAccounts.userId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .select(['users.id', 'users.deactivatedAt'])
    .executeTakeFirst()
  if (known) return known.deactivatedAt ? null : known.id
  const user = email ? await findUserByEmail(tx, email) : undefined
  if (!user) return null
  const other = await tx.selectFrom('providerAccounts').where('issuer', '=', issuer).where('userId', '=', user.id).select('subject').executeTakeFirst()
  if (other) return null
  await tx.insertInto('providerAccounts').values({ issuer, subject, userId: user.id, createdAt: now }).execute()
  return user.id
}
