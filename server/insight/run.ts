/**
 * One run: facts are read as of one moment, computed over, and the results take the place of the last ones in one transaction.
 * Killed at any moment it leaves the last good results; the same run then begins anew.
 */
import { sql } from 'kysely'
import type { RunReport, RunStage, SignalKind } from '../../contract/insight.ts'
import { connectOne, type Db } from '../db/connect.ts'
import { version } from '../version.ts'
import { assumptionsNow, ownAssumptions } from './assumptions.ts'
import { chunksOf } from './chunks.ts'
import { factSignals } from './fact-signals.ts'
import { analyse } from './models.ts'
import { drawPages, readPages, storePages } from './pages.ts'
import { companyDay, dayText, readLines, readPurchases } from './reading.ts'
import { scalesOf } from './scales.ts'
import { testSignals, verdictsOf } from './trust.ts'
import { closeStage, openStage, replaceResults, stageResults, stageSignals } from './writing.ts'

/** Somebody stopped the run. */
class Cancelled extends Error {}

/** Whoever holds this session lock is the run. */
const computing = 7_205_761

export async function goThrough({ url, now }: { url: string; now: () => Date }, id: string): Promise<void> {
  const session = await connectOne(url)
  const notes = await connectOne(url)
  try {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${computing}) as mine`.execute(session.db)
    if (rows[0]?.mine && (await begin(notes.db, id, now()))) await compute(session, noteBy(notes.db, id), id, now)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
  } finally {
    await session.close()
    await notes.close()
  }
}

const begin = async (db: Db, id: string, at: Date) =>
  (
    await db
      .updateTable('insightRuns')
      .set({ state: 'running', startedAt: at, codeVersion: version })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst()
  ).numUpdatedRows > 0n

const noteEvery = 400

/** Notes how far it came, a few times a second at most, and learns there that somebody stopped it. */
function noteBy(db: Db, id: string) {
  let noted = 0
  let before = ''
  return async (stage: RunStage, done = 0) => {
    if (stage === before && Date.now() - noted < noteEvery) return
    noted = Date.now()
    before = stage
    const { numUpdatedRows } = await db
      .updateTable('insightRuns')
      .set({ progress: JSON.stringify({ stage, done }) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Cancelled()
  }
}

export type Told = ReturnType<typeof noteBy>

async function compute(session: Awaited<ReturnType<typeof connectOne>>, told: Told, id: string, now: () => Date) {
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
  const { rowCount } = await client.query(
    `update insight_runs set state = 'done', finished_at = $2, progress = null, report = $3 where id = $1 and state = 'running'`,
    [id, now(), JSON.stringify(report)],
  )
  // Stopped at the last moment: nothing of it stays.
  if (rowCount === 0) throw new Cancelled()
  await client.query('commit')
}
