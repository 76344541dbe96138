import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { normalTaxId } from './identity.ts'
import { namesRebuilt, newCustomer, newTeam } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let haifa: Browser
let eilat: Browser
let manager: Browser
let haifaId: string
let eilatId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  haifaId = (await newTeam(boss, 'Haifa')).id
  eilatId = (await newTeam(boss, 'Eilat')).id
  haifa = await kesher.member('rep', [haifaId])
  eilat = await kesher.member('rep', [eilatId])
  manager = await kesher.member('manager', [haifaId])
})

const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)

test('a rep opens a file in their own team; its phone and e-mail are kept one way however they were typed', async () => {
  const created = await newCustomer(haifa, {
    kind: 'person',
    name: '  דנה   כהן ',
    otherName: 'Dana Cohen',
    taxId: '18',
    currency: undefined,
    points: [
      { channel: 'phone', value: '054-771 2345' },
      { channel: 'email', value: ' Dana@Orbit.Example ' },
    ],
  })
  expect(created).toMatchObject({ name: 'דנה כהן', taxId: '000000018', currency: 'ILS', team: { name: 'Haifa' }, owner: null, version: 1 })
  expect(created.number).toBeGreaterThan(1000)
  const [row] = (await haifa.call('GET /customers', { query: { search: 'dana' } })).items
  expect(row).toMatchObject({ id: created.id, phone: '+972547712345', email: 'dana@orbit.example', orders12m: 0 })
})

test('sending the same new customer twice, even at once, opens one file', async () => {
  const id = randomUUIDv7()
  const body = { id, kind: 'person' as const, name: 'Twice Told' }
  const [first, second] = await Promise.all([haifa.call('POST /customers', { body }), haifa.call('POST /customers', { body })])
  expect(second.number).toBe(first.number)
  expect((await haifa.call('GET /customers/count', { query: { search: 'Twice Told' } })).count).toBe(1)
  expect((await eilat.ask('POST /customers', { body })).problem.code).toBe('already-exists')
})

test('a rep cannot put a file into a team that is not theirs, and a trainer cannot open one', async () => {
  const body = { id: randomUUIDv7(), kind: 'person' as const, name: 'X', teamId: eilatId }
  expect((await haifa.ask('POST /customers', { body })).problem.fields).toEqual({ teamId: 'unknown' })
  const trainer = await kesher.member('trainer', [])
  expect((await trainer.ask('POST /customers', { body: { ...body, teamId: undefined } })).problem.code).toBe('not-allowed')
})

test('what is no phone, e-mail or identity number is refused by field, and nothing is kept', async () => {
  const body = { id: randomUUIDv7(), kind: 'person' as const, name: 'Refused Person' }
  const faults = async (more: object) => (await haifa.ask('POST /customers', { body: { ...body, ...more } })).problem.fields
  expect(await faults({ points: [{ channel: 'phone', value: 'call me' }] })).toEqual({ 'points.0.value': 'not-a-phone' })
  expect(await faults({ points: [{ channel: 'email', value: 'dana@' }] })).toEqual({ 'points.0.value': 'not-an-email' })
  expect(await faults({ taxId: '123456789' })).toEqual({ taxId: 'check-digit' })
  expect(await faults({ taxId: 'ABC' })).toEqual({ taxId: 'malformed' })
  expect(await faults({ ownerId: randomUUIDv7() })).toEqual({ ownerId: 'unknown' })
  expect((await haifa.call('GET /customers', { query: { search: 'Refused' } })).items).toEqual([])
})

test('of any eight digits exactly one check digit is right, and no single mistyped digit passes', () => {
  const of = { kind: 'organisation' as const, country: '' }
  const passes = (digits: string) => 'value' in normalTaxId(of, digits, 'IL')
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{7}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (stem, place, shift) => {
      const right = [...'0123456789'].map((digit) => stem + digit).filter(passes)
      expect(right).toHaveLength(1)
      const wrong = [...right[0]!]
      wrong[place] = String((Number(wrong[place]) + shift) % 10)
      expect(passes(wrong.join(''))).toBe(false)
    }),
  )
})

test('an edit against an older version is refused and changes nothing', async () => {
  const { id } = await newCustomer(haifa, { name: 'Conflict Ltd' })
  await haifa.call('PATCH /customers/:id', { params: { id }, body: { city: 'חיפה', version: 1 } })
  expect((await haifa.ask('PATCH /customers/:id', { params: { id }, body: { city: 'Acre', version: 1 } })).problem.code).toBe('changed-meanwhile')
  expect(await haifa.call('PATCH /customers/:id', { params: { id }, body: { tags: ['vip'], version: 2 } })).toMatchObject({
    city: 'חיפה',
    tags: ['vip'],
    version: 3,
  })
})

