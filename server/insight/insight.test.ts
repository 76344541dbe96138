import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { goThrough } from './run.ts'
import { askFor } from './runs.ts'
import { computed, everyDays, pastOrders } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
const openOf = async (id: string) => (await ofFile(id)).signals.filter(({ endedAt }) => endedAt === null)
const ofFile = async (id: string) => (await kesher.administrator()).call('GET /customers/:id/insight', { params: { id } })

describe('a company that begins', () => {
  test('without an order a run ends well and says so', async () => {
    const boss = await kesher.administrator()
    await computed(kesher)
    const [run] = await boss.call('GET /insight/runs')
    expect(run).toMatchObject({ state: 'done', report: { customers: 0, orders: 0, model: null, from: null, test: null } })
    expect((await boss.call('GET /insight/watch')).items).toEqual([])
  })

  test('one customer, all orders on one day, another currency, days to come, returns alone: each is read for what it is', async () => {
    const boss = await kesher.administrator()
    const once = await newCustomer(boss, { name: 'Once' })
    await pastOrders(kesher, once.id, ['2026-11-01', '2026-11-01', '2026-11-01'], 5_000)
    await computed(kesher)
    expect((await ofFile(once.id)).insight).toMatchObject({ orders: 1, silentDays: 21 })
    const abroad = await newCustomer(boss, { name: 'Abroad' })
    await pastOrders(kesher, abroad.id, ['2026-01-01', '2026-03-01'], 900_000, 'USD')
    const ahead = await newCustomer(boss, { name: 'Ahead' })
    await pastOrders(kesher, ahead.id, ['2027-02-01'], 5_000)
    const back = await newCustomer(boss, { name: 'Back' })
    await pastOrders(kesher, back.id, ['2026-10-01'], -700)
    await sql`update orders set kind = 'return' where customer_id = ${back.id}`.execute(kesher.house.db)
    await computed(kesher)
    expect((await ofFile(abroad.id)).loss).toMatchObject({ yearlyMinor: 0, profitMinor: 0 })
    expect((await ofFile(abroad.id)).insight).toMatchObject({ orders: 2 })
    expect((await ofFile(ahead.id)).insight).toBeNull()
    expect((await ofFile(back.id)).insight).toMatchObject({ orders: 0, silentDays: null })
    const [run] = await boss.call('GET /insight/runs')
    expect(run!.report).toMatchObject({ otherCurrency: 2, from: '2026-01-01', asOf: '2026-11-22' })
  })
})

describe('the cost of losing', () => {
  test('purchases of 6, 8 and 10 thousand a year: 10 + 12 + 14 + 16 + 18 is 70 thousand of sales, 14 thousand of profit at 20 %', async () => {
    const { id } = await newCustomer(await kesher.administrator(), { name: 'Worked case' })
    await pastOrders(
      kesher,
      id,
      ['2023-11-25', '2024-05-10', '2025-01-15', '2025-06-15', '2026-02-01', '2026-08-01'],
      [300_000, 300_000, 400_000, 400_000, 500_000, 500_000],
    )
    await computed(kesher)
    expect((await ofFile(id)).loss).toEqual({
      yearlyMinor: 1_000_000,
      growthMinor: 200_000,
      years: 5,
      profitShare: 0.2,
      seriesMinor: [1_000_000, 1_200_000, 1_400_000, 1_600_000, 1_800_000],
      salesMinor: 7_000_000,
      profitMinor: 1_400_000,
      own: null,
    })
  })

  test('what somebody assumes of a customer counts at once, in the file and in the watch list, and outlives the next run', async () => {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss, { name: 'Assumed' })
    await pastOrders(kesher, id, everyDays('2026-01-05', '2026-11-02', 30), 10_000)
    await computed(kesher)
    const told = await boss.call('PUT /customers/:id/insight/assumptions', { params: { id }, body: { yearlyMinor: 1_000_000, growthMinor: 200_000 } })
    expect(told.loss).toMatchObject({ salesMinor: 7_000_000, profitMinor: 1_400_000 })
    await computed(kesher)
    const row = (await boss.call('GET /insight/watch')).items.find((row) => row.id === id)!
    expect(row.lossMinor).toBe(1_400_000)
    expect(row.expectedLossMinor).toBeCloseTo(1_400_000 * row.leaving, -1)
    await boss.call('PUT /customers/:id/insight/assumptions', { params: { id }, body: { yearlyMinor: null, growthMinor: null } })
    expect((await ofFile(id)).loss).toMatchObject({ yearlyMinor: 110_000, growthMinor: 0, own: null })
  })

  test('changing what the company assumes computes everything anew', async () => {
    const boss = await kesher.administrator()
    const rep = await kesher.member('rep', [])
    expect((await rep.ask('PATCH /insight/assumptions', { body: { years: 3 } })).status).toBe(403)
    await boss.call('PATCH /insight/assumptions', { body: { profitShare: 0.3 } })
    expect((await boss.call('GET /insight/runs'))[0]!.state).toBe('waiting')
    await computed(kesher)
    expect((await boss.call('GET /insight/watch')).items.some(({ lossMinor }) => lossMinor! > 0)).toBe(true)
    await boss.call('PATCH /insight/assumptions', { body: { profitShare: 0.2 } })
    await computed(kesher)
  })
})

