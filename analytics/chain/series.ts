/** Measures period by period (weeks, months), side by side. */
import { InvalidInput } from '../invalid.ts'
import { leastSquares } from '../numerics/least-squares.ts'

/** One number a period, oldest first, NaN where nothing was measured. All series of a chain share their periods. */
export type Series = { readonly name: string; readonly values: ArrayLike<number> }

/** @throws InvalidInput `length`; `not-finite` with the period of an infinity; `too-few` known periods; `constant` */
export function checkSeries(list: readonly Series[], least: number): void {
  for (const { name, values } of list) {
    if (values.length !== list[0]!.values.length) throw new InvalidInput('length', Math.min(values.length, list[0]!.values.length), name)
    let known = 0
    let lowest = Number.POSITIVE_INFINITY
    let highest = Number.NEGATIVE_INFINITY
    for (let period = 0; period < values.length; period++) {
      if (Math.abs(values[period]!) === Number.POSITIVE_INFINITY) throw new InvalidInput('not-finite', period, name)
      if (Number.isNaN(values[period]!)) continue
      known++
      lowest = Math.min(lowest, values[period]!)
      highest = Math.max(highest, values[period]!)
    }
    if (known < least) throw new InvalidInput('too-few', undefined, `periods of ${name}`)
    if (lowest === highest) throw new InvalidInput('constant', undefined, name)
  }
}

/**
 * What is left of a series without its straight trend and, with a `season` of so many periods, without the mean of each place in the season
 * (least squares on the known periods). NaN stays NaN.
 */
export function withoutTrendAndSeason(values: ArrayLike<number>, season?: number): Float64Array {
  const known = Array.from({ length: values.length }, (_, period) => period).filter((period) => !Number.isNaN(values[period]!))
  const dummies = season && known.length > 2 * season ? season - 1 : 0
  const width = 2 + dummies
  const x = new Float64Array(known.length * width)
  known.forEach((period, row) => {
    x[row * width] = 1
    x[row * width + 1] = period / values.length
    const place = season ? period % season : 0
    if (place > 0 && place <= dummies) x[row * width + 1 + place] = 1
  })
  const { residuals } = leastSquares(
    x,
    known.map((period) => values[period]!),
    known.length,
    width,
  )
  const rest = new Float64Array(values.length).fill(Number.NaN)
  known.forEach((period, row) => {
    rest[period] = residuals[row]!
  })
  return rest
}

/** Pearson's correlation of cause at t − lag with effect at t over the periods in `at` (all when left out) where both are known. NaN for fewer than 3 or a constant. */
export function laggedCorrelation(cause: ArrayLike<number>, effect: ArrayLike<number>, lag: number, at?: Int32Array): number {
  let n = 0
  let meanX = 0
  let meanY = 0
  let xx = 0
  let yy = 0
  let xy = 0
  const periods = at?.length ?? effect.length
  for (let i = 0; i < periods; i++) {
    const period = at ? at[i]! : i
    if (period < lag) continue
    const x = cause[period - lag]!
    const y = effect[period]!
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    n++
    const dx = x - meanX
    const dy = y - meanY
    meanX += dx / n
    meanY += dy / n
    xx += dx * (x - meanX)
    yy += dy * (y - meanY)
    xy += dx * (y - meanY)
  }
  return n < 3 || !(xx > 0 && yy > 0) ? Number.NaN : xy / Math.sqrt(xx * yy)
}