test("another team's rep finds nothing of a file: not by edit, list, count, export, tags or bulk change", async () => {
  const { id } = await newCustomer(haifa, { name: 'Secret Harbour', tags: ['hidden-tag'] })
  for (const answer of [
    await eilat.ask('PATCH /customers/:id', { params: { id }, body: { city: 'Eilat' } }),
    await eilat.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Eve' } }),
    await eilat.ask('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '0501234567' } }),
    await eilat.ask('POST /customers/:id/preferences', { params: { id }, body: { kind: 'request', text: 'x' } }),
  ])
    expect(answer.status).toBe(404)
  expect((await eilat.call('GET /customers', { query: { search: 'harbour' } })).items).toEqual([])
  expect(await eilat.call('GET /customers/count', { query: { search: 'harbour' } })).toEqual({ count: 0, capped: false })
  expect((await eilat.ask('GET /customers/export')).problem.code).toBe('not-allowed')
  const elsewhere = await kesher.member('manager', [eilatId])
  expect((await elsewhere.ask('GET /customers/export')).text).not.toContain('Secret')
  expect((await manager.ask('GET /customers/export')).text).toContain('Secret Harbour')
  expect((await eilat.call('GET /tags')).map(({ tag }) => tag)).not.toContain('hidden-tag')
  expect(await eilat.call('POST /customers/bulk', { body: { chosen: { ids: [id] }, addTag: 'taken' } })).toEqual({ changed: 0 })
  expect((await haifa.call('GET /customers', { query: { search: 'harbour' } })).items[0]!.tags).toEqual(['hidden-tag'])
})

test('every order of the list pages through all customers once, in both directions', async () => {
  for (const [n, name] of ['אבן', 'בר', 'Alpha', 'beta', 'Beta', 'גל', 'Zed'].entries()) {
    await newCustomer(eilat, { name, city: n % 2 ? 'אילת' : 'Timna', balanceMinor: n % 3 ? n * 100 : null })
  }
  const total = (await eilat.call('GET /customers/count')).count
  for (const sort of ['name', 'city', 'created', 'balance', 'lastContact', 'lastOrder', 'revenue'] as const) {
    const walk = async (direction: 'ascending' | 'descending') => {
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await eilat.call('GET /customers', { query: { sort, direction, limit: 3, after } })
        seen.push(...page.items.map(({ id }) => id))
        if (!page.next) return seen
        after = page.next
      }
    }
    const up = await walk('ascending')
    expect(new Set(up).size, sort).toBe(total)
    expect((await walk('descending')).reverse(), sort).toEqual(up)
  }
  expect(names(await eilat.call('GET /customers', { query: { limit: 3 } }))).toEqual(['Alpha', 'beta', 'Beta'])
  expect((await eilat.ask('GET /customers', { query: { after: 'bm9uc2Vuc2U' } })).problem.fields).toEqual({ after: 'malformed' })
})

test('filters narrow the list together, and wildcards are only letters', async () => {
  await newCustomer(haifa, { name: '100% Cotton_Mill', city: 'Nahariya', tags: ['textile', 'vip'], overdueMinor: 500 })
  await newCustomer(haifa, { name: '100 Cotton Mills', city: 'Nahariya', tags: ['textile'], kind: 'person' })
  const found = async (query: object) => names(await haifa.call('GET /customers', { query }))
  expect(await found({ search: '0% mill' })).toEqual(['100% Cotton_Mill'])
  expect(await found({ tag: 'textile', kind: 'person' })).toEqual(['100 Cotton Mills'])
  expect(await found({ city: 'Nahariya', overdue: 'true' })).toEqual(['100% Cotton_Mill'])
  expect(await found({ city: 'Nahariya', overdue: 'false', ownerId: 'nobody', buying: 'false', openPromise: 'false' })).toEqual(['100 Cotton Mills'])
})

