/** Custom fields over HTTP: what each type takes, who sees it, and what becomes of it. */
import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { CustomField, CustomValue } from '../../contract/custom-fields.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { clearRemoved } from './clearing.ts'
import { newField } from './testing.ts'

const now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let teamId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Haifa')).id
  rep = await kesher.member('rep', [teamId])
})

const set = (browser: Browser, id: string, custom: Record<string, CustomValue | null>) =>
  browser.ask('PATCH /customers/:id', { params: { id }, body: { custom } })
const valuesIn = async (browser: Browser, id: string) => (await browser.call('GET /customers/:id/file', { params: { id } })).customer.custom

const tiers = [
  { key: 'gold', he: 'זהב', en: 'Gold' },
  { key: 'silver', he: 'כסף', en: 'Silver' },
]
/** For each type what is taken, as it is then kept, and what is refused why. */
const types: Record<CustomField['type'], { field?: object; taken: [CustomValue, CustomValue][]; refused: [CustomValue, string][] }> = {
  text: {
    field: { limits: { longest: 5, shortest: 2, form: 'digits' } },
    taken: [
      ['12345', '12345'],
      [' 123 ', '123'],
    ],
    refused: [
      ['1', 'too-short'],
      ['123456', 'too-long'],
      ['12a', 'malformed'],
      [7, 'malformed'],
    ],
  },
  number: {
    field: { limits: { min: 0, max: 10, decimals: 1 } },
    taken: [
      [2.5, 2.5],
      [0, 0],
    ],
    refused: [
      [-1, 'too-small'],
      [11, 'too-large'],
      [2.55, 'malformed'],
      ['2', 'malformed'],
    ],
  },
  money: {
    taken: [
      [123_456, 123_456],
      [-5, -5],
    ],
    refused: [[1.5, 'malformed']],
  },
  date: {
    field: { limits: { earliest: '2020-01-01', latest: '2030-12-31' } },
    taken: [['2026-11-22', '2026-11-22']],
    refused: [
      ['2026-02-30', 'not-a-date'],
      ['2019-12-31', 'too-small'],
      ['2031-01-01', 'too-large'],
    ],
  },
  choice: {
    field: { choices: tiers },
    taken: [['gold', 'gold']],
    refused: [
      ['bronze', 'unknown'],
      [['gold'], 'unknown'],
    ],
  },
  choices: {
    field: { choices: tiers },
    taken: [
      [
        ['silver', 'gold'],
        ['gold', 'silver'],
      ],
    ],
    refused: [
      [['gold', 'bronze'], 'unknown'],
      ['gold', 'malformed'],
    ],
  },
  yesNo: {
    taken: [
      [true, true],
      [false, false],
    ],
    refused: [['true', 'malformed']],
  },
  phone: { taken: [['052-1234567', '+972521234567']], refused: [['12', 'not-a-phone']] },
  email: { taken: [[' Dana@Mail.Example ', 'dana@mail.example']], refused: [['dana', 'not-an-email']] },
  link: {
    taken: [
      ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
      ['a.example', 'https://a.example/'],
    ],
    refused: [
      ['http://a.example', 'not-an-address'],
      ['javascript:alert(1)', 'not-an-address'],
      ['https://a:b@c.example', 'not-an-address'],
      ['data:text/html,x', 'not-an-address'],
    ],
  },
  person: {
    taken: [],
    refused: [
      ['Dana', 'unknown'],
      [randomUUIDv7(), 'unknown'],
    ],
  },
}

test.each(Object.entries(types))(
  'a field of type %s takes what fits, keeps it one way, and says what is wrong with the rest',
  async (type, { field, taken, refused }) => {
    const { key } = await newField(boss, { key: `${type}Typed`, type: type as CustomField['type'], ...field })
    const { id } = await newCustomer(boss)
    for (const [sent, kept] of taken) {
      expect(await set(boss, id, { [key]: sent })).toMatchObject({ status: 200, reply: { custom: { [key]: kept } } })
      expect(await valuesIn(boss, id)).toEqual({ [key]: kept })
    }
    for (const [sent, fault] of refused)
      expect({ sent, answer: (await set(boss, id, { [key]: sent })).problem }).toMatchObject({
        sent,
        answer: { code: 'invalid', fields: { [`custom.${key}`]: fault } },
      })
    await set(boss, id, { [key]: null })
    expect(await valuesIn(boss, id)).toEqual({})
  },
)

