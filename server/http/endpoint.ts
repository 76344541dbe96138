/** Mounts contract entries on Fastify: session, parse, transaction, context, handler, reply. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { GuardedField } from '../../contract/access.ts'
import type { Contract, Download, Endpoint, Received, Reply } from '../../contract/endpoint.ts'
import { type Key, scopeOf } from '../../contract/index.ts'
import { auditor } from '../audit/record.ts'
import type { Actor, Context, Visitor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { recorder } from '../events/record.ts'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { type Asked, admit } from './admission.ts'
import { faultsOf } from './faults.ts'
import { followingHeirs } from './following.ts'
import { type Guarding, guardingOf, refuseHidden, withhold } from './guarding.ts'
import { answeredBefore, forgetIntent, type Intent, intentOf, keepAnswer, keyHeader } from './idempotency.ts'
import { subscriberOf } from './internet.ts'
import { allowances } from './limits.ts'
import { Problem } from './problem.ts'
import { credentialOf, endSession, forgetSessions, keepSession } from './session.ts'
import { discard, receive, type Upload } from './uploads.ts'

export type { Upload } from './uploads.ts'

type Given<E extends Endpoint> = Omit<Received<E>, 'body'> & { body: E['body'] extends 'upload' ? Upload : Received<E>['body'] }
type Handler<E extends Endpoint> = (ctx: E['for'] extends 'everyone' ? Visitor : Context, input: Given<E>) => Promise<Reply<E>>

/** One function for each endpoint of a domain's contract. */
export type Routes<C extends Contract> = { [Key in keyof C]: C[Key] extends Endpoint ? Handler<C[Key]> : never }

/** Where a contract entry has fields that may be kept from a role. */
type Guards = Record<'query' | 'body' | 'reply', Guarding | undefined>

const guardsOf = ({ query, body, reply }: Endpoint): Guards => ({
  query: guardingOf(query),
  body: body === 'upload' ? undefined : guardingOf(body),
  reply: reply === 'download' ? undefined : guardingOf(reply),
})

type AnyHandler = (ctx: Context, input: { params: unknown; query: unknown; body: unknown }) => Promise<unknown>

export function mount(app: FastifyInstance, house: House, contract: Contract, routes: Record<string, unknown>) {
  for (const [key, entry] of Object.entries(contract)) {
    const [method, path] = key.split(' ') as [string, string]
    const asked = { key, entry, scope: scopeOf(key as Key), reading: method === 'GET' }
    const handler = routes[key] as AnyHandler
    const guards = guardsOf(entry)
    const route: RouteOptions = {
      method,
      url: `/api${path}`,
      handler: async (request, reply) => {
        const { result, hidden } = await answer(house, asked, guards, handler, request, reply)
        if (entry.reply === 'download') return sendDownload(reply, result as Download)
        return withhold(result, guards.reply, hidden)
      },
    }
    if (entry.body === 'upload') takeBytes(app, { ...route, config: { bytes: true } })
    else app.route(route)
  }
}

/** Bytes stay bytes, also when they call themselves JSON. */
function takeBytes(app: FastifyInstance, route: RouteOptions) {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, __, done) => done(null))
    scope.route(route)
  })
}

