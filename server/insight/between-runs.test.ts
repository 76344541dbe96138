import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newVoice } from '../feedback/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { readChanged } from './changed.ts'
import { askFor } from './runs.ts'
import { computed, everyDays, pastOrders } from './testing.ts'

let today = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => today })
const later = (minutes: number) => {
  today = new Date(today.getTime() + minutes * 60_000)
}
const ofFile = async (id: string) => (await kesher.administrator()).call('GET /customers/:id/insight', { params: { id } })
const kinds = async (id: string) => (await ofFile(id)).signals.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind)
const rows = () => kesher.house.db.selectFrom('customerInsight').selectAll().orderBy('customerId').execute()

async function ordered(id: string, { orderedAt }: { orderedAt: string }) {
  const boss = await kesher.administrator()
  const { id: productId } = await newProduct(boss)
  await newOrder(boss, id, [{ productId, quantity: 16 }], { orderedAt })
}

let [steady, quiet] = ['', '']
beforeAll(async () => {
  const boss = await kesher.administrator()
  for (let n = 0; n < 40; n++) {
    const { id } = await newCustomer(boss, { name: `Steady ${n}` })
    await pastOrders(kesher, id, everyDays(`2024-01-${String((n % 27) + 1).padStart(2, '0')}`, n === 1 ? '2026-09-20' : '2026-11-20', 15 + (n % 4)), 20_000)
    if (n === 0) steady = id
    if (n === 1) quiet = id
  }
}, 60_000)

test('before the first run there is nothing to read by: a whole one is due', async () => {
  expect(await readChanged(kesher.house)).toEqual({ read: 0, wholeIsDue: true })
})

test('whoever ordered again is no longer told to be silent, without a whole run; nobody else is touched', async () => {
  later(30)
  await computed(kesher)
  expect(await readChanged(kesher.house)).toMatchObject({ read: 0 })
  expect(await kinds(quiet)).toEqual(['order-silence'])
  const before = await rows()
  await ordered(quiet, { orderedAt: '2026-11-22T07:00:00Z' })
  expect(await readChanged(kesher.house)).toEqual({ read: 1 })
  expect(await kinds(quiet)).toEqual([])
  const after = await rows()
  expect(after.filter(({ customerId }) => customerId !== quiet)).toEqual(before.filter(({ customerId }) => customerId !== quiet))
  const [one, other] = [before, after].map((all) => all.find(({ customerId }) => customerId === quiet)!)
  expect(other!.leavingPpm).toBeLessThan(one!.leavingPpm)
  expect(other!.lastDay).toBe('2026-11-22')
})

test('read by what the last run learned, a customer stands exactly where that run put them while their file says the same', async () => {
  later(30)
  await computed(kesher)
  const before = (await rows()).find(({ customerId }) => customerId === steady)!
  await (await kesher.administrator()).call('PATCH /customers/:id', { params: { id: steady }, body: { city: 'Acre' } })
  expect(await readChanged(kesher.house)).toEqual({ read: 1 })
  expect((await rows()).find(({ customerId }) => customerId === steady)).toEqual(before)
})

test('what waits, is broken or heard of today is told within the day, and ends when it is answered; the same cause stays one signal', async () => {
  const boss = await kesher.administrator()
  const voice = await newVoice(boss, steady, { kind: 'complaint', heardAt: '2026-11-01T08:00:00Z' })
  await readChanged(kesher.house)
  expect(await kinds(steady)).toEqual(['complaint-unanswered'])
  await computed(kesher)
  later(30)
  await boss.call('PATCH /customers/:id', { params: { id: steady }, body: { city: 'Haifa' } })
  await readChanged(kesher.house)
  expect((await ofFile(steady)).signals).toHaveLength(1)
  await boss.call('PUT /customers/:id/voices/:partId/answer', { params: { id: steady, partId: voice.id }, body: { answer: 'Done' } })
  await readChanged(kesher.house)
  expect(await kinds(steady)).toEqual([])
})

test('while a whole run is under way changed customers are left to it', async () => {
  later(30)
  await readChanged(kesher.house)
  const before = await rows()
  await ordered(quiet, { orderedAt: '2026-11-22T07:30:00Z' })
  const { id } = await kesher.house.db.transaction().execute((tx) => askFor({ tx, now: kesher.house.now(), addJob: async () => {} }, null))
  expect(await readChanged(kesher.house)).toEqual({ read: 0, wholeIsDue: false })
  expect(await rows()).toEqual(before)
  await kesher.house.db.updateTable('insightRuns').set({ state: 'cancelled' }).where('id', '=', id).execute()
  expect(await readChanged(kesher.house)).toMatchObject({ read: 1 })
})

test('a run is compared with the one before: whose danger rose and fell, which signs are new and gone, in the files a person sees', async () => {
  const boss = await kesher.administrator()
  const team = await newTeam(boss, 'Galilee')
  await sql`update customers set team_id = ${team.id} where id = ${steady}`.execute(kesher.house.db)
  await computed(kesher)
  later(30)
  await sql`delete from orders where customer_id = ${steady} and ordered_at > '2026-09-25'`.execute(kesher.house.db)
  await newVoice(boss, quiet, { kind: 'complaint', heardAt: '2026-11-01T08:00:00Z' })
  await computed(kesher)
  const seen = await boss.call('GET /insight/comparison')
  expect(seen).toMatchObject({ before: { asOf: '2026-11-22' }, now: { asOf: '2026-11-22' } })
  expect(seen.rose.map(({ id }) => id)).toContain(steady)
  const risen = seen.rose.find(({ id }) => id === steady)!
  expect(risen.leaving).toBeGreaterThan(risen.wasLeaving!)
  expect(risen.changeMinor).toBeGreaterThan(0)
  expect(seen.signals).toEqual([
    { kind: 'complaint-unanswered', raised: 1, ended: 0 },
    { kind: 'order-silence', raised: 1, ended: 0 },
  ])
  expect(seen.raised.map(({ customer, kind }) => [customer.id, kind])).toEqual(
    expect.arrayContaining([
      [steady, 'order-silence'],
      [quiet, 'complaint-unanswered'],
    ]),
  )
  expect(seen.reports).toMatchObject({ now: { customers: 40 }, before: { customers: 40 } })
  const rep = await kesher.member('rep', [team.id])
  const own = await rep.call('GET /insight/comparison')
  expect(own.rose.map(({ id }) => id)).toEqual([steady])
  expect(own.raised.map(({ customer }) => customer.id)).toEqual([steady])
  expect(own.reports).toBeNull()
})
