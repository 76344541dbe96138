/** Logistic regression with a growing number of columns: the path of the lasso, for knowing which few columns carry the prediction. */
import { InvalidInput } from '../invalid.ts'
import { goOn, type Work } from '../work.ts'
import { checkAnswers, type Design } from './features.ts'
import type { LogisticModel } from './logistic.ts'
import { informationInto, logLikelihood, prepare, unscale } from './scaled-design.ts'

export type PathStep = LogisticModel & {
  readonly lambda: number
  readonly logLikelihood: number /** Columns with a coefficient other than 0. */
  readonly active: number
}

export type PathOptions = Work & {
  /** Share of the absolute penalty, the rest is ridge: 1 (when left out) is the lasso, 0 a ridge. */
  mix?: number
  /** Falling penalties; when left out, `steps` (100) of them from the least that leaves no column to `least` (0.0001) times that, evenly in logarithm. */
  lambdas?: readonly number[]
  steps?: number
  least?: number
  weights?: ArrayLike<number>
}

/**
 * For each λ the least of −(log-likelihood)/(sum of weights) + λ·(mix·Σ|β·sd| + (1 − mix)/2·Σ(β·sd)²), starting each from the one before:
 * Newton's quadratic, solved by coordinate descent with soft thresholds (Friedman, Hastie, Tibshirani 2010, glmnet).
 * @throws InvalidInput as `fitLogistic`; `out-of-range` for a mix outside [0, 1]; `negative` or `unordered` for lambdas
 */
export function logisticPath(design: Design, answers: ArrayLike<number>, options: PathOptions = {}): PathStep[] {
  const { mix = 1, steps = 100, least = 1e-4 } = options
  checkAnswers(answers, design.rows)
  if (!(mix >= 0 && mix <= 1)) throw new InvalidInput('out-of-range', undefined, 'mix')
  const scaled = prepare(design, options.weights)
  const size = design.names.length + 1
  const total = scaled.weights.reduce((sum, weight) => sum + weight, 0)
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const beta = new Float64Array(size)
  let positives = 0
  for (let row = 0; row < design.rows; row++) positives += scaled.weights[row]! * answers[row]!
  beta[0] = Math.log(positives / (total - positives))
  informationInto(scaled, answers, beta, gradient, information)
  let highest = 0
  for (let j = 1; j < size; j++) highest = Math.max(highest, Math.abs(gradient[j]!) / total / Math.max(mix, 1e-3))
  const lambdas = options.lambdas ?? Array.from({ length: steps }, (_, i) => highest * least ** (i / Math.max(1, steps - 1)))
  lambdas.forEach((lambda, i) => {
    if (!(lambda >= 0)) throw new InvalidInput('negative', i, 'lambda')
    if (i > 0 && lambda > lambdas[i - 1]!) throw new InvalidInput('unordered', i, 'lambda')
  })

  const none = new Uint8Array(size)
  return lambdas.map((lambda, i) => {
    goOn(options)
    for (let round = 0; round < 50; round++) {
      informationInto(scaled, answers, beta, gradient, information)
      if (descend(beta, gradient, information, size, total * lambda * mix, total * lambda * (1 - mix)) < 1e-6) break
    }
    options.onProgress?.((i + 1) / lambdas.length)
    const { intercept, coefficients } = unscale(scaled, beta, new Float64Array(size * size), none)
    const active = beta.reduce((count, value, j) => count + (j > 0 && value !== 0 ? 1 : 0), 0)
    return { names: design.names, intercept, coefficients, means: scaled.means, lambda, active, logLikelihood: logLikelihood(scaled, answers, beta) }
  })
}

/** Moves `beta` to the least of the quadratic with penalties. Returns the largest move. */
function descend(beta: Float64Array, gradient: Float64Array, information: Float64Array, size: number, absolute: number, square: number): number {
  const start = beta.slice()
  for (let pass = 0; pass < 2000; pass++) {
    let largest = 0
    for (let j = 0; j < size; j++) {
      const diagonal = information[j * size + j]!
      const pull = gradient[j]! + diagonal * beta[j]!
      const next = j === 0 ? pull / diagonal : (Math.sign(pull) * Math.max(0, Math.abs(pull) - absolute)) / (diagonal + square)
      const move = next - beta[j]!
      if (move === 0) continue
      beta[j] = next
      for (let k = 0; k < size; k++) gradient[k]! -= information[k * size + j]! * move
      largest = Math.max(largest, Math.abs(move))
    }
    if (largest < 1e-8) break
  }
  return beta.reduce((most, value, j) => Math.max(most, Math.abs(value - start[j]!)), 0)
}
