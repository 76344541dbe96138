/**
 * Duplicates: files that are about one customer, found and told apart.
 * Duplicate · כפילות: two files of one customer. Surely · כפילות ודאית, maybe · כפילות אפשרית: how sure the model is of it.
 * Search · סריקה: one going through all customers; what the last one done found stands.
 * Not duplicates · לא כפילות: somebody said so, for good.
 */
export { entryOf } from './entry.ts'
export { crontab, jobs } from './jobs.ts'
export { forgetPairsOf } from './queries.ts'
export { routes } from './routes.ts'
export { lookAlikes, type RowAlike } from './rows-alike.ts'
export { goThrough } from './run.ts'
export { askFor, latestRuns } from './runs.ts'
