/** The Fastify server: what holds for every request, whatever the endpoint. */
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { type ProblemCode, problems } from '../../contract/problems.ts'
import type { House } from '../house.ts'
import { takeBodies } from './bodies.ts'
import { alive } from './endpoint.ts'
import { always, sendHeaders } from './headers.ts'
import { subscriberOf } from './internet.ts'
import { allowances, largestHead, largestJson, longestAddress, mostConnections } from './limits.ts'
import { Problem, problemOfDatabase, problemOfFiles } from './problem.ts'
import { bearer } from './session.ts'

/** Seconds after which it is worth asking again. */
const patience: Partial<Record<ProblemCode, number>> = { 'unavailable': 2, 'no-room': 30, 'slow-down': 2 }

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of whoever asks, where they are known. */
    person: string | null
  }
}

/** Not signed in, not allowed, not there or not theirs, too often. */
const refusals = [401, 403, 404, 429]

export async function httpServer(house: House): Promise<FastifyInstance> {
  const { headMs } = house.limits
  const app = fastify({
    logger: false,
    bodyLimit: largestJson,
    trustProxy: house.proxies,
    routerOptions: { maxParamLength: longestAddress },
    // An address that cannot be read is nobody's.
    frameworkErrors: (_, __, reply: FastifyReply) =>
      void reply.headers(always).status(404).type('application/problem+json').send(new Problem('not-found').body()),
    forceCloseConnections: true,
    http: { maxHeaderSize: largestHead, headersTimeout: headMs, connectionsCheckingInterval: Math.min(headMs, 5_000) },
  })
  app.server.maxConnections = mostConnections
  await app.register(cookie)
  takeBodies(app, house.limits)
  sendHeaders(app)

  app.addHook('onRequest', async (request) => {
    if (request.url.length > longestAddress) throw new Problem('too-large', { facts: { bytes: longestAddress } })
    // A key is sent on purpose by a program; a cookie goes along with whatever a browser is made to send.
    const writing = request.method !== 'GET' && request.method !== 'HEAD'
    if (writing && !bearer(request) && !sameOrigin(request.headers)) throw new Problem('not-allowed')
  })

  app.decorateRequest('person', null)
  // The route's pattern, never the address: that holds what people typed and whom they looked at. A refusal also tells where it was asked from.
  app.addHook('onResponse', async (request, reply) => {
    const { method, person, ip } = request
    const [status, ms] = [reply.statusCode, Math.round(reply.elapsedTime * 10) / 10]
    house.log.info({ method, route: request.routeOptions.url ?? 'none', status, ms, person, ...(refusals.includes(status) && { from: ip }) }, 'answered')
  })

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    if (problem) {
      if (problem.code === 'sealing-key-lost')
        house.log.error({ route: request.routeOptions.url }, 'a stored secret cannot be opened: the sealing key is not the one it was sealed with')
      const wait = problem.facts?.seconds ?? patience[problem.code]
      if (wait) reply.header('retry-after', String(wait))
      return reply.status(problems[problem.code]).type('application/problem+json').send(problem.body())
    }
    const id = randomUUID()
    house.log.error({ id, method: request.method, route: request.routeOptions.url, stack: error.stack }, 'unexpected')
    return reply.status(500).type('application/problem+json').send({ code: 'unexpected', status: 500, id })
  })
  app.setNotFoundHandler((_, reply) => reply.status(404).type('application/problem+json').send(new Problem('not-found').body()))

  app.get('/api/health', async (request) => {
    house.rates.pay(`stranger ${subscriberOf(request.ip)}`, allowances.stranger)
    await alive(house.db)
    return { alive: true }
  })
  return app
}

function problemOf(error: FastifyError): Problem | undefined {
  if (error instanceof Problem) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('too-large', { facts: { bytes: largestJson } })
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Problem('invalid')
  return problemOfDatabase(error) ?? problemOfFiles(error)
}

/** Browsers say where a writing request comes from; another site's pages get nowhere. */
function sameOrigin(headers: { origin?: string; host?: string; 'sec-fetch-site'?: string }) {
  const site = headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') return false
  if (!headers.origin) return true
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}
