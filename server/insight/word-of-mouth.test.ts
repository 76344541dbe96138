/** Who speaks well of us and who ill, by their latest answer, and how many they tell: as the company says. */
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { computed, everyDays, pastOrders } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let teamId = ''
const ids: Record<string, string> = {}
const ofFile = (name: string) => boss.call('GET /customers/:id/insight', { params: { id: ids[name]! } })

/** Each has bought monthly for two years, and said, the oldest first, how likely they are to recommend us. */
const answers: Record<string, readonly [day: string, value: number][]> = {
  'Recommends': [['2026-10-01', 9]],
  'Came round': [
    ['2026-01-01', 2],
    ['2026-10-01', 10],
  ],
  'Turned away': [
    ['2026-01-01', 10],
    ['2026-10-01', 3],
  ],
  'Likes us': [['2026-10-01', 8]],
  'Said so long ago': [['2024-10-01', 10]],
  'Never asked': [],
}

beforeAll(async () => {
  boss = await kesher.administrator()
  teamId = (await newTeam(boss, 'Asked')).id
  for (const [name, given] of Object.entries(answers)) {
    const { id } = await newCustomer(boss, { name, teamId })
    ids[name] = id
    await pastOrders(kesher, id, everyDays('2024-12-01', '2026-11-20', 30), 10_000)
    for (const [day, value] of given)
      await kesher.house.db
        .insertInto('scores')
        .values({ customerId: id, id: crypto.randomUUID(), question: 'recommend', value, givenAt: `${day}T08:00:00Z` })
        .execute()
  }
  await computed(kesher)
}, 60_000)

test('a loyal customer who would recommend us is an advocate, one who would not is an avenger: by the latest answer of two years', async () => {
  const stages = await Promise.all(Object.keys(answers).map(async (name) => [name, (await ofFile(name)).insight!.stage]))
  expect(Object.fromEntries(stages)).toEqual({
    'Recommends': 'advocate',
    'Came round': 'advocate',
    'Turned away': 'avenger',
    'Likes us': 'loyal',
    'Said so long ago': 'loyal',
    'Never asked': 'loyal',
  })
})

test('an advocate tells 5 and an avenger 20 until the company says otherwise; what it says counts at once, on the file and on the page', async () => {
  const reach = async () => ({
    advocate: (await ofFile('Recommends')).reach,
    avenger: (await ofFile('Turned away')).reach,
    loyal: (await ofFile('Likes us')).reach,
    page: (await boss.call('GET /insight/segments')).reach,
  })
  expect(await reach()).toEqual({ advocate: 5, avenger: -20, loyal: 0, page: { good: 10, ill: 20, net: -10 } })
  const runs = (await boss.call('GET /insight/runs')).length
  await boss.call('PATCH /insight/assumptions', { body: { advocateReach: 8, avengerReach: 11 } })
  expect(await reach()).toEqual({ advocate: 8, avenger: -11, loyal: 0, page: { good: 16, ill: 11, net: 5 } })
  expect((await boss.call('GET /insight/segments')).reachOf).toEqual({ advocateReach: 8, avengerReach: 11 })
  expect(await boss.call('GET /insight/runs')).toHaveLength(runs)
})

test('only an administrator says how far a word reaches, within bounds; others count it among the files they see', async () => {
  const rep = await kesher.member('rep', [teamId])
  expect((await rep.ask('PATCH /insight/assumptions', { body: { advocateReach: 500 } })).status).toBe(403)
  for (const avengerReach of [-1, 1_001, 2.5]) expect((await boss.ask('PATCH /insight/assumptions', { body: { avengerReach } })).problem.code).toBe('invalid')
  expect((await rep.call('GET /insight/segments')).reach).toEqual((await boss.call('GET /insight/segments')).reach)
  const elsewhere = await kesher.member('rep', [])
  expect((await elsewhere.call('GET /insight/segments')).reach).toEqual({ good: 0, ill: 0, net: 0 })
})
