/** The night asks for a search in the company's own night. */
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { atNight } from '../jobs/night.ts'
import { inThread } from '../jobs/run-thread.ts'
import type { Jobs } from '../jobs/worker.ts'
import { askFor, searches } from './runs.ts'

export const jobs = {
  'duplicates.find': inThread(searches, new URL('./run.ts', import.meta.url)),
  'find-duplicates-nightly': atNight(3, ask),
} satisfies Jobs

export const crontab = '50 * * * * find-duplicates-nightly ?fill=1d'

async function ask(house: House) {
  await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: addJobIn(tx) }, null))
}