describe('signals', () => {
  let silentId = ''
  beforeAll(async () => {
    const boss = await kesher.administrator()
    // A company of customers who order about every sixteen days; one of them stopped.
    for (let n = 0; n < 60; n++) {
      const { id } = await newCustomer(boss, { name: `Steady ${n}` })
      const days = everyDays(`2024-01-${String((n % 27) + 1).padStart(2, '0')}`, n === 0 ? '2026-09-25' : '2026-11-20', 15 + (n % 4))
      await pastOrders(kesher, id, days, 20_000)
      if (n === 0) silentId = id
    }
    await computed(kesher)
  }, 60_000)

  test('a silence unusual for this customer is told with its numbers, once, however many runs find it', async () => {
    const [found, ...others] = await openOf(silentId)
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'order-silence', state: 'new', evidence: { usual: 15 } })
    expect(found!.evidence.days).toBeGreaterThan(50)
    await computed(kesher)
    expect((await openOf(silentId)).map(({ id }) => id)).toEqual([found!.id])
    const { items } = await (await kesher.administrator()).call('GET /insight/watch', { query: { signal: 'order-silence', limit: 200 } })
    expect(items.map(({ id }) => id)).toContain(silentId)
  })

  test('whoever stopped stands before all who order as ever', async () => {
    const { items } = await (await kesher.administrator()).call('GET /insight/watch', { query: { sort: 'leaving', limit: 200 } })
    const place = items.findIndex(({ id }) => id === silentId)
    expect(items.findIndex(({ name }) => /^Steady (?!0$)/.test(name))).toBeGreaterThan(place)
  })

  test('a signal lives: seen, acted on, it helped; a false alarm is not raised again while its cause lasts, and is when it comes back', async () => {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss, { name: 'Debtor' })
    const debt = (minor: number) => kesher.house.db.updateTable('customers').set({ overdueMinor: minor, balanceMinor: minor }).where('id', '=', id).execute()
    await debt(120_000)
    await computed(kesher)
    const [first] = await openOf(id)
    expect(first).toMatchObject({ kind: 'debt', severity: 3, probability: 1, evidence: { overdueMinor: 120_000 } })
    const state = (partId: string, to: 'seen' | 'false-alarm') =>
      boss.call('PUT /customers/:id/signals/:partId/state', { params: { id, partId }, body: { state: to } })
    expect(await state(first!.id, 'seen')).toMatchObject({ state: 'seen', stateBy: { name: 'Noa Barak' } })
    await state(first!.id, 'false-alarm')
    await computed(kesher)
    expect(await openOf(id)).toMatchObject([{ id: first!.id, state: 'false-alarm' }])
    await debt(0)
    await computed(kesher)
    expect(await openOf(id)).toEqual([])
    await debt(90_000)
    await computed(kesher)
    const [again] = await openOf(id)
    expect(again).toMatchObject({ kind: 'debt', state: 'new' })
    expect(again!.id).not.toBe(first!.id)
  })

  test('a complaint without an answer, a broken promise, a fallen score and somebody who left are facts', async () => {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss, { name: 'Facts' })
    await newVoice(boss, id, { kind: 'complaint', heardAt: '2026-10-01T08:00:00Z' })
    for (const [i, value] of [9, 9, 3].entries())
      await boss.call('POST /customers/:id/scores', {
        params: { id },
        body: { answers: [{ id: crypto.randomUUID(), question: 'recommend', value }], givenAt: `2026-1${i === 2 ? 1 : 0}-0${i + 1}T08:00:00Z` },
      })
    const promise = await boss.call('POST /customers/:id/promises', { params: { id }, body: { text: 'Call', dueOn: '2026-11-10' } })
    await sql`update promises set due_on = '2026-11-10' where id = ${promise.id}`.execute(kesher.house.db)
    await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana', fromDate: '2025-01-01', untilDate: '2026-11-01' } })
    await newEntry(boss, id, { heard: 'price-comparison', occurredAt: '2026-11-20T08:00:00Z' })
    await newEntry(boss, id, { heard: 'competitor-contact', occurredAt: '2026-11-12T08:00:00Z' })
    await newEntry(boss, id, { heard: 'competitor-contact', occurredAt: '2026-11-21T22:30:00Z' })
    await computed(kesher)
    const found = Object.fromEntries((await openOf(id)).map(({ kind, evidence }) => [kind, evidence]))
    expect(found).toEqual({
      'complaint-unanswered': { days: 52 },
      'score-fell': { question: 'recommend', value: 3, before: 9, answers: 2, days: 19 },
      'promise-broken': { days: 12, open: 1 },
      'contact-changed': { days: 21 },
      'price-comparison': { days: 2, times: 1 },
      // Half past midnight of the 22nd in the company's zone.
      'competitor-contact': { days: 0, times: 2 },
    })
  })
})

