import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { TimelineEntry } from '../../contract/file.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let rep: Browser
let elsewhere: Browser

beforeAll(async () => {
  boss = await kesher.administrator()
  rep = await kesher.member('rep', [(await newTeam(boss, 'Haifa')).id])
  elsewhere = await kesher.member('rep', [(await newTeam(boss, 'Eilat')).id])
})

const open = (id: string, browser = rep) => browser.call('GET /customers/:id/file', { params: { id } })

test('one request opens everything the screen shows', async () => {
  const { id } = await newCustomer(rep, { name: 'גליל מזון', points: [{ channel: 'phone', value: '04-6001234' }] })
  const params = { id }
  const dana = await rep.call('POST /customers/:id/contacts', {
    params,
    body: { name: 'דנה כהן', contactRole: 'decides', points: [{ channel: 'email', value: 'dana@galil.example' }] },
  })
  await rep.call('POST /customers/:id/preferences', { params, body: { kind: 'preference', text: 'WhatsApp in the morning' } })
  await newEntry(rep, id, { contactId: dana.id, asked: 'a better price', subject: 'Price', promise: { text: 'Send a quote', dueOn: '2026-11-24' } })
  await newEntry(rep, id, { channel: 'note', direction: 'internal', body: 'long '.repeat(100) })
  const product = await newProduct(boss, { unitPriceMinor: 5000 })
  await newOrder(rep, id, [{ productId: product.id, quantity: 2 }], { orderedAt: '2026-09-10T10:00:00Z' })
  await newVoice(rep, id, { kind: 'complaint', text: 'The driver came late' })
  await rep.call('POST /customers/:id/scores', { params, body: { answers: [{ id: randomUUIDv7(), question: 'recommend', value: 9 }] } })

  const file = await open(id)
  expect(file.customer).toMatchObject({ id, name: 'גליל מזון', team: { name: 'Haifa' }, version: 1 })
  expect(file.contacts).toMatchObject([{ id: dana.id, contactRole: 'decides' }])
  expect(file.points.map(({ contactId, value }) => [contactId, value])).toEqual([
    [null, '+97246001234'],
    [dana.id, 'dana@galil.example'],
  ])
  expect(file.preferences).toMatchObject([{ text: 'WhatsApp in the morning' }])
  expect(file.promises).toMatchObject([{ text: 'Send a quote', dueOn: '2026-11-24', outcome: null }])
  expect(file.voices).toMatchObject([{ kind: 'complaint', text: 'The driver came late' }])
  expect(file.scores).toMatchObject([{ question: 'recommend', value: 9 }])
  expect(file.facts).toMatchObject({ orders12m: 1, revenue12mMinor: 10_000, openPromises: 1, openVoices: 1, lastRecommend: 9 })
  expect(file.today.map(({ kind }) => kind).sort()).toEqual(['interaction', 'voice'])
  expect(file.today.find(({ kind }) => kind === 'interaction')).toMatchObject({ asked: 'a better price', contact: { name: 'דנה כהן' } })
  expect(file.months).toHaveLength(24)
  expect([file.months[0]!.month, file.months.at(-1)!.month]).toEqual(['2024-12', '2026-11'])
  expect(file.months.find(({ month }) => month === '2026-09')).toEqual({ month: '2026-09', orders: 1, amountMinor: 10_000 })
  expect(file.timeline.items.map(({ kind }) => kind).sort()).toEqual(['interaction', 'interaction', 'order', 'promise', 'score', 'voice'])
  expect(file.timeline.items.at(-1)).toMatchObject({ kind: 'order', lineCount: 1, amountMinor: 10_000 })
  expect(file.timeline.items.find((entry) => entry.kind === 'interaction' && entry.channel === 'note')).toMatchObject({
    longer: true,
    preview: expect.stringMatching(/^(long ){80}$/),
  })
  expect(file.timeline.next).toBeNull()
})

test('of a customer who left, the months end with their last order', async () => {
  const { id } = await newCustomer(rep)
  const product = await newProduct(boss)
  await newOrder(rep, id, [{ productId: product.id, quantity: 1 }], { orderedAt: '2024-03-31T22:30:00Z' })
  const { months, facts } = await open(id)
  expect([months[0]!.month, months.at(-1)]).toEqual(['2022-05', { month: '2024-04', orders: 1, amountMinor: 1250 }])
  expect(facts.orders12m).toBe(0)
})

