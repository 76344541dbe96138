/** Live updates: one database listener, one stream of server-sent events per open screen. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { LiveEvent } from '../../contract/events.ts'
import { forgetNoted } from '../audit/lately.ts'
import type { Actor } from '../context.ts'
import { maySee } from '../customers/access.ts'
import { heirOf } from '../customers/heirs.ts'
import type { House } from '../house.ts'
import { invalid, Problem } from '../http/problem.ts'
import { type Caller, type Credential, callerOf, callersOf, credentialOf } from '../http/session.ts'
import { listen } from './listener.ts'

type Listener = { credential: Credential; files: Set<string>; actor(): Promise<Actor | null>; send(event: LiveEvent): void; end(): void }

/** A stream outlives its session by less than a second, also when nothing happens that would be told. */
const askAgainEvery = 700

/** A screen asks for its data first and for its stream a moment later: what happened in between is still to be told. */
const remembered = { events: 2_000, milliseconds: 30_000 }

/**
 * Mounts `GET /api/live?files=id,id&unheard=ms`: events of the files named, and of the files the person owns;
 * first those of the last `unheard` milliseconds (30 s at most), since when the screen has asked for its data.
 * Who may see a file is asked again for every event.
 */
export async function mountLive(app: FastifyInstance, house: House) {
  const listeners = new Set<Listener>()
  const recent: { event: LiveEvent; heard: number }[] = []
  const hear = async (event: LiveEvent) => {
    recent.push({ event, heard: performance.now() })
    if (recent.length > remembered.events) recent.shift()
    await tell(event, listeners)
  }
  const tellAgain = async (listener: Listener, unheard: number) => {
    const since = performance.now() - Math.min(unheard, remembered.milliseconds)
    for (const { event } of recent.filter(({ heard }) => heard >= since)) await tell(event, new Set([listener]))
  }
  const tell = async (event: LiveEvent, to: ReadonlySet<Listener>) => {
    if (to.size === 0) return
    const file = (await placeOf(house, event.customerId)) ?? (await heirPlace(house, event.customerId))
    if (!file) return
    for (const listener of to) {
      const actor = await listener.actor()
      if (!actor) listener.end()
      else if ((await maySee(house.db, actor, file.id, file)) && (listener.files.has(event.customerId) || file.ownerId === actor.id)) listener.send(event)
    }
  }
  // A screen that may have missed something is let go: it asks again for what it shows once it is connected anew.
  const endAll = () => {
    for (const listener of listeners) listener.end()
  }
  const source = await listen(house, {
    hear,
    deaf() {
      forgetNoted(house.db)
      endAll()
    },
  })

  const watching = setInterval(() => {
    endOrphans(house, listeners).catch((error) => house.log.warn({ stack: error.stack }, 'open streams could not be checked'))
  }, askAgainEvery)
  watching.unref()

  // A stream has no head to be asked for without it.
  app.route<{ Querystring: unknown }>({
    method: 'GET',
    url: '/api/live',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const credential = credentialOf(request)
      const caller = credential && (await callerOf(house, credential, { address: request.ip }))
      if (!credential || !caller) throw new Problem('not-signed-in')
      const refusal = refusalOf(caller)
      if (refusal) throw refusal
      const asked = wanted.safeParse(request.query)
      if (!asked.success) throw invalid('files', 'malformed')
      if (!source.hears()) throw new Problem('unavailable')
      const leave = house.rates.hold(`stream ${caller.actor.id}`, house.limits.streamsAtOnce)
      reply.hijack()
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      reply.raw.write('retry: 2000\n\n')
      const heartbeat = setInterval(() => reply.raw.write(':\n\n'), 20_000)
      const listener: Listener = {
        credential,
        files: new Set(asked.data.files.split(',').slice(0, 50)),
        actor: async () => {
          const now = await callerOf(house, credential)
          return now && !refusalOf(now) ? now.actor : null
        },
        send: (event) => reply.raw.write(`data: ${JSON.stringify(event)}\n\n`),
        end: () => reply.raw.end(),
      }
      listeners.add(listener)
      reply.raw.on('close', () => {
        leave()
        clearInterval(heartbeat)
        listeners.delete(listener)
      })
      await tellAgain(listener, asked.data.unheard)
    },
  })

  app.addHook('preClose', async () => {
    clearInterval(watching)
    endAll()
    await source.stop()
  })
}

/** What a screen says when it opens its stream. */
const wanted = z.object({ files: z.string().default(''), unheard: z.coerce.number().min(0).default(0) })

/** Why somebody who is known may not listen: asked when the stream opens, and for as long as it is open. */
function refusalOf({ key, session }: Caller): Problem | null {
  if (key && !key.scopes.includes('file:read')) return new Problem('not-allowed')
  return session?.lacksFactor ? new Problem('second-factor-needed') : null
}

/** Where a file stands, by which it is decided who sees it. */
const placeOf = ({ db }: House, id: string) => db.selectFrom('customers').where('id', '=', id).select(['id', 'teamId', 'ownerId']).executeTakeFirst()

/** What is told of a merged file is for whoever may see the one it went into. */
async function heirPlace(house: House, id: string) {
  const heir = await heirOf(house.db, id)
  return heir ? placeOf(house, heir) : undefined
}

/** Ends the streams whose session or key no longer holds. One question for all of them. */
async function endOrphans(house: House, listeners: ReadonlySet<Listener>) {
  const open = [...listeners]
  if (open.length === 0) return
  const callers = await callersOf(
    house,
    open.map(({ credential }) => credential),
  )
  for (const [place, listener] of open.entries()) {
    const caller = callers[place]
    if (!caller || refusalOf(caller)) listener.end()
  }
}
