/**
 * The beta-geometric family: gamma-distributed purchase rates, and after a purchase a customer leaves with a beta-distributed probability.
 * BG/NBD: Fader, Hardie and Lee (2005). MBG/NBD, where the first purchase may be the last: Batislam, Denizel and Filiztekin (2007),
 * Hoppe and Wagner (2007). Regular timing, where gaps are Erlang-k, BG/CNBD-k and MBG/CNBD-k: Platzer and Reutterer (2016).
 */
import { InvalidInput } from '../invalid.ts'
import { logRise } from '../numerics/gamma.ts'
import { incompleteBeta } from '../numerics/incomplete-beta.ts'
import type { Work } from '../work.ts'
import { type Customers, check, type Distinct, distinct } from './customers.ts'
import { type Boundary, climbHere, convergenceOf, type Fit, mayLieOnEdge, type RowSum, standardErrorsOf } from './fit.ts'
import type { PurchaseModel } from './model.ts'
import { fitNbdRows, rateStarts } from './nbd.ts'
import { discountedRenewals, erlangSurvivors, expectedRenewals, quietRenewals } from './renewal-mixture.ts'
import { betaTablesOf, logStay, tablesOf } from './tables.ts'

/** λ ~ Gamma(shape r, rate α): a customer's gaps are Erlang(k, λ), of mean k/λ. p ~ Beta(a, b): the chance to leave after a purchase. */
export type BetaGeometricParameters = { r: number; alpha: number; a: number; b: number }

/** Which member of the family. */
export type BetaGeometricForm = {
  /** Regularity of the gaps: 1 is Poisson. */
  k: number
  /** Whether a customer may leave right after the first purchase (MBG), or only after a repeat purchase (BG). */
  leavesAfterFirst: boolean
}

export type BetaGeometricFit = Fit<BetaGeometricParameters> &
  BetaGeometricForm & {
    /** Log-likelihoods of every k that was tried, comparable with each other. */
    byRegularity: { k: number; logLikelihood: number }[]
  }

/** k itself, or the largest one tried (6). */
type Regularity = { k?: number; upTo?: number }

/** BG/NBD by maximum likelihood. */
export const fitBgNbd = (customers: Customers, work: Work = {}): BetaGeometricFit => fitOne(distinct(customers), { k: 1, leavesAfterFirst: false }, work)

/** MBG/NBD by maximum likelihood. */
export const fitMbgNbd = (customers: Customers, work: Work = {}): BetaGeometricFit => fitOne(distinct(customers), { k: 1, leavesAfterFirst: true }, work)

/**
 * BG/CNBD-k by maximum likelihood, k being the one given or the most likely of 1 … `upTo` (6), stopping when the likelihood falls.
 * Needs `logGaps` unless k is given.
 */
export const fitBgCnbd = (customers: Customers, regularity: Regularity & Work = {}) => fitRegular(customers, false, regularity)

/** MBG/CNBD-k by maximum likelihood; see `fitBgCnbd`. */
export const fitMbgCnbd = (customers: Customers, regularity: Regularity & Work = {}) => fitRegular(customers, true, regularity)

function fitRegular(customers: Customers, leavesAfterFirst: boolean, { k, upTo = 6, ...work }: Regularity & Work): BetaGeometricFit {
  if (k !== undefined && !(Number.isInteger(k) && k >= 1)) throw new InvalidInput('out-of-range', undefined, 'k')
  if (k === undefined && !customers.logGaps) throw new InvalidInput('length', undefined, 'logGaps')
  const rows = distinct(customers)
  if (k !== undefined) return fitOne(rows, { k, leavesAfterFirst }, work)
  const fits: BetaGeometricFit[] = []
  for (let tried = 1; tried <= upTo; tried++) {
    const fit = fitOne(rows, { k: tried, leavesAfterFirst }, { signal: work.signal }, fits.at(-1)?.parameters)
    work.onProgress?.(tried / upTo)
    const previous = fits.at(-1)
    fits.push(fit)
    if (previous && fit.logLikelihood < previous.logLikelihood) break
  }
  // A gain within rounding is none: of equals the least regular is taken.
  const best = fits.reduce((most, fit) => (fit.logLikelihood > most.logLikelihood + 1e-6 ? fit : most))
  return { ...best, byRegularity: fits.map(({ k, logLikelihood }) => ({ k, logLikelihood })) }
}

function fitOne(rows: Distinct, form: BetaGeometricForm, work: Work, near?: BetaGeometricParameters): BetaGeometricFit {
  const found = climbHere(betaGeometricSum(form), rows, betaGeometricStarts(rows, form, near), work)
  return betaGeometricFit(found, rows, form)
}

