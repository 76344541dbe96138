import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { channels, largestAttachment } from '../../contract/interactions.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { fileNameOf } from './attachments.ts'
import { jobs } from './index.ts'
import { entry, newEntry } from './testing.ts'

const clock = { now: new Date('2026-11-22T08:00:00Z') }
const kesher = kesherForFile({ now: () => clock.now })
let rep: Browser
let elsewhere: Browser
let id: string
let otherId: string

beforeAll(async () => {
  const boss = await kesher.administrator()
  const haifa = (await newTeam(boss, 'Haifa')).id
  rep = await kesher.member('rep', [haifa])
  elsewhere = await kesher.member('rep', [(await newTeam(boss, 'Eilat')).id])
  id = (await newCustomer(rep, { name: 'Orbit Tech' })).id
  otherId = (await newCustomer(rep, { name: 'Galil Foods' })).id
})

const me = async (browser: Browser) => (await browser.call('GET /session')).user
const factsOf = (customerId: string) => kesher.house.db.selectFrom('customerFacts').where('customerId', '=', customerId).selectAll().executeTakeFirst()
const eventsOf = async (customerId: string, type: string) =>
  (await kesher.house.db.selectFrom('customerEvents').where('customerId', '=', customerId).where('type', '=', type).select('id').execute()).length
const attach = (browser: Browser, interactionId: string, name: string, bytes: Buffer, more: { id?: string; customerId?: string } = {}) =>
  browser.ask('POST /customers/:id/interactions/:partId/attachments', {
    params: { id: more.customerId ?? id, partId: interactionId },
    query: { name, ...(more.id ? { id: more.id } : {}) },
    body: bytes as never,
  })
const incoming = () => (existsSync(join(kesher.house.place.folder, 'incoming')) ? readdirSync(join(kesher.house.place.folder, 'incoming')) : [])
const shelf = () => readdirSync(join(kesher.house.place.folder, 'attachments'), { recursive: true, encoding: 'utf8' }).map((path) => path.split('/').at(-1)!)

test('an event is recorded in every channel, by whom it was seen, and begins its own conversation', async () => {
  for (const channel of channels) {
    const recorded = await newEntry(rep, id, { channel, direction: channel === 'note' ? 'internal' : 'out' })
    expect(recorded).toMatchObject({
      channel,
      conversationId: recorded.id,
      occurredAt: clock.now.toISOString(),
      recordedBy: await me(rep).then(({ id, name }) => ({ id, name })),
      attachments: [],
    })
  }
  expect(await factsOf(id)).toMatchObject({ lastOutAt: clock.now.toISOString(), lastInAt: null })
})

test('sent twice, even at once, an entry and the promise made in it stand once', async () => {
  const body = entry({ promise: { text: 'Call back with a date', dueOn: '2026-11-24' } })
  const [first, second] = await Promise.all([1, 2].map(() => rep.call('POST /customers/:id/interactions', { params: { id: otherId }, body })))
  expect(second).toEqual(first)
  expect(await rep.call('POST /customers/:id/interactions', { params: { id: otherId }, body: { ...body, body: 'changed' } })).toEqual(first)
  expect([await eventsOf(otherId, 'interaction.recorded'), await eventsOf(otherId, 'promise.made')]).toEqual([1, 1])
  expect(await factsOf(otherId)).toMatchObject({ openPromises: 1, nextPromiseDue: '2026-11-24', lastInAt: clock.now.toISOString() })
})

test('the same id in another file is another entry: a file never answers for another', async () => {
  const first = await newEntry(rep, id, { body: 'in this file' })
  expect(await newEntry(rep, otherId, { id: first.id, body: 'in that file' })).toMatchObject({ id: first.id, body: 'in that file' })
})

test('who may not see the file learns nothing and changes nothing, whatever they try', async () => {
  const { id: partId } = await newEntry(rep, id)
  const promise = await rep.call('POST /customers/:id/promises', { params: { id }, body: { text: 'Send a quote', dueOn: '2026-11-30' } })
  const attached = (await attach(rep, partId, 'a.txt', Buffer.from('a'))).reply
  const before = await factsOf(id)
  const tries = [
    await elsewhere.ask('POST /customers/:id/interactions', { params: { id }, body: entry() }),
    await elsewhere.ask('GET /customers/:id/interactions/:partId', { params: { id, partId } }),
    await elsewhere.ask('DELETE /customers/:id/interactions/:partId', { params: { id, partId } }),
    await attach(elsewhere, partId, 'b.txt', Buffer.from('b')),
    await elsewhere.ask('GET /customers/:id/attachments/:partId', { params: { id, partId: attached.id } }),
    await elsewhere.ask('POST /customers/:id/promises', { params: { id }, body: { text: 'x', dueOn: '2026-11-30' } }),
    await elsewhere.ask('PUT /customers/:id/promises/:partId/outcome', { params: { id, partId: promise.id }, body: { outcome: 'broken' } }),
    await elsewhere.ask('DELETE /customers/:id/promises/:partId/outcome', { params: { id, partId: promise.id } }),
  ]
  expect(tries.map(({ problem }) => problem.code)).toEqual(tries.map(() => 'not-found'))
  const absent = await rep.ask('GET /customers/:id/interactions/:partId', { params: { id: randomUUIDv7(), partId } })
  expect(absent.problem).toEqual(tries[1]!.problem)
  expect(await factsOf(id)).toEqual(before)
})

