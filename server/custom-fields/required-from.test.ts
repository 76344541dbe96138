/** Fields that must be filled once a customer has come far enough: who is asked, when, and who is not. */
import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { CustomValue } from '../../contract/custom-fields.ts'
import type { LoyaltyStage } from '../../contract/segments.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { imported, working } from '../exchange/testing.ts'
import { computed, everyDays, pastOrders } from '../insight/testing.ts'
import { newField } from './testing.ts'

const now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let trainer: Browser
let teamId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Haifa')).id
  rep = await kesher.member('rep', [teamId])
  trainer = await kesher.member('trainer', [teamId])
  await newField(boss, { key: 'contract', label: { he: 'חוזה', en: 'Contract' }, requiredFrom: 'loyal', hiddenFrom: ['trainer', 'marketer'] })
  await newField(boss, { key: 'birthday', type: 'date', label: { he: 'יום הולדת', en: 'Birthday' }, requiredFrom: 'regular' })
})

let id: string
beforeEach(async () => {
  id = (await newCustomer(boss, { teamId, name: 'Oak Street' })).id
})

/** As a run of insight leaves it. */
const found = (stage: LoyaltyStage | null) =>
  kesher.house.db
    .insertInto('customerInsight')
    .values({
      customerId: id,
      runId: randomUUIDv7(),
      orders: 1,
      asOf: '2026-11-22',
      yearlyMinor: 0,
      growthMinor: 0,
      lossMinor: 0,
      leavingPpm: 0,
      expectedLossMinor: 0,
      stage,
    })
    .execute()
const missing = async (browser = rep) => (await browser.call('GET /customers/:id/file', { params: { id } })).missing
const change = (body: { city?: string; custom?: Record<string, CustomValue | null> }, browser = rep) =>
  browser.ask('PATCH /customers/:id', { params: { id }, body })

test.each<[LoyaltyStage | null, string[]]>([
  [null, []],
  ['new', []],
  ['regular', ['birthday']],
  ['loyal', ['contract', 'birthday']],
  ['advocate', ['contract', 'birthday']],
  ['lapsed', []],
  ['avenger', []],
])('of a customer found %s the file says that %j are missing', async (stage, keys) => {
  await found(stage)
  expect(await missing()).toEqual(keys)
})

test('where insight has found nobody yet, nothing is missing and nothing is asked', async () => {
  expect(await missing()).toEqual([])
  expect((await change({ city: 'Haifa' })).status).toBe(200)
})

test('a change asks for what is missing by name, and changes nothing; one that fills some of it goes through; once all is there nothing is asked', async () => {
  await found('loyal')
  const refused = await change({ city: 'Haifa' })
  expect(refused.problem).toMatchObject({
    code: 'details-missing',
    facts: { fields: 'custom.contract,custom.birthday', he: 'חוזה, יום הולדת', en: 'Contract, Birthday' },
  })
  expect((await boss.call('GET /customers/:id/file', { params: { id } })).customer.city).toBe('')
  expect((await change({ custom: { birthday: '1980-05-01' } })).status).toBe(200)
  expect(await missing()).toEqual(['contract'])
  expect((await change({ city: 'Haifa' })).problem.facts).toMatchObject({ en: 'Contract' })
  expect((await change({ city: 'Haifa', custom: { contract: 'C-1' } })).reply).toMatchObject({
    city: 'Haifa',
    custom: { contract: 'C-1', birthday: '1980-05-01' },
  })
  expect((await change({ city: 'Acre' })).status).toBe(200)
  expect((await change({ custom: { contract: null } })).problem).toMatchObject({ code: 'details-missing', facts: { en: 'Contract' } })
})

test('who does not see a field is not asked for it, and is told of none', async () => {
  await found('loyal')
  const marketer = await kesher.member('marketer', [teamId])
  await change({ custom: { birthday: '1980-05-01' } })
  expect([await missing(trainer), await missing(marketer), await missing(rep)]).toEqual([[], [], ['contract']])
  expect((await change({ city: 'Haifa' }, marketer)).status).toBe(200)
})

test('a program with a key goes on with its work', async () => {
  await found('loyal')
  const { key } = await rep.call('POST /me/api-keys', { body: { name: 'Till', scopes: ['customers:write'], days: 1 } })
  const sent = { params: { id }, body: { city: 'Haifa' } }
  expect((await kesher.browser().ask('PATCH /customers/:id', sent, { authorization: `Bearer ${key}` })).reply.city).toBe('Haifa')
})

test('a file is opened by hand without what a later step asks for, and an import changes a customer who lacks it', async () => {
  const worker = await working(kesher.house)
  const { ref } = await newCustomer(boss, { teamId, ref: 'oak-7' })
  id = (await boss.call('GET /customers', { query: { search: 'oak-7' } })).items[0]!.id
  await found('loyal')
  const done = await imported(boss, { text: `name,ref,city\nOak Street,${ref},Lod\n`, kind: 'customers' })
  expect(done.result).toMatchObject({ refused: 0, entities: { customer: { updated: 1 } } })
  expect((await boss.call('GET /customers/:id/file', { params: { id } })).customer.city).toBe('Lod')
  await worker.stop()
})

test('the step is that of a real run of insight', async () => {
  await pastOrders(kesher, id, everyDays('2024-01-05', '2026-11-18', 14), 10_000)
  await computed(kesher)
  expect((await boss.call('GET /customers/:id/insight', { params: { id } })).insight!.stage).toBe('loyal')
  expect(await missing()).toEqual(['contract', 'birthday'])
})

test('only fields of customers wait for a step, and what is asked when a file is opened needs none', async () => {
  const order = await newField(boss, { subject: 'order', key: 'dock', requiredFrom: 'new' })
  const both = await newField(boss, { key: 'branch', required: true, requiredFrom: 'loyal' })
  expect([order.requiredFrom, both.requiredFrom]).toEqual([null, null])
  const later = await boss.call('PATCH /custom-fields/:id', { params: { id: both.id }, body: { required: false, requiredFrom: 'advocate' } })
  expect(later).toMatchObject({ required: false, requiredFrom: 'advocate' })
})
