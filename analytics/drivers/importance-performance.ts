/** The map of importance and performance: what to improve first, and what the improvement is worth for its cost. */
import { InvalidInput } from '../invalid.ts'
import type { Estimate } from '../numerics/quantiles.ts'
import { studentQuantile } from '../numerics/tails.ts'
import type { Work } from '../work.ts'
import { type ImportanceMethod, importanceShares } from './importance.ts'
import { completeRows, type Ratings } from './ratings.ts'

/** Martilla and James (1977): important and poor, important and good, unimportant and poor, unimportant and good. */
export type Quadrant = 'improve-first' | 'keep-up' | 'low-priority' | 'possible-overkill'

export type MapPlace = {
  name: string
  /** Share of what all criteria explain of the overall. */
  importance: Estimate
  /** Mean rating of all who rated it. */
  performance: Estimate
  ratings: number
  quadrant: Quadrant
  /** Neither interval crosses the line between its quadrants. */
  certain: boolean
}

export type MapOptions = Work & {
  seed: number
  /** Where the lines cross. When left out: an equal share of importance, and the mean of the criteria's performances. */
  importanceLine?: number
  performanceLine?: number
  method?: ImportanceMethod
  draws?: number
  level?: number
}

/**
 * Each criterion in its quadrant. Importance by LMG (or relative weights) over customers who rated everything, with bootstrap intervals;
 * performance over everyone who rated the criterion, with Student intervals.
 * @throws InvalidInput as `completeRows`
 */
export function importancePerformance(
  ratings: Ratings,
  options: MapOptions,
): { places: MapPlace[]; importanceLine: number; performanceLine: number; completeRows: number } {
  const { method = 'lmg', level = 0.95 } = options
  const complete = completeRows(ratings)
  const importance = importanceShares(complete, { ...options, method, level })
  const performance = ratings.criteria.map(({ values }) => meanOf(values, level))
  const importanceLine = options.importanceLine ?? 1 / ratings.criteria.length
  const performanceLine = options.performanceLine ?? performance.reduce((sum, { value }) => sum + value, 0) / performance.length
  const clear = ({ low, high }: Estimate, line: number) => low > line || high < line
  return {
    places: ratings.criteria.map(({ name }, j) => {
      const important = importance[j]!.value >= importanceLine
      const { count, ...estimate } = performance[j]!
      const good = estimate.value >= performanceLine
      return {
        name,
        importance: importance[j]!,
        performance: estimate,
        ratings: count,
        quadrant: important ? (good ? 'keep-up' : 'improve-first') : good ? 'possible-overkill' : 'low-priority',
        certain: clear(importance[j]!, importanceLine) && clear(estimate, performanceLine),
      }
    }),
    importanceLine,
    performanceLine,
    completeRows: complete.rows,
  }
}

function meanOf(values: ArrayLike<number>, level: number): Estimate & { count: number } {
  let count = 0
  let mean = 0
  let squares = 0
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue
    count++
    const away = values[row]! - mean
    mean += away / count
    squares += away * (values[row]! - mean)
  }
  const half = count > 1 ? studentQuantile(level, count - 1) * Math.sqrt(squares / (count - 1) / count) : Number.POSITIVE_INFINITY
  return { value: mean, low: mean - half, high: mean + half, count }
}

export type Improvable = {
  name: string
  /** Rise of the overall for one point (`Driver.effect.value`). */
  effect: number
  /** Points it can still rise: top of the scale minus performance, or less. */
  room: number
  /** Money for one point, above 0. */
  costPerPoint: number
}

export type Improvement = { name: string; points: number; cost: number; gain: number; gainPerCost: number; costSoFar: number; gainSoFar: number }

/**
 * What to improve first: by rise of the overall for the money. With a budget the last one is improved in part; for effects that add up this order is
 * the best that the budget can buy (Dantzig 1957). Criteria without effect or room are left out. The effect is what the regression saw between
 * customers; it is not proof that improving causes it.
 * @throws InvalidInput `not-positive` with the place of a cost; `negative` for room or budget; `not-finite` for an effect
 */
export function improvementOrder(criteria: readonly Improvable[], budget = Number.POSITIVE_INFINITY): Improvement[] {
  if (!(budget >= 0)) throw new InvalidInput('negative', undefined, 'budget')
  criteria.forEach(({ effect, room, costPerPoint, name }, i) => {
    if (!(costPerPoint > 0)) throw new InvalidInput('not-positive', i, name)
    if (!(room >= 0)) throw new InvalidInput('negative', i, name)
    if (!Number.isFinite(effect)) throw new InvalidInput('not-finite', i, name)
  })
  const order = criteria.filter(({ effect, room }) => effect > 0 && room > 0).sort((a, b) => b.effect / b.costPerPoint - a.effect / a.costPerPoint)
  const plan: Improvement[] = []
  let costSoFar = 0
  let gainSoFar = 0
  for (const { name, effect, room, costPerPoint } of order) {
    const points = Math.min(room, (budget - costSoFar) / costPerPoint)
    if (!(points > 0)) break
    costSoFar += points * costPerPoint
    gainSoFar += points * effect
    plan.push({ name, points, cost: points * costPerPoint, gain: points * effect, gainPerCost: effect / costPerPoint, costSoFar, gainSoFar })
  }
  return plan
}
