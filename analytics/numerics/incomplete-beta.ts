/** The incomplete beta function and the tails it gives: binomial, F. */
import { logBeta } from './gamma.ts'

/** I_x(a, b), the regularised incomplete beta: Lentz's continued fraction on the side where it converges fast (DLMF 8.17.22). a, b > 0, x in [0, 1]. */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(x > 0)) return 0
  if (!(x < 1)) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x)
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a) * fraction
}

/** P(X ≤ k), X ~ Binomial(n, p), through I_(1−p)(n − k, k + 1). */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(n - k, k + 1, 1 - p)
}

/** P(F ≤ f) with d1 and d2 degrees of freedom, which need not be whole. */
export const fAtMost = (f: number, d1: number, d2: number) => incompleteBeta(d1 / 2, d2 / 2, (d1 * f) / (d1 * f + d2))
