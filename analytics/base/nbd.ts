/** NBD: Poisson purchases at gamma-distributed rates, nobody leaves. Ehrenberg (1959); likelihood of timed purchases as in Schmittlein, Morrison and Colombo (1987, eq. A2). */
import { logRise } from '../numerics/gamma.ts'
import type { Work } from '../work.ts'
import { type Customers, check, type Distinct, distinct } from './customers.ts'
import { climbHere, convergenceOf, type Fit, type RowSum, standardErrorsOf } from './fit.ts'
import type { PurchaseModel } from './model.ts'
import { tablesOf } from './tables.ts'

/** Rates λ ~ Gamma(shape r, rate α): mean r/α purchases per unit of time. */
export type NbdParameters = { r: number; alpha: number }

/**
 * Fits the NBD by maximum likelihood: L = Γ(r+x)/Γ(r) · α^r / (α+T)^(r+x).
 * Throws InvalidInput for rows that break a rule.
 */
export const fitNbd = (customers: Customers, work?: Work): Fit<NbdParameters> => fitNbdRows(distinct(customers), work)

export function fitNbdRows(rows: Distinct, work?: Work): Fit<NbdParameters> {
  const found = climbHere(nbdSum, rows, rateStarts(rows), work)
  const [r, alpha] = found.at.map(Math.exp) as unknown as [number, number]
  const errors = standardErrorsOf(found)
  const boundary = found.at[0]! - found.origin[0]! > 7 ? 'equal-rates' : undefined
  return {
    parameters: { r, alpha },
    standardErrors: boundary === undefined && errors ? { r: errors[0]!, alpha: errors[1]! } : undefined,
    logLikelihood: -found.value,
    customers: rows.customers,
    distinctRows: rows.repeats.length,
    convergence: convergenceOf(found, rows.repeatBuyers, boundary),
  }
}

/** Starting points (ln r, ln α) around the mean purchase rate of the data. */
export function rateStarts(rows: Distinct): number[][] {
  let purchases = 0
  let time = 0
  for (let i = 0; i < rows.repeats.length; i++) {
    purchases += rows.weight[i]! * rows.repeats[i]!
    time += rows.weight[i]! * rows.age[i]!
  }
  const rate = time > 0 ? Math.max(purchases, 0.5) / time : 1
  return [0.3, 0.8, 3].map((r) => [Math.log(r), Math.log(r / rate)])
}

const nbdSum: RowSum = ([r, alpha], rows, from, to, gradient) => {
  const { rise, riseSlope } = tablesOf(rows.levels, r!, 1)
  const logAlpha = Math.log(alpha!)
  let sum = 0
  let byR = 0
  let byAlpha = 0
  for (let i = from; i < to; i++) {
    const w = rows.weight[i]!
    const x = rows.repeats[i]!
    const age = rows.age[i]!
    const level = rows.level[i]!
    const grown = Math.log1p(age / alpha!)
    sum += w * (rise[level]! - r! * grown - x * (logAlpha + grown))
    byR += w * (riseSlope[level]! - grown)
    byAlpha += (w * ((r! / alpha!) * age - x)) / (alpha! + age)
  }
  gradient[0]! += byR
  gradient[1]! += byAlpha
  return sum
}

/** The NBD with given parameters as a purchase model: P(alive) is 1. */
export function nbd({ r, alpha }: NbdParameters): PurchaseModel {
  return {
    memoryless: true,
    closedForm: true,
    logLikelihood(x, tx, T) {
      check(x, tx, T)
      return logRise(r, x) - r * Math.log1p(T / alpha) - x * Math.log(alpha + T)
    },
    alive(x, tx, T) {
      check(x, tx, T)
      return 1
    },
    expectedIfAlive: (x, _tx, T, ahead) => ((r + x) / (alpha + T)) * ahead,
    quietIfAlive: (x, _tx, T, ahead) => Math.exp(-(r + x) * Math.log1p(ahead / (alpha + T))),
    bend: (age) => alpha + age,
    fading: () => 0,
    expected: (t) => (r / alpha) * t,
  }
}