test('an event belongs to a conversation and a contact of its own file only', async () => {
  const first = await newEntry(rep, id)
  const contact = await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'דנה כהן' } })
  expect(await newEntry(rep, id, { conversationId: first.id, contactId: contact.id })).toMatchObject({ conversationId: first.id, contact: { name: 'דנה כהן' } })
  const strange = [
    await rep.ask('POST /customers/:id/interactions', { params: { id: otherId }, body: entry({ conversationId: first.id }) }),
    await rep.ask('POST /customers/:id/interactions', { params: { id: otherId }, body: entry({ contactId: contact.id }) }),
    await rep.ask('POST /customers/:id/interactions', { params: { id }, body: entry({ conversationId: randomUUIDv7() }) }),
  ]
  expect(strange.map(({ problem }) => problem.fields)).toEqual([{ conversationId: 'unknown' }, { contactId: 'unknown' }, { conversationId: 'unknown' }])
})

test('text is kept whole up to 100,000 characters, without characters that make it read otherwise', async () => {
  const long = 'א'.repeat(100_000)
  expect((await newEntry(rep, id, { body: long })).body).toBe(long)
  expect(await newEntry(rep, id, { subject: 'pay\u202e100', body: 'a\u0000b\r\nc', asked: '  when?\u2066 ' })).toMatchObject({
    subject: 'pay100',
    body: 'ab\nc',
    asked: 'when?',
  })
  const refused = [
    entry({ body: `${long}א` }),
    entry({ body: ' \u0000 ' }),
    entry({ occurredAt: '20226-01-01T10:00:00Z' }),
    entry({ occurredAt: '2026-12-01T08:00:00Z' }),
  ]
  const faults = []
  for (const body of refused) faults.push((await rep.ask('POST /customers/:id/interactions', { params: { id }, body })).problem.fields)
  expect(faults).toEqual([{ body: 'too-long' }, { body: 'required' }, { occurredAt: 'not-a-date' }, { occurredAt: 'too-large' }])
})

test('a fresh entry is taken back by whoever made it, with the promise made in it; later, or by others, it stays', async () => {
  const mine = await newEntry(rep, otherId, { promise: { text: 'Check the stock', dueOn: '2026-11-23' } })
  const boss = await kesher.administrator()
  const remove = (browser: Browser, partId: string) => browser.ask('DELETE /customers/:id/interactions/:partId', { params: { id: otherId, partId } })
  expect((await remove(boss, mine.id)).problem.code).toBe('wrong-state')
  expect((await remove(rep, mine.id)).reply).toEqual({ done: true })
  expect((await remove(rep, mine.id)).problem.code).toBe('not-found')
  expect(await factsOf(otherId)).toMatchObject({ nextPromiseDue: '2026-11-24' })
  const later = await newEntry(rep, otherId)
  clock.now = new Date(clock.now.getTime() + 3_600_001)
  expect((await remove(rep, later.id)).problem.code).toBe('wrong-state')
})

test('a promise is kept by whoever made it unless a colleague who sees the file is named', async () => {
  const boss = await me(await kesher.administrator())
  const make = (fields: object) =>
    rep.ask('POST /customers/:id/promises', { params: { id }, body: { text: 'Send the contract', dueOn: '2026-12-01', ...fields } })
  expect((await make({})).reply.keeper.id).toBe((await me(rep)).id)
  expect((await make({ keeperId: boss.id })).reply.keeper).toEqual({ id: boss.id, name: boss.name })
  const blind = [await make({ keeperId: (await me(elsewhere)).id }), await make({ keeperId: randomUUIDv7() })]
  expect(blind.map(({ problem }) => problem.fields)).toEqual([{ keeperId: 'unknown' }, { keeperId: 'unknown' }])
})

test('a promise is closed as kept, broken or released, and can be opened again', async () => {
  const customer = await newCustomer(rep, { name: 'Negev Print' })
  const params = { id: customer.id }
  const promise = await rep.call('POST /customers/:id/promises', { params, body: { text: 'Repair', dueOn: '2026-11-25' } })
  const part = { params: { ...params, partId: promise.id } }
  for (const outcome of ['kept', 'broken', 'released'] as const) {
    expect(await rep.call('PUT /customers/:id/promises/:partId/outcome', { ...part, body: { outcome } })).toMatchObject({
      outcome,
      outcomeAt: clock.now.toISOString(),
    })
    expect(await factsOf(customer.id)).toMatchObject({ openPromises: 0, nextPromiseDue: null })
  }
  expect(await rep.call('DELETE /customers/:id/promises/:partId/outcome', part)).toMatchObject({ outcome: null, outcomeAt: null })
  expect(await factsOf(customer.id)).toMatchObject({ openPromises: 1, nextPromiseDue: '2026-11-25' })
  expect([await eventsOf(customer.id, 'promise.closed'), await eventsOf(customer.id, 'promise.reopened')]).toEqual([3, 1])
})

