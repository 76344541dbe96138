/** Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), that of R and pandas. */

/** The quantile at `p` in [0, 1] of values that rise. NaN when there are none. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * p
  const below = Math.floor(at)
  const low = sorted[below]!
  return below + 1 < sorted.length ? low + (at - below) * (sorted[below + 1]! - low) : low
}

/** The quantiles at each of `shares` of values in any order. */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  return shares.map((p) => quantileOfSorted(sorted, p))
}

/** An estimate with the bounds of its interval. */
export type Estimate = { value: number; low: number; high: number }
