/** Tails of the normal, Student, chi-squared and hypergeometric distributions, exact to about 1e-14 relative. */

const rootPi = Math.sqrt(Math.PI)

/** Complementary error function 2/√π ∫ₓ^∞ e^(−t²) dt: power series up to 2, Lentz's continued fraction above (Abramowitz and Stegun 1964, 7.1.6 and 7.1.14). */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x < 0) return 2 - erfc(-x)
  if (x < 2) {
    let term = x
    let sum = x
    for (let k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
      term *= (2 * x * x) / (2 * k + 1)
      sum += term
    }
    return 1 - (2 / rootPi) * Math.exp(-x * x) * sum
  }
  const b = 2 * x * x + 1
  let c = 1e300
  let d = 1 / b
  let h = d
  let next = b
  for (let k = 1; k < 500; k++) {
    const a = -2 * k * (2 * k - 1)
    next += 4
    d = 1 / (a * d + next)
    c = next + a / c
    const change = c * d
    h *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return ((2 * x) / rootPi) * Math.exp(-x * x) * h
}

/** P(Z > z) of a standard normal. */
export const normalUpperTail = (z: number) => erfc(z / Math.SQRT2) / 2

/** The z with P(Z ≤ z) = p: bisection to Halley's method on the tail (p in (0, 1)). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  let z = -(t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t))
  for (let i = 0; i < 3; i++) {
    const error = (normalUpperTail(-z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2)
    z -= error / (1 + (z * error) / 2)
  }
  return z
}

/** P(X > x) of a chi-squared with 1 degree of freedom. */
export const chiSquaredUpperTail = (x: number) => (x <= 0 ? 1 : erfc(Math.sqrt(x / 2)))

/**
 * P(|T| > t) of Student's t with `df` degrees of freedom: the incomplete beta I_x(df/2, ½) at x = df/(df + t²),
 * by its continued fraction (Press et al. 2007, 6.4.5). Whole or half degrees of freedom.
 */
export function studentTwoTails(t: number, df: number): number {
  if (!Number.isFinite(df)) return 2 * normalUpperTail(Math.abs(t))
  const x = df / (df + t * t)
  const a = df / 2
  const b = 0.5
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGammaRatioHalf(a)) / rootPi
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** The t with P(|T| ≤ t) = `level` of Student's t. */
export function studentQuantile(level: number, df: number): number {
  const z = normalQuantile(0.5 + level / 2)
  if (!Number.isFinite(df)) return z
  let low = 0
  let high = z + 1
  while (studentTwoTails(high, df) > 1 - level) high *= 2
  for (let i = 0; i < 100 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2
    if (studentTwoTails(middle, df) > 1 - level) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** ln Γ(a + ½) − ln Γ(a), by recurrence up to a ≥ 25 and the asymptotic series there. */
function logGammaRatioHalf(a: number): number {
  let shift = 0
  let x = a
  while (x < 25) {
    shift -= Math.log1p(0.5 / x)
    x++
  }
  const y = 1 / x
  return shift + 0.5 * Math.log(x) + y * (-1 / 8 + y * y * (1 / 192 + y * y * (-1 / 640 + (y * y * 17) / 14336)))
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let h = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || tiny)
    c = 1 + even / c || tiny
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || tiny)
    c = 1 + odd / c || tiny
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return h
}

const stirlingTable = Array.from({ length: 16 }, (_, n) => {
  let logFactorial = 0
  for (let i = 2; i <= n; i++) logFactorial += Math.log(i)
  return n === 0 ? 0 : logFactorial - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI)
})

/** ln n! minus Stirling's formula. */
function stirlingError(n: number): number {
  if (n < 16) return stirlingTable[n]!
  const y = 1 / (n * n)
  return (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y / 1188)))) / n
}

/** x ln(x/m) + m − x without cancellation. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) < 0.1 * (x + m)) {
    const v = (x - m) / (x + m)
    let sum = (x - m) * v
    let term = 2 * x * v
    for (let j = 1; j < 1000; j++) {
      term *= v * v
      const wider = sum + term / (2 * j + 1)
      if (wider === sum) break
      sum = wider
    }
    return sum
  }
  return x * Math.log(x / m) + m - x
}

/** P(X = x) of a binomial, by saddle point (Loader 2000, "Fast and accurate computation of binomial probabilities"). */
export function binomialProbability(x: number, n: number, p: number): number {
  const q = 1 - p
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q))
  if (x === n) return Math.exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p))
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)))
}

/** P(X = x) where X counts marked ones among `drawn` of `all`, of which `marked` are marked (Loader 2000). */
function hypergeometricProbability(x: number, marked: number, drawn: number, all: number): number {
  if (drawn === 0 || drawn === all) return x === (drawn === 0 ? 0 : marked) ? 1 : 0
  const p = drawn / all
  return (binomialProbability(x, marked, p) * binomialProbability(drawn - x, all - marked, p)) / binomialProbability(drawn, all, p)
}

/** P(X ≥ x) of the hypergeometric: the one-sided exact test of Fisher (1935). Sums the shorter tail outwards from x. */
export function hypergeometricUpperTail(x: number, marked: number, drawn: number, all: number): number {
  const least = Math.max(0, marked + drawn - all)
  const most = Math.min(marked, drawn)
  if (x <= least) return 1
  if (x > most) return 0
  const rest = all - marked - drawn
  if (x * all >= marked * drawn) {
    let term = hypergeometricProbability(x, marked, drawn, all)
    let sum = term
    for (let k = x; k < most && term > 1e-18 * sum; k++) {
      term *= ((marked - k) * (drawn - k)) / ((k + 1) * (rest + k + 1))
      sum += term
    }
    return Math.min(1, sum)
  }
  let term = hypergeometricProbability(x - 1, marked, drawn, all)
  let sum = term
  for (let k = x - 1; k > least && term > 1e-18 * sum; k--) {
    term *= (k * (rest + k)) / ((marked - k + 1) * (drawn - k + 1))
    sum += term
  }
  return Math.max(0, 1 - sum)
}

export type Correction = 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg'

/**
 * p-values corrected for having made `tests` tests (as many as values when left out).
 * Bonferroni: p·m. Holm (1979), step down: running maximum of (m − rank)·p. Benjamini and Hochberg (1995), step up: running minimum of p·m/rank.
 */
export function correctForTests(pValues: ArrayLike<number>, correction: Correction, tests = pValues.length): Float64Array {
  const p = Float64Array.from(pValues)
  if (correction === 'none') return p
  if (correction === 'bonferroni') return p.map((value) => Math.min(1, value * tests))
  const order = Int32Array.from(p.keys()).sort((a, b) => p[a]! - p[b]! || a - b)
  const result = new Float64Array(p.length)
  let bound = correction === 'holm' ? 0 : 1
  for (let i = 0; i < order.length; i++) {
    if (correction === 'holm') bound = Math.max(bound, Math.min(1, (tests - i) * p[order[i]!]!))
    const rank = order.length - i
    if (correction === 'benjamini-hochberg') bound = Math.min(bound, (p[order[rank - 1]!]! * tests) / rank)
    result[order[correction === 'holm' ? i : rank - 1]!] = bound
  }
  return result
}
