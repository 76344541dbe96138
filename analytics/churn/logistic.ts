/** Logistic regression: the log-odds of leaving as a sum over what is known. Fitted by Newton's method, with or without a ridge. */
import { InvalidInput } from '../invalid.ts'
import { goOn, type Work } from '../work.ts'
import { checkAnswers, type Design } from './features.ts'
import { informationInto, logLikelihood, prepare, unscale } from './scaled-design.ts'

export type LogisticModel = {
  readonly names: readonly string[]
  readonly intercept: number
  /** In the units of the columns. NaN is never here: a column that others determine has 0 and stands in `aliased`. */
  readonly coefficients: Float64Array
  /** Mean of each column, for explanations. */
  readonly means: Float64Array
}

export type LogisticFit = LogisticModel & {
  /** Standard errors of intercept and coefficients from the inverse information; with a ridge, of the penalised information. NaN for aliased columns. */
  readonly interceptError: number
  readonly standardErrors: Float64Array
  /** Columns that a sum of the columns before them gives exactly. */
  readonly aliased: readonly string[]
  readonly logLikelihood: number
  /** Log-likelihood of the intercept alone; twice the difference is the chi-squared of the whole model. */
  readonly nullLogLikelihood: number
  readonly iterations: number
  readonly converged: boolean
}

export type LogisticOptions = Work & {
  /** λ of ½λ Σ (β·sd)² beside the negative log-likelihood: scikit-learn's 1/C on standardised columns. 0 when left out. */
  ridge?: number
  /** Weight of each row, above 0; 1 when left out. */
  weights?: ArrayLike<number>
  maxIterations?: number
}

/**
 * Maximum (penalised) likelihood of P(1) = 1/(1 + e^−(b₀ + x·b)) by iteratively reweighted least squares, which here is Newton's method
 * (McCullagh and Nelder 1989, 2.5), halving a step that lowers the likelihood. Columns are scaled by their standard deviation; zeros are skipped.
 * @param design from `designMatrix`
 * @param answers 0 or 1 for each row
 * @throws InvalidInput `constant` for a column with one value; `separable` when, without a ridge, a sum of columns tells the classes apart;
 *   `negative` for a ridge below 0; `not-positive` with the row of a weight; as `checkAnswers`
 */
export function fitLogistic(design: Design, answers: ArrayLike<number>, options: LogisticOptions = {}): LogisticFit {
  const { ridge = 0, maxIterations = 100 } = options
  checkAnswers(answers, design.rows)
  if (!(ridge >= 0)) throw new InvalidInput('negative', undefined, 'ridge')
  const scaled = prepare(design, options.weights)
  const size = design.names.length + 1
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const beta = new Float64Array(size)
  const trial = new Float64Array(size)

  let positives = 0
  let total = 0
  for (let row = 0; row < design.rows; row++) {
    positives += scaled.weights[row]! * answers[row]!
    total += scaled.weights[row]!
  }
  beta[0] = Math.log(positives / (total - positives))
  const nullLogLikelihood = logLikelihood(scaled, answers, beta)
  const objective = (at: Float64Array) => {
    let penalty = 0
    for (let j = 1; j < size; j++) penalty += at[j]! * at[j]!
    return logLikelihood(scaled, answers, at) - (ridge * penalty) / 2
  }

  let value = nullLogLikelihood
  let iterations = 0
  let converged = false
  let largestStep = 0
  let dependent = new Uint8Array(size)
  while (iterations < maxIterations && !converged) {
    goOn(options)
    iterations++
    informationInto(scaled, answers, beta, gradient, information)
    for (let j = 1; j < size; j++) {
      gradient[j]! -= ridge * beta[j]!
      information[j * size + j]! += ridge
    }
    const lower = information.slice()
    const found = cholesky(lower, size)
    if (iterations === 1) dependent = found
    else if (ridge === 0 && found.some((mark, j) => mark !== dependent[j])) throw new InvalidInput('separable', undefined, 'answers')
    const step = solve(lower, found, gradient, size)
    largestStep = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0)
    let share = 1
    let next = Number.NEGATIVE_INFINITY
    for (let halvings = 0; halvings < 30; halvings++, share /= 2) {
      for (let j = 0; j < size; j++) trial[j] = beta[j]! + share * step[j]!
      next = objective(trial)
      if (next >= value - 1e-12 * Math.abs(value)) break
    }
    converged = Math.abs(next - value) <= 1e-13 * (Math.abs(value) + 1e-3) || largestStep < 1e-9
    value = next
    beta.set(trial)
    options.onProgress?.(iterations / maxIterations)
  }
  const logLike = logLikelihood(scaled, answers, beta)
  if (ridge === 0 && (largestStep > 0.05 || logLike > -1e-7 * total)) throw new InvalidInput('separable', undefined, 'answers')
  options.onProgress?.(1)

  informationInto(scaled, answers, beta, gradient, information)
  for (let j = 1; j < size; j++) information[j * size + j]! += ridge
  const found = cholesky(information, size)
  const { intercept, coefficients, interceptError, standardErrors } = unscale(scaled, beta, covariance(information, found, size), dependent)
  return {
    names: design.names,
    intercept,
    coefficients,
    means: scaled.means,
    interceptError,
    standardErrors,
    aliased: design.names.filter((_, j) => dependent[j + 1] === 1),
    logLikelihood: logLike,
    nullLogLikelihood,
    iterations,
    converged,
  }
}

