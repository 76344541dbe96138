/** What every answer says to the browser, whatever it holds. A page has a content policy of its own, written for its scripts. */
import type { FastifyInstance } from 'fastify'

const year = 31_536_000
const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]

export const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  // What is not a page runs nothing, loads nothing and is framed by nobody, also when somebody opens it as one.
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
}

export function sendHeaders(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(always)
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${year}`)
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
}
