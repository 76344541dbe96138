/** The screens: their files, and for every other address a document made for the person who asks. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../../contract/people.ts'
import type { House } from '../house.ts'
import { awayPage } from './away.ts'
import { documentOf } from './document.ts'
import { Problem, problemOfDatabase } from './problem.ts'
import { type First, type Language, type PageNeeds, type Screens, screensIn } from './screens.ts'

type Answer = { key: string; sent: object; reply: unknown }

export function mountPages(app: FastifyInstance, house: House, folder: string) {
  const screensNow = screensIn(folder)
  app.get('/*', async (request, reply) => {
    const path = pathOf(request)
    if (path.startsWith('/api/')) throw new Problem('not-found')
    const screens = screensNow()
    if (!screens) return reply.status(503).type('text/plain').send('The screens of Kesher are not built yet.')
    if (screens.files.has(path)) return sendFile(request, reply, screens, path)
    if (path.startsWith('/assets/')) throw new Problem('not-found')
    try {
      return await sendPage(app, house, screens, request, reply)
    } catch (error) {
      if (problemOfDatabase(error)?.code !== 'unavailable') throw error
      return sendAway(request, reply)
    }
  })
}

function sendAway(request: FastifyRequest, reply: FastifyReply) {
  const { html, policy } = awayPage(readLanguage(request) ?? 'he')
  return reply
    .status(503)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy, 'retry-after': '2' })
    .send(html)
}

const year = 31_536_000

/** Built files carry the digest of their content in their name, so that they never change. */
function sendFile(request: FastifyRequest, reply: FastifyReply, screens: Screens, path: string) {
  const { type, plain, br, gzip: gz } = screens.files.get(path)!
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.header('content-type', type).header('vary', 'accept-encoding')
  reply.header('cache-control', path.startsWith('/assets/') ? `public, max-age=${year}, immutable` : 'public, max-age=3600')
  if (br && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(br)
  if (gz && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(gz)
  return reply.send(plain)
}

async function sendPage(app: FastifyInstance, house: House, screens: Screens, request: FastifyRequest, reply: FastifyReply) {
  const found = pageFor(screens, pathOf(request))
  const asked = (one: First) => answerTo(app, request, one, found?.params ?? {})
  const session = await asked({ key: 'GET /session' })
  const { user } = (session?.reply ?? {}) as Partial<Session>
  if (!user && !found?.page.outside) return reply.redirect(await doorOf(house, request))
  const first = user ? await Promise.all((found?.page.first ?? []).map(asked)) : []
  const language = user?.language ?? (await languageOf(house, request))
  const { html, policy } = documentOf(screens, {
    page: found?.page,
    language,
    theme: user?.theme ?? themeOf(request),
    answers: [session, ...first].filter((answer) => answer !== undefined),
    inside: user !== undefined,
  })
  reply
    .status(found ? 200 : 404)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
  reply.header('content-security-policy', policy).header('vary', 'accept-encoding, cookie')
  return sendCompressed(request, reply, html)
}

/** Where somebody who is not signed in is sent: the first visit while there is nobody yet, else the sign-in page. */
async function doorOf(house: House, request: FastifyRequest) {
  const company = await house.db.selectFrom('company').select('setUpAt').executeTakeFirst()
  if (!company?.setUpAt) return '/welcome'
  return request.url === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(request.url)}`
}

/** Asked as the person's own browser would, so that what it may see is decided where it always is. */
async function answerTo(app: FastifyInstance, request: FastifyRequest, { key, query }: First, params: Record<string, string>): Promise<Answer | undefined> {
  const path = key.slice('GET '.length)
  const laid = query && { ...query, ...(request.query as Record<string, string>) }
  const url = `/api${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`
  const answer = await app.inject({
    url,
    query: laid,
    remoteAddress: request.ip,
    headers: { host: request.headers.host, cookie: request.headers.cookie ?? '' },
  })
  if (answer.statusCode !== 200) return undefined
  return { key, sent: { ...(path.includes(':') ? { params } : {}), ...(laid ? { query: laid } : {}) }, reply: answer.json() }
}

/** The page of an address, and the values its path holds. A fixed word is stronger than a name for any. */
export function pageFor(screens: Pick<Screens, 'pages'>, path: string): { page: PageNeeds; params: Record<string, string> } | undefined {
  const steps = path.replace(/\/$/, '').split('/')
  let best: { page: PageNeeds; params: Record<string, string> } | undefined
  for (const page of screens.pages) {
    const wanted = page.path.replace(/\/$/, '').split('/')
    if (wanted.length !== steps.length || !wanted.every((want, place) => want.startsWith('$') || want === steps[place])) continue
    const params = Object.fromEntries(wanted.flatMap((want, place) => (want.startsWith('$') ? [[want.slice(1), steps[place]!]] : [])))
    if (!best || Object.keys(params).length < Object.keys(best.params).length) best = { page, params }
  }
  return best
}

function pathOf(request: FastifyRequest) {
  const raw = request.url.split('?', 1)[0]!
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Before anybody has signed in: what this browser chose last or reads, else the company's own. */
async function languageOf(house: House, request: FastifyRequest): Promise<Language> {
  const read = readLanguage(request)
  if (read) return read
  const company = await house.db.selectFrom('company').select('language').executeTakeFirst()
  return company?.language ?? 'he'
}

function readLanguage(request: FastifyRequest): Language | undefined {
  const chosen = request.cookies['kesher-language']
  if (chosen === 'he' || chosen === 'en') return chosen
  const read = String(request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
  const known = read.find((language) => language === 'he' || language === 'iw' || language === 'en')
  return known && (known === 'en' ? 'en' : 'he')
}

function themeOf(request: FastifyRequest) {
  const chosen = request.cookies['kesher-theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

async function sendCompressed(request: FastifyRequest, reply: FastifyReply, html: string) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted))
    return reply.header('content-encoding', 'br').send(await promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await promisify(gzip)(html, { level: 6 }))
  return reply.send(html)
}
