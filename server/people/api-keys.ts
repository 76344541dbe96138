/** Keys by which programs act for a person: within the key's scopes and, always, the person's own rights. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { ApiKey, ApiKeyOfSomebody } from '../../contract/sign-in.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import { hashOf } from '../http/session.ts'

/** By which anybody who finds a key knows what it is, and scanners of published code do. */
const prefix = 'kesher_'

const keys = (tx: Db) =>
  tx
    .selectFrom('apiKeys')
    .innerJoin('users', 'users.id', 'apiKeys.userId')
    .select(['apiKeys.id', 'apiKeys.name', 'ending', 'scopes', 'apiKeys.createdAt', 'expiresAt', 'lastUsedAt', 'lastAddress', 'revokedAt'])
    .select(['users.id as ownerId', 'users.name as ownerName'])
    .orderBy('apiKeys.createdAt', 'desc')

export const myKeys = ({ tx, actor }: Context): Promise<ApiKey[]> => keys(tx).where('userId', '=', actor.id).execute()

export async function allKeys({ tx }: Context): Promise<ApiKeyOfSomebody[]> {
  const rows = await keys(tx).execute()
  return rows.map(({ ownerId, ownerName, ...key }) => ({ ...key, owner: { id: ownerId, name: ownerName } }))
}

/** Makes a key and tells it, this once. */
export async function makeKey(ctx: Context, { name, scopes, days }: { name: string; scopes: string[]; days: number | null }) {
  const key = prefix + randomBytes(32).toString('base64url')
  const id = randomUUIDv7()
  const expiresAt = days === null ? null : new Date(ctx.now.getTime() + days * 86_400_000)
  await ctx.tx
    .insertInto('apiKeys')
    .values({ id, userId: ctx.actor.id, name, tokenHash: hashOf(key), ending: key.slice(-4), scopes: [...new Set(scopes)], createdAt: ctx.now, expiresAt })
    .execute()
  ctx.audit('api-key.made', { subjectId: id, facts: { owner: ctx.actor.id, scopes } })
  return { key, apiKey: found(await keys(ctx.tx).where('apiKeys.id', '=', id).executeTakeFirst()) }
}

/** It stops at once and stays in the list, so that what it did can still be told. */
export async function revokeKey(ctx: Context, id: string, { anybodys = false } = {}) {
  const key = found(
    await ctx.tx
      .selectFrom('apiKeys')
      .where('id', '=', id)
      .$if(!anybodys, (query) => query.where('userId', '=', ctx.actor.id))
      .select('userId')
      .executeTakeFirst(),
  )
  const revoked = await ctx.tx
    .updateTable('apiKeys')
    .set({ revokedAt: ctx.now, revokedBy: ctx.actor.id })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (revoked) ctx.audit('api-key.revoked', { subjectId: id, facts: { owner: key.userId } })
  return { done: true as const }
}