/** Starting points of the climb in log-parameters. */
export function betaGeometricStarts(rows: Distinct, { k }: BetaGeometricForm, near?: BetaGeometricParameters): number[][] {
  const rates = rateStarts(rows).map(([r, alpha]) => [r!, alpha! + Math.log(k)])
  const starts = rates.flatMap((rate) => [
    [...rate, Math.log(0.8), Math.log(2.5)],
    [...rate, Math.log(0.5), Math.log(6)],
  ])
  if (near && near.a > 0) starts.unshift([near.r, near.alpha, near.a, near.b].map(Math.log))
  return starts
}

/** Turns a finished climb into a fit: tells whether the optimum is the NBD in disguise, and adds what depends on the gaps alone. */
export function betaGeometricFit(found: ReturnType<typeof climbHere>, rows: Distinct, form: BetaGeometricForm): BetaGeometricFit {
  const { k } = form
  // Σ over gaps of ln(gap^(k−1)/Γ(k)): the same for all parameters, but not for all k.
  let purchases = 0
  if (k > 1) for (let i = 0; i < rows.repeats.length; i++) purchases += rows.weight[i]! * rows.repeats[i]!
  const constant = (k - 1) * rows.logGaps - purchases * logRise(1, k - 1)
  let [r, alpha, a, b] = found.at.map(Math.exp) as unknown as [number, number, number, number]
  let logLikelihood = -found.value
  const errors = standardErrorsOf(found)
  let boundary: Boundary | undefined
  if (mayLieOnEdge(found, rows)) {
    const stays = k === 1 ? fitNbdRows(rows) : fitWithoutDropout(rows, k)
    if (stays.logLikelihood >= logLikelihood - 1e-6) {
      boundary = 'no-dropout'
      ;[r, alpha, a, b] = [stays.parameters.r, stays.parameters.alpha, 0, 1]
      logLikelihood = stays.logLikelihood
    } else if (found.at[2]! > 7 && found.at[3]! > 7) boundary = 'equal-dropout'
    else if (found.at[0]! - found.origin[0]! > 7) boundary = 'equal-rates'
  }
  return {
    ...form,
    parameters: { r, alpha, a, b },
    standardErrors: boundary === undefined && errors ? { r: errors[0]!, alpha: errors[1]!, a: errors[2]!, b: errors[3]! } : undefined,
    logLikelihood: logLikelihood + constant,
    customers: rows.customers,
    distinctRows: rows.repeats.length,
    convergence: convergenceOf(found, rows.repeatBuyers, boundary),
    byRegularity: [{ k, logLikelihood: logLikelihood + constant }],
  }
}

/** The family's member in which nobody leaves: two parameters, the dropout held at zero. */
function fitWithoutDropout(rows: Distinct, k: number) {
  const whole = betaGeometricSum({ k, leavesAfterFirst: false })
  const sum: RowSum = ([r, alpha], data, from, to, gradient) => {
    const four = new Float64Array(4)
    const value = whole(Float64Array.of(r!, alpha!, 0, 1), data, from, to, four)
    gradient[0]! += four[0]!
    gradient[1]! += four[1]!
    return value
  }
  const found = climbHere(
    sum,
    rows,
    rateStarts(rows).map(([r, alpha]) => [r!, alpha! + Math.log(k)]),
  )
  return { parameters: { r: Math.exp(found.at[0]!), alpha: Math.exp(found.at[1]!) }, logLikelihood: -found.value }
}

/**
 * ln L = ln Γ(r+kx)/Γ(r) + r ln α − (r+kx) ln(α+T) + ln B(a, b+x+m)/B(a, b) + ln(S + D),
 * S = Σ_{j<k} (r+kx)_j / j! · ((T−t_x)/(α+T))^j the weight of being alive, D = a/(b+x−1+m) · ((α+T)/(α+t_x))^(r+kx) that of having left,
 * m = 1 where customers may leave after the first purchase, otherwise 0 and D = 0 for x = 0. (Platzer and Reutterer 2016, eq. 8; k = 1: Fader et al. 2005, eq. 6.)
 */
