/** The night asks for a run in the company's own night. */
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { atNight } from '../jobs/night.ts'
import { inThread } from '../jobs/run-thread.ts'
import type { Jobs } from '../jobs/worker.ts'
import { askFor, wholeRuns } from './runs.ts'

export const jobs = {
  'insight.run': inThread(wholeRuns, new URL('./run.ts', import.meta.url)),
  'insight.ask': ask,
  'compute-insight-nightly': atNight(1, ask),
} satisfies Jobs

export const crontab = '20 * * * * compute-insight-nightly ?fill=1d'

async function ask(house: House) {
  await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: addJobIn(tx) }, null))
}
