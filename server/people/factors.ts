/** What a person has besides a password, and what the company asks of them. */
import { sql } from 'kysely'
import type { SecondStep } from '../../contract/people.ts'
import type { MyFactors } from '../../contract/sign-in.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found, Problem } from '../http/problem.ts'
import { findUser, passkeysOf } from './queries.ts'
import { newRecoveryCodes, recoveryCodesLeft } from './recovery-codes.ts'
import { endSessionsOf } from './sessions.ts'

export async function myFactors({ tx, actor }: Context): Promise<MyFactors> {
  const [user, totp, passkeys, left, required] = await Promise.all([
    tx.selectFrom('users').where('id', '=', actor.id).select('passwordHash').executeTakeFirstOrThrow(),
    tx.selectFrom('totpFactors').where('userId', '=', actor.id).select('createdAt').executeTakeFirst(),
    passkeysOf(tx, actor.id),
    recoveryCodesLeft(tx, actor.id),
    factorRequired(tx, actor.id),
  ])
  return { hasPassword: user.passwordHash !== null, totp: totp ?? null, passkeys, recoveryCodesLeft: left, required }
}

/** The ways a person can take a second step; none for somebody without a second factor. */
export async function stepsOf(tx: Db, userId: string): Promise<SecondStep['ways']> {
  const totp = await tx.selectFrom('totpFactors').where('userId', '=', userId).select('userId').executeTakeFirst()
  const passkeys = await passkeysOf(tx, userId)
  const left = await recoveryCodesLeft(tx, userId)
  if (!totp && passkeys.length === 0) return []
  return [...(passkeys.length > 0 ? ['passkey' as const] : []), ...(totp || left > 0 ? ['code' as const] : [])]
}

/** Notes a factor just added. With the first one come the recovery codes, shown once. */
export async function afterAdding(ctx: Context, kind: 'totp' | 'passkey'): Promise<string[] | null> {
  ctx.audit('factor.added', { subjectId: ctx.actor.id, facts: { kind } })
  if ((await recoveryCodesLeft(ctx.tx, ctx.actor.id)) > 0) return null
  return newRecoveryCodes(ctx.tx, ctx.actor.id)
}

/** After a factor was removed: the last one cannot be where the company wants one; and without any, codes are for nothing. */
export async function refuseWithout({ tx, actor }: Context) {
  if ((await stepsOf(tx, actor.id)).length > 0) return
  if (await factorRequired(tx, actor.id)) throw new Problem('second-factor-needed')
  await tx.deleteFrom('recoveryCodes').where('userId', '=', actor.id).execute()
}

export async function renewRecoveryCodes(ctx: Context) {
  if ((await stepsOf(ctx.tx, ctx.actor.id)).length === 0) throw new Problem('wrong-state')
  ctx.audit('recovery-codes.renewed', { subjectId: ctx.actor.id })
  return { recoveryCodes: await newRecoveryCodes(ctx.tx, ctx.actor.id) }
}

/** For a colleague who lost theirs. Whoever might hold an open session of theirs is out. */
export async function resetFactors(ctx: Context, userId: string) {
  found(await findUser(ctx.tx, userId))
  for (const table of ['totpFactors', 'passkeys', 'recoveryCodes', 'providerAccounts'] as const)
    await ctx.tx.deleteFrom(table).where('userId', '=', userId).execute()
  await endSessionsOf(ctx, userId)
  ctx.audit('factors.reset', { subjectId: userId })
  return { done: true as const }
}

const factorRequired = async (tx: Db, userId: string) => {
  const { required } = await tx
    .selectFrom('users')
    .where('id', '=', userId)
    .select(sql<boolean>`role = any (select unnest(second_factor_roles) from sign_in_policy)`.as('required'))
    .executeTakeFirstOrThrow()
  return required
}
