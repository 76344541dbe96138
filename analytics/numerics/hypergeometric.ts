/** Gauss's hypergeometric function in log space. */
import { betaMean } from './beta-mean.ts'
import { logRise } from './gamma.ts'

/**
 * ln ₂F₁(a, b; c; z) for a, b ≥ 0, c > 0, z < 1, where every term of the series used is positive.
 * z < 0 is folded onto z/(z−1) by Pfaff's transformation when that keeps the terms positive; near z = 1 Euler's transformation
 * takes out the singular factor (1 − z)^(c−a−b) when c > a and c > b (DLMF 15.8.1), or Euler's integral is used (DLMF 15.6.1). Nothing overflows.
 */
export function logHypergeometric(a: number, b: number, c: number, z: number): number {
  if (z === 0 || a === 0 || b === 0) return 0
  if (z < 0) return c >= b ? -a * Math.log1p(-z) + series(a, c - b, c, z / (z - 1)) : -b * Math.log1p(-z) + series(c - a, b, c, z / (z - 1))
  if (z > 0.9 && Math.min(a, b) <= 8 && c > Math.max(a, b)) {
    // Euler's integral, E[(1 − zp)^−a] with p ~ Beta(b, c − b): as quick at z = 1 − 1e-12 as anywhere.
    const power = Math.min(a, b)
    const other = Math.max(a, b)
    return Math.log(betaMean(other, c - other, { bendHigh: 1 / (1 - z) }, (p, rest) => (rest + (1 - z) * p) ** -power))
  }
  if (c > a && c > b && a + b > c) return (c - a - b) * Math.log1p(-z) + series(c - a, c - b, c, z)
  return series(a, b, c, z)
}

/** ln Σ (a)_k (b)_k / ((c)_k k!) z^k from its largest term outwards. */
function series(a: number, b: number, c: number, z: number): number {
  if (a === 0 || b === 0) return 0
  const ratio = (k: number) => (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
  // The terms rise while (a+k)(b+k) z > (c+k)(k+1): the larger root of that quadratic is the top.
  const q = 1 - z
  const half = (c + 1 - (a + b) * z) / (2 * q)
  const rest = (c - a * b * z) / q
  const inside = half * half - rest
  const top = inside > 0 ? Math.max(0, Math.floor(Math.sqrt(inside) - half)) : 0
  let sum = 1
  for (let k = top, term = 1; k < top + 10_000_000; k++) {
    const step = ratio(k)
    term *= step
    sum += term
    if (step < 1 && term < 1e-17 * sum * (1 - step)) break
  }
  for (let k = top - 1, term = 1; k >= 0; k--) {
    term /= ratio(k)
    sum += term
    if (term < 1e-17 * sum && ratio(k) > 1) break
  }
  return Math.log(sum) + (top === 0 ? 0 : logRise(a, top) + logRise(b, top) - logRise(c, top) - logRise(1, top) + top * Math.log(z))
}
