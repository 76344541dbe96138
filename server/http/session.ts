/** The session cookie, and who stands behind it. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../context.ts'
import type { House } from '../house.ts'
import { actors } from './actor.ts'

export const sessionDays = 14
const rememberedFor = 1_000

/** Only this is stored of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function tokenOf(request: FastifyRequest): string | null {
  return request.cookies['__Host-kesher'] ?? request.cookies.kesher ?? null
}

/**
 * `__Host-` wherever browsers keep secure cookies: over https, and on this machine's own address.
 * Plain http to another machine gets a cookie without the prefix.
 */
export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string) {
  const secure = request.protocol === 'https' || ['localhost', '127.0.0.1', '[::1]'].includes(request.hostname)
  reply.setCookie(secure ? '__Host-kesher' : 'kesher', token, { path: '/', httpOnly: true, secure, sameSite: 'lax', maxAge: sessionDays * 86_400 })
}

export function endSession(reply: FastifyReply) {
  reply.clearCookie('__Host-kesher', { path: '/', secure: true })
  reply.clearCookie('kesher', { path: '/' })
}

type Remembered = { actor: Actor | null; until: number }
const remembered = new WeakMap<House, Map<string, Remembered>>()

/** The person a token belongs to, or null. Asked of the database at most once a second for each token. */
export async function actorOf(house: House, token: string): Promise<Actor | null> {
  const known = remembered.get(house) ?? new Map<string, Remembered>()
  remembered.set(house, known)
  const hit = known.get(token)
  if (hit && hit.until > performance.now()) return hit.actor
  const actor = await lookUp(house, token)
  if (known.size > 10_000) known.clear()
  known.set(token, { actor, until: performance.now() + rememberedFor })
  return actor
}

/** Forgets who is behind every token: after a sign-out, or a change of a person's role or teams. */
export function forgetSessions(house: House) {
  remembered.delete(house)
}

async function lookUp(house: House, token: string): Promise<Actor | null> {
  const now = house.now()
  const row = await actors(house.db, now)
    .innerJoin('sessions', 'sessions.userId', 'users.id')
    .where('sessions.tokenHash', '=', hashOf(token))
    .where('sessions.expiresAt', '>', now.toISOString())
    .executeTakeFirst()
  return row ?? null
}
