import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { goThrough } from './run.ts'
import { askFor } from './runs.ts'
import { searched } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let rep: Browser
let north: { id: string }
let south: { id: string }
let dana: { id: string }
let danaAgain: { id: string }
let hidden: { id: string }

const phone = (value: string) => [{ channel: 'phone' as const, value, isPrimary: true }]

beforeAll(async () => {
  boss = await kesher.administrator()
  north = await newTeam(boss, 'North')
  south = await newTeam(boss, 'South')
  rep = await kesher.member('rep', [north.id])
  const crowd = [
    'Rina Mizrahi',
    'Avi Peretz',
    'Noa Biton',
    'Omer Shapira',
    'Gil Azulay',
    'Tamar Friedman',
    'Lior Katz',
    'Maya Dahan',
    'Eli Gabay',
    'Shira Malka',
  ]
  for (const [n, name] of crowd.entries()) await newCustomer(boss, { kind: 'person', name, city: 'Haifa', teamId: north.id, points: phone(`050-22${n}3344`) })
  dana = await newCustomer(boss, { kind: 'person', name: 'דנה ברקוביץ', city: 'חיפה', teamId: north.id, points: phone('052-7654321') })
  danaAgain = await newCustomer(boss, { kind: 'person', name: 'Dana Berkovitch', city: 'חיפה', teamId: north.id, points: phone('052-7654321') })
  hidden = await newCustomer(boss, { kind: 'person', name: 'דנה ברקוביץ', city: 'חיפה', teamId: south.id, points: phone('052-7654321') })
})

const pairsOf = async (browser: Browser) => {
  const pages = await Promise.all((['surely', 'maybe'] as const).map((verdict) => browser.call('GET /duplicates', { query: { verdict } })))
  return pages.flatMap(({ items }) => items)
}
const idsOf = (pairs: Awaited<ReturnType<typeof pairsOf>>) => pairs.map(({ one, other }) => [one.id, other.id].sort().join()).sort()
const pair = (one: { id: string }, other: { id: string }) => [one.id, other.id].sort().join()

describe('a search of the whole base', () => {
  test('finds the files of one customer in either script, and says why', async () => {
    await searched(kesher)
    const found = await pairsOf(boss)
    expect(idsOf(found)).toEqual([pair(dana, danaAgain), pair(dana, hidden), pair(danaAgain, hidden)].sort())
    const across = found.find(({ one, other }) => pair(one, other) === pair(dana, danaAgain))!
    expect(across.reasons).toContainEqual(expect.objectContaining({ field: 'phone', level: 'same' }))
    expect(across.reasons).toContainEqual(expect.objectContaining({ field: 'name', level: 'alike' }))
    const [run] = await boss.call('GET /duplicates/runs')
    expect(run).toMatchObject({ state: 'done', report: { customers: 13 } })
    expect(run!.report!.surely + run!.report!.maybe).toBe(3)
  })

  test('a file one may not see is in no pair, in no count of a page, and cannot be told apart', async () => {
    expect(idsOf(await pairsOf(rep))).toEqual([pair(dana, danaAgain)])
    const params = { id: dana.id, partId: hidden.id }
    expect((await rep.ask('PUT /customers/:id/not-duplicates/:partId', { params })).status).toBe(404)
    expect((await rep.ask('DELETE /customers/:id/not-duplicates/:partId', { params })).status).toBe(404)
  })

  test('two files that are not one customer are not shown again, whatever is searched, until that is taken back', async () => {
    const params = { id: danaAgain.id, partId: dana.id }
    await rep.call('PUT /customers/:id/not-duplicates/:partId', { params })
    await rep.call('PUT /customers/:id/not-duplicates/:partId', { params: { id: dana.id, partId: danaAgain.id } })
    expect(await pairsOf(rep)).toEqual([])
    await searched(kesher)
    expect(await pairsOf(rep)).toEqual([])
    await rep.call('DELETE /customers/:id/not-duplicates/:partId', { params })
    expect(idsOf(await pairsOf(rep))).toEqual([pair(dana, danaAgain)])
    expect((await rep.ask('PUT /customers/:id/not-duplicates/:partId', { params: { id: dana.id, partId: dana.id } })).status).toBe(409)
  })

  test('one that was stopped leaves what the last one found; two that are asked for at once are one', async () => {
    const before = idsOf(await pairsOf(boss))
    const first = await boss.call('POST /duplicates/runs')
    expect((await boss.call('POST /duplicates/runs')).id).toBe(first.id)
    expect((await boss.call('DELETE /duplicates/runs/:id', { params: { id: first.id } })).state).toBe('cancelled')
    await goThrough({ url: kesher.house.url, now: kesher.house.now }, first.id)
    expect(idsOf(await pairsOf(boss))).toEqual(before)
    expect((await boss.ask('DELETE /duplicates/runs/:id', { params: { id: first.id } })).status).toBe(409)
    const next = await kesher.house.db.transaction().execute((tx) => askFor({ tx, now: kesher.house.now(), addJob: async () => {} }, null))
    expect(next.id).not.toBe(first.id)
    await goThrough({ url: kesher.house.url, now: kesher.house.now }, next.id)
  })
})

describe('before a customer is added', () => {
  test('those who look like them are shown, by phone or by the sound of the name, and nobody one may not see', async () => {
    const byPhone = await rep.call('GET /customers/alike', { query: { name: 'D. Berkovich', phone: '+972 52 765 4321' } })
    expect(byPhone.map(({ file }) => file.id).sort()).toEqual([dana.id, danaAgain.id].sort())
    expect(byPhone[0]!.reasons[0]).toMatchObject({ field: 'phone', level: 'same' })
    expect((await boss.call('GET /customers/alike', { query: { name: 'Dana Berkowitz', city: 'חיפה', phone: '052-7654321' } })).length).toBe(3)
    expect(await rep.call('GET /customers/alike', { query: { name: 'Somebody Else', phone: '03-5551234' } })).toEqual([])
  })

  test('who may not know of phones and numbers is told nothing by them, and is shown no pairs', async () => {
    await boss.call('PUT /access/:role', { params: { role: 'rep' }, body: { scope: 'team', hidden: ['contactPoints'] } })
    const blind = await kesher.member('rep', [north.id])
    expect((await blind.ask('GET /customers/alike', { query: { name: 'Dana', phone: '0527654321' } })).status).toBe(403)
    const found = await blind.call('GET /customers/alike', { query: { name: 'דנה ברקוביץ', city: 'חיפה' } })
    for (const { file, reasons } of found) {
      expect(file.phones).toEqual([])
      expect(reasons.filter(({ field }) => ['phone', 'email', 'address', 'postcode'].includes(field))).toEqual([])
    }
    expect((await blind.ask('GET /duplicates', { query: {} })).problem.code).toBe('not-allowed')
  })
})
