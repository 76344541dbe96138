/** What the ranking would have said of a public history whose last 90 days are hidden, through the importer. */
import { expect, test } from 'vitest'
import { openKesher } from '../../testing/kesher.ts'
import { needs, testData } from '../../testing/test-data.ts'
import { connectOne } from '../db/connect.ts'
import { imported, working } from '../exchange/testing.ts'
import { hindsight } from './hindsight.ts'
import { companyDay, readPurchases } from './reading.ts'

async function lookedBack(path: string, currency: string) {
  const kesher = await openKesher()
  const worker = await working(kesher.house)
  await imported(
    await kesher.administrator(),
    { text: Buffer.from(testData(path)), kind: 'orders', name: path.split('/').at(-1), mapping: { currency } },
    100_000,
  )
  const session = await connectOne(kesher.house.url)
  await session.client.query('begin')
  const seen = hindsight(await readPurchases(session.client, await companyDay(session.db, new Date())), 90)!
  await session.close()
  await worker.stop()
  await kesher.close()
  return { ...seen, by: Object.fromEntries(seen.rankings.map((ranking) => [ranking.by, ranking])) }
}

const cdnow = 'cdnow/CDNOW_sample.txt'
test.skipIf(needs(cdnow).skip)(
  'CDNOW: those who left or shrank are ranked better than by any simple rule, and than by BG/NBD alone',
  { timeout: 120_000 },
  async () => {
    const { by, ...seen } = await lookedBack(cdnow, 'USD')
    expect(seen).toMatchObject({ from: '1997-01-01', until: '1998-06-30', hiddenFrom: '1998-04-02' })
    for (const rule of ['longest-silence', 'silence-by-own-gap', 'bg-nbd'] as const) expect(by.watch!.auc).toBeGreaterThan(by[rule]!.auc)
  },
)
