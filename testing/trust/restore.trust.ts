/** The restore drill on the demo company: the rows of every table, a moment between two entries, and what it takes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { afterRestore } from '../../server/app.ts'
import { differing, digestsOf } from '../../server/backup/digests.ts'
import { sweep } from '../../server/backup/making.ts'
import { openShop, type Shop, teamsIn } from '../../server/backup/testing.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import { openHouse } from '../../server/house.ts'
import { noteResult } from './results.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const house = openHouse({ url: shop.postgres.url(), folder: shop.folder, address: '' })
  await wantDemo(house.db, { lead: null, now: house.now() })
  await loadDemo(house)
  await house.close()
})
afterAll(() => shop.close())

const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const begin = performance.now()
  return [await work(), Math.round((performance.now() - begin) / 100) / 10]
}

test('the demo company comes back row for row, to the end of a set and to a moment between two entries', async () => {
  const [set, backupSeconds] = await timed(() => shop.backUp())
  const between = await shop.write('before the moment')
  await shop.write('after the moment')
  await sweep(shop.work)
  const [after, restoreSeconds] = await timed(() => shop.restored({ target: 'mark' }, digestsOf))
  const tables = set.cluster!.mark.tables
  expect(differing(tables, after)).toEqual([])
  expect(await shop.restored({ target: between }, teamsIn)).toContain('before the moment')
  expect(await shop.restored({ target: between }, teamsIn)).not.toContain('after the moment')
  await shop.restored({ target: 'mark', afterRestore }, async (client) => {
    const { rows } = await client.query<{ sessions: number }>('select count(*)::int as sessions from sessions')
    expect(rows[0]!.sessions).toBe(0)
  })
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  noteResult('restore drill: demo company, point in time', {
    tables: Object.keys(tables).length,
    rows,
    differing: 0,
    clusterMegabytes: Math.round(set.cluster!.bytes / 1e5) / 10,
    setMegabytes: Math.round(set.size / 1e5) / 10,
    backupSeconds,
    restoreSeconds,
  })
})
