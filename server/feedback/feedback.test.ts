import { randomUUIDv7 } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { scoreRange } from '../../contract/feedback.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newVoice } from './testing.ts'

const now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let elsewhere: Browser

beforeAll(async () => {
  boss = await kesher.administrator()
  rep = await kesher.member('rep', [(await newTeam(boss, 'Haifa')).id])
  elsewhere = await kesher.member('rep', [(await newTeam(boss, 'Eilat')).id])
})

const factsOf = (customerId: string) => kesher.house.db.selectFrom('customerFacts').where('customerId', '=', customerId).selectAll().executeTakeFirst()

test('a wish or complaint is written down once, with who heard it and from whom, and waits for an answer', async () => {
  const { id } = await newCustomer(rep)
  const contact = await rep.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'דנה' } })
  const body = { id: randomUUIDv7(), kind: 'complaint' as const, text: 'מחכים לטכנאי שלושה ימים', contactId: contact.id }
  const [first, second] = await Promise.all([1, 2].map(() => rep.call('POST /customers/:id/voices', { params: { id }, body })))
  expect(first).toMatchObject({
    customerId: id,
    heardAt: now.toISOString(),
    heardBy: { name: (await rep.call('GET /session')).user.name },
    contact: { name: 'דנה' },
    answer: null,
  })
  expect(second).toEqual(first)
  expect(await factsOf(id)).toMatchObject({ openVoices: 1 })
  const answered = await rep.call('PUT /customers/:id/voices/:partId/answer', { params: { id, partId: first!.id }, body: { answer: 'הטכנאי הגיע' } })
  expect(answered).toMatchObject({ answer: 'הטכנאי הגיע', answeredAt: now.toISOString() })
  expect(await factsOf(id)).toMatchObject({ openVoices: 0 })
})

test('voices are listed newest first, by kind and by whether they were answered, of visible files only', async () => {
  const { id } = await newCustomer(elsewhere, { name: 'Eilat Hotels' })
  for (const day of [1, 2, 3, 4])
    await newVoice(elsewhere, id, { kind: day % 2 ? 'wish' : 'complaint', text: `Day ${day}`, heardAt: `2026-11-0${day}T10:00:00Z` })
  const texts = async (query: object) => (await elsewhere.call('GET /voices', { query })).items.map(({ text }) => text)
  expect(await texts({})).toEqual(['Day 4', 'Day 3', 'Day 2', 'Day 1'])
  expect(await texts({ kind: 'wish' })).toEqual(['Day 3', 'Day 1'])
  const { items, next } = await elsewhere.call('GET /voices', { query: { limit: 3 } })
  expect([...items, ...(await elsewhere.call('GET /voices', { query: { limit: 3, after: next! } })).items].map(({ text }) => text)).toEqual(await texts({}))
  await elsewhere.call('PUT /customers/:id/voices/:partId/answer', { params: { id, partId: items[0]!.id }, body: { answer: 'Done' } })
  expect([await texts({ open: 'true' }), await texts({ open: 'false' })]).toEqual([['Day 3', 'Day 2', 'Day 1'], ['Day 4']])
  expect(items[0]!.customerName).toBe('Eilat Hotels')
  expect((await rep.call('GET /voices')).items.map(({ customerName }) => customerName)).not.toContain('Eilat Hotels')
})

test('the customer’s scores are kept as given, once, and the newest stand in the facts', async () => {
  const { id } = await newCustomer(rep)
  const user = (await boss.call('GET /session')).user
  const answers = (['expectation', 'recommend', 'ease'] as const).map((question) => ({ id: randomUUIDv7(), question, value: scoreRange[question][1] }))
  const give = (body: object) => rep.call('POST /customers/:id/scores', { params: { id }, body: body as never })
  const first = await give({ answers, comment: 'מעולה', userId: user.id })
  expect(first.map(({ question, value, comment, user: about }) => [question, value, comment, about?.id])).toEqual([
    ['expectation', 3, 'מעולה', user.id],
    ['recommend', 10, 'מעולה', user.id],
    ['ease', 7, 'מעולה', user.id],
  ])
  expect(await give({ answers, comment: 'again' })).toEqual(first)
  await give({ answers: [{ id: randomUUIDv7(), question: 'ease', value: 1 }], givenAt: '2026-11-01T10:00:00Z' })
  expect(await factsOf(id)).toMatchObject({ lastExpectation: 3, lastRecommend: 10, lastEase: 7, lastScoredAt: now.toISOString() })
})

test('a score outside its question’s range is refused', async () => {
  const { id } = await newCustomer(rep)
  for (const [question, [low, high]] of Object.entries(scoreRange)) {
    for (const value of [low - 1, high + 1]) {
      const answer = await rep.ask('POST /customers/:id/scores', {
        params: { id },
        body: { answers: [{ id: randomUUIDv7(), question: question as 'ease', value }] },
      })
      expect(answer.problem.fields).toEqual({ 'answers.0.value': 'unknown' })
    }
  }
})

test('who may not see the file can neither write into it nor learn that it exists', async () => {
  const { id } = await newCustomer(rep)
  const voice = await newVoice(rep, id)
  const tries = [
    await elsewhere.ask('POST /customers/:id/voices', { params: { id }, body: { id: randomUUIDv7(), kind: 'wish', text: 'x' } }),
    await elsewhere.ask('PUT /customers/:id/voices/:partId/answer', { params: { id, partId: voice.id }, body: { answer: 'x' } }),
    await elsewhere.ask('POST /customers/:id/scores', { params: { id }, body: { answers: [{ id: randomUUIDv7(), question: 'ease', value: 1 }] } }),
  ]
  expect(tries.map(({ problem }) => problem.code)).toEqual(['not-found', 'not-found', 'not-found'])
  expect(await factsOf(id)).toMatchObject({ openVoices: 1, lastEase: null })
})
