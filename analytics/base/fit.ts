/** Maximum likelihood in log-parameters: what every customer-base model shares. */
import { type Answer, curvature, descend, type Minimum, type Search } from '../numerics/quasi-newton.ts'
import { inverseOfPositive } from '../numerics/symmetric.ts'
import { goOn, type Work } from '../work.ts'
import { type Distinct, sampleOf } from './customers.ts'

/**
 * Why a fit deserves doubt.
 * `few-repeat-buyers`: fewer than 30 customers bought again. `not-converged`: the search stopped before the top.
 * `parameters-run-off`: the likelihood still rises, ever more slowly, as parameters grow or vanish. `flat`: the data do not determine every parameter.
 */
export type Doubt = 'few-repeat-buyers' | 'not-converged' | 'parameters-run-off' | 'flat'

/**
 * The simpler model on whose edge the optimum lies.
 * `no-dropout`: nobody is seen to leave, the model is the NBD. `equal-rates`: everybody buys at one rate. `equal-dropout`: everybody leaves at one rate.
 */
export type Boundary = 'no-dropout' | 'equal-rates' | 'equal-dropout'

export type Convergence = {
  /** No doubt was raised and the optimum is not on a boundary. */
  trusted: boolean
  doubts: Doubt[]
  boundary: Boundary | undefined
  iterations: number
  /** Evaluations of likelihood and gradient, on the whole data or on its sample. */
  evaluations: number
  /** Starting points whose likelihoods were compared, and how many were climbed from. */
  starts: number
  climbs: number
  /** Largest derivative of the log-likelihood in a log-parameter at the end. */
  gradient: number
}

export type Fit<Parameters> = {
  parameters: Parameters
  /** From the observed information, carried over from log-parameters; undefined on a boundary or where the likelihood is flat. */
  standardErrors: Parameters | undefined
  logLikelihood: number
  /** Σ weight, and the number of distinct rows the likelihood was computed on. */
  customers: number
  distinctRows: number
  convergence: Convergence
}

/** Log-likelihood of rows `from` … `to` − 1, and its gradient in the parameters themselves added to `gradient`. */
export type RowSum = (
  parameters: Float64Array,
  rows: Omit<Distinct, 'rowOf' | 'customers' | 'repeatBuyers' | 'logGaps'>,
  from: number,
  to: number,
  gradient: Float64Array,
) => number

/** Above this many distinct rows the climb begins on an even sample of about this size. */
const sampleRows = 32_768

export type Climb = Minimum & {
  covariance: Float64Array | undefined
  origin: number[]
  starts: number
  climbs: number
  totalIterations: number
  totalEvaluations: number
}

/** A question about the whole data or its sample. */
export type Question = { at: Float64Array; of: 'all' | 'sample' }
export type Climbing<Result> = Generator<Question, Result, Answer>

/**
 * The way up: the best of several starts, BFGS from it (from two more when that fails), curvature at the end, and a last step with it.
 * With `share` < 1 all of that happens on a sample that holds this share of the customers, and a few steps on the whole data follow, led by the sample's curvature.
 */
export function* climb(starts: readonly number[][], share: number): Climbing<Climb> {
  const look = share < 1 ? 'sample' : 'all'
  let totalEvaluations = 0
  let totalIterations = 0
  function* ask<Result>(search: Search<Result>, of: 'all' | 'sample'): Climbing<Result> {
    let asked = search.next()
    while (!asked.done) {
      totalEvaluations++
      asked = search.next(yield { at: asked.value, of })
    }
    return asked.value
  }
  const origin = starts.at(-1)!
  const tried: { start: number[]; value: number }[] = []
  for (const start of starts) {
    const { value } = yield { at: Float64Array.from(start), of: look }
    totalEvaluations++
    tried.push({ start, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY })
  }
  tried.sort((a, b) => a.value - b.value)
  let best: Minimum | undefined
  let climbs = 0
  for (const { start, value } of tried) {
    const tolerance = Math.max(1e-10, Math.abs(value) * 1e-15)
    const found = yield* ask(descend(start, { tolerance }), look)
    climbs++
    totalIterations += found.iterations
    if (!best || found.value < best.value) best = found
    // A second and a third start when the first led nowhere; where all three run off, the data ask for it.
    if ((best.converged && !ranOff({ at: best.at, origin })) || climbs === 3) break
  }
  let top = best!
  let covariance = inverseOfPositive(yield* ask(curvature(top.at), look), top.at.length)
  if (share < 1) {
    covariance = covariance?.map((value) => value * share)
    const tolerance = Math.max(1e-9, Math.abs(top.value / share) * 1e-15)
    top = yield* ask(descend(top.at, { inverse: covariance, tolerance }), 'all')
    totalIterations += top.iterations
  } else if (covariance && promise(covariance, top.gradient) > 1e-10) {
    const polished = yield* ask(descend(top.at, { inverse: covariance, tolerance: Math.max(1e-12, Math.abs(top.value) * 1e-16), maxIterations: 10 }), 'all')
    totalIterations += polished.iterations
    top = polished.value <= top.value ? { ...polished, converged: top.converged || polished.converged } : top
  }
  return { ...top, covariance, origin, starts: starts.length, climbs, totalIterations, totalEvaluations }
}

