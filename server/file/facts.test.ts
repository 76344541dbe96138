import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { refreshFactsOfOrders } from './facts.ts'
import { rollForward } from './roll-forward.ts'

const zone = 'Asia/Jerusalem'
const clock = { now: new Date('2026-11-22T08:00:00Z') }
const kesher = kesherForFile({ now: () => clock.now })
let boss: Browser
let productId: string

beforeAll(async () => {
  boss = await kesher.administrator()
  productId = (await newProduct(boss, { unitPriceMinor: 1000 })).id
})

const storedFacts = async (customerId: string) => {
  const {
    customerId: _,
    asOf: __,
    ...facts
  } = await kesher.house.db.selectFrom('customerFacts').where('customerId', '=', customerId).selectAll().executeTakeFirstOrThrow()
  return facts
}

/** The same facts again, the slow and plain way: every row of the file read, and reckoned without SQL. */
async function reckonedFacts(customerId: string) {
  const of = <Table extends 'interactions' | 'orders' | 'promises' | 'voices' | 'scores'>(table: Table) =>
    kesher.house.db
      .selectFrom(table as 'interactions')
      .where('customerId', '=', customerId)
      .selectAll()
      .execute() as Promise<unknown[]>
  const interactions = (await of('interactions')) as { direction: string; occurredAt: string }[]
  const orders = (await of('orders')) as { kind: string; orderedAt: string; amountMinor: number }[]
  const promises = (await of('promises')) as { outcome: string | null; dueOn: string }[]
  const voices = (await of('voices')) as { answeredAt: string | null }[]
  const scores = (await of('scores')) as { id: string; question: string; value: number; givenAt: string }[]

  const latest = (moments: string[]) => moments.sort().at(-1) ?? null
  const tomorrow = Temporal.Instant.from(clock.now.toISOString()).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 })
  const edge = (months: number) => tomorrow.subtract({ months }).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })
  const between = (from: string, until: string) => orders.filter(({ orderedAt }) => orderedAt >= from && orderedAt < until)
  const year = between(edge(12), edge(0))
  const sum = (rows: { amountMinor: number }[]) => rows.reduce((total, { amountMinor }) => total + amountMinor, 0)
  const lastScore = (question: string) =>
    scores
      .filter((score) => score.question === question)
      .sort((a, b) => (a.givenAt + a.id < b.givenAt + b.id ? -1 : 1))
      .at(-1)?.value ?? null
  const lastIn = latest(interactions.filter(({ direction }) => direction === 'in').map(({ occurredAt }) => occurredAt))
  const lastOut = latest(interactions.filter(({ direction }) => direction === 'out').map(({ occurredAt }) => occurredAt))
  const bought = orders
    .filter(({ kind }) => kind === 'order')
    .map(({ orderedAt }) => orderedAt)
    .sort()
  const open = promises.filter(({ outcome }) => outcome === null)
  return {
    lastInAt: lastIn,
    lastOutAt: lastOut,
    lastContactAt: latest([lastIn, lastOut].filter((at) => at !== null)),
    firstOrderAt: bought[0] ?? null,
    lastOrderAt: bought.at(-1) ?? null,
    orders12m: year.filter(({ kind }) => kind === 'order').length,
    revenue12mMinor: sum(year),
    revenuePrior12mMinor: sum(between(edge(24), edge(12))),
    openPromises: open.length,
    nextPromiseDue: open.map(({ dueOn }) => dueOn).sort()[0] ?? null,
    openVoices: voices.filter(({ answeredAt }) => answeredAt === null).length,
    lastExpectation: lastScore('expectation'),
    lastRecommend: lastScore('recommend'),
    lastEase: lastScore('ease'),
    lastScoredAt: latest(scores.map(({ givenAt }) => givenAt)),
  }
}

const hours = fc.integer({ min: 0, max: 26 * 30 * 24 })
/** Up to 26 months ago, often near the edges of the windows. */
const ago = fc.oneof(
  hours,
  fc.integer({ min: -30, max: 30 }).map((near) => Math.max(0, 365 * 24 + near)),
  fc.integer({ min: -30, max: 30 }).map((near) => 730 * 24 + near),
)
const moment = (back: number) => new Date(Date.parse('2026-11-22T08:00:00Z') - back * 3_600_000).toISOString()

