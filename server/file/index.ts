/**
 * The customer file as a whole: opened in one request, its timeline, finding it, the day's work across files.
 * Facts of now · נתוני מצב: one row for each customer, derived from everything in its file.
 */
import { rollForwardAtMidnight } from './roll-forward.ts'

export { refreshFacts } from './facts.ts'
export { fileStatement } from './opening.ts'
export { routes } from './routes.ts'
export { search as searchFiles } from './search.ts'

export const jobs = { 'roll-facts-forward': rollForwardAtMidnight }

/** Every hour; a night the server slept through is made up for when it wakes. */
export const crontab = '5 * * * * roll-facts-forward ?fill=1d'
