/**
 * Drivers · מה משפיע: which criteria carry the overall satisfaction, and where improving pays.
 * Criterion: something customers rate (waiting time, courtesy). Importance: its share of what explains the overall.
 * Performance: how well it is rated. Quadrant: important or not, good or poor.
 */
export { type Driver, type Drivers, drivers, type ImportanceMethod, importanceShares, lmgShares, relativeWeights } from './importance.ts'
export {
  type Improvable,
  type Improvement,
  importancePerformance,
  improvementOrder,
  type MapOptions,
  type MapPlace,
  type Quadrant,
} from './importance-performance.ts'
export { type CompleteRows, type Criterion, completeRows, correlations, type Ratings } from './ratings.ts'
