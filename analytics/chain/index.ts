/**
 * The chain · השרשרת: better service → satisfaction → loyalty → less churn → profit, as series that follow one another.
 * Link: from one series to the next. Lag: how many periods later. Limit: what the data can not show, as a code that words/ puts into a sentence.
 */
export { type ChainOptions, chain, type Limit, type Link } from './chain.ts'
export { type DistributedLag, type DistributedLagOptions, distributedLag } from './distributed-lag.ts'
export { laggedCorrelation, type Series, withoutTrendAndSeason } from './series.ts'