/** P(1) for each row. @throws InvalidInput `length` when the columns are not those of the model */
export function predictLogistic(model: LogisticModel, design: Design): Float64Array {
  const width = model.names.length
  if (design.names.length !== width) throw new InvalidInput('length', undefined, 'columns')
  const result = new Float64Array(design.rows)
  for (let row = 0; row < design.rows; row++) {
    let sum = model.intercept
    for (let j = 0; j < width; j++) sum += model.coefficients[j]! * design.data[row * width + j]!
    result[row] = 1 / (1 + Math.exp(-sum))
  }
  return result
}

/**
 * Shapley values of the log-odds of one row: b_j·(x_j − mean_j), which with independent columns is exactly the Shapley value of a sum
 * (Lundberg and Lee 2017, corollary 1). They add up to the row's log-odds minus `base`, the log-odds of the average customer.
 */
export function explainLogistic(model: LogisticModel, design: Design, row: number): { base: number; contributions: Float64Array } {
  if (!(row >= 0 && row < design.rows)) throw new InvalidInput('out-of-range', row, 'row')
  const width = model.names.length
  const contributions = model.coefficients.map((b, j) => b * (design.data[row * width + j]! - model.means[j]!))
  return { base: model.coefficients.reduce((sum, b, j) => sum + b * model.means[j]!, model.intercept), contributions }
}

/** Cholesky in place (lower triangle). Marks the columns that those before them determine, and leaves them out. */
function cholesky(matrix: Float64Array, n: number): Uint8Array<ArrayBuffer> {
  const dependent = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const diagonal = matrix[i * n + i]!
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!
      if (i !== j) matrix[i * n + j] = dependent[j] ? 0 : sum / matrix[j * n + j]!
      else if (sum > 1e-9 * diagonal && sum > 0) matrix[i * n + i] = Math.sqrt(sum)
      else {
        dependent[i] = 1
        for (let k = 0; k < i; k++) matrix[i * n + k] = 0
        matrix[i * n + i] = 1
      }
    }
  }
  return dependent
}

function solve(lower: Float64Array, dependent: Uint8Array, right: Float64Array, n: number): Float64Array {
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    if (dependent[i]) x[i] = 0
    for (let k = 0; k < i; k++) x[i]! -= lower[i * n + k]! * x[k]!
    x[i]! /= lower[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k * n + i]! * x[k]!
    x[i]! /= lower[i * n + i]!
  }
  return x
}

function covariance(lower: Float64Array, dependent: Uint8Array, n: number): Float64Array {
  const result = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    if (dependent[column]) continue
    const unit = new Float64Array(n)
    unit[column] = 1
    const x = solve(lower, dependent, unit, n)
    for (let i = 0; i < n; i++) result[i * n + column] = x[i]!
  }
  return result
}