export function betaGeometricSum({ k, leavesAfterFirst }: BetaGeometricForm): RowSum {
  const m = leavesAfterFirst ? 1 : 0
  return (parameters, rows, from, to, gradient) => {
    const r = parameters[0]!
    const alpha = parameters[1]!
    const a = parameters[2]!
    const b = parameters[3]!
    const { rise, riseSlope } = tablesOf(rows.levels, r, k)
    const { stay, byA, byB } = betaTablesOf(rows.levels, a, b, m)
    const logA = Math.log(a)
    const logAlpha = Math.log(alpha)
    let sum = 0
    let sumR = 0
    let sumAlpha = 0
    let sumA = 0
    let sumB = 0
    for (let i = from; i < to; i++) {
      const w = rows.weight[i]!
      const x = rows.repeats[i]!
      const level = rows.level[i]!
      const age = rows.age[i]!
      const shape = r + k * x
      const reach = alpha + age
      // Logarithms relative to α: r ln α − r ln(α+T) from absolute ones would cancel when r and α run off together.
      const grown = Math.log1p(age / alpha)
      let value = rise[level]! + stay[level]! - r * grown - k * x * (logAlpha + grown)
      let slopeR = riseSlope[level]! - grown
      let slopeAlpha = ((r / alpha) * age - k * x) / reach
      let slopeA = byA[level]!
      let slopeB = byB[level]!
      let survivors = 1
      let survivorsR = 0
      let survivorsAlpha = 0
      if (k > 1) {
        const share = (age - rows.recency[i]!) / reach
        let term = 1
        let harmonic = 0
        for (let j = 1; j < k; j++) {
          term *= ((shape + j - 1) / j) * share
          harmonic += 1 / (shape + j - 1)
          survivors += term
          survivorsR += term * harmonic
          survivorsAlpha -= (term * j) / reach
        }
      }
      if (x + m > 0 && a > 0) {
        const silent = age - rows.recency[i]!
        const then = alpha + rows.recency[i]!
        const longer = Math.log1p(silent / then)
        const odds = logA - Math.log(b + (x - 1 + m)) + shape * longer - (k > 1 ? Math.log(survivors) : 0)
        const left = odds > 0 ? 1 / (1 + Math.exp(-odds)) : Math.exp(odds) / (1 + Math.exp(odds))
        value += odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds))
        slopeR += left * longer
        slopeAlpha -= (left * shape * silent) / (reach * then)
        slopeA += left / a
        slopeB -= left / (b + (x - 1 + m))
        survivorsR *= 1 - left
        survivorsAlpha *= 1 - left
      }
      if (k > 1) {
        value += Math.log(survivors)
        slopeR += survivorsR / survivors
        slopeAlpha += survivorsAlpha / survivors
      }
      sum += w * value
      sumR += w * slopeR
      sumAlpha += w * slopeAlpha
      sumA += w * slopeA
      sumB += w * slopeB
    }
    gradient[0]! += sumR
    gradient[1]! += sumAlpha
    gradient[2]! += sumA
    gradient[3]! += sumB
    return sum
  }
}

/** The family with given parameters as a purchase model; `a` = 0 means that nobody leaves. */
export function betaGeometric(
  { r, alpha, a, b }: BetaGeometricParameters,
  { k, leavesAfterFirst }: BetaGeometricForm = { k: 1, leavesAfterFirst: false },
): PurchaseModel {
  const m = leavesAfterFirst ? 1 : 0
  const phasesOf = (x: number, tx: number, T: number) => erlangSurvivors(r + k * x, (T - tx) / (alpha + T), k)
  const logOdds = (x: number, tx: number, T: number, survivors: number) =>
    x + m === 0 || a === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a / (b + (x - 1 + m))) + (r + k * x) * Math.log1p((T - tx) / (alpha + tx)) - Math.log(survivors)
  const alive = (x: number, tx: number, T: number) => {
    check(x, tx, T)
    const odds = logOdds(x, tx, T, phasesOf(x, tx, T).total)
    return odds > 0 ? Math.exp(-odds) / (1 + Math.exp(-odds)) : 1 / (1 + Math.exp(odds))
  }
  const expectedIfAlive = (x: number, tx: number, T: number, ahead: number) => expectedRenewals(r + k * x, alpha + T, ahead, a, b + x + m, phasesOf(x, tx, T))
  return {
    memoryless: k === 1,
    logLikelihood(x, tx, T, logGaps = 0) {
      check(x, tx, T)
      // Never bought again: written so that a likelihood near 1 keeps its digits.
      if (x === 0 && m === 1 && k === 1) return Math.log1p((b / (a + b)) * Math.expm1(-r * Math.log1p(T / alpha)))
      if (x === 0 && k > 1) {
        const bought = (m === 1 ? b / (a + b) : 1) * incompleteBeta(k, r, T / (alpha + T))
        if (bought < 0.5) return Math.log1p(-bought)
      }
      const survivors = phasesOf(x, tx, T).total
      const odds = logOdds(x, tx, T, survivors)
      let stay = 0
      for (let i = 0; i < x + m; i++) stay += logStay(a, b + i)
      const gaps = (k - 1) * logGaps - x * logRise(1, k - 1)
      const either = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds))
      return gaps + logRise(r, k * x) - r * Math.log1p(T / alpha) - k * x * Math.log(alpha + T) + stay + Math.log(survivors) + either
    },
    alive,
    expectedIfAlive,
    quietIfAlive: (x, tx, T, ahead) => quietRenewals(r + k * x, alpha + T, ahead, phasesOf(x, tx, T)),
    discountedIfAlive: k === 1 ? (x, T, times, weights) => discountedRenewals(r + x, alpha + T, a, b + x + m, times, weights) : undefined,
    bend: (age) => alpha + age,
    fading: (x, age) => (((r + k * x) / k / (alpha + age)) * a) / (a + b + x + m),
    expected: (t) => alive(0, 0, 0) * expectedIfAlive(0, 0, 0, t),
  }
}
