/** What a person has begun and not finished yet. The browser holds the ticket; what it stands for stays here. */
import { randomBytes } from 'node:crypto'
import type { Visitor } from '../context.ts'
import { Problem } from '../http/problem.ts'
import { hashOf } from '../http/session.ts'

type Purpose = 'second-step' | 'totp' | 'passkey-add' | 'passkey-use' | 'company'
const validMinutes = 10

export async function newTicket({ tx, now }: Visitor, purpose: Purpose, { userId = null, data = {} }: { userId?: string | null; data?: object }) {
  await tx.deleteFrom('tickets').where('expiresAt', '<', now.toISOString()).execute()
  const ticket = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + validMinutes * 60_000)
  await tx
    .insertInto('tickets')
    .values({ tokenHash: hashOf(ticket), purpose, userId, data: JSON.stringify(data), expiresAt })
    .execute()
  return ticket
}

/** What a ticket stands for; it stays good for another try. */
export async function readTicket<Data>({ tx, now }: Visitor, purpose: Purpose, ticket: string) {
  const row = await tx
    .selectFrom('tickets')
    .where('tokenHash', '=', hashOf(ticket))
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', now.toISOString())
    .select(['userId', 'data'])
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Problem('too-late')
  return { userId: row.userId, data: row.data as Data }
}

/** The same, and it is used up, whatever comes of it. */
export async function takeTicket<Data>(ctx: Visitor, purpose: Purpose, ticket: string) {
  const taken = await readTicket<Data>(ctx, purpose, ticket)
  await dropTicket(ctx, ticket)
  return taken
}

export const dropTicket = ({ tx }: Visitor, ticket: string) => tx.deleteFrom('tickets').where('tokenHash', '=', hashOf(ticket)).execute()
