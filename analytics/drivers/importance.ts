/** How much each criterion carries of the overall satisfaction, when criteria go up and down together. */
import { InvalidInput } from '../invalid.ts'
import { leastSquares } from '../numerics/least-squares.ts'
import { type Estimate, quantileOfSorted } from '../numerics/quantiles.ts'
import { random } from '../numerics/random.ts'
import { studentQuantile } from '../numerics/tails.ts'
import { goOn, type Work } from '../work.ts'
import { type CompleteRows, completeRows, correlations, type Ratings } from './ratings.ts'

/** Most criteria for LMG: it looks at every subset of them. */
export const mostCriteria = 20

/**
 * LMG shares of R²: for each criterion its gain of R² when it joins, averaged over all orders of joining (Lindeman, Merenda, Gold 1980, p. 119 ff.;
 * Grömping 2006, relaimpo; the Shapley value of R²). They are not negative and add up to R².
 * @param correlation (p + 1) × (p + 1), the overall last
 * @throws InvalidInput `out-of-range` for more than 20 criteria
 */
export function lmgShares(correlation: Float64Array, criteria: number): Float64Array {
  if (criteria > mostCriteria) throw new InvalidInput('out-of-range', undefined, 'criteria')
  const explained = explainedBySubset(correlation, criteria)
  const weight = new Float64Array(criteria)
  for (let size = 0; size < criteria; size++) {
    let orders = 1 / criteria
    for (let i = 1; i <= size; i++) orders *= i / (criteria - i)
    weight[size] = orders
  }
  const shares = new Float64Array(criteria)
  for (let set = 0; set < explained.length; set++) {
    let size = 0
    for (let rest = set; rest !== 0; rest &= rest - 1) size++
    for (let j = 0; j < criteria; j++) if ((set & (1 << j)) === 0) shares[j]! += weight[size]! * (explained[set | (1 << j)]! - explained[set]!)
  }
  return shares
}

/** R² of the overall on every subset of criteria: one more row of a Cholesky factor for each step down the tree of subsets. */
function explainedBySubset(correlation: Float64Array, criteria: number): Float64Array {
  const width = criteria + 1
  const explained = new Float64Array(2 ** criteria)
  const lower = new Float64Array(criteria * criteria)
  const ofOverall = new Float64Array(criteria)
  const members = new Int32Array(criteria)
  widen(0, 0, 0)
  return explained

  function widen(set: number, size: number, from: number): void {
    for (let j = from; j < criteria; j++) {
      const row = size * criteria
      let pivot = 1
      let pull = correlation[j * width + criteria]!
      for (let i = 0; i < size; i++) {
        let value = correlation[j * width + members[i]!]!
        for (let k = 0; k < i; k++) value -= lower[row + k]! * lower[i * criteria + k]!
        value /= lower[i * criteria + i]!
        lower[row + i] = value
        pivot -= value * value
        pull -= value * ofOverall[i]!
      }
      const wider = set | (1 << j)
      if (pivot < 1e-12) {
        explained[wider] = explained[set]!
        widen(wider, size, j + 1)
        continue
      }
      lower[row + size] = Math.sqrt(pivot)
      ofOverall[size] = pull / lower[row + size]!
      members[size] = j
      explained[wider] = explained[set]! + ofOverall[size]! ** 2
      widen(wider, size + 1, j + 1)
    }
  }
}

/**
 * Relative weights: the criteria are replaced by the uncorrelated variables closest to them, and what those explain is handed back
 * (Johnson 2000, eq. 2–8): Λ = V·D^½·Vᵀ of the criteria's correlations, ε_j = Σ_k Λ²_jk·β²_k with β = Λ⁻¹·r. They add up to R².
 */
export function relativeWeights(correlation: Float64Array, criteria: number): Float64Array {
  const width = criteria + 1
  const inner = new Float64Array(criteria * criteria)
  for (let i = 0; i < criteria; i++) for (let j = 0; j < criteria; j++) inner[i * criteria + j] = correlation[i * width + j]!
  const { values, vectors } = eigen(inner, criteria)
  const root = new Float64Array(criteria * criteria)
  const beta = new Float64Array(criteria)
  for (let i = 0; i < criteria; i++) {
    for (let j = 0; j < criteria; j++) {
      let straight = 0
      let inverse = 0
      for (let k = 0; k < criteria; k++) {
        const both = vectors[i * criteria + k]! * vectors[j * criteria + k]!
        const value = Math.max(0, values[k]!)
        straight += both * Math.sqrt(value)
        if (value > 1e-12) inverse += both / Math.sqrt(value)
      }
      root[i * criteria + j] = straight
      beta[i]! += inverse * correlation[j * width + criteria]!
    }
  }
  return Float64Array.from({ length: criteria }, (_, j) => beta.reduce((sum, b, k) => sum + (root[j * criteria + k]! * b) ** 2, 0))
}

