/** What customers' own answers say about all customers: each figure with the interval it deserves. */
import { InvalidInput } from '../invalid.ts'
import type { Estimate } from '../numerics/quantiles.ts'
import { normalQuantile, studentQuantile } from '../numerics/tails.ts'

function check(answers: ArrayLike<number>, low: number, high: number, whole: boolean): void {
  if (answers.length === 0) throw new InvalidInput('empty', undefined, 'answers')
  for (let row = 0; row < answers.length; row++) {
    if (!(answers[row]! >= low && answers[row]! <= high)) throw new InvalidInput('out-of-range', row, 'answer')
    if (whole && !Number.isInteger(answers[row])) throw new InvalidInput('not-whole', row, 'answer')
  }
}

const z = (level: number) => {
  if (!(level > 0 && level < 1)) throw new InvalidInput('out-of-range', undefined, 'level')
  return normalQuantile(0.5 + level / 2)
}

export type NetPromoterScore = Estimate & { promoters: number; passives: number; detractors: number; answers: number }

/**
 * Net promoter score (Reichheld 2003): share of 9–10 minus share of 0–6, in −100 … 100. Interval: Wald's after adding ¾ promoter, 1½ passives and
 * ¾ detractor (adjusted Wald with triangular weights, Rocks 2016), which holds its level also for few answers.
 * @param answers "would you recommend?", whole, 0 … 10
 * @throws InvalidInput `empty`; `out-of-range` or `not-whole` with the row
 */
export function netPromoterScore(answers: ArrayLike<number>, options: { level?: number } = {}): NetPromoterScore {
  check(answers, 0, 10, true)
  let promoters = 0
  let detractors = 0
  for (let row = 0; row < answers.length; row++) {
    if (answers[row]! >= 9) promoters++
    else if (answers[row]! <= 6) detractors++
  }
  const n = answers.length + 3
  const p = (promoters + 0.75) / n
  const d = (detractors + 0.75) / n
  const half = z(options.level ?? 0.95) * Math.sqrt((p + d - (p - d) ** 2) / n)
  const value = (100 * (promoters - detractors)) / answers.length
  const low = Math.min(value, Math.max(-100, 100 * (p - d - half)))
  const high = Math.max(value, Math.min(100, 100 * (p - d + half)))
  return { value, low, high, promoters, passives: answers.length - promoters - detractors, detractors, answers: answers.length }
}

/**
 * A share with its interval (Wilson 1927), which stays within 0 … 1 and holds its level for few answers and shares near the ends.
 * @throws InvalidInput `not-positive` for no trials, `out-of-range` for more successes than trials
 */
export function shareOf(successes: number, trials: number, options: { level?: number } = {}): Estimate {
  if (!(trials > 0)) throw new InvalidInput('not-positive', undefined, 'trials')
  if (!(successes >= 0 && successes <= trials)) throw new InvalidInput('out-of-range', undefined, 'successes')
  const q = z(options.level ?? 0.95)
  const value = successes / trials
  const middle = (value + (q * q) / (2 * trials)) / (1 + (q * q) / trials)
  const half = (q / (1 + (q * q) / trials)) * Math.sqrt((value * (1 - value)) / trials + (q * q) / (4 * trials * trials))
  return { value, low: Math.min(value, Math.max(0, middle - half)), high: Math.max(value, Math.min(1, middle + half)) }
}

/**
 * Customer satisfaction: the share of answers at or above `satisfied` (4 of 1 … 5 when left out), with Wilson's interval.
 * @throws InvalidInput `empty`; `not-finite` with the row
 */
export function customerSatisfaction(answers: ArrayLike<number>, options: { satisfied?: number; level?: number } = {}): Estimate & { answers: number } {
  const { satisfied = 4 } = options
  check(answers, -Number.MAX_VALUE, Number.MAX_VALUE, false)
  let count = 0
  for (let row = 0; row < answers.length; row++) if (answers[row]! >= satisfied) count++
  return { ...shareOf(count, answers.length, options), answers: answers.length }
}

/**
 * Customer effort score (Dixon, Freeman, Toman 2010): the mean answer to "how easy was it?", with Student's interval; unbounded for one answer.
 * @param options `lowest` and `highest` of the scale, 1 and 7 when left out
 * @throws InvalidInput `empty`; `out-of-range` with the row
 */
export function customerEffortScore(
  answers: ArrayLike<number>,
  options: { lowest?: number; highest?: number; level?: number } = {},
): Estimate & { answers: number } {
  const { lowest = 1, highest = 7, level = 0.95 } = options
  check(answers, lowest, highest, false)
  z(level)
  const n = answers.length
  let mean = 0
  for (let row = 0; row < n; row++) mean += answers[row]! / n
  let squares = 0
  for (let row = 0; row < n; row++) squares += (answers[row]! - mean) ** 2
  const half = n > 1 ? studentQuantile(level, n - 1) * Math.sqrt(squares / (n - 1) / n) : Number.POSITIVE_INFINITY
  return { value: mean, low: Math.max(lowest, mean - half), high: Math.min(highest, mean + half), answers: n }
}