const happening = fc.oneof(
  fc.record({
    what: fc.constant('interaction' as const),
    back: ago,
    direction: fc.constantFrom('in' as const, 'out' as const, 'internal' as const),
    promised: fc.boolean(),
  }),
  fc.record({ what: fc.constant('order' as const), back: ago, quantity: fc.integer({ min: 1, max: 50 }), returned: fc.boolean() }),
  fc.record({ what: fc.constant('voice' as const), back: ago, answered: fc.boolean() }),
  fc.record({
    what: fc.constant('score' as const),
    back: ago,
    value: fc.integer({ min: 1, max: 3 }),
    question: fc.constantFrom('expectation' as const, 'recommend' as const, 'ease' as const),
  }),
  fc.record({ what: fc.constant('keep' as const) }),
)
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never

async function happen(customerId: string, thing: Happening) {
  const params = { id: customerId }
  switch (thing.what) {
    case 'interaction':
      return newEntry(boss, customerId, {
        direction: thing.direction,
        occurredAt: moment(thing.back),
        ...(thing.promised ? { promise: { text: 'Call', dueOn: moment(thing.back).slice(0, 10) } } : {}),
      })
    case 'order':
      return newOrder(boss, customerId, [{ productId, quantity: thing.quantity }], { orderedAt: moment(thing.back), kind: thing.returned ? 'return' : 'order' })
    case 'voice': {
      const { id: partId } = await newVoice(boss, customerId, { heardAt: moment(thing.back) })
      return thing.answered ? boss.call('PUT /customers/:id/voices/:partId/answer', { params: { ...params, partId }, body: { answer: 'Done' } }) : undefined
    }
    case 'score':
      return boss.call('POST /customers/:id/scores', {
        params,
        body: { answers: [{ id: randomUUIDv7(), question: thing.question, value: thing.value }], givenAt: moment(thing.back) },
      })
    case 'keep': {
      const { promises } = await boss.call('GET /customers/:id/file', { params })
      const partId = promises[0]?.id
      return partId ? boss.call('PUT /customers/:id/promises/:partId/outcome', { params: { ...params, partId }, body: { outcome: 'kept' } }) : undefined
    }
  }
}

test('whatever happens to a file, its row of facts is what reading the whole file would say; also after the nights that follow', async () => {
  clock.now = new Date('2026-11-22T08:00:00Z')
  const files: string[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 10 }), async (things) => {
      const { id } = await newCustomer(boss)
      files.push(id)
      for (const thing of things) await happen(id, thing)
      expect(await storedFacts(id)).toEqual(await reckonedFacts(id))
    }),
    { numRuns: 25 },
  )
  for (const night of ['2026-11-22T22:05:00Z', '2026-11-30T22:05:00Z', '2028-02-28T22:05:00Z', '2029-06-01T21:05:00Z']) {
    clock.now = new Date(night)
    await rollForward(kesher.house)
    for (const id of files) expect(await storedFacts(id), night).toEqual(await reckonedFacts(id))
    expect(await rollForward(kesher.house)).toBe(0)
  }
})

test('facts brought up to date by their orders alone are whole, also where there was no row', async () => {
  clock.now = new Date('2026-11-22T08:00:00Z')
  const files = await Promise.all([1, 2].map(async () => (await newCustomer(boss)).id))
  for (const id of files) {
    await newEntry(boss, id, { direction: 'in', occurredAt: moment(5) })
    await newVoice(boss, id, { heardAt: moment(3) })
    await newOrder(boss, id, [{ productId, quantity: 2 }], { orderedAt: moment(40) })
    await newOrder(boss, id, [{ productId, quantity: 3 }], { orderedAt: moment(20) })
  }
  const { db } = kesher.house
  await db.deleteFrom('orders').where('customerId', 'in', files).where('orderedAt', '=', moment(20)).execute()
  await db.deleteFrom('customerFacts').where('customerId', '=', files[0]!).execute()
  await refreshFactsOfOrders(db, files, clock.now)
  for (const id of files) {
    expect(await storedFacts(id)).toEqual(await reckonedFacts(id))
    expect(await storedFacts(id)).toMatchObject({ orders12m: 1, lastOrderAt: moment(40), openVoices: 1, lastInAt: moment(5) })
  }
})
