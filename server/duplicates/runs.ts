/** Asking for a search, watching and stopping it. One is under way at a time: who asks meanwhile is given that one. */
import type { DuplicateRun } from '../../contract/duplicates.ts'
import type { AddJob, Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import { askForRun, type RunKind, stopRun } from '../jobs/run.ts'
import { runs } from './queries.ts'

export const searches: RunKind = { table: 'duplicateRuns', lock: 7_205_771, job: 'duplicates.find', called: 'a search for duplicates' }

export const latestRuns = (tx: Db): Promise<DuplicateRun[]> =>
  runs(tx).orderBy('duplicateRuns.askedAt', 'desc').orderBy('duplicateRuns.id', 'desc').limit(20).execute()

export const askNow = (ctx: Context) => askFor(ctx, ctx.actor.id)

export const askFor = async (asking: { tx: Db; now: Date; addJob: AddJob }, askedBy: string | null): Promise<DuplicateRun> =>
  one(asking.tx, await askForRun(searches, asking, askedBy))

export async function cancelRun({ tx, now }: Context, id: string): Promise<DuplicateRun> {
  await one(tx, id)
  await stopRun(searches, tx, now, id)
  return one(tx, id)
}

const one = async (tx: Db, id: string): Promise<DuplicateRun> => found(await runs(tx).where('duplicateRuns.id', '=', id).executeTakeFirst())
