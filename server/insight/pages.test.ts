/** The pages of insight over one small company whose past is known. */
import { beforeAll, describe, expect, test } from 'vitest'
import { histories } from '../../analytics/index.ts'
import type { ChurnRule } from '../../contract/insight-pages.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import { departures, happenings, monthly, monthOf } from './departures.ts'
import { computed, everyDays, pastOrders } from './testing.ts'
import { concentrationOf, ranksOf } from './worth.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })

beforeAll(async () => {
  const boss = await kesher.administrator()
  // Twenty who order each month to this day, ten who stopped at the end of January, five of them after a complaint.
  for (let n = 0; n < 30; n++) {
    const { id } = await newCustomer(boss, { name: `${n < 20 ? 'Stays' : 'Left'} ${n}` })
    await pastOrders(kesher, id, everyDays(`2025-01-${String(1 + (n % 20)).padStart(2, '0')}`, n < 20 ? '2026-11-20' : '2026-01-31', 30), 10_000)
    if (n >= 25) await newVoice(boss, id, { kind: 'complaint', heardAt: '2026-01-10T08:00:00Z' })
  }
  await breadAndButter(boss)
  await computed(kesher)
}, 60_000)

/** Twenty baskets of one customer, on Tuesdays at ten: bread goes with butter, and soap with nothing. */
async function breadAndButter(boss: Browser) {
  const { id } = await newCustomer(boss, { name: 'Grocer' })
  const [bread, butter, soap] = await Promise.all(
    ['Bread', 'Butter', 'Soap'].map((name) => boss.call('POST /products', { body: { sku: name, name, unitPriceMinor: 1_000 } })),
  )
  for (const [n, on] of everyDays('2025-12-02', '2025-12-21', 1).entries()) {
    const lines = [n % 2 === 0 ? [bread!, butter!] : [soap!]].flat().map((product) => ({ productId: product.id, quantity: 1 }))
    await boss.call('POST /customers/:id/orders', {
      params: { id },
      body: { id: crypto.randomUUID(), number: `B-${n}`, orderedAt: `${n % 2 === 0 ? '2026-01-06' : on}T08:00:00Z`, lines },
    })
  }
  const { id: other } = await newCustomer(boss, { name: 'Bought bread' })
  await boss.call('POST /customers/:id/orders', {
    params: { id: other },
    body: { id: crypto.randomUUID(), number: 'B-x', orderedAt: '2025-12-05T08:00:00Z', lines: [{ productId: bread!.id, quantity: 1 }] },
  })
}

describe('who left', () => {
  const day = (text: string) => Date.parse(text) / 86_400_000
  const gone = (days: readonly string[], asOf: string, rule: ChurnRule = { by: 'months', cycles: 3, months: 2 }) =>
    departures(histories({ customer: days.map(() => 0), day: days.map(day) }), rule, day(asOf))

  test('a silence as long as the rule says is a leaving, an order after it a coming back, and each is counted in its month', () => {
    const found = gone(['2026-01-05', '2026-02-01', '2026-06-10'], '2026-11-01')
    expect(Array.from(found.what, (event) => happenings[event])).toEqual(['won', 'left', 'returned', 'left'])
    expect(monthly(found, monthOf(day('2026-01-01')), monthOf(day('2026-08-31'))).map(({ active }) => active)).toEqual([0, 1, 1, 1, 0, 0, 1, 1])
    expect(gone(['2026-01-05', '2026-02-01'], '2026-03-15').leftOn[0]).toBeNaN()
  })

  test('by their own cycle, who orders weekly is missed sooner than who orders each quarter', () => {
    const rule: ChurnRule = { by: 'cycles', cycles: 3, months: 6 }
    const [weekly, quarterly] = [7, 91].map((gap) => gone(everyDays('2024-01-01', '2025-06-01', gap), '2026-06-01', rule))
    expect(weekly!.leftOn[0]! - weekly!.lastDay[0]!).toBeLessThan(40)
    expect(quarterly!.leftOn[0]! - quarterly!.lastDay[0]!).toBeGreaterThan(200)
  })
})

