/** Gamma-Gamma: what a customer spends per purchase. Colombo and Jiang (1999); Fader, Hardie and Lee (2005); the forms of Fader and Hardie (2013). */
import { InvalidInput } from '../invalid.ts'
import { digamma, logGamma, logRise } from '../numerics/gamma.ts'
import type { Work } from '../work.ts'
import { climbBy, convergenceOf, type Fit, standardErrorsOf } from './fit.ts'

/** A purchase is Gamma(shape p, rate ν), ν ~ Gamma(shape q, rate v): mean spend p·v/(q−1) over the population. */
export type GammaGammaParameters = { p: number; q: number; v: number }

export type Spend = {
  /** Purchases the mean is taken over; rows with 0 are left out of the fit. */
  repeats: ArrayLike<number>
  /** Mean spend per purchase, > 0 where there is a purchase. */
  spend: ArrayLike<number>
  weight?: ArrayLike<number> | undefined
}

export type GammaGammaFit = Fit<GammaGammaParameters> & {
  /** Correlation of purchases and mean spend among the rows used. The model assumes none: beyond about ±0.3 values are biased. */
  correlation: number
  /** q ≤ 1: the population's mean spend is infinite and estimates of single customers lean on their own mean alone. */
  infiniteMean: boolean
}

/**
 * Gamma-Gamma by maximum likelihood over customers with at least one purchase:
 * f(z̄ | x) = Γ(px+q)/(Γ(px)Γ(q)) · v^q z̄^(px−1) x^(px) / (v + x z̄)^(px+q).
 * Throws InvalidInput for a spend that is not positive, counts that are not whole, or fewer than two buyers.
 */
export function fitGammaGamma({ repeats, spend, weight }: Spend, work?: Work): GammaGammaFit {
  const n = repeats.length
  if (spend.length !== n || (weight && weight.length !== n)) throw new InvalidInput('length')
  const kept: number[] = []
  for (let row = 0; row < n; row++) {
    if (!(Number.isInteger(repeats[row]!) && repeats[row]! >= 0))
      throw new InvalidInput(repeats[row]! < 0 ? 'negative' : Number.isFinite(repeats[row]!) ? 'not-whole' : 'not-finite', row, 'repeats')
    if (repeats[row] === 0) continue
    if (!Number.isFinite(spend[row]!)) throw new InvalidInput('not-finite', row, 'spend')
    if (!(spend[row]! > 0)) throw new InvalidInput('not-positive', row, 'spend')
    if (weight && !(weight[row]! > 0 && Number.isFinite(weight[row]!))) throw new InvalidInput('not-positive', row, 'weight')
    kept.push(row)
  }
  if (kept.length < 2) throw new InvalidInput('too-few')
  // Everything but ln(v + x z̄) depends on the row through x alone, so rows are ordered by x.
  kept.sort((a, b) => repeats[a]! - repeats[b]!)
  const x = Float64Array.from(kept, (row) => repeats[row]!)
  const total = Float64Array.from(kept, (row) => repeats[row]! * spend[row]!)
  const w = Float64Array.from(kept, (row) => (weight ? weight[row]! : 1))
  const customers = w.reduce((sum, value) => sum + value, 0)
  const meanSpend = total.reduce((sum, value, i) => sum + w[i]! * (value / x[i]!), 0) / customers
  const starts = [
    [2, 2],
    [15, 3],
    [6, 4],
  ].map(([p, q]) => [Math.log(p!), Math.log(q!), Math.log((meanSpend * (q! - 1)) / p!)])
  const found = climbBy((parameters, gradient) => spendSum(parameters, x, total, w, gradient), 1, starts, work)
  const [p, q, v] = found.at.map(Math.exp) as unknown as [number, number, number]
  const errors = standardErrorsOf(found)
  return {
    parameters: { p, q, v },
    standardErrors: errors && { p: errors[0]!, q: errors[1]!, v: errors[2]! },
    logLikelihood: -found.value,
    customers,
    distinctRows: kept.length,
    convergence: convergenceOf(found, customers),
    correlation: correlationOf(x, total, w),
    infiniteMean: q <= 1,
  }
}

function spendSum(parameters: Float64Array, x: Float64Array, total: Float64Array, weight: Float64Array, gradient: Float64Array): number {
  const p = parameters[0]!
  const q = parameters[1]!
  const v = parameters[2]!
  const ofQ = digamma(q)
  let sum = 0
  let level = -1
  let front = 0
  let slopeP = 0
  let slopeQ = 0
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!
    if (xi !== level) {
      level = xi
      // −ln B(px, q), from the smaller of both: a shape that runs off leaves no large terms to cancel.
      front = logRise(Math.max(p * xi, q), Math.min(p * xi, q)) - logGamma(Math.min(p * xi, q)) + Math.log(xi)
      slopeP = digamma(p * xi + q) - digamma(p * xi)
      slopeQ = digamma(p * xi + q) - ofQ
    }
    const w = weight[i]!
    const spent = total[i]!
    const above = Math.log1p(v / spent)
    const beyond = Math.log1p(spent / v)
    sum += w * (front - p * xi * above - q * beyond - Math.log(spent))
    gradient[0]! += w * xi * (slopeP - above)
    gradient[1]! += w * (slopeQ - beyond)
    gradient[2]! += (w * ((q / v) * spent - p * xi)) / (v + spent)
  }
  return sum
}

/** ln f(z̄ | x) of one customer with x ≥ 1 purchases of mean z̄ > 0. */
export function gammaGammaLogLikelihood({ p, q, v }: GammaGammaParameters, repeats: number, spend: number): number {
  if (!(Number.isInteger(repeats) && repeats >= 1)) throw new InvalidInput('not-whole', undefined, 'repeats')
  if (!(spend > 0)) throw new InvalidInput('not-positive', undefined, 'spend')
  const [more, less] = [Math.max(p * repeats, q), Math.min(p * repeats, q)]
  return logRise(more, less) - logGamma(less) - p * repeats * Math.log1p(v / (spend * repeats)) - q * Math.log1p((spend * repeats) / v) - Math.log(spend)
}

/**
 * E[mean spend | x, z̄] = p (v + x z̄)/(px + q − 1): the customer's own mean drawn to the population's (Fader and Hardie 2013, eq. 5).
 * With x = 0 the population mean. Infinity where px + q ≤ 1.
 */
export function expectedSpend({ p, q, v }: GammaGammaParameters, repeats: number, spend: number): number {
  const below = p * repeats + q - 1
  return below > 0 ? (p * (v + repeats * (repeats > 0 ? spend : 0))) / below : Number.POSITIVE_INFINITY
}

function correlationOf(x: Float64Array, total: Float64Array, weight: Float64Array): number {
  let [w, sx, sz] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    w += weight[i]!
    sx += weight[i]! * x[i]!
    sz += (weight[i]! * total[i]!) / x[i]!
  }
  let [xx, zz, xz] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - sx / w
    const dz = total[i]! / x[i]! - sz / w
    xx += weight[i]! * dx * dx
    zz += weight[i]! * dz * dz
    xz += weight[i]! * dx * dz
  }
  return xx > 0 && zz > 0 ? xz / Math.sqrt(xx * zz) : 0
}
