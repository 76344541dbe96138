/** Asking for a run, watching and stopping it. One is under way at a time: who asks meanwhile is given that one. */
import { randomUUIDv7 } from 'node:crypto'
import type { DuplicateRun } from '../../contract/duplicates.ts'
import type { AddJob, Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found, Problem } from '../http/problem.ts'
import { runs } from './queries.ts'

export const latestRuns = (tx: Db): Promise<DuplicateRun[]> =>
  runs(tx).orderBy('duplicateRuns.askedAt', 'desc').orderBy('duplicateRuns.id', 'desc').limit(20).execute()

export const askNow = (ctx: Context) => askFor(ctx, ctx.actor.id)

/** The job carries a key, so that a run whose job was lost gets another, and one that has its job keeps it. */
export async function askFor({ tx, now, addJob }: { tx: Db; now: Date; addJob: AddJob }, askedBy: string | null): Promise<DuplicateRun> {
  await tx
    .insertInto('duplicateRuns')
    .values({ id: randomUUIDv7(), askedBy, askedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const run = await runs(tx).where('duplicateRuns.state', 'in', ['waiting', 'running']).executeTakeFirstOrThrow()
  await addJob('duplicates.find', { id: run.id }, { key: `duplicates-find-${run.id}` })
  return run
}

/** The run itself notices at its next step that it was stopped. */
export async function cancelRun({ tx, now }: Context, id: string): Promise<DuplicateRun> {
  const run = found(await runs(tx).where('duplicateRuns.id', '=', id).executeTakeFirst())
  const { numUpdatedRows } = await tx
    .updateTable('duplicateRuns')
    .set({ state: 'cancelled', finishedAt: now, progress: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('wrong-state')
  return { ...run, state: 'cancelled', finishedAt: now.toISOString(), progress: null }
}
