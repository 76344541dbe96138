/** Means over a beta distribution. */

export type Grid = {
  /** f is flat where p · bendLow, or (1 − p) · bendHigh, is below `small`. */
  bendLow?: number
  bendHigh?: number
  /** Longest step in ln(p/(1−p)): 0.25 leaves about 1e-17 when f has no singularity for Re p > 0, 0.3 about 1e-14. */
  step?: number
  small?: number
}

/**
 * E[f(p)], p ~ Beta(a, b), for positive f(p, 1 − p), by the trapezoid rule in y = ln(p/(1−p)), where such integrands are analytic and the rule converges
 * geometrically (Trefethen and Weideman 2014). The weights are normalised by their own sum; the tails in which f is flat are summed as geometric series,
 * so that a and b may be as small or as large as they like.
 */
export function betaMean(
  a: number,
  b: number,
  { bendLow = 1, bendHigh = 1, step = 0.25, small = 1e-17 }: Grid,
  f: (p: number, rest: number) => number,
): number {
  const centre = Math.log(a / b)
  const h = Math.min(step, 0.6 * Math.sqrt(1 / a + 1 / b))
  const density = (y: number) => (y > 0 ? -(a + b) * Math.log1p(Math.exp(-y)) - b * y : a * y - (a + b) * Math.log1p(Math.exp(y)))
  const peak = density(centre)
  let sum = f(1 / (1 + Math.exp(-centre)), 1 / (1 + Math.exp(centre)))
  let total = 1
  for (const side of [-1, 1]) {
    for (let i = 1; ; i++) {
      const y = centre + side * i * h
      const weight = Math.exp(density(y) - peak)
      const p = 1 / (1 + Math.exp(-y))
      const rest = 1 / (1 + Math.exp(y))
      const value = f(p, rest)
      const flat = side < 0 ? p * bendLow < small : rest * bendHigh < small
      const beyond = flat ? 1 / -Math.expm1(-(side < 0 ? a : b) * h) : 1
      sum += weight * beyond * value
      total += weight * beyond
      if (flat || (weight * value < 0.1 * small * sum && weight < 0.1 * small * total)) break
    }
  }
  return sum / total
}
