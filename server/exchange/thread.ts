/** The thread in which one job of an import runs. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Place } from '../context.ts'
import { connectOne } from '../db/connect.ts'
import { threadGivesWay } from '../db/give-way.ts'
import { problemOfDatabase } from '../http/problem.ts'
import { dryRun, runImport } from './importing.ts'
import { undoImport } from './undo.ts'

export type Task = 'check' | 'run' | 'undo'
/** `now` is the house's clock at the start of the job. */
export type ThreadData = { task: Task; id: string; url: string; place: Place; now: number }

const tasks = { check: dryRun, run: runImport, undo: undoImport }

/** Does the task. A database that went away, or has no room, is waited for by the job queue; any other fault ends the import as failed. */
async function work({ task, id, url, place, now }: ThreadData) {
  threadGivesWay()
  const started = Date.now()
  try {
    await tasks[task]({ url, place, now: () => new Date(now + Date.now() - started) }, id)
  } catch (error) {
    if (['unavailable', 'no-room'].includes(problemOfDatabase(error)?.code ?? '')) throw error
    parentPort?.postMessage({ unexpected: (error as Error).stack ?? String(error) })
    const { db, close } = await connectOne(url)
    await sql`update imports set state = 'failed', problem = '{"code": "unexpected"}'::jsonb, progress = null where id = ${id}`.execute(db).finally(close)
  }
}

if (!isMainThread) await work(workerData as ThreadData)