/** Runs a climb on this thread. */
export function climbBy(
  logLikelihood: (parameters: Float64Array, gradient: Float64Array, of: 'all' | 'sample') => number,
  share: number,
  starts: readonly number[][],
  work?: Work,
): Climb {
  const climbing = climb(starts, share)
  const step = stepsOf(work)
  let asked = climbing.next()
  while (!asked.done) {
    step()
    const { at, of } = asked.value
    const gradient = new Float64Array(at.length)
    const value = logLikelihood(at.map(Math.exp), gradient, of)
    asked = climbing.next(negate(at, value, gradient))
  }
  return asked.value
}

/** Looks at the signal and tells progress, once an evaluation. Nobody knows how many a climb needs: the share told is the steps done over those and forty more. */
export function stepsOf(work: Work | undefined): () => void {
  let steps = 0
  return () => {
    goOn(work)
    work?.onProgress?.(steps / (steps + 40))
    steps++
  }
}

/** Runs a climb with a row sum, on all rows and on a sample of them when there are very many. */
export function climbHere(rowSum: RowSum, rows: Distinct, starts: readonly number[][], work?: Work): Climb {
  const sample = sampleFor(rows)
  const evaluate = (parameters: Float64Array, gradient: Float64Array, of: 'all' | 'sample') => {
    const data = of === 'all' ? rows : sample
    return rowSum(parameters, data, 0, data.repeats.length, gradient)
  }
  return climbBy(evaluate, sample.customers / rows.customers, starts, work)
}

/** The rows the climb begins on: all of them, or an even sample where there are very many. */
export const sampleFor = (rows: Distinct) => (rows.repeats.length > 2 * sampleRows ? sampleOf(rows, Math.ceil(rows.repeats.length / sampleRows)) : rows)

/** From a log-likelihood and its gradient in the parameters to their negatives in the logarithms; the gradient is reused. Far outside, a value no search accepts. */
export function negate(at: Float64Array, logLikelihood: number, gradient: Float64Array): Answer {
  for (let i = 0; i < at.length; i++) gradient[i]! *= -Math.exp(at[i]!)
  return { value: at.every((value) => Math.abs(value) < 40) ? -logLikelihood : Number.POSITIVE_INFINITY, gradient }
}

/** A parameter more than a factor e^7 (about 1,100) from a start made for the scale of the data has left the range in which data determine it. */
export const ranOff = ({ at, origin }: { at: Float64Array; origin: ArrayLike<number> }) => at.some((value, i) => Math.abs(value - origin[i]!) > 7)

/** Below this many customers who came back a fit is not to be trusted, and a peak may lie beside a higher edge. */
const fewRepeatBuyers = 30

/** Whether the edge, where nobody leaves, is to be held against what was found. */
export const mayLieOnEdge = (found: Climb, { repeatBuyers }: Distinct) => ranOff(found) || !found.converged || repeatBuyers < fewRepeatBuyers

/** The report of a climb. */
export function convergenceOf(found: Climb, repeatBuyers: number, boundary?: Boundary): Convergence {
  const doubts: Doubt[] = []
  if (repeatBuyers < fewRepeatBuyers) doubts.push('few-repeat-buyers')
  if (!found.converged) doubts.push('not-converged')
  if (ranOff(found)) doubts.push('parameters-run-off')
  if (!found.covariance) doubts.push('flat')
  return {
    trusted: doubts.length === 0 && boundary === undefined,
    doubts,
    boundary,
    iterations: found.totalIterations,
    evaluations: found.totalEvaluations,
    starts: found.starts,
    climbs: found.climbs,
    gradient: found.gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  }
}

/** Standard errors of the parameters: θ · se(ln θ). */
export function standardErrorsOf(found: Climb): number[] | undefined {
  const { covariance, at } = found
  return covariance && Array.from(at, (value, i) => Math.exp(value) * Math.sqrt(covariance[i * at.length + i]!))
}

function promise(covariance: Float64Array, gradient: Float64Array) {
  const n = gradient.length
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += gradient[i]! * covariance[i * n + j]! * gradient[j]!
  return sum / 2
}