test("to another team's rep the file does not exist, by any way in", async () => {
  const { id } = await newCustomer(rep, {
    name: 'Hidden Lagoon',
    points: [
      { channel: 'phone', value: '054-9998877' },
      { channel: 'email', value: 'boat@lagoon.example' },
    ],
  })
  await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Zohar Almog' } })
  expect((await elsewhere.ask('GET /customers/:id/file', { params: { id } })).status).toBe(404)
  expect((await elsewhere.ask('GET /customers/:id/timeline', { params: { id } })).status).toBe(404)
  expect((await elsewhere.ask('GET /customers/:id/timeline/days', { params: { id } })).status).toBe(404)
  expect((await rep.ask('GET /customers/:id/file', { params: { id: randomUUIDv7() } })).status).toBe(404)
  for (const q of ['lagoon', 'zohar', '9998877', 'boat@lagoon.example']) {
    expect(await elsewhere.call('GET /search', { query: { q } }), q).toEqual([])
    expect(
      (await rep.call('GET /search', { query: { q } })).map(({ customerId }) => customerId),
      q,
    ).toEqual([id])
  }
})

test('live updates tell of a file only those who may see it, whatever files they ask for', async () => {
  const { id } = await newCustomer(rep)
  const address = await kesher.app.listen({ port: 0, host: '127.0.0.1' })
  const [mine, foreign] = await Promise.all([rep, elsewhere].map((browser) => listen(address, browser.cookie, id)))
  await newEntry(rep, id)
  const { id: own } = await newCustomer(elsewhere, { ownerId: (await elsewhere.call('GET /session')).user.id })
  await expect.poll(() => mine!.heard).toContain(id)
  // The stream is in order: once it tells of the later event, it would have told of the earlier.
  await expect.poll(() => foreign!.heard).toContain(own)
  expect(foreign!.heard).not.toContain(id)
  for (const stream of [mine!, foreign!]) stream.end()
})

/** Collects the files a live stream tells of. */
async function listen(address: string, cookie: string, files: string) {
  const ending = new AbortController()
  const answer = await fetch(`${address}/api/live?files=${files}`, { headers: { cookie }, signal: ending.signal })
  const heard: string[] = []
  const read = async () => {
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      for (const [, frame] of piece.matchAll(/^data: (.*)$/gm)) heard.push(JSON.parse(frame!).customerId)
    }
  }
  read().catch(() => {})
  return { heard, end: () => ending.abort() }
}

test('the timeline pages through every entry once, newest first, also where many share a moment', async () => {
  const { id } = await newCustomer(rep)
  const product = await newProduct(boss)
  for (let n = 0; n < 12; n++) {
    const at = `2026-10-0${1 + (n % 3)}T09:00:00Z`
    await newEntry(rep, id, { occurredAt: at, subject: `Call ${n}` })
    await newVoice(rep, id, { heardAt: at, text: `Wish ${n}` })
    await newOrder(rep, id, [{ productId: product.id, quantity: 1 }], { orderedAt: at })
  }
  const seen: TimelineEntry[] = []
  for (let after: string | undefined; ; ) {
    const page = await rep.call('GET /customers/:id/timeline', { params: { id }, query: { limit: 5, after } })
    seen.push(...page.items)
    if (!page.next) break
    after = page.next
  }
  expect(new Set(seen.map((entry) => entry.id)).size).toBe(36)
  expect(seen.map(({ at }) => at)).toEqual(
    seen
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  expect((await rep.ask('GET /customers/:id/timeline', { params: { id }, query: { after: "0~' or true" } })).problem.fields).toEqual({ after: 'malformed' })
})

test('the timeline is narrowed by kind, channel, conversation, words and day', async () => {
  const { id } = await newCustomer(rep)
  const first = await newEntry(rep, id, { channel: 'email', occurredAt: '2026-11-01T10:00:00Z', subject: 'Delivery Date', body: 'מתי מגיע המשלוח' })
  await newEntry(rep, id, {
    channel: 'email',
    direction: 'out',
    occurredAt: '2026-11-01T21:59:59Z',
    conversationId: first.conversationId,
    subject: 'Re: Delivery',
    body: 'מחר בבוקר 100%',
  })
  await newEntry(rep, id, { channel: 'phone', occurredAt: '2026-11-01T22:00:00Z', subject: 'Thanks', body: 'ok' })
  await newVoice(rep, id, { text: 'DELIVERY on Fridays', heardAt: '2026-11-03T10:00:00Z' })
  const found = async (query: object) =>
    (await rep.call('GET /customers/:id/timeline', { params: { id }, query })).items.map((entry) => (entry.kind === 'interaction' ? entry.subject : entry.kind))
  expect(await found({ channel: 'email' })).toEqual(['Re: Delivery', 'Delivery Date'])
  expect(await found({ conversationId: first.conversationId })).toEqual(['Re: Delivery', 'Delivery Date'])
  expect(await found({ kind: 'voice' })).toEqual(['voice'])
  expect(await found({ kind: 'voice', channel: 'email' })).toEqual([])
  expect(await found({ search: 'delivery' })).toEqual(['voice', 'Re: Delivery', 'Delivery Date'])
  expect(await found({ search: 'המשלוח' })).toEqual(['Delivery Date'])
  expect(await found({ search: '0%' })).toEqual(['Re: Delivery'])
  expect(await found({ until: '2026-11-01' })).toEqual(['Re: Delivery', 'Delivery Date'])
  expect(await found({ until: '2026-11-02' })).toEqual(['Thanks', 'Re: Delivery', 'Delivery Date'])
  expect(await rep.call('GET /customers/:id/timeline/days', { params: { id } })).toEqual([
    { day: '2026-11-03', entries: 1 },
    { day: '2026-11-02', entries: 1 },
    { day: '2026-11-01', entries: 2 },
  ])
})

test('a customer is found by parts of the name in any order, either name, phone in any format, e-mail, number, tax id, contact and order', async () => {
  const { id, number } = await newCustomer(rep, {
    name: 'אבן ספיר תעשיות',
    otherName: 'Even Sapir Industries',
    ref: 'EXT-7781',
    taxId: '510000003',
    points: [
      { channel: 'phone', value: '+972 (52) 640-9912' },
      { channel: 'email', value: 'office@even-sapir.example' },
    ],
  })
  await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'יובל שמש', otherName: 'Yuval Shemesh' } })
  const product = await newProduct(boss)
  await newOrder(rep, id, [{ productId: product.id, quantity: 1 }], { number: 'INV-55123' })
  const by = async (q: string) => {
    const hits = await rep.call('GET /search', { query: { q } })
    return hits.filter(({ customerId }) => customerId === id).map(({ matched }) => matched.by)[0]
  }
  expect(await by('ספיר אבן')).toBe('name')
  expect(await by('sapir ev')).toBe('name')
  expect(await by('INDUS')).toBe('name')
  expect(await by('ext-7781')).toBe('name')
  for (const phone of ['052-6409912', '9912', '+972526409912', '00972526409912', '(052) 640-99-12', '052 640.9912', '6409912'])
    expect({ phone, by: await by(phone) }).toEqual({ phone, by: 'phone' })
  for (const email of ['sapir.example', 'office@', 'FICE@even', 'even-sapir.ex', 'pir.exam'])
    expect({ email, by: await by(email) }).toEqual({ email, by: 'email' })
  expect(await by(String(number))).toBe('number')
  expect(await by('510000003')).toBe('number')
  expect(await by('שמש יובל')).toBe('contact')
  expect(await by('yuval')).toBe('contact')
  expect(await by('inv-551')).toBe('order')
  expect(await by('%')).toBeUndefined()
})

