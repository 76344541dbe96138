import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { kesherForFile, openKesher } from '../../testing/kesher.ts'
import { wireTo } from '../../testing/trust/wire.ts'
import { kesherServer } from '../app.ts'

const kesher = kesherForFile()
const folder = mkdtempSync(join(tmpdir(), 'kesher-screens-'))
let app: FastifyInstance

const page = (path: string, more: object) => ({
  path,
  outside: false,
  js: [`assets${path.replaceAll('/', '-')}.js`],
  css: [],
  words: { he: ['assets/words-he.js'], en: ['assets/words-en.js'] },
  first: [],
  ...more,
})

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/main.js'), 'export {}')
  writeFileSync(join(folder, 'assets/main.js.br'), 'brotli')
  writeFileSync(join(folder, 'assets/kit.css'), 'body{}')
  writeFileSync(
    join(folder, 'pages.json'),
    JSON.stringify({
      entry: 'assets/main.js',
      sheets: ['assets/kit.css'],
      js: [],
      fonts: { he: 'assets/he.woff2', en: 'assets/en.woff2' },
      always: [],
      paint: { he: { inside: '<nav>קשר</nav>', outside: '' }, en: { inside: '<nav>Kesher</nav>', outside: '' } },
      pages: [
        page('/sign-in', { outside: true }),
        page('/welcome', { outside: true }),
        page('/teams', { first: [{ key: 'GET /teams' }] }),
        page('/customers/$id', { first: [{ key: 'GET /customers/:id/file' }] }),
      ],
    }),
  )
  app = await kesherServer(kesher.house, { screens: folder })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const open = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers: { host: 'localhost', ...headers } })
const answersIn = (html: string) => JSON.parse(/id="first-answer">(.*?)<\/script>/s.exec(html)![1]!) as { key: string; sent: object; reply: unknown }[]

test('a new Kesher leads to the first visit, and later to signing in and back', async () => {
  expect((await open('/teams')).headers.location).toBe('/welcome')
  await kesher.administrator()
  expect((await open('/teams?a=1')).headers.location).toBe('/sign-in?back=%2Fteams%3Fa%3D1')
})

test('a page comes in the language and look of the person, with the answers it will ask for', async () => {
  const boss = await kesher.administrator()
  await boss.call('PATCH /me', { body: { language: 'he', theme: 'dark' } })
  const { body, headers } = await open('/teams', { cookie: boss.cookie, 'accept-language': 'en' })
  expect(body).toContain('<html lang="he" dir="rtl" data-theme="dark">')
  expect(body).toContain('<nav>קשר</nav>')
  expect(body).toContain('href="/assets/words-he.js"')
  expect(answersIn(body).map(({ key }) => key)).toEqual(['GET /session', 'GET /teams'])
  expect(headers['cache-control']).toBe('no-store')
})

test('an answer the person may not have is not sent along', async () => {
  const boss = await kesher.administrator()
  const { statusCode, body } = await open('/customers/01990000-0000-7000-8000-000000000000', { cookie: boss.cookie })
  expect(statusCode).toBe(200)
  expect(answersIn(body).map(({ key }) => key)).toEqual(['GET /session'])
})

test('text in an answer cannot break out of the document', async () => {
  const boss = await kesher.administrator()
  await boss.call('POST /teams', { body: { name: '</script><script>alert(1)</script>' } })
  const { body } = await open('/teams', { cookie: boss.cookie })
  expect(body).not.toContain('<script>alert')
  expect(answersIn(body).at(-1)!.reply).toContainEqual(expect.objectContaining({ name: '</script><script>alert(1)</script>' }))
})

test('before signing in the language is what the browser chose, else what it reads', async () => {
  expect((await open('/sign-in', { 'accept-language': 'en-GB,he' })).body).toContain('lang="en" dir="ltr"')
  expect((await open('/sign-in', { 'accept-language': 'en', cookie: 'kesher-language=he; kesher-theme=light' })).body).toContain(
    'lang="he" dir="rtl" data-theme="light"',
  )
})

test('only our own scripts run', async () => {
  const policy = String((await open('/sign-in')).headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('built files are kept for good, and sent as they were compressed', async () => {
  const { headers, body } = await open('/assets/main.js', { 'accept-encoding': 'gzip, br' })
  expect(headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': expect.stringContaining('immutable') })
  expect(body).toBe('brotli')
  expect((await open('/assets/main.js')).body).toBe('export {}')
  expect((await open('/assets/../pages.json')).statusCode).not.toBe(200)
})

test('what is not there says so', async () => {
  const boss = await kesher.administrator()
  expect((await open('/assets/gone.js')).statusCode).toBe(404)
  expect((await open('/api/nothing')).json()).toMatchObject({ code: 'not-found' })
  expect((await open('/nowhere', { cookie: boss.cookie })).statusCode).toBe(404)
})

test('while the database is away a page says so to people, in what their browser reads, and asks again by itself', async () => {
  const wire = await wireTo(await freshDatabase())
  const { house, close } = await openKesher({ url: wire.url })
  const away = await kesherServer(house, { screens: folder })
  await wire.down()
  const { statusCode, headers, body } = await away.inject({ url: '/customers', headers: { host: 'localhost', 'accept-language': 'he' } })
  expect([statusCode, headers['retry-after']]).toEqual([503, '2'])
  expect(body).toContain('<html lang="he" dir="rtl">')
  expect(body).toContain('קשר ישוב בעוד רגע')
  expect(body).toMatch(/http-equiv="refresh"/)
  await away.close()
  await close()
  await wire.close()
})
