/**
 * The thread in which a run is gone through. Nobody imports this file: it waits for the file of the run, and were it among what that file needs, each would wait for
 * the other for ever.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { connectOne } from '../db/connect.ts'
import { threadGivesWay } from '../db/give-way.ts'
import { problemOfDatabase } from '../http/problem.ts'
import { failRun } from './run.ts'
import type { GoThrough, ThreadData } from './run-thread.ts'

/** A database that went away is waited for by the job queue; any other fault ends the run as failed. */
async function work({ kind, file, id, url, now }: ThreadData) {
  threadGivesWay()
  const started = Date.now()
  const clock = () => new Date(now + Date.now() - started)
  const { goThrough } = (await import(file)) as { goThrough: GoThrough }
  try {
    await goThrough({ url, now: clock }, id)
  } catch (error) {
    if (problemOfDatabase(error)?.code === 'unavailable') throw error
    parentPort?.postMessage({ unexpected: (error as Error).stack ?? String(error) })
    const { db, close } = await connectOne(url)
    await failRun(kind, db, clock(), id).finally(close)
  }
}

if (!isMainThread) await work(workerData as ThreadData)