describe('churn', () => {
  test('tells who left in which month, how long they stay, and what went before', async () => {
    const { whole, asOf, told } = await (await kesher.administrator()).call('GET /insight/churn')
    expect({ whole, asOf }).toEqual({ whole: true, asOf: '2026-11-22' })
    expect(told).toMatchObject({ left: 12, stayed: 20, kept: 20, won: 2 })
    expect(told!.months.reduce((sum, { left }) => sum + left, 0)).toBe(12)
    expect(told!.survival.at(-1)!.survival).toBeCloseTo(20 / 32)
    expect(told!.reasons).toContainEqual({ reason: 'complaint', left: 5, stayed: 0 })
  })

  test('what winning costs against keeping is ours, from what the administrator says, and a new rule is computed anew', async () => {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss, { name: 'New this year' })
    await pastOrders(kesher, id, ['2026-10-20', '2026-11-10'], 5_000)
    const costs = { winningMinor: 1_000_000, keepingMinor: 2_000_000 }
    const changed = await boss.call('PATCH /insight/churn', { body: { ...costs, by: 'months', months: 4 } })
    expect(changed).toMatchObject({ ...costs, rule: { by: 'months', months: 4 } })
    expect((await boss.call('GET /insight/runs'))[0]!.state).toBe('waiting')
    await computed(kesher)
    const { told, ratio } = await boss.call('GET /insight/churn')
    expect(told).toMatchObject({ rule: { by: 'months', months: 4 }, won: 3, kept: 20 })
    expect(ratio).toBeCloseTo(1_000_000 / 3 / (2_000_000 / 20))
  })
})

describe('baskets', () => {
  test('what goes together beyond chance is told with its numbers, and what does not is not', async () => {
    const { told } = await (await kesher.administrator()).call('GET /insight/baskets')
    const rules = told!.rules.map(({ of, also, ...rule }) => ({ ...rule, of: of.map((item) => told!.products[item]!.name), also: told!.products[also]!.name }))
    expect(rules).toContainEqual(expect.objectContaining({ of: ['Butter'], also: 'Bread', together: 10, confidence: 1 }))
    expect(rules.filter(({ of, also }) => [...of, also].includes('Soap'))).toEqual([])
  })
})

describe('on the file', () => {
  test('what goes with what they buy is offered with its reason, and what they buy already is not', async () => {
    const boss = await kesher.administrator()
    const fileOf = async (search: string) => (await boss.call('GET /customers', { query: { search } })).items[0]!.id
    const told = async (search: string) => boss.call('GET /customers/:id/insight', { params: { id: await fileOf(search) } })
    expect((await told('Bought bread')).offers).toMatchObject([{ product: { name: 'Butter' }, because: { name: 'Bread' }, together: 10 }])
    expect((await told('Grocer')).offers).toEqual([])
  })

  test('a stated share of wallet says what they buy elsewhere, and the years ahead follow the series', async () => {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss, { name: 'Wallet' })
    const body = { yearlyMinor: 1_000_000, growthMinor: 200_000, walletShare: 0.25 }
    const { elsewhereMinor, ahead, loss } = await boss.call('PUT /customers/:id/insight/assumptions', { params: { id }, body })
    expect(elsewhereMinor).toBe(3_000_000)
    expect(loss.profitMinor).toBe(1_400_000)
    expect(ahead).toMatchObject([
      { years: 1, salesMinor: 1_000_000 },
      { years: 5, salesMinor: 7_000_000, profitMinor: 1_400_000 },
      { years: 10, salesMinor: 19_000_000 },
    ])
  })
})

