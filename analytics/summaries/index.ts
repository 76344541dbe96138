/** Summaries of purchases: histories, (x, t_x, T) with a holdout, cohorts and retention, survival of customers. */
export { type Cohort, cohorts, retentionCurve } from './cohorts.ts'
export { kaplanMeier, type Lifetimes, logRank, meanLifetime, medianLifetime, type SurvivalStep, survivalAt } from './survival.ts'
export { type Histories, histories, type Summary, type SummaryOptions, summarise, summariseHistories, type Transactions } from './transactions.ts'