async function answer(
  house: House,
  asked: Asked,
  guards: Guards,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ result: unknown; hidden: readonly GuardedField[] }> {
  const { key, entry, reading } = asked
  const caller = await admit(house, asked, credentialOf(request), request)
  const actor = caller?.actor ?? null
  if (!house.room.left && takesRoom(asked)) throw new Problem('no-room')
  const hidden = actor?.hidden ?? []
  if (guards.reply?.field && hidden.includes(guards.reply.field)) throw new Problem('not-allowed')
  refuseHidden(request.query, guards.query, hidden)
  refuseHidden(request.body, guards.body, hidden)
  const given = { params: parse(entry.params, request.params), query: parse(entry.query, request.query) }
  const upload = entry.body === 'upload' ? await take(house, entry, actor, request, reply) : undefined
  const input = { ...given, body: upload ?? parse(entry.body, request.body) }
  const now = house.now()
  const accounts = auditor(() => actor?.id ?? null, now, house.db)
  const visitor = (tx: Db) => ({
    actor,
    tx,
    outside: house.db,
    now,
    audit: accounts.audit,
    place: house.place,
    addJob: addJobIn(tx),
    from: { address: request.ip, userAgent: request.headers['user-agent'] ?? '', sessionId: caller?.session?.id ?? null },
    setSession(value: string | null) {
      forgetSessions(house)
      if (value) keepSession(request, reply, value)
      else endSession(reply)
    },
  })
  // A handler sees only what its contract entry admits, so the actor is there whenever its type says so.
  const checked = (result: unknown) => (entry.reply === 'download' ? result : entry.reply.parse(result))
  const place = request.routeOptions.url ?? ''
  if (reading) {
    const read = (at: typeof input) => handler({ ...visitor(house.db), record: refuseToRecord } as Context, at)
    const result = checked(await followingHeirs(house.db, place, input, reply, read))
    await accounts.storeTogether()
    return { result, hidden }
  }
  const carriedOut = (at: typeof input) => {
    const intent = actor && intentIn(request, actor, key, given, input.body)
    return house.db.transaction().execute(async (tx) => {
      const before = intent && (await answeredBefore(tx, intent, actor, now))
      if (before) return { result: before.reply, hidden }
      const ctx = visitor(tx)
      const events = recorder(actor?.id ?? null, ctx.now)
      const done = await handler({ ...ctx, record: events.record } as Context, at).catch(keptRefusal)
      const result = done instanceof Problem ? done : checked(done)
      await events.store(tx)
      await accounts.store(tx)
      if (intent && result instanceof Problem) await forgetIntent(tx, intent)
      else if (intent) await keepAnswer(tx, intent, result, [...events.files(), ...filesNamed(place, at)])
      return { result, hidden }
    })
  }
  try {
    const written = await followingHeirs(house.db, place, input, reply, carriedOut)
    if (written.result instanceof Problem) throw written.result
    return written
  } finally {
    // What these change may be who is let in, and how far: nobody is remembered across it.
    if (entry.inPerson || entry.confirm) forgetSessions(house)
    if (upload) await discard(upload)
  }
}

/** The file an address is about, whether or not something is noted in it. */
const filesNamed = (place: string, { params }: { params: unknown }) => (place.startsWith('/api/customers/:id') ? [(params as { id: string }).id] : [])

/** With no room left on the disk people still come in, read, take away and erase. */
const takesRoom = ({ key, entry, reading }: Asked) => !reading && entry.for !== 'everyone' && !/^DELETE |\/erasure$|^POST \/me\/confirmation$/.test(key)

/** What the caller wants done once, if they gave it a key. Of an upload its content counts, not where it lies. */
function intentIn(request: FastifyRequest, actor: Actor, key: string, given: object, body: unknown): Intent | undefined {
  const content = body instanceof Object && 'sha256' in body ? (body as Upload).sha256.toString('hex') : body
  return intentOf(request.headers[keyHeader.toLowerCase()], actor.id, key, { ...given, body: content })
}

/** A refusal whose writes stand lets its transaction commit, and is thrown after. */
function keptRefusal(error: unknown) {
  if (error instanceof Problem && error.kept) return error
  throw error
}

function parse(schema: Endpoint['params'] | 'upload', value: unknown) {
  if (!schema || schema === 'upload') return undefined
  const result = schema.safeParse(value ?? {}, { reportInput: true })
  if (result.success) return result.data
  throw new Problem('invalid', { fields: faultsOf(result.error as z.core.$ZodError) })
}

const largestUnlessSaid = 32 * 2 ** 20

/** Takes an upload in. A sender who was refused midway may not go on over the same connection. */
async function take(house: House, entry: Endpoint, actor: Actor | null, request: FastifyRequest, reply: FastifyReply) {
  const largest = entry.largest ?? largestUnlessSaid
  const sender = `upload ${actor?.id ?? subscriberOf(request.ip)}`
  try {
    if (Number(request.headers['content-length']) > largest) throw new Problem('too-large', { facts: { bytes: largest } })
    house.rates.pay(sender, allowances.upload)
    const end = house.rates.hold(sender, house.limits.uploadsAtOnce)
    const contentType = request.headers['content-type'] ?? 'application/octet-stream'
    return await receive(request.raw, house.place.folder, contentType, largest, house.limits).finally(end)
  } catch (error) {
    reply.header('connection', 'close')
    throw error
  }
}

function sendDownload(reply: FastifyReply, file: Download) {
  const plain = file.name.replace(/[^\w.\- ]/g, '_')
  reply.header('content-type', file.contentType)
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  if (file.size !== undefined) reply.header('content-length', file.size)
  return reply.send(Readable.from(file.stream))
}

function refuseToRecord(): never {
  throw new Error('A reading endpoint tried to record an event')
}

/** Is the database there? */
export const alive = (db: Db) => sql`select 1`.execute(db)
