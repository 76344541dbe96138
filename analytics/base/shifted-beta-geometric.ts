/** sBG: contracts that are renewed or not, once a period. Fader and Hardie (2007, "How to project customer retention"; 2010, "Customer-base valuation in a contractual setting"). */
import { InvalidInput } from '../invalid.ts'
import { logHypergeometric } from '../numerics/hypergeometric.ts'
import { climbBy, convergenceOf, type Fit, standardErrorsOf } from './fit.ts'
import { betaTablesOf, logStay } from './tables.ts'

/** The chance of not renewing is Beta(α, β) over customers. */
export type SbgParameters = { alpha: number; beta: number }

/**
 * sBG by maximum likelihood. `survivors[t]` is how many of the starters are customers after t renewals, t = 0, 1, …
 * Throws InvalidInput for fewer than three counts, counts that rise, are negative or not finite.
 */
export function fitSbg(survivors: ArrayLike<number>): Fit<SbgParameters> {
  const n = survivors.length
  if (n < 3) throw new InvalidInput(n === 0 ? 'empty' : 'too-few')
  for (let t = 0; t < n; t++) {
    if (!Number.isFinite(survivors[t]!)) throw new InvalidInput('not-finite', t, 'survivors')
    if (survivors[t]! < 0) throw new InvalidInput('negative', t, 'survivors')
    if (t > 0 && survivors[t]! > survivors[t - 1]!) throw new InvalidInput('unordered', t, 'survivors')
  }
  if (!(survivors[0]! > 0)) throw new InvalidInput('not-positive', 0, 'survivors')
  const levels = Float64Array.from({ length: n }, (_, t) => t)
  const found = climbBy(
    (parameters, gradient) => {
      const alpha = parameters[0]!
      const beta = parameters[1]!
      const { stay, byA, byB } = betaTablesOf(levels, alpha, beta, 0)
      let sum = 0
      const add = (count: number, t: number, lost: boolean) => {
        if (count === 0) return
        // ln S(t) = ln B(α, β+t)/B(α, β); lost at t: the same at t − 1, times α/(α+β+t−1).
        const whole = alpha + beta + t
        sum += count * (stay[t]! + (lost ? Math.log(alpha / whole) : 0))
        gradient[0]! += count * (byA[t]! + (lost ? 1 / alpha - 1 / whole : 0))
        gradient[1]! += count * (byB[t]! - (lost ? 1 / whole : 0))
      }
      for (let t = 1; t < n; t++) add(survivors[t - 1]! - survivors[t]!, t - 1, true)
      add(survivors[n - 1]!, n - 1, false)
      return sum
    },
    1,
    [
      [Math.log(0.5), Math.log(2)],
      [Math.log(1), Math.log(1)],
      [Math.log(1), Math.log(8)],
    ],
  )
  const [alpha, beta] = found.at.map(Math.exp) as unknown as [number, number]
  const errors = standardErrorsOf(found)
  const stayed = survivors[n - 1] === survivors[0]
  const boundary = stayed ? 'no-dropout' : found.at[0]! > 7 && found.at[1]! > 7 ? 'equal-dropout' : undefined
  return {
    parameters: { alpha, beta },
    standardErrors: boundary === undefined && errors ? { alpha: errors[0]!, beta: errors[1]! } : undefined,
    logLikelihood: -found.value,
    customers: survivors[0]!,
    distinctRows: n,
    convergence: convergenceOf(found, survivors[1]!, boundary),
  }
}

/** r_t = (β+t−1)/(α+β+t−1): share of the customers of period t − 1 who renew into period t, t ≥ 1 (2007, eq. 8). */
export const sbgRetention = ({ alpha, beta }: SbgParameters, t: number) => (beta + t - 1) / (alpha + beta + t - 1)

/** S(t): share of starters who are customers after t renewals (2007, eq. 6). */
export function sbgSurvival({ alpha, beta }: SbgParameters, t: number): number {
  let log = 0
  for (let i = 0; i < t; i++) log += logStay(alpha, beta + i)
  return Math.exp(log)
}

/** Discounted expected lifetime of a new customer, in periods, the first period in full: ₂F₁(1, β; α+β; 1/(1+d)) (2010, eq. 4). `discount` d > 0 per period. */
export function sbgLifetime({ alpha, beta }: SbgParameters, discount: number): number {
  if (!(discount > 0)) throw new InvalidInput('not-positive', undefined, 'discount')
  return Math.exp(logHypergeometric(1, beta, alpha + beta, 1 / (1 + discount)))
}

/**
 * Discounted expected residual lifetime of a customer just before the n-th renewal, n ≥ 1:
 * (β+n−1)/(α+β+n−1) · ₂F₁(1, β+n; α+β+n; 1/(1+d)) (2010, eq. 6).
 */
export function sbgResidualLifetime({ alpha, beta }: SbgParameters, discount: number, renewal: number): number {
  if (!(discount > 0)) throw new InvalidInput('not-positive', undefined, 'discount')
  if (!(Number.isInteger(renewal) && renewal >= 1)) throw new InvalidInput('out-of-range', undefined, 'renewal')
  return sbgRetention({ alpha, beta }, renewal) * Math.exp(logHypergeometric(1, beta + renewal, alpha + beta + renewal, 1 / (1 + discount)))
}
