/** The night asks for a run in the company's own night; in between, customers whose files changed are read again. */
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { atNight } from '../jobs/night.ts'
import { inThread } from '../jobs/run-thread.ts'
import type { Jobs } from '../jobs/worker.ts'
import { readChanged } from './changed.ts'
import { askFor, wholeRuns } from './runs.ts'

export const jobs = {
  'insight.run': inThread(wholeRuns, new URL('./run.ts', import.meta.url)),
  'insight.ask': ask,
  'compute-insight-nightly': atNight(1, ask),
  'read-changed-customers': changed,
} satisfies Jobs

export const crontab = '20 * * * * compute-insight-nightly ?fill=1d\n*/10 * * * * read-changed-customers'

/** Until the night, so that a file whose orders, promises or answers changed is told by what it says now. */
async function changed(house: House) {
  const outcome = await readChanged(house)
  if ('wholeIsDue' in outcome && outcome.wholeIsDue) await ask(house)
}

async function ask(house: House) {
  await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: addJobIn(tx) }, null))
}
