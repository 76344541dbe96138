/**
 * Backup: that nothing is lost, whatever breaks.
 * Set · גיבוי: everything at one moment: the database, the files beside it, and the log that makes the copy whole.
 * Place · מקום הגיבוי: the folder sets lie in. Sweep · איסוף: what came since, every few minutes. Key · מפתח: without it nobody opens any of it.
 * Mark · סימון: a point in the log at which the content of every table is known. Drill · תרגול שחזור: a set restored aside and compared with its mark.
 */
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { askFor } from './plan.ts'
import { interruptRuns } from './queries.ts'
import type { AfterRestore } from './restoring.ts'

export type { Target } from './choosing.ts'
export { differing, digestsOf } from './digests.ts'
export { Fault } from './fault.ts'
export { crontab, jobs, type ThreadData } from './jobs.ts'
export { type BackupKey, keyFile, keyFor, readKey } from './key.ts'
export { setNames } from './manifest.ts'
export { placeIn } from './place.ts'
export { addRun, changePlan, planNow, runOf } from './queries.ts'
export { type AfterRestore, type RestoreStage, restoreInto } from './restoring.ts'
export { routes } from './routes.ts'
export { goThrough } from './runs.ts'
export { isOwnDatabase, usualPlace } from './session.ts'
export { RolledBack, type Upgraded, type UpgradeStage, upgrade } from './upgrading.ts'

/**
 * The backup that was at work while it was itself copied is not at work in the copy. The log goes another way from the restored
 * moment on, so that a set is wanted before any later moment can be gone back to.
 */
export const afterRestore: AfterRestore = {
  'backups begun anew': async ({ db, now }: House) => {
    await interruptRuns(db, now())
    await db.transaction().execute((tx) => askFor({ tx, now: now(), addJob: addJobIn(tx) }, 'set', null))
  },
}
