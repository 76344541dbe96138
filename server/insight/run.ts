/** One run: facts are read as of one moment, computed over, and the results take the place of the last ones in one transaction. */
import type { RunReport, RunStage, SignalKind } from '../../contract/insight.ts'
import type { OneSession } from '../db/connect.ts'
import { goThroughRun, type Told, type Work } from '../jobs/run.ts'
import { assumptionsNow, ownAssumptions } from './assumptions.ts'
import { forgetSilent } from './changed.ts'
import { chunksOf } from './chunks.ts'
import { factSignals } from './fact-signals.ts'
import { told as allTold, learn } from './models.ts'
import { drawPages, readPages, storePages } from './pages.ts'
import { companyDay, dayText, readAnswers, readCosts, readLines, readPurchases } from './reading.ts'
import { wholeRuns } from './runs.ts'
import { scalesOf } from './scales.ts'
import { keepSums } from './sums.ts'
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
  const purchases = await readPurchases(client, asOf, { told: (done) => told('reading', done) })
  const lines = await readLines(client, asOf, purchases, { told: (done) => told('lines', done) })
  const costs = await readCosts(client, asOf, purchases)
  const answers = await readAnswers(client, asOf, purchases)
  await factSignals(client, started, async (facts) => {
    await stageSignals(client, facts)
    await told('signals', facts.length)
  })
  const verdicts = await verdictsOf(client)
  const signalTests = await testSignals(client, chunksOf(purchases, lines).chunk(0), purchases.ids, asOf, started, verdicts)
  const read = await readPages(client, purchases)
  const assumed = { company: await assumptionsNow(session.db), own: await ownAssumptions(session.db) }
  await client.query('commit')
  await told('fitting')
  const taught = learn(purchases, lines)
  let computed = 0
  for (const part of allTold(purchases, lines, taught?.learned ?? null, { assumed, verdicts, costs, answers })) {
    await stageResults(client, purchases.ids, part)
    computed += part.rows.length
    await told('signals', computed)
  }
  await told('pages')
  const pages = drawPages(read, purchases, lines, assumed.company)
  await closeStage(client)
  await told('writing', computed)
  await client.query('begin')
  const scales = await scalesOf(client, assumed.company)
  const { raised, ended } = await replaceResults(client, { runId: id, asOf, at: now(), scales, tests: signalTests })
  await storePages(client, id, purchases, pages)
  await keepSums(session.db, { runId: id, asOf: dayText(asOf) }, now())
  const { rows } = await client.query<{ kind: SignalKind; count: number }>('select kind, count(*)::int as count from found_signals group by kind')
  const counts: Partial<Record<SignalKind, number>> = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  const report: RunReport = {
    from: purchases.firstDay === null ? null : dayText(purchases.firstDay),
    asOf: dayText(asOf),
    customers: purchases.ids.length,
    orders: purchases.customer.length,
    otherCurrency: purchases.otherCurrency,
    scales,
    model: taught?.learned.model ?? null,
    test: taught?.test ?? null,
    signals: counts,
    signalTests,
    raised,
    ended,
    seconds: (now().getTime() - started.getTime()) / 1000,
  }
  await client.query('update insight_runs set learned = null where learned is not null')
  await client.query(`delete from insight_runs where scope = 'changed' and finished_at < $1::timestamptz - interval '7 days'`, [now()])
  await forgetSilent(session.db, started)
  await done(report, { learned: JSON.stringify(taught?.learned ?? null) })
  await client.query('commit')
}