describe('what is done about a signal', () => {
  test('acting on it links what was done, in this file alone; the link stays when it is said whether it helped', async () => {
    const boss = await kesher.administrator()
    const [{ id }, other] = [await newCustomer(boss, { name: 'Acted on' }), await newCustomer(boss, { name: 'Somebody else' })]
    await kesher.house.db.updateTable('customers').set({ overdueMinor: 70_000 }).where('id', '=', id).execute()
    await computed(kesher)
    const [signal] = await openOf(id)
    const promised = (of: string) => boss.call('POST /customers/:id/promises', { params: { id: of }, body: { text: 'Agree on a plan', dueOn: '2026-11-30' } })
    const [own, foreign] = [await promised(id), await promised(other.id)]
    const say = (state: 'acted' | 'helped', promiseId?: string) =>
      boss.ask('PUT /customers/:id/signals/:partId/state', {
        params: { id, partId: signal!.id },
        body: { state, ...(promiseId && { action: { kind: 'promise', id: promiseId } }) },
      })
    expect((await say('acted', foreign.id)).problem).toMatchObject({ code: 'invalid', fields: { action: 'unknown' } })
    expect((await say('acted', own.id)).reply).toMatchObject({ state: 'acted', action: { kind: 'promise', id: own.id } })
    expect((await say('helped')).reply).toMatchObject({ state: 'helped', action: { kind: 'promise', id: own.id } })
  })

  test('however its cause comes and goes, a signal is raised once for each time it came', { timeout: 120_000 }, async () => {
    const { id } = await newCustomer(await kesher.administrator(), { name: 'Comes and goes' })
    let lasting = false
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 3 }), async (owes) => {
        const before = (await ofFile(id)).signals.length
        let came = 0
        for (const owing of owes) {
          if (owing && !lasting) came++
          lasting = owing
          await kesher.house.db
            .updateTable('customers')
            .set({ overdueMinor: owing ? 10_000 : 0 })
            .where('id', '=', id)
            .execute()
          await computed(kesher)
          expect((await openOf(id)).length).toBe(owing ? 1 : 0)
        }
        expect((await ofFile(id)).signals.length).toBe(before + came)
      }),
      { numRuns: 2 },
    )
  })
})

