/** Asking for a run, watching and stopping it. One is under way at a time: who asks meanwhile is given that one. */
import { randomUUIDv7 } from 'node:crypto'
import type { InsightRun } from '../../contract/insight.ts'
import type { AddJob, Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found, Problem } from '../http/problem.ts'
import { runs } from './queries.ts'

export const latestRuns = (tx: Db): Promise<InsightRun[]> =>
  runs(tx).orderBy('insightRuns.askedAt', 'desc').orderBy('insightRuns.id', 'desc').limit(20).execute()

export const askNow = (ctx: Context) => askFor(ctx, ctx.actor.id)

/** The job carries a key, so that a run whose job was lost gets another, and one that has its job keeps it. */
export async function askFor({ tx, now, addJob }: { tx: Db; now: Date; addJob: AddJob }, askedBy: string | null): Promise<InsightRun> {
  await tx
    .insertInto('insightRuns')
    .values({ id: randomUUIDv7(), askedBy, askedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const run = await runs(tx).where('insightRuns.state', 'in', ['waiting', 'running']).executeTakeFirstOrThrow()
  await addJob('insight.run', { id: run.id }, { key: `insight-run-${run.id}` })
  return run
}

/** The run itself notices at its next step that it was stopped. */
export async function cancelRun({ tx, now }: Context, id: string): Promise<InsightRun> {
  const run = found(await runs(tx).where('insightRuns.id', '=', id).executeTakeFirst())
  const { numUpdatedRows } = await tx
    .updateTable('insightRuns')
    .set({ state: 'cancelled', finishedAt: now, progress: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('wrong-state')
  return { ...run, state: 'cancelled', finishedAt: now.toISOString(), progress: null }
}