describe('demand and the chain', () => {
  test('orders stand at their hour and day in the company’s time, and orders without a time of day are left out', async () => {
    const { told, open } = await (await kesher.administrator()).call('GET /insight/demand')
    expect(told!.orders[2]![10]).toBeGreaterThanOrEqual(10)
    expect(open[0]!.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(9)
    expect(open[5]).toEqual(Array(24).fill(0))
  })

  test('each link says how strong it is, or that there are too few months, and always what it cannot show', async () => {
    const { told } = await (await kesher.administrator()).call('GET /insight/chain')
    expect(told!.links.map(({ cause, effect }) => `${cause} ${effect}`)).toEqual([
      'service satisfaction',
      'satisfaction loyalty',
      'loyalty retention',
      'retention profit',
    ])
    expect(told!.links[0]!.found).toBeNull()
    for (const { found } of told!.links) if (found) expect(found.limits).toContain('observed-only')
    expect(told!.series.find(({ part }) => part === 'loyalty')!.values).toHaveLength(told!.months.length)
  })
})

/** All of a list, page by page. */
async function pagesOf<Item>(ask: (after: { after?: string }) => Promise<{ items: Item[]; next: string | null }>): Promise<Item[]> {
  const all: Item[] = []
  for (let after: { after?: string } = {}; ; ) {
    const { items, next } = await ask(after)
    all.push(...items)
    if (!next) return all
    after = { after: next }
  }
}

describe('value and segments', () => {
  test('few bring much: the curve begins at nothing, ends with all, and never falls', () => {
    const curveOf = (highestFirst: number[]) => {
      const best = (rank: number) => highestFirst.slice(0, rank).reduce((sum, each) => sum + each, 0)
      return concentrationOf(highestFirst.length, new Map(ranksOf(highestFirst.length).map((rank) => [rank, best(rank)])))
    }
    const curve = curveOf([60, 20, 10, 10])
    expect([curve[0], curve[25], curve[50], curve[100]]).toEqual([0, 0.6, 0.8, 1])
    expect(curve.every((share, part) => part === 0 || share >= curve[part - 1]!)).toBe(true)
    expect(curveOf([0, 0, 0])).toEqual([])
  })

  test('are counted among the files somebody sees: nothing of others', async () => {
    const boss = await kesher.administrator()
    const all = await boss.call('GET /insight/segments')
    expect(all.customers).toBeGreaterThan(30)
    expect(all.map.reduce((sum, { customers }) => sum + customers, 0)).toBe(all.customers)
    expect(all.segments.reduce((sum, { customers }) => sum + customers, 0)).toBe(all.customers)
    const { contribution } = await boss.call('GET /insight/value')
    const whole = contribution.find(({ segment }) => segment === null)!
    expect(whole.ahead[2]!.salesMinor).toBeGreaterThan(whole.ahead[0]!.salesMinor!)
    const rep = await kesher.member('rep', [])
    expect(await rep.call('GET /insight/segments')).toMatchObject({ customers: 0 })
    expect(await rep.call('GET /insight/value')).toMatchObject({ customers: 0, concentration: [] })
  })

  test('a segment narrows the lists; one of mine is kept once, seen by others when shared, and removed by me alone', async () => {
    const boss = await kesher.administrator()
    const body = { id: crypto.randomUUID(), name: 'Slipping away', segments: ['at-risk' as const], leavingFrom: 0.4, shared: true }
    const kept = await boss.call('POST /segments', { body })
    expect(await boss.call('POST /segments', { body })).toEqual(kept)
    const rep = await kesher.member('rep', [])
    expect(await rep.call('GET /segments')).toMatchObject([{ id: kept.id, mine: false, leavingFrom: 0.4 }])
    const { segments } = await boss.call('GET /insight/segments')
    const most = segments.toSorted((a, b) => b.customers - a.customers)[0]!
    const wide = await boss.call('POST /segments', { body: { id: crypto.randomUUID(), name: 'Most', segments: [most.segment] } })
    // Those of whom wishes and complaints were heard.
    const heard = await Promise.all(
      segments.map(async (one) => ({ ...one, voices: (await boss.call('GET /voices', { query: { segment: one.segment } })).items.length })),
    )
    const lost = heard.find(({ voices }) => voices > 0)!
    const ofLost = await boss.call('POST /segments', { body: { id: crypto.randomUUID(), name: 'Lost', segments: [lost.segment] } })
    for (const segment of [most.segment, wide.id]) {
      expect((await boss.call('GET /customers/count', { query: { segment } })).count).toBe(most.customers)
      expect((await boss.call('GET /insight/watch', { query: { segment, limit: 200 } })).items).toHaveLength(most.customers)
      expect((await rep.call('GET /customers/count', { query: { segment } })).count).toBe(0)
    }
    const everyOrder = await pagesOf((after) => boss.call('GET /orders', { query: { limit: 200, ...after } }))
    const everyVoice = await pagesOf((after) => boss.call('GET /voices', { query: { limit: 200, ...after } }))
    const { items } = await boss.call('GET /customers', { query: { segment: lost.segment, limit: 200 } })
    const members = new Set(items.map(({ id }) => id))
    for (const segment of [lost.segment, ofLost.id]) {
      const orders = await pagesOf((after) => boss.call('GET /orders', { query: { segment, limit: 7, ...after } }))
      expect(orders).toEqual(everyOrder.filter(({ customer }) => members.has(customer.id)))
      const voices = await pagesOf((after) => boss.call('GET /voices', { query: { segment, limit: 2, ...after } }))
      expect(voices).toEqual(everyVoice.filter(({ customerId }) => members.has(customerId)))
      expect([orders, voices].every((list) => list.length > 0)).toBe(true)
      expect((await rep.call('GET /orders', { query: { segment } })).items).toEqual([])
      expect((await rep.call('GET /voices', { query: { segment } })).items).toEqual([])
    }
    await boss.call('DELETE /segments/:id', { params: { id: wide.id } })
    expect((await rep.ask('DELETE /segments/:id', { params: { id: kept.id } })).status).toBe(404)
    await boss.call('DELETE /segments/:id', { params: { id: kept.id } })
    expect(await rep.call('GET /segments')).toEqual([])
    await boss.call('DELETE /segments/:id', { params: { id: ofLost.id } })
    expect((await boss.call('GET /orders', { query: { segment: ofLost.id } })).items).toEqual([]) // a segment that is gone holds nobody
  })
})

describe('the back-test', () => {
  test('asks each warning of days that have passed, and tells how often it was right', async () => {
    const { told } = await (await kesher.administrator()).call('GET /insight/back-test')
    expect(told!.signals.map(({ signal }) => signal)).toContain('watch')
    // Some who complained stayed, and some left without a word: a complaint tells of leaving, but not all.
    const complaints = told!.signals.find(({ signal }) => signal === 'complaint-unanswered')!
    expect(complaints.auc).toBeGreaterThan(0.6)
    expect(complaints.leadTime).toBeNull()
    const others = told!.signals.filter(({ signal }) => signal !== 'gap-grows' && signal !== 'complaint-unanswered')
    for (const { signal, auc, first100, calibration, months, baseRate } of others) {
      expect({ signal, auc }).toEqual({ signal, auc: 1 })
      expect(first100).toBeCloseTo(baseRate) // fewer than a hundred could be judged
      expect(calibration.reduce((sum, { customers }) => sum + customers, 0)).toBeGreaterThan(20)
      expect(months.length).toBeGreaterThan(1)
    }
    expect(told!.rankings.map(({ by }) => by)).toContain('watch')
  })
})

describe('who is told', () => {
  test('of the whole company only those who see all of it; what it costs only those who may see finances', async () => {
    const rep = await kesher.member('rep', [])
    expect(await rep.call('GET /insight/churn')).toMatchObject({ whole: false, told: null, ratio: null })
    await kesher.house.db
      .updateTable('roleAccess')
      .set({ scope: 'all', hidden: ['finances'] as never })
      .where('role', '=', 'trainer')
      .execute()
    const trainer = await kesher.member('trainer', [])
    const { whole, told, winningMinor, ratio } = await trainer.call('GET /insight/churn')
    expect({ whole, winningMinor, ratio, left: told!.left }).toEqual({ whole: true, winningMinor: null, ratio: null, left: 12 })
    expect((await trainer.ask('PATCH /insight/churn', { body: { months: 3 } })).status).toBe(403)
    await kesher.house.db
      .updateTable('roleAccess')
      .set({ hidden: ['amounts'] as never })
      .where('role', '=', 'trainer')
      .execute()
    const noAmounts = await kesher.member('trainer', [])
    for (const list of ['GET /orders', 'GET /voices'] as const) expect((await noAmounts.ask(list, { query: { segment: 'lost' } })).status).toBe(403)
  })
})
