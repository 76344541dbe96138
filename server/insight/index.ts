/**
 * Insight: what a customer is worth, whether they are leaving, how we know, and whom to see to first.
 * Run · חישוב: one computing over all customers; the results of the last one done stand.
 * Signal · סימן אזהרה: a dated, explained change in a relationship that somebody should act on.
 * Cost of losing · עלות אובדן הלקוח: the growing series of yearly purchases times the profit share, beside the statistical value.
 * Watch · רשימת מעקב: customers by their chance of leaving times what it costs.
 * Page · עמוד תובנות: what a run says of the whole company, told to those who see all its files.
 * Hindsight · מבט לאחור: what the ranking would have said of days that have passed, held against what happened.
 */
export { readChanged } from './changed.ts'
export { type Hindsight, hindsight } from './hindsight.ts'
export { crontab, jobs } from './jobs.ts'
export { companyDay, type Purchases, readPurchases } from './reading.ts'
export { pageRoutes, routes } from './routes.ts'
export { goThrough } from './run.ts'
export { askFor, latestRuns } from './runs.ts'