test('a person is one of ours', async () => {
  const { key } = await newField(boss, { key: 'advisor', type: 'person' })
  const { id } = await newCustomer(boss)
  const me = (await boss.call('GET /session')).user.id
  expect((await set(boss, id, { [key]: me })).reply.custom).toEqual({ [key]: me })
})

test('a new customer begins with what the field says, and is not made without what is required of whoever makes it', async () => {
  const strict = await newField(boss, { key: 'region', required: true, hiddenFrom: ['rep'] })
  await newField(boss, { key: 'level', type: 'choice', choices: tiers, fallback: 'silver' })
  const body = { id: randomUUIDv7(), kind: 'organisation', name: 'Wombat' } as const
  expect((await boss.ask('POST /customers', { body })).problem.fields).toEqual({ 'custom.region': 'required' })
  expect((await boss.call('POST /customers', { body: { ...body, custom: { region: 'North' } } })).custom).toEqual({ region: 'North', level: 'silver' })
  expect((await set(boss, body.id, { region: null })).problem.fields).toEqual({ 'custom.region': 'required' })
  expect((await newCustomer(rep, { teamId })).custom).toEqual({ level: 'silver' })
  await boss.call('PUT /custom-fields/:id/removal', { params: { id: strict.id } })
})

test('for whom a field is hidden there is no such field', async () => {
  const { key, id: fieldId } = await newField(boss, { key: 'secretScore', type: 'number' })
  const { id } = await newCustomer(boss, { teamId, custom: { [key]: 7 } })
  expect((await valuesIn(rep, id))[key]).toBe(7)
  await boss.call('PATCH /custom-fields/:id', { params: { id: fieldId }, body: { hiddenFrom: ['rep'] } })
  expect(await valuesIn(rep, id)).not.toHaveProperty(key)
  expect((await rep.call('GET /custom-fields')).map((field) => field.key)).not.toContain(key)
  const unheard = await set(rep, id, { neverHeardOf: 1 })
  expect((await set(rep, id, { [key]: 8 })).text.replace(key, 'neverHeardOf')).toBe(unheard.text)
  expect((await valuesIn(boss, id))[key]).toBe(7)
})

test('two who change different fields of one customer both do; of the same field the second is told', async () => {
  await newField(boss, { key: 'hobby' })
  await newField(boss, { key: 'shoe', type: 'number' })
  const { id, version } = await newCustomer(boss, { custom: { hobby: 'chess' } })
  const edit = (custom: object, seen: object) =>
    boss.ask('PATCH /customers/:id', { params: { id }, body: { custom, seen: { custom: seen }, version } as never })
  expect((await edit({ hobby: 'go' }, { hobby: 'chess' })).status).toBe(200)
  expect((await edit({ shoe: 42 }, { shoe: null })).reply.custom).toMatchObject({ hobby: 'go', shoe: 42 })
  expect((await edit({ hobby: 'bridge' }, { hobby: 'chess' })).problem).toMatchObject({
    code: 'changed-meanwhile',
    conflicts: { 'custom.hobby': { theirs: 'go', mine: 'bridge' } },
  })
  const events = await kesher.house.db
    .selectFrom('customerEvents')
    .where('customerId', '=', id)
    .where('type', '=', 'customer.changed')
    .select('data')
    .orderBy('id')
    .execute()
  expect(events.map(({ data }) => data)).toEqual([{ fields: ['custom.hobby'] }, { fields: ['custom.shoe'] }])
})

test('a removed field is gone everywhere and comes back whole within thirty days; then its values go', async () => {
  const { key, id: fieldId } = await newField(boss, { key: 'badge' })
  const { id } = await newCustomer(boss, { custom: { [key]: 'B-7' } })
  const params = { id: fieldId }
  await boss.call('PUT /custom-fields/:id/removal', { params })
  expect(await valuesIn(boss, id)).not.toHaveProperty(key)
  expect((await set(boss, id, { [key]: 'C-8' })).status).toBe(422)
  expect((await boss.call('GET /custom-fields/removed')).map((field) => field.key)).toContain(key)
  const taken = { id: randomUUIDv7(), subject: 'customer', key, type: 'text', label: { he: 'תג', en: 'Badge' } } as const
  expect((await boss.ask('POST /custom-fields', { body: taken })).problem.fields).toEqual({ key: 'taken' })
  await boss.call('DELETE /custom-fields/:id/removal', { params })
  expect(await valuesIn(boss, id)).toMatchObject({ [key]: 'B-7' })
  await boss.call('PUT /custom-fields/:id/removal', { params })
  const later = (days: number) => ({ db: kesher.house.db, now: () => new Date(now.getTime() + days * 86_400_000) })
  await clearRemoved(later(29))
  await boss.call('DELETE /custom-fields/:id/removal', { params })
  expect(await valuesIn(boss, id)).toMatchObject({ [key]: 'B-7' })
  await boss.call('PUT /custom-fields/:id/removal', { params })
  await clearRemoved(later(30))
  expect((await boss.ask('DELETE /custom-fields/:id/removal', { params })).status).toBe(404)
  expect(await kesher.house.db.selectFrom('customValues').where('fieldId', '=', fieldId).select('id').execute()).toEqual([])
})

