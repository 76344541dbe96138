/** The thread in which a run is gone through. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { connectOne } from '../db/connect.ts'
import { problemOfDatabase } from '../http/problem.ts'
import { goThrough } from './run.ts'

/** `now` is the house's clock at the start of the job. */
export type ThreadData = { id: string; url: string; now: number }

/** A database that went away is waited for by the job queue; any other fault ends the run as failed. */
async function work({ id, url, now }: ThreadData) {
  const started = Date.now()
  const clock = () => new Date(now + Date.now() - started)
  try {
    await goThrough({ url, now: clock }, id)
  } catch (error) {
    if (problemOfDatabase(error)?.code === 'unavailable') throw error
    parentPort?.postMessage({ unexpected: (error as Error).stack ?? String(error) })
    const { db, close } = await connectOne(url)
    await db
      .updateTable('duplicateRuns')
      .set({ state: 'failed', finishedAt: clock(), progress: null })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute()
      .finally(close)
  }
}

if (!isMainThread) await work(workerData as ThreadData)
