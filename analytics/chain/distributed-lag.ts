/** How an effect answers to its cause over the periods that follow. */
import { InvalidInput } from '../invalid.ts'
import { leastSquares } from '../numerics/least-squares.ts'
import type { Estimate } from '../numerics/quantiles.ts'
import { random } from '../numerics/random.ts'
import { studentQuantile } from '../numerics/tails.ts'
import { goOn, type Work } from '../work.ts'
import { blockLength, drawBlocks, spreadOf } from './block-bootstrap.ts'
import { checkSeries, type Series } from './series.ts'

export type DistributedLagOptions = Work & {
  seed: number
  /** Periods after which the cause is taken to have done all it does. */
  maxLag: number
  /** Periods of a season; none when left out. */
  season?: number
  /** A straight trend beside the lags; true when left out, so that two series that merely both rise do not pass for cause and effect. */
  trend?: boolean
  draws?: number
  level?: number
}

export type DistributedLag = {
  /** Change of the effect, in its units, k periods after the cause was one unit higher for one period. */
  lags: Estimate[]
  /** Sum of the lags: the change of the effect when the cause stays one unit higher. */
  total: Estimate
  explained: number
  /** Correlation of what is left over with itself one period earlier; far from 0, the model misses something that lasts. */
  remainderCorrelation: number
  periods: number
  degreesOfFreedom: number
}

/**
 * y_t = a + Σ_{k=0}^{maxLag} b_k·x_{t−k} (+ trend, + season) + e_t by least squares (Almon 1965 without a shape for the b_k); intervals by Student
 * with the spread over blocks of neighbouring periods drawn anew with their lags (Künsch 1989), or the error of the regression where that is wider. Periods with an unknown value are left out.
 * @throws InvalidInput as `checkSeries`; `too-few` periods for the number of lags (two more than parameters); `dependent` when lags can not be told apart
 */
export function distributedLag(cause: Series, effect: Series, options: DistributedLagOptions): DistributedLag {
  const { seed, maxLag, season = 0, trend = true, draws = 400, level = 0.95 } = options
  checkSeries([cause, effect], 3)
  if (!(Number.isInteger(maxLag) && maxLag >= 0)) throw new InvalidInput('not-whole', undefined, 'maxLag')
  const periods = effect.values.length
  const known = Int32Array.from({ length: periods }, (_, period) => period).filter((period) => {
    if (period < maxLag || Number.isNaN(effect.values[period]!)) return false
    for (let k = 0; k <= maxLag; k++) if (Number.isNaN(cause.values[period - k]!)) return false
    return true
  })
  const width = maxLag + 2 + (trend ? 1 : 0) + (season > 1 ? season - 1 : 0)
  if (known.length < width + 2) throw new InvalidInput('too-few', undefined, 'periods')
  const regress = (at: Int32Array) => {
    const x = new Float64Array(at.length * width)
    const y = new Float64Array(at.length)
    at.forEach((period, row) => {
      let j = row * width
      for (let k = 0; k <= maxLag; k++) x[j++] = cause.values[period - k]!
      x[j++] = 1
      if (trend) x[j++] = period / periods
      if (season > 1 && period % season > 0) x[j + (period % season) - 1] = 1
      y[row] = effect.values[period]!
    })
    return { ...leastSquares(x, y, at.length, width), y }
  }
  const whole = regress(known)
  const sumOf = (coefficients: Float64Array) => coefficients.subarray(0, maxLag + 1).reduce((sum, b) => sum + b, 0)

  const source = random(seed)
  const block = blockLength(known.length, maxLag + 1)
  const drawnLags = Array.from({ length: maxLag + 1 }, () => [] as number[])
  const drawnTotals: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    goOn(options)
    options.onProgress?.(draw / draws)
    const at = drawBlocks(known.length, 0, block, source).map((place) => known[place]!)
    try {
      const { coefficients } = regress(at)
      for (let k = 0; k <= maxLag; k++) drawnLags[k]!.push(coefficients[k]!)
      drawnTotals.push(sumOf(coefficients))
    } catch (error) {
      if (!(error instanceof InvalidInput && error.rule === 'dependent')) throw error
    }
  }
  options.onProgress?.(1)
  const mean = whole.y.reduce((sum, value) => sum + value, 0) / known.length
  const squares = whole.y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  let neighbours = 0
  for (let i = 1; i < known.length; i++) if (known[i] === known[i - 1]! + 1) neighbours += whole.residuals[i]! * whole.residuals[i - 1]!
  const variance = whole.residualSquares / whole.degreesOfFreedom
  let totalVariance = 0
  for (let j = 0; j <= maxLag; j++) for (let k = 0; k <= maxLag; k++) totalVariance += variance * whole.inverse[j * width + k]!
  const quantile = studentQuantile(level, whole.degreesOfFreedom)
  const estimate = (value: number, drawn: readonly number[], ofRegression: number): Estimate => {
    const half = quantile * Math.max(spreadOf(drawn), Math.sqrt(ofRegression))
    return { value, low: value - half, high: value + half }
  }
  return {
    lags: drawnLags.map((drawn, k) => estimate(whole.coefficients[k]!, drawn, variance * whole.inverse[k * width + k]!)),
    total: estimate(sumOf(whole.coefficients), drawnTotals, totalVariance),
    explained: 1 - whole.residualSquares / squares,
    remainderCorrelation: whole.residualSquares > 0 ? neighbours / whole.residualSquares : 0,
    periods: known.length,
    degreesOfFreedom: whole.degreesOfFreedom,
  }
}
