/** Proving again who one is, before what weighs most. */
import type { z } from 'zod'
import type { signIn } from '../../contract/sign-in.ts'
import type { Context } from '../context.ts'
import { noteConfirmed } from '../http/admission.ts'
import { takePasskey } from './passkeys.ts'
import { passwordMatches } from './passwords.ts'
import { guardedCode } from './sign-in.ts'
import { guarded } from './throttle.ts'

type Proof = z.output<(typeof signIn)['POST /me/confirmation']['body']>

/** By password, code or passkey. It holds for this browser and a few minutes. */
export async function confirm(ctx: Context, proof: Proof) {
  const { actor, from, tx, now } = ctx
  if ('password' in proof) await guardedPassword(ctx, proof.password)
  else if ('code' in proof) await guardedCode(ctx, actor.id, proof.code)
  else await takePasskey(ctx, proof, actor.id)
  if (from.sessionId) await noteConfirmed(tx, from.sessionId, now)
  ctx.audit('session.confirmed', { subjectId: actor.id })
  return { done: true as const }
}

/** My own password, or a refusal that is counted like that of a sign-in: both guess at the same thing. */
export async function guardedPassword(ctx: Context, password: string) {
  const { email, passwordHash } = await ctx.tx.selectFrom('users').where('id', '=', ctx.actor.id).select(['email', 'passwordHash']).executeTakeFirstOrThrow()
  await guarded(ctx, email, 'wrong-credentials', async () => {
    if (await passwordMatches(passwordHash, password)) return true
    ctx.audit('sign-in.refused', { subjectId: ctx.actor.id, facts: { way: 'password' } })
    return null
  })
}
