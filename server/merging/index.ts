/**
 * Merging: two files that are of one customer become one, and can become two again.
 * Merge · מיזוג: everything of one file goes into another; the old id leads there for ever.
 * Kept file · התיק שנשאר, merged file · התיק שמוזג: the one everything is in from then on, and the one that was.
 * Journal · יומן: whose rows were whose; an undo works through it. Set aside · הונח בצד: a row the kept file had alike.
 */
import { workOff } from './work.ts'

export { partForErasure } from './parting.ts'
export { routes } from './routes.ts'

export const jobs = { merge: workOff }