describe('several currencies', () => {
  test('the list follows the rate that was given; without one neither currency swallows the other', async () => {
    const boss = await kesher.administrator()
    const yens = await Promise.all(
      ['Kyoto', 'Osaka', 'Nara'].map(async (name, n) => {
        const { id } = await newCustomer(boss, { name })
        await kesher.house.db.updateTable('customers').set({ currency: 'JPY' }).where('id', '=', id).execute()
        // Ordinary amounts in yen: a hundred times as many minor units as the same worth in shekels has. They order to this month: whoever stopped
        // in June has left for certain, and would stand first whatever a yen counts for.
        await pastOrders(kesher, id, everyDays('2026-01-05', '2026-11-10', 30 + n), 20_000_000 * (n + 1), 'JPY')
        return id
      }),
    )
    const places = async () => {
      const { items } = await boss.call('GET /insight/watch', { query: { limit: 200 } })
      return items.flatMap(({ id }, place) => (yens.includes(id) ? [place] : []))
    }
    await computed(kesher)
    const unrated = await places()
    expect(unrated).not.toEqual(expect.arrayContaining([0, 1, 2]))
    expect(Math.min(...unrated)).toBeLessThan(10)
    await boss.call('PATCH /insight/assumptions', { body: { rates: { JPY: 1e6 } } })
    await computed(kesher)
    expect((await places()).toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    expect((await boss.call('GET /insight/runs'))[0]!.report!.scales).toEqual({ ILS: 1, JPY: 1e8 })
    await boss.call('PATCH /insight/assumptions', { body: { rates: {} } })
    await computed(kesher)
  })
})

describe('who sees what', () => {
  test('the list and the file follow the permissions; what hangs on hidden fields is neither shown nor found nor sorted by', async () => {
    const boss = await kesher.administrator()
    const team = await newTeam(boss, 'Haifa')
    const { id } = await newCustomer(boss, { name: 'Of Haifa', teamId: team.id })
    await pastOrders(kesher, id, everyDays('2026-01-05', '2026-11-02', 30), 10_000)
    await kesher.house.db.updateTable('customers').set({ overdueMinor: 50_000 }).where('id', '=', id).execute()
    await computed(kesher)
    const rep = await kesher.member('rep', [team.id])
    expect((await rep.call('GET /insight/watch')).items.map(({ name }) => name)).toEqual(['Of Haifa'])
    expect((await rep.call('GET /customers/:id/insight', { params: { id } })).signals).toMatchObject([{ kind: 'debt' }])
    const other = await kesher.member('rep', [])
    expect((await other.ask('GET /customers/:id/insight', { params: { id } })).status).toBe(404)
    await kesher.house.db
      .updateTable('roleAccess')
      .set({ hidden: ['amounts', 'finances'] as never })
      .where('role', '=', 'trainer')
      .execute()
    const trainer = await kesher.member('trainer', [team.id])
    const { loss, signals, insight } = await trainer.call('GET /customers/:id/insight', { params: { id } })
    expect({ ...loss, signals, value: insight!.valueMinor }).toMatchObject({ yearlyMinor: null, profitMinor: null, seriesMinor: [], signals: [], value: null })
    expect((await trainer.call('GET /insight/watch')).items).toMatchObject([{ lossMinor: null, expectedLossMinor: null, signals: [], signalCount: 0 }])
    for (const query of [{ sort: 'loss' as const }, { signal: 'debt' as const }]) expect((await trainer.ask('GET /insight/watch', { query })).status).toBe(403)
  })

  test('pages go on where the last ended, each customer once', async () => {
    const boss = await kesher.administrator()
    const all = (await boss.call('GET /insight/watch', { query: { limit: 200 } })).items.map(({ id }) => id)
    const paged: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await boss.call('GET /insight/watch', { query: { limit: 7, ...(after && { after }) } })
      paged.push(...items.map(({ id }) => id))
      if (!next) break
      after = next
    }
    expect(paged).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('a run', () => {
  const asked = () => kesher.house.db.transaction().execute((tx) => askFor({ tx, now: kesher.house.now(), addJob: async () => {} }, null))
  const standing = async () => (await kesher.house.db.selectFrom('customerInsight').select('runId').distinct().execute()).map(({ runId }) => runId)

  test('two asked for at once are one, and two going through with it compute it once', async () => {
    const [one, other] = await Promise.all([asked(), asked()])
    expect(other.id).toBe(one.id)
    await Promise.all([goThrough(kesher.house, one.id), goThrough(kesher.house, one.id)])
    expect(await standing()).toEqual([one.id])
  })

  test('killed while its results are written it leaves the last ones, and begins anew', async () => {
    const before = await standing()
    const { id } = await asked()
    const blocker = new pg.Client({ connectionString: kesher.house.url })
    await blocker.connect()
    await blocker.query('begin')
    await blocker.query('lock table customer_insight in share row exclusive mode')
    const dying = goThrough(kesher.house, id).catch((error: Error) => error)
    const kill = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where wait_event_type = 'Lock' and query like 'insert into customer_insight%' and datname = current_database()`
    await expect.poll(async () => (await kill.execute(kesher.house.db)).rows.length, { timeout: 10_000 }).toBe(1)
    expect(await dying).toBeInstanceOf(Error)
    await blocker.query('rollback')
    await blocker.end()
    expect(await standing()).toEqual(before)
    await goThrough(kesher.house, id)
    expect(await standing()).toEqual([id])
  })

  test('stopped while under way it changes nothing, and the next one runs', async () => {
    const boss = await kesher.administrator()
    const before = await standing()
    const { id } = await asked()
    expect(await boss.call('DELETE /insight/runs/:id', { params: { id } })).toMatchObject({ state: 'cancelled' })
    await goThrough(kesher.house, id)
    expect(await standing()).toEqual(before)
    expect((await boss.ask('DELETE /insight/runs/:id', { params: { id } })).problem.code).toBe('wrong-state')
    expect(await standing()).not.toContain(await computed(kesher).then(() => id))
  })
})
