/** One run: facts are read as of one moment, computed over, and the results take the place of the last ones in one transaction. */
import type { RunReport, RunStage, SignalKind } from '../../contract/insight.ts'
import type { OneSession } from '../db/connect.ts'
import { goThroughRun, type Told, type Work } from '../jobs/run.ts'
import { assumptionsNow, ownAssumptions } from './assumptions.ts'
import { chunksOf } from './chunks.ts'
import { factSignals } from './fact-signals.ts'
import { analyse } from './models.ts'
import { drawPages, readPages, storePages } from './pages.ts'
import { companyDay, dayText, readLines, readPurchases } from './reading.ts'
import { wholeRuns } from './runs.ts'
import { scalesOf } from './scales.ts'
import { testSignals, verdictsOf } from './trust.ts'
import { closeStage, openStage, replaceResults, stageResults, stageSignals } from './writing.ts'

export const goThrough = (house: { url: string; now: () => Date }, id: string) =>
  goThroughRun(wholeRuns, house, id, (session, told, done) => compute({ session, told, done, id, now: house.now }))

type Underway = { session: OneSession; told: Told; done: Parameters<Work>[2]; id: string; now: () => Date }

async function compute({ session, told: tell, done, id, now }: Underway) {
  const told = (stage: RunStage, count = 0) => tell({ stage, done: count })
  const started = now()
  const asOf = await companyDay(session.db, started)
  const { client } = session
  await openStage(client)
  await client.query('begin isolation level repeatable read read only')
  const purchases = await readPurchases(client, asOf, (done) => told('reading', done))
  const lines = await readLines(client, asOf, purchases, (done) => told('lines', done))
  await factSignals(client, started, async (facts) => {
    await stageSignals(client, facts)
    await told('signals', facts.length)
  })
  const verdicts = await verdictsOf(client)
  const signalTests = await testSignals(client, chunksOf(purchases, lines).chunk(0), purchases.ids, asOf, started, verdicts)
  const read = await readPages(client, asOf)
  const assumed = { company: await assumptionsNow(session.db), own: await ownAssumptions(session.db) }
  await client.query('commit')
  await told('fitting')
  const analysis = analyse(purchases, lines, assumed, verdicts)
  let computed = 0
  for (const part of analysis.parts()) {
    await stageResults(client, purchases.ids, part)
    await stageSignals(
      client,
      part.signals.map(({ row, ...signal }) => ({ ...signal, customerId: purchases.ids[row]! })),
    )
    computed += part.rows.length
    await told('signals', computed)
  }
  await told('pages')
  const pages = drawPages(read, purchases, lines, assumed.company)
  await closeStage(client)
  await told('writing', computed)
  await client.query('begin')
  const scales = await scalesOf(client, assumed.company)
  const { raised, ended } = await replaceResults(client, id, asOf, now(), scales, signalTests)
  await storePages(client, id, purchases, pages)
  const { rows } = await client.query<{ kind: SignalKind; count: number }>('select kind, count(*)::int as count from found_signals group by kind')
  const counts: Partial<Record<SignalKind, number>> = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  const report: RunReport = {
    from: purchases.firstDay === null ? null : dayText(purchases.firstDay),
    asOf: dayText(asOf),
    customers: purchases.ids.length,
    orders: purchases.customer.length,
    otherCurrency: purchases.otherCurrency,
    scales,
    model: analysis.model,
    test: analysis.test,
    signals: counts,
    signalTests,
    raised,
    ended,
    seconds: (now().getTime() - started.getTime()) / 1000,
  }
  await done(report)
  await client.query('commit')
}