test('a person is found by the identity number as it is written anywhere, and not by who may not see it', async () => {
  const { id } = await newCustomer(rep, { kind: 'person', name: 'Tamar Oren', taxId: '031276546' })
  const found = async (browser: Browser, q: string) => (await browser.call('GET /search', { query: { q } })).filter(({ customerId }) => customerId === id)
  for (const q of ['031276546', '31276546', '03127654-6', '276546'])
    expect(await found(rep, q)).toMatchObject([{ name: 'Tamar Oren', matched: { by: 'number', text: '031276546' } }])
  await boss.call('PUT /access/:role', { params: { role: 'rep' }, body: { scope: 'team', hidden: ['taxId'] } })
  expect(await found(rep, '031276546')).toEqual([])
  await boss.call('PUT /access/:role', { params: { role: 'rep' }, body: { scope: 'team', hidden: [] } })
})

test('names that start with what was typed come before those that hold it further in', async () => {
  await newCustomer(rep, { name: 'Old Quartz Works' })
  await newCustomer(rep, { name: 'Quartz Supplies' })
  expect((await rep.call('GET /search', { query: { q: 'quartz' } })).map(({ name }) => name)).toEqual(['Quartz Supplies', 'Old Quartz Works'])
})

test('my day holds my open promises, whom I dealt with today, and what others changed at my customers', async () => {
  const team = (await rep.call('GET /teams')).find(({ name }) => name === 'Haifa')!
  const me = await kesher.member('rep', [team.id])
  const { user } = await me.call('GET /session')
  const mine = await newCustomer(me, { name: 'My Own', ownerId: user.id })
  await newEntry(me, mine.id, { subject: 'Today', promise: { text: 'Call back', dueOn: '2026-11-23' } })
  await newEntry(me, mine.id, { subject: 'Long ago', occurredAt: '2026-11-20T10:00:00Z' })
  await rep.call('PATCH /customers/:id', { params: { id: mine.id }, body: { city: 'Haifa' } })
  const day = await me.call('GET /my-day')
  expect(day.promises).toMatchObject([{ customerName: 'My Own', text: 'Call back' }])
  expect(day.contacts.map(({ subject }) => subject)).toEqual(['Today'])
  expect(day.changed).toMatchObject([{ customerId: mine.id, type: 'customer.changed', by: expect.stringMatching(/^Person/) }])
  expect(await elsewhere.call('GET /my-day')).toMatchObject({ promises: [], contacts: [] })
})
