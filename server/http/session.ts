/** Who asks: a person's browser by its session cookie, or a program by the key of a person. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../context.ts'
import type { House } from '../house.ts'
import { actors } from './actor.ts'

export const sessionDays = 14
const rememberedFor = 1_000
/** How exactly "last seen" is known: one write a minute, not one a request. */
const seenEvery = 60_000

/** Only this is stored of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest()

export type Credential = { kind: 'session' | 'key'; token: string }

/** What a request shows of who sent it. A program shows its key, and then no cookie counts. */
export function credentialOf(request: FastifyRequest): Credential | null {
  const key = bearer(request)
  if (key) return { kind: 'key', token: key }
  const token = request.cookies[cookieFor(request)]
  return token ? { kind: 'session', token } : null
}

/** The key in `Authorization: Bearer …`. No page of another site can make a browser send it. */
export function bearer({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const [scheme, token] = headers.authorization?.split(' ') ?? []
  return scheme?.toLowerCase() === 'bearer' && token ? token : null
}

/**
 * `__Host-` wherever browsers keep secure cookies: over https, and on this machine's own address. Plain http to another machine gets a
 * cookie without the prefix, which counts nowhere else: whoever answers for a neighbouring name over plain http could set it.
 */
const cookieFor = (request: FastifyRequest) => (isSecure(request) ? '__Host-kesher' : 'kesher')
const isSecure = ({ protocol, hostname }: FastifyRequest) => protocol === 'https' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string) {
  const secure = isSecure(request)
  reply.setCookie(cookieFor(request), token, { path: '/', httpOnly: true, secure, sameSite: 'lax', maxAge: sessionDays * 86_400 })
}

export function endSession(reply: FastifyReply) {
  reply.clearCookie('__Host-kesher', { path: '/', secure: true })
  reply.clearCookie('kesher', { path: '/' })
}

/** A signed-in person, and by what we know them: a session, or a key with its scopes. */
export type Caller = {
  actor: Actor
  session: { id: string; confirmedAt: string | null; lacksFactor: boolean } | null
  key: { id: string; scopes: string[] } | null
}

type Remembered = { caller: Caller | null; until: number }
const remembered = new WeakMap<House, Map<string, Remembered>>()

/** Who stands behind a credential, or null. Asked of the database at most once a second for each, unless `afresh`. */
export async function callerOf(house: House, credential: Credential, { address = '', afresh = false } = {}): Promise<Caller | null> {
  const known = memoryOf(house)
  const hit = known.get(credential.token)
  if (hit && !afresh && hit.until > performance.now()) return hit.caller
  const [caller = null] = await callersOf(house, [credential])
  if (caller) await noteSeen(house, credential, address)
  return caller
}

/** The same for many at once, asked now. */
export async function callersOf(house: House, credentials: readonly Credential[]): Promise<(Caller | null)[]> {
  const found = await lookUp(house, credentials)
  const callers = credentials.map(({ token }) => found.get(hashOf(token).toString('hex')) ?? null)
  const known = memoryOf(house)
  if (known.size > 10_000) known.clear()
  const until = performance.now() + rememberedFor
  for (const [place, { token }] of credentials.entries()) known.set(token, { caller: callers[place]!, until })
  return callers
}

/** Forgets who is behind every credential: after a sign-out, or a change of a person's role or teams. */
export function forgetSessions(house: House) {
  remembered.delete(house)
}

function memoryOf(house: House) {
  const known = remembered.get(house) ?? new Map<string, Remembered>()
  remembered.set(house, known)
  return known
}

async function lookUp(house: House, credentials: readonly Credential[]): Promise<Map<string, Caller>> {
  const hashes = (kind: Credential['kind']) => credentials.filter((one) => one.kind === kind).map(({ token }) => hashOf(token))
  const now = house.now()
  const [sessions, keys] = [hashes('session'), hashes('key')]
  const callers = new Map<string, Caller>()
  if (sessions.length > 0) {
    const rows = await actors(house.db, now)
      .innerJoin('sessions', 'sessions.userId', 'users.id')
      .where('sessions.tokenHash', 'in', sessions)
      .where('sessions.expiresAt', '>', now.toISOString())
      .where(usedLately(now))
      .select(['sessions.tokenHash', 'sessions.id as sessionId', 'sessions.confirmedAt', lacksFactor(sql.ref('sessions.id')).as('lacksFactor')])
      .execute()
    for (const { tokenHash, sessionId: id, confirmedAt, lacksFactor, ...actor } of rows)
      callers.set(tokenHash.toString('hex'), { actor, session: { id, confirmedAt, lacksFactor }, key: null })
  }
  if (keys.length > 0) {
    const rows = await actors(house.db, now)
      .innerJoin('apiKeys', 'apiKeys.userId', 'users.id')
      .where('apiKeys.tokenHash', 'in', keys)
      .where('apiKeys.revokedAt', 'is', null)
      .where((eb) => eb.or([eb('apiKeys.expiresAt', 'is', null), eb('apiKeys.expiresAt', '>', now.toISOString())]))
      .select(['apiKeys.tokenHash', 'apiKeys.id as keyId', 'apiKeys.scopes'])
      .execute()
    for (const { tokenHash, keyId: id, scopes, ...actor } of rows) callers.set(tokenHash.toString('hex'), { actor, session: null, key: { id, scopes } })
  }
  return callers
}

/** Nobody comes back to a screen that was left alone for longer than the company allows. */
export const usedLately = (now: Date) =>
  sql<boolean>`not exists (select from sign_in_policy where sessions.last_seen_at < ${now}::timestamptz - make_interval(hours => idle_hours))`

/** The company wants a second factor of people of this role, this person has none yet, and nobody else has asked for one in this session. */
export const lacksFactor = (sessionId: unknown) => sql<boolean>`exists (select from sign_in_policy where users.role = any (second_factor_roles)
    and not (provider_asks_second_factor and exists (select from sessions as here where here.id = ${sessionId} and here.way = 'company')))
  and not exists (select from totp_factors where user_id = users.id) and not exists (select from passkeys where user_id = users.id)`

/** A database that cannot write still answers readers: who was seen when is not worth a refusal. */
async function noteSeen({ db, now, log }: House, { kind, token }: Credential, address: string) {
  const at = now()
  const before = new Date(at.getTime() - seenEvery).toISOString()
  const noted =
    kind === 'session'
      ? db.updateTable('sessions').set({ lastSeenAt: at, lastAddress: address }).where('tokenHash', '=', hashOf(token)).where('lastSeenAt', '<', before)
      : db
          .updateTable('apiKeys')
          .set({ lastUsedAt: at, lastAddress: address })
          .where('tokenHash', '=', hashOf(token))
          .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<', before)]))
  await noted.execute().catch((error: Error) => log.warn({ stack: error.stack }, 'when somebody was seen could not be noted'))
}
