/** Codes of an authenticator app, which change every half minute. */
import { generateSecret, generateURI, verify } from 'otplib'
import type { Context, Visitor } from '../context.ts'
import { seal, unseal } from '../db/sealed.ts'
import { found } from '../http/problem.ts'
import { afterAdding, refuseWithout } from './factors.ts'
import { guarded } from './throttle.ts'
import { dropTicket, newTicket, readTicket } from './tickets.ts'

const sealedFor = (userId: string) => `totp ${userId}`
/** A clock half a minute off, and slow fingers. */
const tolerance = 30

/** A secret for the app to keep. It counts once the app has shown a right code. */
export async function beginTotp(ctx: Context) {
  const { name: company } = await ctx.tx.selectFrom('company').select('name').executeTakeFirstOrThrow()
  const { email } = await ctx.tx.selectFrom('users').where('id', '=', ctx.actor.id).select('email').executeTakeFirstOrThrow()
  const secret = generateSecret()
  const sealed = seal(ctx.place.folder, sealedFor(ctx.actor.id), secret).toString('base64')
  const ticket = await newTicket(ctx, 'totp', { userId: ctx.actor.id, data: { sealed } })
  return { ticket, secret, uri: generateURI({ issuer: company ? `Kesher ${company}` : 'Kesher', label: email, secret }) }
}

/** Takes the app as a second factor, in place of the one before. */
export async function addTotp(ctx: Context, { ticket, code }: { ticket: string; code: string }) {
  const { userId, data } = await readTicket<{ sealed: string }>(ctx, 'totp', ticket)
  found(userId === ctx.actor.id || null)
  const secret = Buffer.from(data.sealed, 'base64')
  const step = await guarded(ctx, `code of ${ctx.actor.id}`, 'wrong-code', () => stepOf(ctx, ctx.actor.id, secret, code, 0))
  await dropTicket(ctx, ticket)
  const factor = { secret, lastStep: step, createdAt: ctx.now }
  await ctx.tx
    .insertInto('totpFactors')
    .values({ userId: ctx.actor.id, ...factor })
    .onConflict((key) => key.column('userId').doUpdateSet(factor))
    .execute()
  return { recoveryCodes: await afterAdding(ctx, 'totp') }
}

export async function removeTotp(ctx: Context) {
  found(await ctx.tx.deleteFrom('totpFactors').where('userId', '=', ctx.actor.id).returning('userId').executeTakeFirst())
  await refuseWithout(ctx)
  ctx.audit('factor.removed', { subjectId: ctx.actor.id, facts: { kind: 'totp' } })
  return { done: true as const }
}

/** Whether `code` is right now, and the app's newest: a code that was taken, and any before it, is refused. */
export async function takeTotp(ctx: Visitor, userId: string, code: string): Promise<boolean> {
  const factor = await ctx.tx.selectFrom('totpFactors').where('userId', '=', userId).select(['secret', 'lastStep']).forUpdate().executeTakeFirst()
  const step = factor && (await stepOf(ctx, userId, factor.secret, code, factor.lastStep))
  if (!step) return false
  await ctx.tx.updateTable('totpFactors').set({ lastStep: step }).where('userId', '=', userId).execute()
  return true
}

/** The half-minute a right code belongs to. */
async function stepOf({ place, now }: Visitor, userId: string, sealed: Buffer, code: string, after: number): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null
  const secret = unseal(place.folder, sealedFor(userId), sealed)
  const result = await verify({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), epochTolerance: tolerance, afterTimeStep: after })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
