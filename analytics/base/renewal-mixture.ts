/**
 * Expected purchases ahead of a customer who is still one, in the beta-geometric family.
 * Given λ ~ Gamma(shape, reach), the phases of the Erlang gaps that pass in a time t are negative binomial with z = t/(reach + t); every k-th phase is
 * a purchase, and the n-th purchase happens if the customer stayed after the n − 1 before: E[(1−p)^(n−1)] = (b)_(n−1)/(a+b)_(n−1).
 * All terms are positive and normalised by their own sum, so nothing cancels for any x, T, a or b, and a = 1 is no exception.
 */
import { betaMean } from '../numerics/beta-mean.ts'

/** Σ_{j<k} (shape)_j / j! · share^j, and its terms: the chances that the open gap has passed j of its k phases, up to a factor. */
export function erlangSurvivors(shape: number, share: number, k: number): { terms: number[]; total: number } {
  const terms = [1]
  let total = 1
  for (let j = 1; j < k; j++) {
    const term = terms[j - 1]! * ((shape + j - 1) / j) * share
    terms.push(term)
    total += term
  }
  return { terms, total }
}

/** E[purchases within t | phases passed distributed as `phases`, λ of phase j ~ Gamma(shape + j, reach), p ~ Beta(a, b)]. */
export function expectedRenewals(
  shape: number,
  reach: number,
  t: number,
  a: number,
  b: number,
  phases: { terms: number[]; total: number } = { terms: [1], total: 1 },
): number {
  if (t <= 0) return 0
  const k = phases.terms.length
  if (k === 1 && (t / (reach + t) > 0.975 || (shape * t) / reach > 1000)) return renewalsByDropout(shape, reach, t, a, b)
  let expected = 0
  for (let j = 0; j < k; j++) if (phases.terms[j]! > 0) expected += phases.terms[j]! * renewalsByCount(shape + j, reach, t, a, b, k, j)
  return expected / phases.total
}

/** The sum over the number of phases, from where its weights begin to matter to where they cease to. */
export function renewalsByCount(shape: number, reach: number, t: number, a: number, b: number, k = 1, passed = 0): number {
  const z = t / (reach + t)
  const mode = shape > 1 ? Math.floor(((shape - 1) * t) / reach) : 0
  let m = mode
  let weight = 1
  while (m > 0 && weight > 1e-18) {
    weight *= m / ((shape + m - 1) * z)
    m--
  }
  // n purchases so far, `gained` = Σ_{i ≤ n} E[(1−p)^(i−1)], `stay` the next term.
  let n = Math.floor((m + passed) / k)
  let gained = 0
  let stay = 1
  for (let i = 0; i < n; i++) {
    gained += stay
    stay *= (b + i) / (a + b + i)
  }
  let untilNext = (n + 1) * k - passed - m
  let sum = 0
  let total = 0
  for (;;) {
    sum += weight * gained
    total += weight
    const step = ((shape + m) / (m + 1)) * z
    if (m > mode && step < 1 && weight * (gained + 1) < 1e-17 * sum * (1 - step)) return sum / total
    if (weight === 0) return total > 0 ? sum / total : 0
    weight *= step
    m++
    if (--untilNext === 0) {
      gained += stay
      stay *= (b + n) / (a + b + n)
      n++
      untilNext = k
    }
  }
}

/** The same for k = 1 as an integral over p: E[(1 − (1 + p t/reach)^−shape)/p]. */
export function renewalsByDropout(shape: number, reach: number, t: number, a: number, b: number): number {
  const ratio = t / reach
  if (a === 0) return shape * ratio
  return betaMean(a, b, { bendLow: Math.max(1, shape * ratio) }, (p) => -Math.expm1(-shape * Math.log1p(p * ratio)) / p)
}

/** Discounted purchases ahead for k = 1: ∫_0^end e^(−δu) λ e^(−λpu) du, λ and p integrated out, on the given times and weights. */
export function discountedRenewals(shape: number, reach: number, a: number, b: number, times: Float64Array, weights: Float64Array): number {
  const rate = (p: number) => {
    let sum = 0
    for (let i = 0; i < times.length; i++) sum += weights[i]! * Math.exp(-(shape + 1) * Math.log1p((p * times[i]!) / reach))
    return sum
  }
  if (a === 0) return (shape / reach) * rate(0)
  return (shape / reach) * betaMean(a, b, { bendLow: (shape * times.at(-1)!) / reach + 1, step: 0.3, small: 1e-13 }, rate)
}

/** P(no purchase within t), phases distributed as `phases`: fewer than k − j further phases pass. */
export function quietRenewals(shape: number, reach: number, t: number, phases: { terms: number[]; total: number }): number {
  const z = t / (reach + t)
  const k = phases.terms.length
  let quiet = 0
  for (let j = 0; j < k; j++) {
    let weight = Math.exp(-(shape + j) * Math.log1p(t / reach))
    for (let m = 0; m < k - j; m++) {
      quiet += phases.terms[j]! * weight
      weight *= ((shape + j + m) / (m + 1)) * z
    }
  }
  return quiet / phases.total
}
