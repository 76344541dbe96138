import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import type { House } from '../house.ts'

/** A piece of long work, by name. It may run again after a crash, so it must be able to. */
export type Jobs = Record<string, (house: House, payload: never) => Promise<void>>

/** Starts working through the jobs, and adds those of the crontab (in UTC) when their time comes. Failures are logged by name and error only, never with their payload. */
export function startWorker(house: House, jobs: Jobs, crontab: string): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job(house, payload as never)]),
  )
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') house.log.error({ job: message.replace(/\{.*$/s, '') }, 'a job failed')
  })
  return run({ connectionString: house.url, taskList, crontab, concurrency: 2, noHandleSignals: true, pollInterval: 1000, logger })
}
