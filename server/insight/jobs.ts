/** The run works in a thread of its own, so that the server goes on answering. The night asks for one in the company's own night. */
import { Worker } from 'node:worker_threads'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import type { Jobs } from '../jobs/worker.ts'
import { askFor } from './runs.ts'
import type { ThreadData } from './thread.ts'

export const jobs = { 'insight.run': inThread, 'insight.ask': ask, 'compute-insight-nightly': nightly } satisfies Jobs

/** Every hour; a night the server slept through is made up for when it wakes. */
export const crontab = '20 * * * * compute-insight-nightly ?fill=1d'

function inThread(house: House, { id }: { id: string }) {
  return new Promise<void>((resolve, reject) => {
    const workerData: ThreadData = { id, url: house.url, now: house.now().getTime() }
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData, execArgv: [] })
    thread.once('message', ({ unexpected }: { unexpected: string }) => house.log.error({ stack: unexpected, run: id }, 'a run of insight failed'))
    thread.once('error', reject)
    thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread of insight ended with ${code}`))))
  })
}

const nightHour = 1

async function nightly(house: House, { _cron }: { _cron?: { ts: string } }) {
  const at = _cron ? new Date(_cron.ts) : house.now()
  const { timeZone, setUpAt } = await house.db.selectFrom('company').select(['timeZone', 'setUpAt']).executeTakeFirstOrThrow()
  if (!setUpAt || Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).hour !== nightHour) return
  await ask(house)
}

async function ask(house: House) {
  await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: addJobIn(tx) }, null))
}