test('a bulk change reaches all that a filter finds and counts only what really changed', async () => {
  for (const name of ['Bulk One', 'Bulk Two', 'Bulk Three']) await newCustomer(haifa, { name })
  const chosen = { filter: { search: 'bulk' } }
  const me = (await haifa.call('GET /session')).user.id
  expect(await haifa.call('POST /customers/bulk', { body: { chosen, addTag: 'spring', ownerId: me } })).toEqual({ changed: 3 })
  expect(await haifa.call('POST /customers/bulk', { body: { chosen, addTag: 'spring' } })).toEqual({ changed: 0 })
  const { items } = await haifa.call('GET /customers', { query: { tag: 'spring', ownerId: me } })
  expect(items.map(({ ownerName }) => ownerName)).toEqual(Array(3).fill(items[0]!.ownerName))
  expect((await haifa.call('GET /customers', { query: { tag: 'spring', ownerId: 'mine' } })).items).toHaveLength(3)
  expect(await haifa.call('POST /customers/bulk', { body: { chosen: { ...chosen, except: [items[0]!.id] }, removeTag: 'spring' } })).toEqual({ changed: 2 })
  expect(await haifa.call('POST /customers/bulk', { body: { chosen, removeTag: 'spring' } })).toEqual({ changed: 1 })
  expect((await haifa.call('GET /tags')).map(({ tag }) => tag)).not.toContain('spring')
})

test('a bulk change of more files than one statement has parameters for is still one change', async () => {
  const { teamId } = await newCustomer(haifa, { name: 'Crowd Sample' })
  await sql`with crowd as (
      insert into customers (id, number, kind, name, team_id, currency, created_at, updated_at)
      select gen_random_uuid(), nextval('customer_numbers'), 'person', 'Crowd ' || n, ${teamId}, 'ILS', now(), now() from generate_series(1, 11500) as n returning id)
    insert into customer_facts (customer_id, as_of) select id, '2026-11-22' from crowd`.execute(kesher.house.db)
  await namesRebuilt(kesher)
  expect(await haifa.call('GET /customers/count', { query: { search: 'crowd' } })).toEqual({ count: 10_000, capped: true })
  expect(await haifa.call('GET /customers/count', { query: { search: 'crowd', exact: 'true' } })).toEqual({ count: 11_501, capped: false })
  expect(await eilat.call('GET /customers/count', { query: { search: 'crowd', exact: 'true' } })).toEqual({ count: 0, capped: false })
  expect(await haifa.call('POST /customers/bulk', { body: { chosen: { filter: { search: 'crowd' } }, addTag: 'crowd' } })).toEqual({ changed: 11_501 })
})

test('people at a customer bring their addresses, may leave on a day, and are removed with what is theirs', async () => {
  const { id } = await newCustomer(haifa, { name: 'People Ltd' })
  const partId = randomUUIDv7()
  const body = { id: partId, name: 'רונן שדה', contactRole: 'decides', fromDate: '2025-01-01', points: [{ channel: 'phone' as const, value: '03-5551234' }] }
  await haifa.call('POST /customers/:id/contacts', { params: { id }, body })
  expect(await haifa.call('POST /customers/:id/contacts', { params: { id }, body })).toMatchObject({ id: partId, contactRole: 'decides' })
  const left = await haifa.ask('PATCH /customers/:id/contacts/:partId', { params: { id, partId }, body: { untilDate: '2024-01-01' } })
  expect(left.problem.fields).toEqual({ untilDate: 'before-start' })
  await haifa.call('PATCH /customers/:id/contacts/:partId', { params: { id, partId }, body: { untilDate: '2026-06-30' } })
  expect((await haifa.call('GET /customers', { query: { search: '5551234' } })).items[0]!.name).toBe('People Ltd')
  await haifa.call('DELETE /customers/:id/contacts/:partId', { params: { id, partId } })
  expect((await haifa.call('GET /customers', { query: { search: '5551234' } })).items).toEqual([])
})

