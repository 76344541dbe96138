/** The thread in which a run is gone through, so that the server goes on answering. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { connectOne } from '../db/connect.ts'
import { threadGivesWay } from '../db/give-way.ts'
import type { House } from '../house.ts'
import { problemOfDatabase } from '../http/problem.ts'
import { failRun, type RunKind } from './run.ts'

/** A file that exports how its runs are gone through. `now` is the house's clock at the start of the job. */
type ThreadData = { kind: RunKind; file: string; id: string; url: string; now: number }
export type GoThrough = (house: { url: string; now: () => Date }, id: string) => Promise<void>

/** The job of a kind of run whose `file` exports `goThrough`. */
export const inThread =
  (kind: RunKind, file: URL) =>
  (house: House, { id }: { id: string }) =>
    new Promise<void>((resolve, reject) => {
      const workerData: ThreadData = { kind, file: file.href, id, url: house.url, now: house.now().getTime() }
      const thread = new Worker(new URL(import.meta.url), { workerData, execArgv: [] })
      thread.once('message', ({ unexpected }: { unexpected: string }) => house.log.error({ stack: unexpected, run: id }, `${kind.called} failed`))
      thread.once('error', reject)
      thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread of ${kind.called} ended with ${code}`))))
    })

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

if (!isMainThread && (workerData as Partial<ThreadData>)?.file) await work(workerData as ThreadData)
