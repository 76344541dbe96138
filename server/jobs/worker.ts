import { setTimeout as delay } from 'node:timers/promises'
import { Logger, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { connect } from '../db/connect.ts'
import type { House } from '../house.ts'

/** A piece of long work, by name. It may run again after a crash, so it must be able to. */
export type Jobs = Record<string, (house: House, payload: never) => Promise<void>>

export type Runner = { stop(): Promise<void> }

/** Starts working through the jobs, and adds those of the crontab (in UTC) when their time comes. Failures are logged by name and error only, never with their payload. */
export async function startWorker(house: House, jobs: Jobs, crontab: string): Promise<Runner> {
  // Requests may not hold the database for long; a job may.
  const own = connect(house.url, { connections: 4 })
  const atWork: House = { ...house, db: own.db, pool: own.pool }
  const taskList: TaskList = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job(atWork, payload as never)]))
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') house.log.error({ job: message.replace(/\{.*$/s, '') }, 'a job failed')
  })
  // A pool of our own, ended after the last job: the database may go away the moment we say that we stopped.
  const pgPool = new pg.Pool({ connectionString: house.url, max: 6 })
  // A connection that breaks is replaced at its next use.
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  const begin = async () => {
    await takeOver(house)
    return run({ preset, pgPool, taskList, crontab, concurrency: 2, noHandleSignals: true, pollInterval: 1000, logger })
  }
  let stopped = false
  let runner: Awaited<ReturnType<typeof begin>> | undefined = await begin()
  // It looks again by itself while the database is away; only where it could not even give back a job does it end.
  const begunAgain = (async () => {
    while (!stopped) {
      await runner?.promise.catch((error: Error) => house.log.warn({ stack: error.stack }, 'the jobs stopped and begin again'))
      runner = undefined
      if (stopped) return
      await delay(pause, undefined, { ref: false })
      if (!stopped) runner = await begin().catch(() => undefined)
      if (stopped) await runner?.stop()
    }
  })()
  return {
    async stop() {
      stopped = true
      await runner?.stop().catch(() => {}) // it had ended by itself just now
      await begunAgain
      await pgPool.end()
      await own.close()
    },
  }
}

const pause = 1_000

/**
 * How a job ended is noted in batches, of one where there is no other: only those are waited for. Noted one by one, a database that goes away at that moment
 * would end the whole process by a rejection that nobody hears.
 */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

/**
 * Jobs a killed server was working on would wait four hours for it. They are freed at once; a job that another living server
 * still works on is held by a lock of its own, so that a second runner finds nothing to do.
 */
async function takeOver({ db }: House) {
  await sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`.execute(db)
}