test('an attached file comes back byte for byte, only as a download, known by what it holds', async () => {
  const { id: partId } = await newEntry(rep, id)
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300_000)])
  const attached = (await attach(rep, partId, 'מסך.html', png)).reply
  expect(attached).toMatchObject({ name: 'מסך.html', contentType: 'image/png', sizeBytes: png.length })
  const answer = await kesher.app.inject({ url: `/api/customers/${id}/attachments/${attached.id}`, headers: { cookie: rep.cookie } })
  expect(answer.rawPayload.equals(png)).toBe(true)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  })
  expect(String(answer.headers['content-disposition'])).toMatch(/^attachment;/)
  expect((await rep.call('GET /customers/:id/interactions/:partId', { params: { id, partId } })).attachments).toEqual([attached])
})

test('a page pretending to be a picture is only bytes, and a path is only a name', async () => {
  const { id: partId } = await newEntry(rep, id)
  const page = Buffer.from('<script>alert(1)</script>')
  expect((await attach(rep, partId, '../../x.html', page)).reply).toMatchObject({ name: 'x.html', contentType: 'application/octet-stream' })
  expect((await attach(rep, partId, 'picture.png', page)).reply.contentType).toBe('application/octet-stream')
  expect(['..\\..\\boot.ini', '....', '', 'a\u0000/b\r\n.txt', 'C:\\fakepath\\דוח.pdf', 'x<y>.txt'].map(fileNameOf)).toEqual([
    'boot.ini',
    'file',
    'file',
    'b\r\n.txt',
    'דוח.pdf',
    'x_y_.txt',
  ])
  const json = await kesher.app.inject({
    method: 'POST',
    url: `/api/customers/${id}/interactions/${partId}/attachments?name=a.json`,
    headers: { cookie: rep.cookie, host: 'localhost', 'content-type': 'application/json' },
    payload: '{"a":1}',
  })
  expect(json.json()).toMatchObject({ name: 'a.json', sizeBytes: 7 })
})

test('the same bytes lie on disk once, stay while any entry names them, and go with the last', async () => {
  const bytes = randomBytes(1000)
  const [one, two] = [await newEntry(rep, id), await newEntry(rep, otherId)]
  const first = (await attach(rep, one.id, 'a.bin', bytes)).reply
  const again = (await attach(rep, one.id, 'a.bin', bytes, { id: first.id })).reply
  expect(again).toEqual(first)
  await attach(rep, two.id, 'b.bin', bytes, { customerId: otherId })
  const digest = createHash('sha256').update(bytes).digest('hex')
  expect(shelf().filter((name) => name === digest)).toHaveLength(1)
  for (const [customerId, partId, left] of [
    [id, one.id, 1],
    [otherId, two.id, 0],
  ] as const) {
    await rep.call('DELETE /customers/:id/interactions/:partId', { params: { id: customerId, partId } })
    await jobs['attachments.clear'](kesher.house, { digest })
    expect(shelf().filter((name) => name === digest)).toHaveLength(left)
  }
})

test('a file too large is refused while it comes in, and leaves nothing behind', async () => {
  const { id: partId } = await newEntry(rep, id)
  expect((await attach(rep, partId, 'exact.bin', Buffer.alloc(largestAttachment))).status).toBe(200)
  expect((await attach(rep, partId, 'over.bin', Buffer.alloc(largestAttachment + 1))).problem).toMatchObject({
    code: 'too-large',
    facts: { bytes: largestAttachment },
  })
  await kesher.app.listen({ port: 0, host: '127.0.0.1' })
  const before = shelf().length
  const { status, sent } = await sendEndlessly(`/api/customers/${id}/interactions/${partId}/attachments?name=film.mp4`, 200 * 2 ** 20)
  expect(status).toBe(413)
  expect(sent).toBeLessThan(100 * 2 ** 20)
  expect([incoming(), shelf().length]).toEqual([[], before])
  expect((await rep.call('GET /customers/:id/interactions/:partId', { params: { id, partId } })).attachments).toHaveLength(1)
})

/** Sends bytes without saying how many, as a careless program would, until answered. */
function sendEndlessly(path: string, total: number) {
  const { port } = kesher.app.server.address() as { port: number }
  return new Promise<{ status: number; sent: number }>((resolve, reject) => {
    let sent = 0
    let status = 0
    const sending = request(
      { port, path, method: 'POST', headers: { cookie: rep.cookie, host: 'localhost', 'content-type': 'application/octet-stream' } },
      (answer) => {
        status = answer.statusCode ?? 0
        answer.resume()
        answer.on('end', () => resolve({ status, sent }))
      },
    )
    const chunk = Buffer.alloc(2 ** 20)
    const more = () => {
      while (sent < total && !status) {
        sent += chunk.length
        if (!sending.write(chunk)) return sending.once('drain', more)
      }
      sending.end()
    }
    sending.on('error', (error) => (status ? resolve({ status, sent }) : reject(error)))
    more()
  })
}
