/** A company's own score of its customers: criteria and weights it chooses, each customer against all others, and every point explained. */
import { InvalidInput } from '../invalid.ts'

/**
 * Percentile rank of each value among all that are known: the share below it plus half of those equal to it, in (0, 1); NaN stays NaN.
 * Rises with the value and does not care for its unit or for outliers.
 */
export function percentileRanks(values: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN)
  const order = Int32Array.from({ length: values.length }, (_, row) => row)
    .filter((row) => !Number.isNaN(values[row]!))
    .sort((a, b) => values[a]! - values[b]!)
  for (let i = 0; i < order.length; ) {
    let end = i
    while (end < order.length && values[order[end]!] === values[order[i]!]) end++
    for (let k = i; k < end; k++) ranks[order[k]!] = (i + end) / 2 / order.length
    i = end
  }
  return ranks
}

export type ScoreCriterion = {
  readonly name: string
  /** Not negative; only their proportions matter. */
  readonly weight: number
  /** One for each customer, NaN where not known. */
  readonly values: ArrayLike<number>
  /** Fewer is better (complaints, days late). */
  readonly lowerIsBetter?: boolean
  /** Instead of standing among others: none of the points up to `from`, all from `to` on, evenly between. */
  readonly scale?: { readonly from: number; readonly to: number }
}

export type WeightedScores = {
  readonly names: readonly string[]
  /** 0 … 100 for each customer; NaN where no criterion is known. */
  readonly score: Float64Array
  /** Points each criterion gave: `points[row · names.length + j]`; they add up to the score. Not known gives none, and its weight goes to the others. */
  readonly points: Float64Array
  /** Standing of each customer in each criterion, 0 … 1, laid out as `points`. */
  readonly standing: Float64Array
  /** Share of the weights whose criterion is known for the customer. */
  readonly known: Float64Array
}

/**
 * score = 100 · Σ w_j·s_j / Σ w_j over the criteria known of a customer, s_j the percentile rank among all customers or the place on a fixed scale.
 * @throws InvalidInput `empty`; `length`; `negative` with the place of a weight; `not-positive` when all weights are 0; `not-finite` with its row; `unordered` scale
 */
export function weightedScores(criteria: readonly ScoreCriterion[]): WeightedScores {
  if (criteria.length === 0) throw new InvalidInput('empty', undefined, 'criteria')
  const rows = criteria[0]!.values.length
  const width = criteria.length
  criteria.forEach(({ weight, values, name, scale }, j) => {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new InvalidInput('negative', j, `weight of ${name}`)
    if (values.length !== rows) throw new InvalidInput('length', Math.min(rows, values.length), name)
    for (let row = 0; row < rows; row++) if (Math.abs(values[row]!) === Number.POSITIVE_INFINITY) throw new InvalidInput('not-finite', row, name)
    if (scale && !(scale.to > scale.from)) throw new InvalidInput('unordered', j, `scale of ${name}`)
  })
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) throw new InvalidInput('not-positive', undefined, 'weights')
  const standing = new Float64Array(rows * width)
  criteria.forEach(({ values, scale, lowerIsBetter }, j) => {
    const place = scale
      ? Float64Array.from(values, (value) => Math.min(1, Math.max(0, (value - scale.from) / (scale.to - scale.from))))
      : percentileRanks(values)
    for (let row = 0; row < rows; row++) standing[row * width + j] = lowerIsBetter ? 1 - place[row]! : place[row]!
  })
  const score = new Float64Array(rows)
  const points = new Float64Array(rows * width)
  const known = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let weights = 0
    for (let j = 0; j < width; j++) if (!Number.isNaN(standing[row * width + j]!)) weights += criteria[j]!.weight
    known[row] = weights / total
    if (weights === 0) score[row] = Number.NaN
    else
      for (let j = 0; j < width; j++) {
        const at = row * width + j
        points[at] = Number.isNaN(standing[at]!) ? 0 : (100 * criteria[j]!.weight * standing[at]!) / weights
        score[row]! += points[at]!
      }
  }
  return { names: criteria.map(({ name }) => name), score, points, standing, known }
}
