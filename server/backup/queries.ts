import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { BackupFault, BackupPlan, BackupRun, RunKind } from '../../contract/backup.ts'
import type { Db } from '../db/connect.ts'
import type { FaultFacts } from './fault.ts'

export type RunResult = { setName?: string; sizeBytes?: number; report?: object }

export const planNow = (tx: Db) =>
  tx.selectFrom('backupPlan').select(['databaseId', 'place', 'every', 'hour', 'kept', 'drill', 'sweptAt']).executeTakeFirstOrThrow()

export const changePlan = (tx: Db, change: Partial<BackupPlan>) =>
  Object.keys(change).length > 0 ? tx.updateTable('backupPlan').set(change).execute() : Promise.resolve([])

const runs = (tx: Db) =>
  tx
    .selectFrom('backupRuns')
    .leftJoin('users', 'users.id', 'backupRuns.askedBy')
    .select(['backupRuns.id', 'kind', 'state', 'startedAt', 'finishedAt', 'setName', 'sizeBytes', 'progress', 'report', 'problem', 'users.name as askedBy'])
    .orderBy('startedAt', 'desc')

export const lastRuns = async (tx: Db, limit = 20) => (await runs(tx).limit(limit).execute()) as BackupRun[]

/** The newest that came to its end, either way. */
export const lastOf = async (tx: Db, kind: RunKind) =>
  ((await runs(tx).where('kind', '=', kind).where('state', 'in', ['done', 'failed']).limit(1).executeTakeFirst()) ?? null) as BackupRun | null

export const runOf = async (tx: Db, id: string) => (await runs(tx).where('backupRuns.id', '=', id).executeTakeFirst()) as BackupRun | undefined

/** The one of this kind that is waited for, or a new one. */
export async function addRun(tx: Db, kind: RunKind, askedBy: string | null, startedAt: Date): Promise<BackupRun> {
  const waiting = await runs(tx).where('kind', '=', kind).where('state', 'in', ['waiting', 'running']).limit(1).executeTakeFirst()
  if (waiting) return waiting as BackupRun
  const id = randomUUIDv7()
  await tx.insertInto('backupRuns').values({ id, kind, askedBy, startedAt }).execute()
  return (await runOf(tx, id))!
}

/** Whoever has the place to itself knows that nobody else is at work: what still says so was interrupted. */
export async function beginRun(tx: Db, id: string, now: Date) {
  await interruptRuns(tx, now, id)
  await tx.updateTable('backupRuns').set({ state: 'running', startedAt: now, problem: null, finishedAt: null }).where('id', '=', id).execute()
}

export const interruptRuns = (tx: Db, now: Date, except: string | null = null) =>
  tx
    .updateTable('backupRuns')
    .set({ state: 'failed', finishedAt: now, progress: null, problem: JSON.stringify({ code: 'interrupted', facts: {} }) })
    .where('state', '=', 'running')
    .where(sql<boolean>`id is distinct from ${except}::uuid`)
    .execute()

export const noteProgress = (tx: Db, id: string, progress: object) =>
  tx
    .updateTable('backupRuns')
    .set({ progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .execute()

export const endRun = (tx: Db, id: string, now: Date, { setName, sizeBytes, report }: RunResult) =>
  tx
    .updateTable('backupRuns')
    .set({ state: 'done', finishedAt: now, progress: null, setName, sizeBytes, report: report ? JSON.stringify(report) : null })
    .where('id', '=', id)
    .execute()

export const failRun = (tx: Db, id: string, now: Date, code: BackupFault, facts: FaultFacts) =>
  tx
    .updateTable('backupRuns')
    .set({ state: 'failed', finishedAt: now, progress: null, problem: JSON.stringify({ code, facts }) })
    .where('id', '=', id)
    .execute()

/** When the newest of this kind began, whatever came of it. */
export const lastBegun = async (tx: Db, kind: RunKind) =>
  (
    await tx
      .selectFrom('backupRuns')
      .where('kind', '=', kind)
      .select((run) => run.fn.max('startedAt').as('at'))
      .executeTakeFirstOrThrow()
  ).at as string | null

/** Digests of all attachments the database names. */
export const attachmentDigests = async (tx: Db) =>
  (await tx.selectFrom('attachments').select(sql<string>`encode(digest, 'hex')`.as('digest')).distinct().execute()).map(({ digest }) => digest)
