/** One-time links by which a person chooses a password: the invite, and the reset. */
import { randomBytes } from 'node:crypto'
import type { Context, Visitor } from '../context.ts'
import { found, Problem } from '../http/problem.ts'
import { hashOf } from '../http/session.ts'
import { newPasswordHash, ownerOf } from './passwords.ts'
import { endSessionsOf } from './sessions.ts'
import { comeIn } from './sign-in.ts'

const validDays = 7

/** A new link for a person; links handed out before stop working. */
export async function newLink(ctx: Context, userId: string) {
  const user = found(await ctx.tx.selectFrom('users').where('id', '=', userId).select('passwordHash').executeTakeFirst())
  await ctx.tx.deleteFrom('accessLinks').where('userId', '=', userId).where('usedAt', 'is', null).execute()
  const token = randomBytes(24).toString('base64url')
  ctx.audit('access-link.made', { subjectId: userId })
  const expiresAt = new Date(ctx.now.getTime() + validDays * 86_400_000)
  await ctx.tx
    .insertInto('accessLinks')
    .values({
      tokenHash: hashOf(token),
      userId,
      purpose: user.passwordHash ? 'reset' : 'invite',
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
      expiresAt,
    })
    .execute()
  return { link: `${ctx.place.address}/join/${token}`, expiresAt: expiresAt.toISOString() }
}

export async function openLink(ctx: Visitor, token: string) {
  const { name, email, language, purpose } = await usable(ctx, token)
  return { name, email, language, purpose }
}

/** Sets the password, ends every session the person had, and lets this browser in: past the second step, where there is one. */
export async function useLink(ctx: Visitor, token: string, password: string) {
  const { userId } = await usable(ctx, token)
  const used = await ctx.tx
    .updateTable('accessLinks')
    .set({ usedAt: ctx.now })
    .where('tokenHash', '=', hashOf(token))
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  if (used.numUpdatedRows === 0n) throw new Problem('link-used-up')
  await ctx.tx
    .updateTable('users')
    .set({ passwordHash: await newPasswordHash(password, await ownerOf(ctx.tx, userId)) })
    .where('id', '=', userId)
    .execute()
  await endSessionsOf(ctx, userId)
  ctx.audit('password.changed', { subjectId: userId })
  return comeIn(ctx, userId, 'link')
}

async function usable({ tx, now }: Visitor, token: string) {
  const link = await tx
    .selectFrom('accessLinks')
    .innerJoin('users', 'users.id', 'accessLinks.userId')
    .where('accessLinks.tokenHash', '=', hashOf(token))
    .where('usedAt', 'is', null)
    .where('accessLinks.expiresAt', '>', now.toISOString())
    .where('users.deactivatedAt', 'is', null)
    .select(['users.id as userId', 'users.name', 'users.email', 'users.language', 'accessLinks.purpose'])
    .executeTakeFirst()
  if (!link) throw new Problem('link-used-up')
  return link
}
