/** What customers are worth together is added up in the database: held against adding up one customer after another by the arithmetic of a single file. */
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Value } from '../../contract/insight-pages.ts'
import { segmentNames } from '../../contract/segments.ts'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { assumptionsNow } from './assumptions.ts'
import { readChanged } from './changed.ts'
import { contribution } from './loss.ts'
import { computed, costedOrder, everyDays, pastOrders } from './testing.ts'

let today = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => today })
const later = (minutes: number) => {
  today = new Date(today.getTime() + minutes * 60_000)
}
const value = async () => (await kesher.administrator()).call('GET /insight/value')

/** One after another, in the order of the page. */
async function oneByOne(ids: readonly string[]): Promise<Pick<Value, 'concentration' | 'contribution'>> {
  const company = await assumptionsNow(kesher.house.db)
  const rows = await kesher.house.db
    .selectFrom('customerInsight as i')
    .innerJoin('customers as c', 'c.id', 'i.customerId')
    .leftJoin('customerAssumptions as own', 'own.customerId', 'i.customerId')
    .where('i.customerId', 'in', ids)
    .where('i.orders', '>', 0)
    .where('c.currency', '=', 'ILS')
    .select(['i.segment', 'i.yearlyMinor', 'i.growthMinor', 'i.yearMinor', 'i.costedMinor', 'i.costMinor'])
    .select(['own.yearlyMinor as ownYearly', 'own.growthMinor as ownGrowth', 'own.profitShare', 'own.servingMinor'])
    .select(sql<number>`least(1, coalesce(i.alive, 1 - i.leaving_ppm / 1e6))::float8`.as('alive'))
    .execute()
  const ahead = (of: typeof rows) =>
    [1, 5, 10].map((years) => {
      const sum = { years, salesMinor: 0, profitMinor: 0, aliveMinor: 0 }
      for (const { ownYearly, ownGrowth, profitShare, servingMinor, alive, ...fitted } of of) {
        const own = { yearlyMinor: ownYearly, growthMinor: ownGrowth, profitShare, servingMinor }
        const { salesMinor, contributionMinor } = contribution(fitted, company, own, years)
        sum.salesMinor += salesMinor
        sum.profitMinor += contributionMinor
        sum.aliveMinor += Math.round(contributionMinor * alive)
      }
      return sum
    })
  const yearly = rows.map((row) => row.ownYearly ?? row.yearlyMinor).sort((a, b) => b - a)
  const whole = yearly.reduce((sum, each) => sum + each, 0)
  const best = (customers: number) => yearly.reduce((sum, each, place) => sum + each * Math.min(1, Math.max(0, customers - place)), 0)
  return {
    concentration: whole > 0 ? Array.from({ length: 101 }, (_, part) => best((part / 100) * rows.length) / whole) : [],
    contribution: [...segmentNames, null]
      .map((segment) => ({ segment, of: segment === null ? rows : rows.filter((row) => row.segment === segment) }))
      .filter(({ segment, of }) => segment === null || of.length > 0)
      .map(({ segment, of }) => ({ segment, customers: of.length, ahead: ahead(of) })),
  }
}

const [all, ofTeam]: [string[], string[]] = [[], []]
let [teamId, mine] = ['', '']

beforeAll(async () => {
  const boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Negev')).id
  for (let n = 0; n < 36; n++) {
    const { id } = await newCustomer(boss, { name: `Customer ${n}`, ...(n % 3 === 0 && { teamId }) })
    all.push(id)
    if (n % 3 === 0) ofTeam.push(id)
    // Some grow, some shrink, one each year to less than nothing; some with a known cost, one sold to at a loss.
    const sizes = everyDays(`2023-0${1 + (n % 9)}-03`, `2026-${n % 5 === 0 ? '05' : '11'}-01`, 20 + n)
    await pastOrders(
      kesher,
      id,
      sizes,
      sizes.map((_, i) => Math.max(100, 10_000 + (n % 2 === 0 ? 700 : -900) * i)),
      n === 8 ? 'USD' : 'ILS',
    )
    if (n === 8) await sql`update customers set currency = 'USD' where id = ${id}`.execute(kesher.house.db)
    if (n % 4 === 1) await costedOrder(kesher, id, '2026-03-05', [{ amountMinor: 40_000 + n, costMinor: n === 5 ? 900_000 : 21_003 }])
  }
  mine = ofTeam[1]!
  await computed(kesher)
  const assume = (id: string, body: object) => boss.call('PUT /customers/:id/insight/assumptions', { params: { id }, body })
  await assume(all[1]!, { yearlyMinor: 700_001, growthMinor: -300_000 })
  await assume(all[2]!, { profitShare: 0.333, servingMinor: 5_000 })
  await assume(ofTeam[2]!, { growthMinor: 12_345, servingMinor: 999_999_999 })
}, 60_000)

