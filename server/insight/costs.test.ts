/** What serving a customer costs and what winning them cost, as somebody states it, and what winning costs on average. The company assumes that 20 % of sales is profit. */
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { computed, pastOrders } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let id = ''
let teamId = ''
const ofFile = (browser = boss) => browser.call('GET /customers/:id/insight', { params: { id } })
const assume = (body: object, browser = boss) => browser.ask('PUT /customers/:id/insight/assumptions', { params: { id }, body })

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Costs')).id
  id = (await newCustomer(boss, { name: 'Costly', teamId })).id
  await pastOrders(kesher, id, ['2026-01-10', '2026-04-10', '2026-07-10', '2026-10-10'], 250_000)
  const other = await newCustomer(boss, { name: 'Another' })
  await pastOrders(kesher, other.id, ['2026-02-10', '2026-10-11'], 250_000)
  await computed(kesher)
}, 60_000)

test('what serving costs is taken off the contribution of every year ahead, on the file and on the page, below nothing if need be', async () => {
  const profits = async () => (await ofFile()).ahead.map(({ years, profitMinor }) => [years, profitMinor])
  expect(await profits()).toEqual([
    [1, 200_000],
    [5, 1_000_000],
    [10, 2_000_000],
  ])
  await assume({ servingMinor: 230_000 })
  expect(await profits()).toEqual([
    [1, -30_000],
    [5, -150_000],
    [10, -300_000],
  ])
  const rep = await kesher.member('rep', [teamId])
  const { ahead } = (await rep.call('GET /insight/value')).contribution.at(-1)!
  expect(ahead.map(({ profitMinor }) => profitMinor)).toEqual([-30_000, -150_000, -300_000])
  // What is lost with a customer is what they bring; serving them is not lost.
  expect((await ofFile()).loss).toMatchObject({ profitMinor: 1_000_000, own: { servingMinor: 230_000 } })
  await assume({ servingMinor: null })
  expect((await ofFile()).loss.own).toBeNull()
})

test('what winning this customer cost is kept as stated and outlives a run; no cost is below nothing', async () => {
  expect((await assume({ winningMinor: 77_000, servingMinor: 5_000 })).reply.loss.own).toMatchObject({ winningMinor: 77_000, servingMinor: 5_000 })
  await computed(kesher)
  expect((await ofFile()).loss.own).toMatchObject({ winningMinor: 77_000, servingMinor: 5_000 })
  for (const body of [{ winningMinor: -1 }, { servingMinor: -1 }, { walletShare: 0.00001 }]) expect((await assume(body)).problem.code).toBe('invalid')
})

test('the usual cost of winning one is what winning cost in a year by how many were won in it', async () => {
  expect((await ofFile()).usualWinningMinor).toBeNull()
  await boss.call('PATCH /insight/churn', { body: { winningMinor: 90_001 } })
  expect((await ofFile()).usualWinningMinor).toBe(45_001) // two were won
})

test('who may not see amounts is told none of it and states none; who may not see finances is not told the usual cost', async () => {
  const hide = (role: 'trainer' | 'manager', hidden: string[]) =>
    kesher.house.db
      .updateTable('roleAccess')
      .set({ hidden: hidden as never })
      .where('role', '=', role)
      .execute()
  await hide('manager', ['amounts'])
  const manager = await kesher.member('manager', [teamId])
  const { loss, ahead } = await ofFile(manager)
  expect({ own: loss.own, ahead }).toMatchObject({ own: { winningMinor: null, servingMinor: null }, ahead: [] })
  expect((await assume({ servingMinor: 1 }, manager)).status).toBe(403)
  await hide('trainer', ['finances'])
  const trainer = await kesher.member('trainer', [teamId])
  expect(await ofFile(trainer)).toMatchObject({ usualWinningMinor: null, loss: { own: { winningMinor: 77_000 } } })
})