test('a field is renamed and moved at any time; a choice somebody chose cannot be taken away', async () => {
  const [first, second] = [await newField(boss, { key: 'firstly', subject: 'order' }), await newField(boss, { key: 'secondly', subject: 'order' })]
  await boss.call('PATCH /custom-fields/:id', { params: { id: first.id }, body: { label: { he: 'ראשון', en: 'Number one' } } })
  const inOrder = await boss.call('PUT /custom-fields/order', { body: { subject: 'order', ids: [second.id, first.id] } })
  expect(inOrder.map(({ key, label }) => [key, label.en])).toEqual([
    ['secondly', 'Motto'],
    ['firstly', 'Number one'],
  ])
  const kept = await newField(boss, { key: 'grade', type: 'choice', choices: tiers })
  await newCustomer(boss, { custom: { grade: 'gold' } })
  const without = (key: string) =>
    boss.ask('PATCH /custom-fields/:id', { params: { id: kept.id }, body: { choices: tiers.filter((tier) => tier.key !== key) } })
  expect((await without('gold')).problem.code).toBe('still-in-use')
  expect((await without('silver')).status).toBe(200)
  const done = await kesher.house.db.selectFrom('auditEntries').where('action', 'like', 'custom-field.%').select('action').distinct().execute()
  expect(done.map(({ action }) => action).sort()).toEqual(['custom-field.added', 'custom-field.changed', 'custom-field.removed', 'custom-field.returned'])
})

test('contacts, orders and events have fields of their own, each read where it is opened and hidden where its field is', async () => {
  const own = { label: { he: 'שדה', en: 'Own' }, hiddenFrom: ['trainer' as const] }
  await newField(boss, { ...own, subject: 'contact', key: 'floor', type: 'number' })
  await newField(boss, { ...own, subject: 'order', key: 'gift', type: 'yesNo', fallback: false })
  await newField(boss, { ...own, subject: 'interaction', key: 'mood', type: 'choice', choices: tiers })
  const trainer = await kesher.member('trainer', [teamId])
  const { id } = await newCustomer(boss, { teamId })
  const contact = await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana', custom: { floor: 3 } } })
  const edit = (floor: number | null, seen: number | null) =>
    boss.ask('PATCH /customers/:id/contacts/:partId', { params: { id, partId: contact.id }, body: { custom: { floor }, seen: { custom: { floor: seen } } } })
  expect((await edit(4, 3)).reply.custom).toEqual({ floor: 4 })
  expect((await edit(5, 3)).problem.conflicts).toEqual({ 'custom.floor': { theirs: 4, mine: 5 } })
  const entry = await newEntry(boss, id, { custom: { mood: 'gold' } })
  const { id: productId } = await newProduct(boss)
  const order = await newOrder(boss, id, [{ productId, quantity: 1 }])
  expect([contact.custom, entry.custom, order.custom]).toEqual([{ floor: 3 }, { mood: 'gold' }, { gift: false }])
  const seen = async (browser: Browser) => {
    const file = await browser.call('GET /customers/:id/file', { params: { id } })
    const part = (partId: string) => ({ params: { id, partId } })
    return [
      file.contacts[0]!.custom,
      (await browser.call('GET /customers/:id/interactions/:partId', part(entry.id))).custom,
      (await browser.call('GET /customers/:id/orders/:partId', part(order.id))).custom,
      file.customer.custom,
    ]
  }
  expect(await seen(boss)).toEqual([{ floor: 4 }, { mood: 'gold' }, { gift: false }, { level: 'silver' }])
  expect(await seen(trainer)).toEqual([{}, {}, {}, { level: 'silver' }])
  expect((await boss.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Noa', custom: { floor: 'up' } } })).problem.fields).toEqual({
    'custom.floor': 'malformed',
  })
})

