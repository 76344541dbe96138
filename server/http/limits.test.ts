import { randomUUIDv7 } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { kesherForFile, openKesher } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { connectOne } from '../db/connect.ts'
import { openHouse } from '../house.ts'
import { newEntry } from '../interactions/testing.ts'
import { allowances, isTooMuch } from './limits.ts'
import { rates } from './rates.ts'

/** A tenth of the usual allowances, so that they are used up by fewer requests. */
const pace = 0.1
let clock = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => clock, limits: { pace, headMs: 300, bodyMs: 300, uploadGraceMs: 200, uploadsAtOnce: 2, streamsAtOnce: 2 } })
const later = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000)
}
beforeEach(() => later(3600))

const from = (address: string) => ({ 'x-forwarded-for': address })
const wrong = { body: { email: 'nobody@carmel.example', password: 'wrong' } }

describe('how fast callers may ask', () => {
  test('who knocks at a door too often waits as long as they are told, wherever in their network they sit', async () => {
    await kesher.administrator()
    const stranger = kesher.browser()
    const statuses = new Set<number>()
    const knock = (n: number) => stranger.ask('GET /access-links/:token', { params: { token: 'guess' } }, from(`2001:db8:7:7::${n.toString(16)}`))
    for (let n = 1; n <= allowances.door.burst * pace; n++) statuses.add((await knock(n)).status)
    expect([...statuses]).toEqual([410])
    const refused = await knock(5000)
    expect([refused.status, refused.problem.code, refused.headers['retry-after']]).toEqual([429, 'slow-down', '10'])
    expect((await stranger.ask('POST /session', wrong, from('2001:db8:7:7::1'))).status).toBe(429)
    expect((await stranger.ask('POST /session', wrong, from('2001:db8:7:8::1'))).status).toBe(401)
    later(10)
    expect((await knock(5001)).status).toBe(410)
  })

  test('a person is counted by their account and not by their network; others beside them are not slowed', async () => {
    const [busy, calm] = [await kesher.member('rep', []), await kesher.member('rep', [])]
    let answered = 0
    while ((await busy.ask('GET /session')).status === 200) answered++
    expect(answered).toBeGreaterThan(allowances.person.burst * pace * 0.9)
    expect((await busy.ask('GET /session', {}, from('198.51.100.9'))).status).toBe(429)
    expect((await calm.ask('GET /session')).status).toBe(200)
    later(60)
    expect((await busy.ask('GET /session')).status).toBe(200)
  })

  test('an address claimed by somebody who is not our proxy counts for nothing', async () => {
    const { app, close } = await openKesher({ now: () => clock, limits: { pace } })
    const ask = (n: number) => app.inject({ url: '/api/session', remoteAddress: '203.0.113.5', headers: from(`10.1.${n >> 8}.${n & 255}`) })
    for (let n = 0; n < allowances.stranger.burst * pace; n++) await ask(n)
    expect((await ask(9999)).statusCode).toBe(429)
    await close()
  })

  test('a restart forgets nobody who asked for much', async () => {
    const { house } = kesher
    house.rates.pay('test', { perSecond: 1, burst: 20 })
    house.rates.pay('test', { perSecond: 1, burst: 20 })
    await house.rates.store(house.db)
    const again = rates(pace, () => clock)
    await again.load(house.db)
    expect(() => again.pay('test', { perSecond: 1, burst: 20 })).toThrow('slow-down')
    later(600)
    again.pay('other', { perSecond: 1, burst: 20 })
    await again.store(house.db)
    expect(await house.db.selectFrom('rates').where('paidUntil', '<', clock.toISOString()).select('key').execute()).toEqual([])
  })

  test('whatever is asked when, nobody gets more than their burst and what time has given', () => {
    const moments = fc.array(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (pauses, perSecond, burst) => {
        let ms = 0
        let taken = 0
        const counting = rates(1, () => new Date(ms))
        for (const pause of pauses) {
          ms += pause
          try {
            counting.pay('somebody', { perSecond, burst })
            taken++
          } catch {}
        }
        expect(taken).toBeLessThanOrEqual(burst + (ms / 1000) * perSecond + 1e-6)
        expect(taken).toBeGreaterThan(0)
      }),
    )
  })
})

describe('how much a request may hold', () => {
  test('JSON too deep, with too many names or too many values is refused before it is read', async () => {
    const boss = await kesher.administrator()
    const send = (payload: string) =>
      kesher.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers: { 'host': 'localhost', 'cookie': boss.cookie, 'content-type': 'application/json' },
        payload,
      })
    const deep = '['.repeat(900_000)
    const names = `{${Array.from({ length: 30_000 }, (_, n) => `"a${n}":1`).join()}}`
    const values = `[${'1,'.repeat(200_000)}1]`
    for (const payload of [deep, names, values]) expect((await send(payload)).statusCode).toBe(413)
    for (const payload of ['{"__proto__":{"role":"administrator"}}', '{"constructor":{"prototype":{}}}', '{', '', 'null', '[]', '"x"'])
      expect((await send(payload)).statusCode, payload).toBe(422)
  })

  test('what is too much is told from what is not by the text alone, whatever strings say', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 15 }), (json) => !isTooMuch(json)))
    fc.assert(fc.property(fc.string(), (text) => !isTooMuch(JSON.stringify([text, { [text]: text }]))))
    expect(isTooMuch(JSON.stringify('[{'.repeat(1000)))).toBe(false)
    expect(isTooMuch(`${'{"a":'.repeat(21)}1${'}'.repeat(21)}`)).toBe(true)
  })

  test('an address longer than any of ours is refused', async () => {
    const boss = await kesher.administrator()
    expect((await boss.ask('GET /customers', { query: { search: 'x'.repeat(13_000) } as never })).status).toBe(413)
  })
})

