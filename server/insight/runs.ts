/** Asking for a run of all customers, watching and stopping it. One is under way at a time: who asks meanwhile is given that one. */
import type { InsightRun } from '../../contract/insight.ts'
import type { AddJob, Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import { askForRun, type RunKind, stopRun } from '../jobs/run.ts'
import { version } from '../version.ts'
import { runs } from './queries.ts'

export const wholeRuns: RunKind = {
  table: 'insightRuns',
  lock: 7_205_761,
  job: 'insight.run',
  called: 'a run of insight',
  begun: { codeVersion: version },
}

export const latestRuns = (tx: Db): Promise<InsightRun[]> =>
  runs(tx).where('insightRuns.scope', '=', 'all').orderBy('insightRuns.askedAt', 'desc').orderBy('insightRuns.id', 'desc').limit(20).execute()

export const askNow = (ctx: Context) => askFor(ctx, ctx.actor.id)

export const askFor = async (asking: { tx: Db; now: Date; addJob: AddJob }, askedBy: string | null): Promise<InsightRun> =>
  one(asking.tx, await askForRun(wholeRuns, asking, askedBy))

export async function cancelRun({ tx, now }: Context, id: string): Promise<InsightRun> {
  await one(tx, id)
  await stopRun(wholeRuns, tx, now, id)
  return one(tx, id)
}

const one = async (tx: Db, id: string): Promise<InsightRun> => found(await runs(tx).where('insightRuns.id', '=', id).executeTakeFirst())