test('what stands in the fields of an order is changed by whoever takes orders, is told to live screens, and of the same field the second is told', async () => {
  await newField(boss, { subject: 'order', key: 'dock', type: 'number', limits: { min: 1 } })
  await newField(boss, { subject: 'order', key: 'coupon', hiddenFrom: ['trainer'] })
  const trainer = await kesher.member('trainer', [teamId])
  const { id } = await newCustomer(boss, { teamId })
  const taken = await newOrder(boss, id, [{ productId: (await newProduct(boss)).id, quantity: 1 }], { custom: { coupon: 'SPRING' } })
  const fill = (browser: Browser, custom: Record<string, CustomValue | null>, seen?: object) =>
    browser.ask('PATCH /customers/:id/orders/:partId', { params: { id, partId: taken.id }, body: { custom, seen: seen && { custom: seen } } as never })
  expect((await fill(trainer, { dock: 3 })).reply.custom).not.toHaveProperty('coupon')
  expect((await fill(trainer, { coupon: 'MINE' })).problem.fields).toEqual({ 'custom.coupon': 'unknown' })
  expect((await fill(boss, { dock: 0 })).problem.fields).toEqual({ 'custom.dock': 'too-small' })
  expect((await fill(boss, { dock: 5 }, { dock: null })).problem.conflicts).toEqual({ 'custom.dock': { theirs: 3, mine: 5 } })
  expect((await fill(boss, { dock: 5 }, { dock: 3 })).reply).toEqual({ ...taken, custom: { ...taken.custom, coupon: 'SPRING', dock: 5 } })
  const events = await kesher.house.db
    .selectFrom('customerEvents')
    .where('customerId', '=', id)
    .where('type', '=', 'order.changed')
    .select('data')
    .orderBy('id')
    .execute()
  expect(events.map(({ data }) => data)).toEqual([1, 2].map(() => ({ orderId: taken.id, fields: ['custom.dock'] })))
  expect((await fill(await kesher.member('rep', [(await newTeam(boss, 'Eilat')).id]), { dock: 9 })).status).toBe(404)
})

test('what stands in the fields of an event is on the timeline of whoever may see the field, from the first page on and on every other', async () => {
  await newField(boss, { subject: 'interaction', key: 'topic', label: { he: 'נושא', en: 'Topic' }, hiddenFrom: ['trainer'] })
  await newField(boss, { subject: 'interaction', key: 'urgent', type: 'yesNo' })
  const trainer = await kesher.member('trainer', [teamId])
  const { id } = await newCustomer(boss, { teamId })
  const filled = await newEntry(boss, id, { custom: { topic: 'Price', urgent: true } })
  const bare = await newEntry(boss, id)
  const shown = async (browser: Browser) => {
    const { timeline, today } = await browser.call('GET /customers/:id/file', { params: { id } })
    const page = await browser.call('GET /customers/:id/timeline', { params: { id }, query: { kind: 'interaction' } })
    return [timeline.items, today, page.items].map((items) => [filled, bare].map((entry) => items.find((item) => item.id === entry.id)))
  }
  for (const entries of await shown(boss)) expect(entries).toMatchObject([{ custom: { topic: 'Price', urgent: true } }, { custom: {} }])
  for (const [entry] of await shown(trainer)) expect(entry).toHaveProperty('custom', { urgent: true })
})

test('a file with two hundred filled fields opens in one answer, whole', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => ({
    id: randomUUIDv7(),
    subject: 'customer' as const,
    key: `wide${n}`,
    type: 'number' as const,
    label: JSON.stringify({ he: 'רחב', en: 'Wide' }),
    help: JSON.stringify({ he: '', en: '' }),
    section: JSON.stringify({ he: '', en: '' }),
    place: 1000 + n,
    personal: 'none' as const,
    createdAt: now,
  }))
  await kesher.house.db.insertInto('customFields').values(rows).execute()
  const { id } = await newCustomer(boss)
  expect((await set(boss, id, Object.fromEntries(rows.map(({ key }, n) => [key, n])))).status).toBe(200)
  const values = await valuesIn(boss, id)
  expect(rows.every(({ key }, n) => values[key] === n)).toBe(true)
})