describe('how long a sender may take', () => {
  const sockets: Socket[] = []
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
  })

  async function address() {
    if (!kesher.app.server.listening) await kesher.app.listen({ port: 0, host: '127.0.0.1' })
    return (kesher.app.server.address() as { port: number }).port
  }

  /** What the server has said when it ends the connection. */
  async function sending(text: string): Promise<string> {
    const socket = connect(await address(), '127.0.0.1')
    sockets.push(socket)
    let said = ''
    socket.on('data', (part) => (said += part)).on('error', () => {})
    socket.write(text)
    await new Promise((done) => socket.once('close', done))
    return said
  }

  test('a head, a body and an upload that never end are cut off', async () => {
    const boss = await kesher.administrator()
    const head = `POST /api/customers HTTP/1.1\r\nhost: localhost\r\ncookie: ${boss.cookie}\r\n`
    const { id } = await newCustomer(boss)
    const entry = await newEntry(boss, id)
    const upload = `POST /api/customers/${id}/interactions/${entry.id}/attachments?name=a.txt HTTP/1.1\r\nhost: localhost\r\ncookie: ${boss.cookie}\r\n`
    const said = await Promise.all([
      sending(head),
      sending(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"id"`),
      sending(`${upload}content-type: text/plain\r\ncontent-length: 100\r\n\r\nab`),
    ])
    expect(said.join()).not.toContain(' 200 ')
    expect((await boss.call('GET /customers')).items).toHaveLength(1)
  })

  test('one person sends only so many uploads and watches only so many streams at once', async () => {
    const person = await kesher.member('rep', [])
    const port = await address()
    const abort = new AbortController()
    const stream = () => fetch(`http://127.0.0.1:${port}/api/live?files=${randomUUIDv7()}`, { headers: { cookie: person.cookie }, signal: abort.signal })
    expect((await Promise.all([stream(), stream()])).map(({ status }) => status)).toEqual([200, 200])
    expect((await stream()).status).toBe(429)
    const first = kesher.house.rates.hold('upload x', 2)
    kesher.house.rates.hold('upload x', 2)
    expect(() => kesher.house.rates.hold('upload x', 2)).toThrow('slow-down')
    first()
    first()
    kesher.house.rates.hold('upload x', 2)
    expect(() => kesher.house.rates.hold('upload x', 2)).toThrow('slow-down')
    abort.abort()
    await expect.poll(async () => (await stream().catch(() => ({ status: 0 }))).status).toBe(0)
  })
})

test('every answer is told how to be treated: pages, downloads, refusals and files', async () => {
  const boss = await kesher.administrator()
  for (const url of ['/api/session', '/api/nothing', '/api/openapi.json', '/assets/none.js', '/api/customers/export', '/sign-in']) {
    const { headers } = await kesher.app.inject({ url, headers: { host: 'localhost', cookie: boss.cookie, 'x-forwarded-proto': 'https' } })
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
    })
    expect(String(headers['permissions-policy'])).toContain('camera=()')
    expect(String(headers['content-security-policy'])).toMatch(/default-src 'none'/)
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe|\*/)
  }
  const unreadable = await kesher.app.inject({ url: '/api/customers/%zz', headers: { host: 'localhost' } })
  expect([unreadable.statusCode, unreadable.json().code, unreadable.headers['x-content-type-options']]).toEqual([404, 'not-found', 'nosniff'])
  const plain = await kesher.app.inject({ url: '/api/session', headers: { host: 'localhost' } })
  expect(plain.headers).not.toHaveProperty('strict-transport-security')
})

test('an open house counts by the usual limits unless told otherwise', async () => {
  const house = openHouse({ url: kesher.house.url, folder: kesher.house.place.folder, address: '' })
  expect([house.limits.pace, house.proxies]).toEqual([1, 'loopback'])
  await house.close()
})

test('a request that would hold the database for longer than it may is given up, and the next goes on', async () => {
  const hasty = await openKesher({ longestMs: 300 })
  const boss = await hasty.administrator()
  const { id } = await newCustomer(boss)
  const { client: holder, close } = await connectOne(hasty.house.url)
  await holder.query('begin; lock table customers in access exclusive mode')
  const answers = [await boss.ask('GET /customers'), await boss.ask('PATCH /customers/:id', { params: { id }, body: { city: 'Haifa' } })]
  expect(answers.map(({ status, problem, headers }) => [status, problem.code, headers['retry-after']])).toEqual(Array(2).fill([503, 'unavailable', '2']))
  await close()
  expect((await boss.ask('GET /customers')).status).toBe(200)
  await hasty.close()
})