/** Eigenvalues and vectors (columns) of a symmetric matrix by Jacobi's rotations (Golub and Van Loan 2013, 8.5). */
function eigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += a[i * n + j]! ** 2
    if (off < 1e-32) break
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (a[p * n + q] === 0) continue
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * a[p * n + q]!)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k * n + p]!, a[k * n + q]!]
          a[k * n + p] = c * x - s * y
          a[k * n + q] = s * x + c * y
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p * n + k]!, a[q * n + k]!]
          a[p * n + k] = c * x - s * y
          a[q * n + k] = s * x + c * y
          const [v, w] = [vectors[k * n + p]!, vectors[k * n + q]!]
          vectors[k * n + p] = c * v - s * w
          vectors[k * n + q] = s * v + c * w
        }
      }
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors }
}

export type Driver = {
  name: string
  /** Correlation with the overall, in [−1, 1]. */
  correlation: number
  /** Rise of the overall in its standard deviations for one standard deviation of the criterion, the others held. */
  standardised: number
  /** Rise of the overall for one point of the criterion, the others held, in the units of the scales, with its interval (Student). */
  effect: Estimate
  /** LMG part of R². */
  lmg: number
  /** Johnson's part of R². */
  relativeWeight: number
}

export type Drivers = { criteria: Driver[]; explained: number; rows: number }

/**
 * What carries the overall satisfaction: correlations, regression, LMG and relative weights, over the customers who rated everything.
 * @param options `level` of the intervals, 0.95 when left out
 * @throws InvalidInput as `completeRows`; `dependent` with the place of a criterion that others determine; `out-of-range` for more than 20 criteria
 */
export function drivers(ratings: Ratings, options: { level?: number } = {}): Drivers {
  const complete = completeRows(ratings)
  const { data, rows, width, names } = complete
  const criteria = width - 1
  const matrix = correlations(complete)!
  const lmg = lmgShares(matrix, criteria)
  const weights = relativeWeights(matrix, criteria)
  const x = new Float64Array(rows * width)
  const y = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < criteria; j++) x[row * width + j] = data[row * width + j]!
    x[row * width + criteria] = 1
    y[row] = data[row * width + criteria]!
  }
  const fit = leastSquares(x, y, rows, width)
  const quantile = studentQuantile(options.level ?? 0.95, fit.degreesOfFreedom)
  const variance = fit.residualSquares / fit.degreesOfFreedom
  const deviation = (j: number) => {
    let mean = 0
    let squares = 0
    for (let row = 0; row < rows; row++) mean += data[row * width + j]! / rows
    for (let row = 0; row < rows; row++) squares += (data[row * width + j]! - mean) ** 2
    return Math.sqrt(squares)
  }
  return {
    criteria: names.map((name, j) => {
      const value = fit.coefficients[j]!
      const half = quantile * Math.sqrt(variance * fit.inverse[j * width + j]!)
      return {
        name,
        correlation: matrix[j * width + criteria]!,
        standardised: (value * deviation(j)) / deviation(criteria),
        effect: { value, low: value - half, high: value + half },
        lmg: lmg[j]!,
        relativeWeight: weights[j]!,
      }
    }),
    explained: lmg.reduce((sum, share) => sum + share, 0),
    rows,
  }
}

export type ImportanceMethod = 'lmg' | 'relative-weights'

/**
 * Each criterion's share of what all explain (adding up to 1), with percentile intervals from drawing customers anew (Efron 1979).
 * @throws InvalidInput as `drivers`
 */
export function importanceShares(
  complete: CompleteRows,
  options: Work & { seed: number; method: ImportanceMethod; draws?: number; level?: number },
): Estimate[] {
  const { seed, method, draws = 200, level = 0.95 } = options
  const criteria = complete.width - 1
  const sharesOf = (matrix: Float64Array) => {
    const parts = method === 'lmg' ? lmgShares(matrix, criteria) : relativeWeights(matrix, criteria)
    const whole = parts.reduce((sum, part) => sum + part, 0)
    return parts.map((part) => part / whole)
  }
  const shares = sharesOf(correlations(complete)!)
  const source = random(seed)
  const drawn = Array.from({ length: criteria }, () => [] as number[])
  const times = new Int32Array(complete.rows)
  for (let draw = 0; draw < draws; draw++) {
    goOn(options)
    times.fill(0)
    for (let i = 0; i < complete.rows; i++) times[source.below(complete.rows)]!++
    const matrix = correlations(complete, times)
    if (matrix) sharesOf(matrix).forEach((share, j) => void drawn[j]!.push(share))
    options.onProgress?.((draw + 1) / draws)
  }
  return drawn.map((list, j) => {
    list.sort((a, b) => a - b)
    return { value: shares[j]!, low: quantileOfSorted(list, (1 - level) / 2), high: quantileOfSorted(list, (1 + level) / 2) }
  })
}
