/** Bodies on their way in: JSON is measured before it is parsed, and nobody holds a connection by sending slowly. */
import type { FastifyInstance } from 'fastify'
import { isTooMuch, type Limits } from './limits.ts'
import { Problem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is raw bytes, which may take their time. */
    bytes?: boolean
  }
}

/** JSON is parsed; any other body is left on the wire for the handler that wants it. */
export function takeBodies(app: FastifyInstance, { bodyMs }: Limits) {
  const parsed = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (isTooMuch(text as string)) done(new Problem('too-large'))
    else parsed(request, text as string, done)
  })
  app.addContentTypeParser('*', (_, __, done) => done(null))
  app.addHook('preParsing', async (request, reply, body) => {
    if (request.routeOptions.config.bytes) return body
    const late = setTimeout(() => body.destroy(), bodyMs)
    const arrived = () => clearTimeout(late)
    body.once('end', arrived)
    reply.raw.once('finish', arrived).once('close', arrived)
    return body
  })
}
