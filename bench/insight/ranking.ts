/** The last 90 days are hidden; everybody is ranked as on the day before them, and held against who then stopped or shrank. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connectOne } from '../../server/db/connect.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import { companyDay, type Hindsight, hindsight, type Purchases, readPurchases } from '../../server/insight/index.ts'
import { type Company, newCompany } from './company.ts'

const data = resolve(import.meta.dirname, '../..', process.env.KESHER_TEST_DATA ?? '../shared/data')
const hidden = 90
/** One season is one draw: the same is asked of days before, each without what came after the days it hides. */
const [seasons, daysApart] = [6, 30]
/** The demo world has no last day of its own: it is told as of this one. */
const present = new Date('2026-11-22T08:00:00Z')

const ofFile = (path: string, currency: string) => ({
  file: join(data, path),
  fill: (company: Company) => company.importOrders(path.split('/').at(-1)!, readFileSync(join(data, path)), { currency }),
})
const ofDemo = (customers: number) => ({
  file: undefined,
  async fill({ house }: Company) {
    await wantDemo(house.db, { customers, lead: null, now: present })
    await loadDemo(house)
  },
})
const sets: Record<string, { file: string | undefined; fill(company: Company): Promise<void> }> = {
  'online_retail': ofFile('online_retail/online_retail.csv', 'GBP'),
  'CDNOW': ofFile('cdnow/CDNOW_sample.txt', 'USD'),
  'demo world of 120': ofDemo(120),
  'demo world of 300': ofDemo(300),
  'demo world of 3000': ofDemo(3000),
}

export async function ranking() {
  const found: Record<string, Hindsight & { seasons: Seasons }> = {}
  for (const [name, { file, fill }] of Object.entries(sets)) {
    if (file && !existsSync(file)) {
      console.log(`${name}: skipped, ${file} is not there (KESHER_TEST_DATA)`)
      continue
    }
    const company = await newCompany(() => (file ? new Date() : present))
    try {
      await fill(company)
      const session = await connectOne(company.house.url)
      await session.client.query('begin')
      const purchases = await readPurchases(session.client, await companyDay(session.db, company.house.now()))
      const seen = hindsight(purchases, hidden)
      await session.close()
      if (!seen) throw new Error(`${name} has too little history`)
      found[name] = { ...seen, seasons: seasonsOf(purchases) }
      console.log(`${name}: ${seen.left} of ${seen.customers} left or shrank from ${seen.hiddenFrom} on`)
      for (const { by, auc, first50, first100 } of seen.rankings)
        console.log(`  ${by.padEnd(20)} AUC ${auc.toFixed(3)}  of 50 ${first50.toFixed(2)}  of 100 ${first100.toFixed(2)}`)
      const { asked, auc } = found[name].seasons
      console.log(
        `  over ${asked} seasons, mean AUC: ${Object.entries(auc)
          .map(([by, mean]) => `${by} ${mean.toFixed(3)}`)
          .join(', ')}`,
      )
    } finally {
      await company.close()
    }
  }
  return { hiddenDays: hidden, sets: found }
}

type Seasons = { asked: number; auc: Record<string, number> }

/** The mean of each ranking's AUC over the seasons in which somebody left and somebody stayed. */
function seasonsOf(purchases: Purchases): Seasons {
  const last = purchases.day.reduce((latest, at) => Math.max(latest, at), 0)
  const seen = Array.from({ length: seasons }, (_, back) => hindsight(until(purchases, last - back * daysApart), hidden)).filter((one) => one !== undefined)
  const sums = new Map<string, number>()
  for (const { rankings } of seen) for (const { by, auc } of rankings) sums.set(by, (sums.get(by) ?? 0) + auc / seen.length)
  return { asked: seen.length, auc: Object.fromEntries(sums) }
}

function until(purchases: Purchases, day: number): Purchases {
  const kept = purchases.day.map((at) => Number(at <= day))
  const of = <Column extends Int32Array | Float64Array>(column: Column) => column.filter((_, i) => kept[i] === 1) as Column
  return { ...purchases, customer: of(purchases.customer), day: of(purchases.day), amount: of(purchases.amount) }
}
