/**
 * One run: facts are read as of one moment, computed over, and the results take the place of the last ones in one transaction.
 * Killed at any moment it leaves the last good results; the same run then begins anew.
 */
import { sql } from 'kysely'
import type { RunReport, RunStage, SignalKind } from '../../contract/insight.ts'
import { connectOne, type Db } from '../db/connect.ts'
import { version } from '../version.ts'
import { assumptionsNow, ownAssumptions } from './assumptions.ts'
import { factSignals } from './fact-signals.ts'
import { analyse } from './models.ts'
import { drawPages, readPages, storePages } from './pages.ts'
import { companyDay, dayText, readLines, readPurchases } from './reading.ts'
import { scalesOf } from './scales.ts'
import { replaceResults, stageResults } from './writing.ts'

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
  await session.client.query('begin isolation level repeatable read read only')
  const purchases = await readPurchases(session.client, asOf, (done) => told('reading', done))
  const lines = await readLines(session.client, asOf, purchases, (done) => told('lines', done))
  const facts = await factSignals(session.client, started)
  const read = await readPages(session.client)
  const assumed = { company: await assumptionsNow(session.db), own: await ownAssumptions(session.db) }
  await session.client.query('commit')
  await told('fitting')
  const analysis = analyse(purchases, lines, assumed)
  await told('signals', analysis.signals.length + facts.length)
  const signals = [...analysis.signals.map(({ row, ...signal }) => ({ ...signal, customerId: purchases.ids[row]! })), ...facts]
  await told('pages')
  const pages = drawPages(read, purchases, lines)
  await session.client.query('begin')
  await stageResults(session.client, purchases, analysis, signals)
  const scales = await scalesOf(session.client, assumed.company)
  await told('writing', purchases.ids.length)
  const { raised, ended } = await replaceResults(session.client, id, asOf, now(), scales)
  await storePages(session.client, id, purchases, pages)
  const counts: Partial<Record<SignalKind, number>> = {}
  for (const { kind } of signals) counts[kind] = (counts[kind] ?? 0) + 1
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
    raised,
    ended,
    seconds: (now().getTime() - started.getTime()) / 1000,
  }
  const { rowCount } = await session.client.query(
    `update insight_runs set state = 'done', finished_at = $2, progress = null, report = $3 where id = $1 and state = 'running'`,
    [id, now(), JSON.stringify(report)],
  )
  // Stopped at the last moment: nothing of it stays.
  if (rowCount === 0) throw new Cancelled()
  await session.client.query('commit')
}