test('one address of a channel is primary, and the same address twice is refused', async () => {
  const { id } = await newCustomer(haifa, { name: 'Points Ltd', points: [{ channel: 'phone', value: '0501111111', isPrimary: true }] })
  const second = await haifa.call('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '+972 50 222 2222', isPrimary: true } })
  const phone = async () => (await haifa.call('GET /customers', { query: { search: 'Points Ltd' } })).items[0]!.phone
  expect(await phone()).toBe('+972502222222')
  expect((await haifa.ask('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '050-222-2222' } })).problem.code).toBe(
    'already-exists',
  )
  await haifa.call('PATCH /customers/:id/points/:partId', { params: { id, partId: second.id }, body: { value: '0533333333' } })
  expect(await phone()).toBe('+972533333333')
  await haifa.call('DELETE /customers/:id/points/:partId', { params: { id, partId: second.id } })
  expect(await phone()).toBe('+972501111111')
  const stranger = await haifa.ask('POST /customers/:id/points', { params: { id }, body: { channel: 'phone', value: '0504444444', contactId: randomUUIDv7() } })
  expect(stranger.problem.fields).toEqual({ contactId: 'unknown' })
})

test('a preference is reworded, becomes a standing request, and is not for another team to touch', async () => {
  const { id } = await newCustomer(haifa, { name: 'Habits Ltd' })
  const kept = async () => (await haifa.call('GET /customers/:id/file', { params: { id } })).preferences.map(({ kind, text }) => `${kind}: ${text}`)
  const { id: partId } = await haifa.call('POST /customers/:id/preferences', { params: { id }, body: { kind: 'preference', text: 'Call late' } })
  await haifa.call('POST /customers/:id/preferences', { params: { id }, body: { kind: 'request', text: 'One invoice a month' } })
  const params = { id, partId }
  await haifa.call('PATCH /customers/:id/preferences/:partId', { params, body: { text: 'Call after 16:00' } })
  expect((await kept()).sort()).toEqual(['preference: Call after 16:00', 'request: One invoice a month'])
  await haifa.call('PATCH /customers/:id/preferences/:partId', { params, body: { kind: 'request' } })
  expect(await kept()).toContain('request: Call after 16:00')
  expect((await haifa.ask('PATCH /customers/:id/preferences/:partId', { params, body: { text: ' ' } })).problem.fields).toEqual({ text: 'required' })
  expect((await eilat.ask('PATCH /customers/:id/preferences/:partId', { params, body: { text: 'x' } })).status).toBe(404)
  const unknown = { id, partId: randomUUIDv7() }
  expect((await haifa.ask('PATCH /customers/:id/preferences/:partId', { params: unknown, body: { text: 'x' } })).status).toBe(404)
})

test('a rep hands a file from one of their teams to another of them, and to no other team', async () => {
  const both = await kesher.member('rep', [haifaId, eilatId])
  const { id } = await newCustomer(haifa, { name: 'Moving Ltd' })
  expect((await haifa.ask('PATCH /customers/:id', { params: { id }, body: { teamId: eilatId } })).problem.fields).toEqual({ teamId: 'unknown' })
  expect(await both.call('PATCH /customers/:id', { params: { id }, body: { teamId: eilatId } })).toMatchObject({ team: { name: 'Eilat' } })
  expect((await haifa.ask('GET /customers/:id/file', { params: { id } })).status).toBe(404)
  expect((await eilat.call('GET /customers/:id/file', { params: { id } })).customer.name).toBe('Moving Ltd')
})

test('an export of chosen customers holds those and no others', async () => {
  const [one, two] = [await newCustomer(haifa, { name: 'Chosen One' }), await newCustomer(haifa, { name: 'Chosen Two' })]
  await newCustomer(haifa, { name: 'Chosen Not' })
  const lines = (await manager.ask('GET /customers/export', { query: { ids: `${one.id},${two.id}` } })).text.trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect((await manager.ask('GET /customers/export', { query: { ids: 'all' } })).problem.code).toBe('invalid')
})

test('an exported name cannot run as a formula, and amounts are decimal numbers', async () => {
  await newCustomer(haifa, { name: '=HYPERLINK("evil")', balanceMinor: -123450 })
  const line = (await manager.ask('GET /customers/export', { query: { search: 'hyperlink' } })).text.split('\r\n')[1]
  expect(line).toContain('"\'=HYPERLINK(""evil"")"')
  expect(line).toContain(',-1234.50,')
})

test('a saved view is mine until I share it, and only I change it', async () => {
  const view = await haifa.call('POST /views', { body: { list: 'customers', name: 'VIP', query: 'tag=vip' } })
  const seen = async () => (await eilat.call('GET /views')).map(({ name, mine }) => ({ name, mine }))
  expect(await seen()).toEqual([])
  await haifa.call('PATCH /views/:id', { params: { id: view.id }, body: { shared: true } })
  expect(await seen()).toEqual([{ name: 'VIP', mine: false }])
  expect((await eilat.ask('PATCH /views/:id', { params: { id: view.id }, body: { name: 'Mine' } })).status).toBe(404)
  expect((await eilat.ask('DELETE /views/:id', { params: { id: view.id } })).status).toBe(404)
  await haifa.call('DELETE /views/:id', { params: { id: view.id } })
  expect(await haifa.call('GET /views')).toEqual([])
})
