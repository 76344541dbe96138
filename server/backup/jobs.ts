/**
 * The long work of backups runs in a thread of its own, so that the server goes on answering while every byte is read and sealed.
 * The log is swept every five minutes: that is how much a lost disk may cost.
 */
import { Worker } from 'node:worker_threads'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import type { Jobs } from '../jobs/worker.ts'
import { drillIsDue, setIsDue } from './due.ts'
import { Fault } from './fault.ts'
import { keyFor } from './key.ts'
import { giveUpArchiveIfFull } from './log.ts'
import { sweep } from './making.ts'
import { askFor } from './plan.ts'
import { lastBegun, planNow } from './queries.ts'
import { alone, claimPlace, usualPlace } from './session.ts'

/** `ahead`: how far the house's clock is ahead of the machine's. */
export type ThreadData = { id: string; url: string; place: House['place']; ahead: number }

export const crontab = '*/5 * * * * tend-backups ?jobKey=tend-backups'

/** `thread` is the file that goes through with a run: it knows what all domains want done after a restore. */
export const jobs = (thread: URL) =>
  ({
    'backup.run': (house, { id }: { id: string }) =>
      new Promise<void>((resolve, reject) => {
        const workerData: ThreadData = { id, url: house.url, place: house.place, ahead: house.now().getTime() - Date.now() }
        const worker = new Worker(thread, { workerData, execArgv: [] })
        worker.once('message', ({ fault, expected }: { fault: string; expected: boolean }) =>
          house.log[expected ? 'warn' : 'error']({ fault, run: id }, 'a backup or a drill failed'),
        )
        worker.once('error', reject)
        worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread of a backup ended with ${code}`))))
      }),
    'tend-backups': tend,
  }) satisfies Jobs

/** Sweeps the log, and asks for a set or a drill whose time has come. */
async function tend(house: House) {
  const { db, url, place } = house
  const plan = await planNow(db)
  try {
    await alone(url, async (session) =>
      sweep({
        ...session,
        url,
        folder: place.folder,
        place: await claimPlace(plan.place ?? usualPlace(place.folder), plan.databaseId),
        key: keyFor(place.folder).key,
      }),
    )
  } catch (error) {
    // The next set is tried all the same: what came of it is what the settings show.
    house.log.error({ stack: error instanceof Fault ? error.message : (error as Error).stack }, 'the log could not be backed up')
    if (await giveUpArchiveIfFull(place.folder)) house.log.error('the log waiting for its backup was given up: it had taken half of the room that was left')
  }
  const { setUpAt, timeZone } = await db.selectFrom('company').select(['setUpAt', 'timeZone']).executeTakeFirstOrThrow()
  if (!setUpAt) return
  const now = house.now()
  const since = async (kind: 'set' | 'drill') => ({ now, timeZone, last: new Date((await lastBegun(db, kind)) ?? setUpAt) })
  const due = [setIsDue(plan, await since('set')) && ('set' as const), drillIsDue(plan, await since('drill')) && ('drill' as const)]
  for (const kind of due) if (kind) await db.transaction().execute((tx) => askFor({ tx, now, addJob: addJobIn(tx) }, kind, null))
}
