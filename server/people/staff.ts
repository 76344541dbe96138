/** Who works here: inviting, changing, deactivating. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { people } from '../../contract/people.ts'
import type { Context } from '../context.ts'
import { found, Problem } from '../http/problem.ts'
import { newLink } from './access-links.ts'
import { guardedPassword } from './confirmation.ts'
import { newPasswordHash, ownerOf } from './passwords.ts'
import { findUser, setTeams } from './queries.ts'
import { endSessionsOf } from './sessions.ts'

type Invite = z.output<(typeof people)['POST /users']['body']>
type Change = z.output<(typeof people)['PATCH /users/:id']['body']>

export async function invite(ctx: Context, { teamIds, ...person }: Invite) {
  const id = randomUUIDv7()
  await ctx.tx
    .insertInto('users')
    .values({ id, ...person, createdAt: ctx.now })
    .execute()
  await setTeams(ctx.tx, id, teamIds)
  const { link, expiresAt } = await newLink(ctx, id)
  ctx.audit('person.invited', { subjectId: id, facts: { role: person.role } })
  return { user: found(await findUser(ctx.tx, id)), link, expiresAt }
}

/** A deactivated person is out at once: their sessions end with the change. */
export async function changeUser(ctx: Context, id: string, { teamIds, active, ...change }: Change) {
  const before = found(await findUser(ctx.tx, id))
  const set = { ...change, ...(active === undefined ? {} : { deactivatedAt: active ? null : ctx.now }) }
  const losesTheLast = before.role === 'administrator' && (active === false || (change.role && change.role !== 'administrator'))
  if (losesTheLast && (await otherAdministrators(ctx, id)) === 0) throw new Problem('still-in-use')
  if (Object.keys(set).length > 0) await ctx.tx.updateTable('users').set(set).where('id', '=', id).execute()
  if (teamIds) await setTeams(ctx.tx, id, teamIds)
  if (active === false) await endSessionsOf(ctx, id)
  ctx.audit('person.changed', {
    subjectId: id,
    facts: { fields: Object.keys({ ...change, ...(teamIds && { teamIds }), ...(active !== undefined && { active }) }) },
  })
  return found(await findUser(ctx.tx, id))
}

export async function changeMyPassword(ctx: Context, { current, password }: { current: string; password: string }) {
  await guardedPassword(ctx, current)
  await ctx.tx
    .updateTable('users')
    .set({ passwordHash: await newPasswordHash(password, await ownerOf(ctx.tx, ctx.actor.id)) })
    .where('id', '=', ctx.actor.id)
    .execute()
  await endSessionsOf(ctx, ctx.actor.id, ctx.from.sessionId)
  ctx.audit('password.changed', { subjectId: ctx.actor.id })
  return { done: true as const }
}

async function otherAdministrators({ tx }: Context, id: string) {
  const others = await tx
    .selectFrom('users')
    .where('role', '=', 'administrator')
    .where('deactivatedAt', 'is', null)
    .where('id', '!=', id)
    .select('id')
    .execute()
  return others.length
}
