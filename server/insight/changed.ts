/**
 * Between whole runs: customers whose files changed are read again by what the last whole run learned, and their results take the place of the last ones.
 * Cheap, because nothing is fitted and nobody else is read. What asks for everybody (a first import, half the base at once) is left to a whole run.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ChangedReport, RunReport } from '../../contract/insight.ts'
import { connectOne, type Db, type OneSession } from '../db/connect.ts'
import { importedSince } from '../exchange/index.ts'
import type { House } from '../house.ts'
import { version } from '../version.ts'
import { assumptionsNow, ownAssumptions } from './assumptions.ts'
import { factSignals } from './fact-signals.ts'
import { type Learned, told } from './models.ts'
import { companyDay, dayText, readAnswers, readCosts, readLines, readPurchases } from './reading.ts'
import { keepSums } from './sums.ts'
import type { SignalTests } from './trust.ts'
import { isWorthKept, keepWorth } from './worth.ts'
import { closeStage, openStage, replaceResults, stageResults, stageSignals, waitToWrite } from './writing.ts'

/** Whoever holds this session lock is the one that reads changed customers. */
const readingChanged = 7_205_762
/** So many at a time: what is computed of them holds the server for less than a tenth of a second. */
const atOnce = 500
/** A change is dated when it was asked for, and may be stored this much later. */
const storedWithin = sql`interval '10 minutes'`

export type ChangedOutcome = { read: number } | { read: 0; wholeIsDue: boolean }

/** How many were read; or that everybody should be. */
export async function readChanged({ url, now }: Pick<House, 'url' | 'now'>): Promise<ChangedOutcome> {
  const session = await connectOne(url)
  try {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${readingChanged}) as mine`.execute(session.db)
    if (!rows[0]?.mine || (await wholeUnderWay(session.db))) return { read: 0, wholeIsDue: false }
    const last = await lastWhole(session.db)
    if (!last?.learned) return { read: 0, wholeIsDue: await isThereAnOrder(session.db) }
    const started = now()
    const customers = await changedSince(session.db, last.readFrom)
    if (customers.length > Math.max(1_000, last.report.customers / 2)) return { read: 0, wholeIsDue: true }
    if (customers.length === 0) {
      if (!(await isWorthKept(session.db))) await keepWorthAgain(session, last, now)
      return { read: 0, wholeIsDue: false }
    }
    return { read: (await readAgain(session, customers, { ...last, learned: last.learned }, started, now)) ? customers.length : 0 }
  } finally {
    await session.close()
  }
}

const wholeUnderWay = async (db: Db) =>
  (await db.selectFrom('insightRuns').where('scope', '=', 'all').where('state', 'in', ['waiting', 'running']).select('id').executeTakeFirst()) !== undefined

const isThereAnOrder = async (db: Db) => (await db.selectFrom('orders').select('id').limit(1).executeTakeFirst()) !== undefined

type Last = { id: string; report: RunReport; learned: Learned | null; readFrom: Date }

/** The whole run whose results stand, and the moment from which on changes are not in them yet. */
async function lastWhole(db: Db): Promise<Last | undefined> {
  const done = (scope: 'all' | 'changed') =>
    db.selectFrom('insightRuns').where('scope', '=', scope).where('state', '=', 'done').orderBy('finishedAt', 'desc').orderBy('id', 'desc')
  const whole = await done('all')
    .select(['id', 'startedAt', sql<RunReport>`report`.as('report'), sql<Learned | null>`learned`.as('learned')])
    .executeTakeFirst()
  if (!whole) return undefined
  const { startedAt, ...last } = whole
  const changed = await done('changed').where('startedAt', '>', startedAt).select('startedAt').executeTakeFirst()
  return { ...last, readFrom: new Date(changed?.startedAt ?? startedAt!) }
}

/** What people say of signals and assume of customers counts where it was said. */
const ownWork = ['signal.changed', 'insight.assumed']

const before = (moment: Date) => sql<string>`${moment}::timestamptz - ${storedWithin}`

async function changedSince(db: Db, moment: Date): Promise<string[]> {
  const since = before(moment)
  const rows = await db
    .selectFrom('customerEvents')
    .where('at', '>', since)
    .where('type', 'not in', ownWork)
    .select('customerId')
    .union(db.selectFrom('silentChanges').where('changedAt', '>', since).select('customerId'))
    .union(importedSince(db, since))
    .execute()
  return rows.map(({ customerId }) => customerId).sort()
}

/** Something else is assumed than when worth was added up, though no file changed. */
async function keepWorthAgain({ client, db }: OneSession, { id, report }: Last, now: () => Date) {
  await client.query('begin')
  await waitToWrite(client)
  await keepWorth(db, { runId: id, asOf: report.asOf }, now())
  await client.query('commit')
}

/** What changed silently is told until it was read for the last time. */
export const forgetSilent = (db: Db, readFrom: Date) => db.deleteFrom('silentChanges').where('changedAt', '<=', before(readFrom)).execute()

/** False where a whole run began meanwhile, which has read them too. */
async function readAgain(
  { client, db }: OneSession,
  customers: string[],
  { id, report, learned }: Last & { learned: Learned },
  started: Date,
  now: () => Date,
) {
  const asOf = await companyDay(db, started)
  const tests: SignalTests = report.signalTests ?? { horizon: 0, baseRate: null, kinds: [] }
  const verdicts = new Map(tests.kinds.map(({ kind, judged, falseAlarms }) => [kind, { judged, falseAlarms }]))
  await openStage(client)
  await client.query('begin isolation level repeatable read read only')
  const assumed = { company: await assumptionsNow(db), own: await ownAssumptions(db, customers) }
  for (let from = 0; from < customers.length; from += atOnce) {
    const of = customers.slice(from, from + atOnce)
    const purchases = await readPurchases(client, asOf, { of })
    const lines = await readLines(client, asOf, purchases, { of })
    const costs = await readCosts(client, asOf, purchases, { of })
    const answers = await readAnswers(client, asOf, purchases, { of })
    await factSignals(client, started, (facts) => stageSignals(client, facts), { of })
    for (const part of told(purchases, lines, learned, { assumed, verdicts, costs, answers })) await stageResults(client, purchases.ids, part)
  }
  await client.query('commit')
  await closeStage(client)
  await client.query('begin')
  const found = await replaceResults(client, { runId: id, asOf, at: now(), scales: report.scales, tests, of: customers })
  await keepSums(db, { runId: id, asOf: dayText(asOf) }, now())
  if (await wholeUnderWay(db)) {
    await client.query('rollback')
    return false
  }
  const changedReport: ChangedReport = { asOf: dayText(asOf), customers: customers.length, ...found, seconds: (now().getTime() - started.getTime()) / 1000 }
  await db
    .insertInto('insightRuns')
    .values({
      id: randomUUIDv7(),
      scope: 'changed',
      state: 'done',
      askedAt: started,
      startedAt: started,
      finishedAt: now(),
      report: JSON.stringify(changedReport),
      codeVersion: version,
    })
    .execute()
  await forgetSilent(db, started)
  await client.query('commit')
  return true
}
