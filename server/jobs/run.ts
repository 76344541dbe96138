/**
 * A run: one long computing over the whole company that reads as of one moment and puts its results in the place of the last ones in one transaction.
 * One of its kind is under way at a time. Killed at any moment it leaves the last good results, keeps its row, and begins anew.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { AddJob } from '../context.ts'
import { connectOne, type Db, type OneSession } from '../db/connect.ts'
import { Problem } from '../http/problem.ts'

export type RunKind = {
  /** Its rows: id, state, asked, started and finished, progress, report. At most one of them waits or runs. */
  table: 'insightRuns' | 'duplicateRuns'
  /** Whoever holds this session lock is the run. */
  lock: number
  /** The job that goes through it, and what the log calls it. */
  job: string
  called: string
  /** What else its row holds from the beginning on. */
  begun?: Record<string, unknown>
}

/** Somebody stopped the run. */
class Cancelled extends Error {}

/** Tells how far it came; learns there that somebody stopped it. */
export type Told = (progress: { stage: string; done: number; total?: number; secondsLeft?: number | null }) => Promise<void>

export type Work = (session: OneSession, told: Told, done: (report: object, more?: Record<string, unknown>) => Promise<void>) => Promise<void>

/** `work` is given a session of its own, and calls `done` within the transaction that writes its results, as its last statement. */
export async function goThroughRun({ table, lock, begun }: RunKind, { url, now }: { url: string; now: () => Date }, id: string, work: Work): Promise<void> {
  const session = await connectOne(url)
  const notes = await connectOne(url)
  const done = async (report: object, more: Record<string, unknown> = {}) => {
    const { numUpdatedRows } = await session.db
      .updateTable(table as 'insightRuns')
      .set({ state: 'done', finishedAt: now(), progress: null, report: JSON.stringify(report), ...more })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst()
    // Stopped at the last moment: nothing of it stays.
    if (numUpdatedRows === 0n) throw new Cancelled()
  }
  try {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${lock}) as mine`.execute(session.db)
    if (rows[0]?.mine && (await begin(notes.db, table, id, { startedAt: now(), ...begun }))) await work(session, noteBy(notes.db, table, id), done)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
  } finally {
    await session.close()
    await notes.close()
  }
}

const begin = async (db: Db, table: RunKind['table'], id: string, begun: { startedAt: Date }) =>
  (
    await db
      .updateTable(table as 'insightRuns')
      .set({ state: 'running', ...begun })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst()
  ).numUpdatedRows > 0n

const noteEvery = 400

/** A few times a second at most. */
function noteBy(db: Db, table: RunKind['table'], id: string): Told {
  let noted = 0
  let before = ''
  return async (progress) => {
    if (progress.stage === before && performance.now() - noted < noteEvery) return
    noted = performance.now()
    before = progress.stage
    const { numUpdatedRows } = await db
      .updateTable(table as 'insightRuns')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Cancelled()
  }
}

/** Who asks while one is under way is given that one. The job carries a key, so that a run whose job was lost gets another, and one that has its job keeps it. */
export async function askForRun({ table, job }: RunKind, { tx, now, addJob }: { tx: Db; now: Date; addJob: AddJob }, askedBy: string | null): Promise<string> {
  await tx
    .insertInto(table as 'insightRuns')
    .values({ id: randomUUIDv7(), askedBy, askedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { id } = await tx
    .selectFrom(table as 'insightRuns')
    .where('state', 'in', ['waiting', 'running'])
    .select('id')
    .executeTakeFirstOrThrow()
  await addJob(job, { id }, { key: `${job.replace('.', '-')}-${id}` })
  return id
}

/** The run itself notices at its next step that it was stopped. */
export async function stopRun({ table }: RunKind, tx: Db, now: Date, id: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable(table as 'insightRuns')
    .set({ state: 'cancelled', finishedAt: now, progress: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('wrong-state')
}

export async function failRun({ table }: RunKind, db: Db, at: Date, id: string): Promise<void> {
  await db
    .updateTable(table as 'insightRuns')
    .set({ state: 'failed', finishedAt: at, progress: null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}