test('of some files and of all of them it is what their customers come to one by one, those of other currencies aside', async () => {
  const rep = await kesher.member('rep', [teamId])
  const seen = await rep.call('GET /insight/value')
  expect(seen).toMatchObject({ customers: 12, otherCurrency: 0, ...(await oneByOne(ofTeam)), concentration: expect.anything() })
  const whole = await value()
  const expected = await oneByOne(all)
  expect(whole).toMatchObject({ customers: 35, otherCurrency: 1, contribution: expected.contribution })
  expect(whole.concentration).toHaveLength(101)
  for (const [part, share] of whole.concentration.entries()) expect(share).toBeCloseTo(expected.concentration[part]!, 12)
})

test('it is the same once it is kept, and what is assumed since, of a customer or by the company, shows at once', async () => {
  const boss = await kesher.administrator()
  later(30)
  await readChanged(kesher.house)
  expect((await value()).contribution).toEqual((await oneByOne(all)).contribution)
  later(5)
  await boss.call('PUT /customers/:id/insight/assumptions', { params: { id: mine }, body: { yearlyMinor: 123_456_789 } })
  expect((await value()).contribution).toEqual((await oneByOne(all)).contribution)
  await boss.call('PATCH /insight/assumptions', { body: { profitShare: 0.31 } })
  expect((await value()).contribution).toEqual((await oneByOne(all)).contribution)
  await computed(kesher)
  expect((await value()).contribution).toEqual((await oneByOne(all)).contribution)
})

test('after customers were read again between the nights, both pages count what their files say now', async () => {
  const boss = await kesher.administrator()
  const before = await boss.call('GET /insight/segments')
  later(30)
  const { id } = await newCustomer(boss, { name: 'New today' })
  await pastOrders(kesher, id, ['2026-11-20', '2026-11-21'], 55_000)
  await readChanged(kesher.house)
  expect((await boss.call('GET /insight/segments')).customers).toBe(before.customers + 1)
  const found = await value()
  expect(found.customers).toBe(36)
  expect(found.contribution).toEqual((await oneByOne([...all, id])).contribution)
})

test('somebody who sees one customer is told of that one alone, also after all were added up', async () => {
  const { id: teamId } = await newTeam(await kesher.administrator(), 'One')
  await kesher.house.db.updateTable('customers').set({ teamId }).where('id', '=', mine).execute()
  const rep = await kesher.member('rep', [teamId])
  const [one, standing] = [await rep.call('GET /insight/value'), await rep.call('GET /insight/segments')]
  expect(one).toMatchObject({ customers: 1, ...(await oneByOne([mine])), concentration: expect.anything() })
  expect(standing.customers).toBe(1)
  expect(standing.stages.reduce((sum, { customers }) => sum + customers, 0)).toBe(1)
})

test('however much serving each is said to cost, the sums stay amounts', async () => {
  await sql`insert into customer_assumptions (customer_id, serving_minor, set_at) select customer_id, 1e15, now() from customer_insight
    on conflict (customer_id) do update set serving_minor = excluded.serving_minor, set_at = excluded.set_at`.execute(kesher.house.db)
  const { contribution } = await value()
  expect(contribution.length).toBeGreaterThan(2)
  expect(contribution.at(-1)!.ahead.at(-1)!.profitMinor).toBe(-1e15)
})
