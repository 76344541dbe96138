/** The live stream, over a real connection. */
import { randomUUIDv7 } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'

const kesher = kesherForFile()

/** Opens the stream and tells whether it still stands. */
async function watching(headers: Record<string, string>, asked = '') {
  if (!kesher.app.server.listening) await kesher.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = kesher.app.server.address() as AddressInfo
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const answer = await fetch(`http://127.0.0.1:${port}/api/live${asked}`, { headers, signal: stop.signal })
  let ended = answer.status !== 200
  let text = ''
  const read = async () => {
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) text += piece
    ended = true
  }
  if (!ended) read().catch(() => {})
  return { status: answer.status, ended: () => ended, text: () => text }
}

test('an open stream ends with its session, although nothing happens that would be told', async () => {
  const person = await kesher.member('rep', [])
  const stream = await watching({ cookie: person.cookie })
  const { email } = (await person.call('GET /session')).user
  const elsewhere = kesher.browser()
  await elsewhere.call('POST /session', { body: { email, password: 'another long password' } })
  const kept = await watching({ cookie: elsewhere.cookie })
  await elsewhere.call('DELETE /me/sessions')
  await expect.poll(stream.ended, { timeout: 3000 }).toBe(true)
  expect(kept.ended()).toBe(false)
})

test('an open stream ends when the person is put out', async () => {
  const person = await kesher.member('rep', [])
  const stream = await watching({ cookie: person.cookie })
  const boss = await kesher.administrator()
  await boss.call('PATCH /users/:id', { params: { id: (await person.call('GET /session')).user.id }, body: { active: false } })
  await expect.poll(stream.ended, { timeout: 3000 }).toBe(true)
})

test('a program listens with a key that may read files, until it is revoked', async () => {
  const person = await kesher.member('rep', [])
  const { key: blind } = await person.call('POST /me/api-keys', { body: { name: 'Blind', scopes: ['orders:read'], days: null } })
  expect((await watching({ authorization: `Bearer ${blind}` })).status).toBe(403)
  const { key, apiKey } = await person.call('POST /me/api-keys', { body: { name: 'Till', scopes: ['file:read'], days: null } })
  const stream = await watching({ authorization: `Bearer ${key}` })
  expect(stream.status).toBe(200)
  await person.call('DELETE /me/api-keys/:id', { params: { id: apiKey.id } })
  await expect.poll(stream.ended, { timeout: 3000 }).toBe(true)
})

test('what happened between asking for a file and opening the stream is told, to those who may see it', async () => {
  const boss = await kesher.administrator()
  const { id } = await boss.call('POST /customers', { body: { id: randomUUIDv7(), kind: 'person', name: 'Dana Peretz' } })
  const before = await watching({ cookie: boss.cookie }, `?files=${id}`)
  await boss.call('PATCH /customers/:id', { params: { id }, body: { city: 'Haifa' } })
  await expect.poll(before.text).toContain('customer.changed')
  const after = await watching({ cookie: boss.cookie }, `?files=${id}&unheard=20000`)
  await expect.poll(after.text).toContain('customer.changed')
  const stranger = await kesher.member('rep', [])
  const blind = await watching({ cookie: stranger.cookie }, `?files=${id}&unheard=20000`)
  await boss.call('PATCH /customers/:id', { params: { id }, body: { city: 'Acre' } })
  await expect.poll(() => after.text().split('customer.changed').length).toBe(3)
  expect(blind.text()).not.toContain(id)
})

test('a stream that is asked for in a way nobody would is refused, and holds no place', async () => {
  const person = await kesher.member('rep', [])
  const headers = { cookie: person.cookie }
  for (const asked of ['?files=a&files=b', '?unheard=x', '?unheard=-1'])
    for (let n = 0; n < kesher.house.limits.streamsAtOnce; n++) expect((await watching(headers, asked)).status).toBe(422)
  expect((await watching(headers, '?files=')).status).toBe(200)
  const { port } = kesher.app.server.address() as AddressInfo
  expect((await fetch(`http://127.0.0.1:${port}/api/live`, { method: 'HEAD', headers })).status).toBe(404)
})

test('an open stream ends when the company asks for a second factor that the person has not', async () => {
  const person = await kesher.member('trainer', [])
  const stream = await watching({ cookie: person.cookie })
  const boss = await kesher.administrator()
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: ['trainer'] } })
  await expect.poll(stream.ended, { timeout: 3000 }).toBe(true)
  await boss.call('PATCH /sign-in-policy', { body: { secondFactorRoles: [] } })
})
