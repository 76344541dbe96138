/**
 * Pareto/NBD: gamma-distributed purchase rates, exponential lifetimes at gamma-distributed rates. Schmittlein, Morrison and Colombo (1987);
 * the forms used here: Fader and Hardie (2005, "A note on deriving the Pareto/NBD model").
 */
import { InvalidInput } from '../invalid.ts'
import { logRise } from '../numerics/gamma.ts'
import { gaussLegendre } from '../numerics/gauss-legendre.ts'
import type { Work } from '../work.ts'
import { type Customers, check, type Distinct, distinct } from './customers.ts'
import { type Boundary, climbHere, convergenceOf, type Fit, mayLieOnEdge, type RowSum, standardErrorsOf } from './fit.ts'
import type { PurchaseModel } from './model.ts'
import { fitNbdRows, rateStarts } from './nbd.ts'
import { tablesOf } from './tables.ts'

/** Purchase rate λ ~ Gamma(shape r, rate α); rate of leaving μ ~ Gamma(shape s, rate β). */
export type ParetoNbdParameters = { r: number; alpha: number; s: number; beta: number }

/** Pareto/NBD by maximum likelihood. Throws InvalidInput for rows that break a rule. */
export function fitParetoNbd(customers: Customers, work?: Work): Fit<ParetoNbdParameters> {
  const rows = distinct(customers)
  return paretoNbdFit(climbHere(paretoNbdSum, rows, paretoNbdStarts(rows), work), rows)
}

/** Starting points of the climb in log-parameters: lifetimes of the order of the time observed. */
export function paretoNbdStarts(rows: Distinct): number[][] {
  let time = 0
  for (let i = 0; i < rows.repeats.length; i++) time += rows.weight[i]! * rows.age[i]!
  const mean = time > 0 ? time / rows.customers : 1
  return rateStarts(rows).flatMap((rate) => [
    [...rate, Math.log(1.5), Math.log(3 * mean)],
    [...rate, Math.log(0.6), Math.log(0.4 * mean)],
  ])
}

/** Turns a finished climb into a fit, and tells whether the optimum is the NBD in disguise. */
export function paretoNbdFit(found: ReturnType<typeof climbHere>, rows: Distinct): Fit<ParetoNbdParameters> {
  let [r, alpha, s, beta] = found.at.map(Math.exp) as unknown as [number, number, number, number]
  let logLikelihood = -found.value
  const errors = standardErrorsOf(found)
  let boundary: Boundary | undefined
  if (mayLieOnEdge(found, rows)) {
    const stays = fitNbdRows(rows)
    if (stays.logLikelihood >= logLikelihood - 1e-6) {
      boundary = 'no-dropout'
      ;[r, alpha, s, beta] = [stays.parameters.r, stays.parameters.alpha, 0, 1]
      logLikelihood = stays.logLikelihood
    } else if (found.at[2]! - found.origin[2]! > 7) boundary = 'equal-dropout'
    else if (found.at[0]! - found.origin[0]! > 7) boundary = 'equal-rates'
  }
  return {
    parameters: { r, alpha, s, beta },
    standardErrors: boundary === undefined && errors ? { r: errors[0]!, alpha: errors[1]!, s: errors[2]!, beta: errors[3]! } : undefined,
    logLikelihood,
    customers: rows.customers,
    distinctRows: rows.repeats.length,
    convergence: convergenceOf(found, rows.repeatBuyers, boundary),
  }
}

/**
 * The integrals are taken over w where u = t_x + (c + t_x)(e^w − 1) and c = min(α, β), from 0 to this width. The integrand falls at least like
 * e^(−fall·w), so beyond 38/fall nothing is left in double precision.
 */
function widthOf(fall: number, start: number, tx: number, T: number) {
  const width = Math.log1p((T - tx) / start)
  return fall * width > 38 ? 38 / fall : width
}

const fallOf = (shape: number, alpha: number, s: number, beta: number, tx: number, start: number) => start * (shape / (alpha + tx) + (s + 1) / (beta + tx)) - 1

/** Nodes that integrate e^(−fall·w) times a function with its nearest pole at distance π: about 1e-10 of the value for the fit, 1e-14 when `exact`. */
const nodesOf = (fall: number, width: number, exact: boolean) =>
  Math.min(64, Math.ceil((exact ? 8 : 5) + (exact ? 0.38 : 0.36) * Math.max(0, fall * width) + (exact ? 3 : 2) * width))

/**
 * ln L = ln Γ(r+x)/Γ(r) + r ln α + s ln β + ln(A + s·J), A = (α+T)^−(r+x) (β+T)^−s, J = ∫_{t_x}^{T} (α+u)^−(r+x) (β+u)^−(s+1) du.
 * Both parts are positive; J by Gauss–Legendre in w, where the integrand is smooth; the gradient is a weighted mean at the same nodes.
 */
export const paretoNbdSum: RowSum = (parameters, rows, from, to, gradient) => {
  const r = parameters[0]!
  const alpha = parameters[1]!
  const s = parameters[2]!
  const beta = parameters[3]!
  const { rise, riseSlope } = tablesOf(rows.levels, r, 1)
  const { repeats, recency, age, weight, level } = rows
  // `near` is the smaller of α and β, whose powers need no logarithm in w.
  const first = alpha <= beta
  const near = first ? alpha : beta
  const far = first ? beta : alpha
  const distance = far - near
  let sum = 0
  let sumR = 0
  let sumAlpha = 0
  let sumS = 0
  let sumBeta = 0
  let purchases = 0
  for (let i = from; i < to; i++) {
    const w = weight[i]!
    const tx = recency[i]!
    const T = age[i]!
    const shape = r + repeats[i]!
    const nearPower = first ? shape : s + 1
    const farPower = first ? s + 1 : shape
    const start = near + tx
    const fall = fallOf(shape, alpha, s, beta, tx, start)
    const width = widthOf(fall, start, tx, T)
    const count = nodesOf(fall, width, false)
    const { nodes, weights: shares } = gaussLegendre(count)
    const farThen = far + tx
    let mass = 0
    let massNear = 0
    let massFar = 0
    let massByNear = 0
    let massByFar = 0
    for (let q = 0; q < count; q++) {
      const v = width * nodes[q]!
      const nearReach = start * Math.exp(v)
      const farReach = nearReach + distance
      const longerFar = Math.log1p((nearReach - start) / farThen)
      const f = shares[q]! * nearReach * Math.exp(-nearPower * v - farPower * longerFar)
      mass += f
      massNear += f * v
      massFar += f * longerFar
      massByNear += f / nearReach
      massByFar += f / farReach
    }
    // Everything relative to the integrand at u = t_x.
    const scale = s * width
    // Logarithms relative to α and β: the differences of the absolute ones would cancel when a parameter runs off.
    const alphaThen = Math.log1p(tx / alpha)
    const betaThen = Math.log1p(tx / beta)
    const alphaNow = Math.log1p(T / alpha)
    const betaNow = Math.log1p(T / beta)
    const living = (beta + tx) * Math.exp(-shape * Math.log1p((T - tx) / (alpha + tx)) - s * Math.log1p((T - tx) / (beta + tx)))
    const whole = living + scale * mass
    const alive = living / whole
    const per = scale / whole
    const left = per * mass
    sum += w * (rise[level[i]!]! - shape * alphaThen - s * betaThen + Math.log(whole / (beta + tx)))
    purchases += w * repeats[i]!
    sumR += w * (riseSlope[level[i]!]! - alive * alphaNow - left * alphaThen - per * (first ? massNear : massFar))
    sumAlpha += w * (r / alpha - shape * (alive / (alpha + T) + per * (first ? massByNear : massByFar)))
    sumS += w * (left / s - alive * betaNow - left * betaThen - per * (first ? massFar : massNear))
    sumBeta += w * (s / beta - (alive * s) / (beta + T) - (s + 1) * per * (first ? massByFar : massByNear))
  }
  gradient[0]! += sumR
  gradient[1]! += sumAlpha
  gradient[2]! += sumS
  gradient[3]! += sumBeta
  return sum - purchases * Math.log(alpha)
}

/** ∫ over the time of leaving, relative to staying to the end: s ∫_{t_x}^{T} ((α+T)/(α+u))^(r+x) ((β+T)/(β+u))^s du/(β+u), as a logarithm. */
function logOddsOfHavingLeft(shape: number, { alpha, s, beta }: ParetoNbdParameters, tx: number, T: number, exact = true): number {
  if (s === 0 || T === tx) return Number.NEGATIVE_INFINITY
  const start = Math.min(alpha, beta) + tx
  const fall = fallOf(shape, alpha, s, beta, tx, start)
  const width = widthOf(fall, start, tx, T)
  const rule = gaussLegendre(nodesOf(fall, width, exact))
  // The logarithm of the nearer of α + u and β + u is linear in w.
  const nearPower = alpha <= beta ? shape : s + 1
  const farPower = alpha <= beta ? s + 1 : shape
  const farThen = Math.max(alpha, beta) + tx
  let sum = 0
  for (let q = 0; q < rule.nodes.length; q++) {
    const v = width * rule.nodes[q]!
    sum += rule.weights[q]! * Math.exp(v * (1 - nearPower) - farPower * Math.log1p((start * Math.expm1(v)) / farThen))
  }
  return Math.log((s * width * start * sum) / (beta + tx)) + shape * Math.log1p((T - tx) / (alpha + tx)) + s * Math.log1p((T - tx) / (beta + tx))
}

/** The Pareto/NBD with given parameters as a purchase model; `s` = 0 means that nobody leaves. */
export function paretoNbd(parameters: ParetoNbdParameters): PurchaseModel {
  const { r, alpha, s, beta } = parameters
  if (!(r > 0 && alpha > 0 && s >= 0 && beta > 0)) throw new InvalidInput('not-positive', undefined, 'parameters')
  const expectedIfAlive = (x: number, _tx: number, T: number, ahead: number) => {
    // (r+x)(β+T)/((α+T)(s−1)) · (1 − ((β+T)/(β+T+t))^(s−1)), whose limit at s = 1 is a logarithm (Fader and Hardie 2005, eq. 41).
    const log = Math.log1p(ahead / (beta + T))
    const e = s - 1
    const time = Math.abs(e * log) < 1e-16 ? log : -Math.expm1(-e * log) / e
    return ((r + x) / (alpha + T)) * (beta + T) * time
  }
  return {
    memoryless: true,
    closedForm: true,
    logLikelihood(x, tx, T) {
      check(x, tx, T)
      const odds = logOddsOfHavingLeft(r + x, parameters, tx, T)
      const either = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds))
      return logRise(r, x) - r * Math.log1p(T / alpha) - x * Math.log(alpha + T) - s * Math.log1p(T / beta) + either
    },
    alive(x, tx, T) {
      check(x, tx, T)
      const odds = logOddsOfHavingLeft(r + x, parameters, tx, T)
      return odds > 0 ? Math.exp(-odds) / (1 + Math.exp(-odds)) : 1 / (1 + Math.exp(odds))
    },
    roughlyAlive: (x, tx, T) => 1 / (1 + Math.exp(logOddsOfHavingLeft(r + x, parameters, tx, T, false))),
    expectedIfAlive,
    quietIfAlive(x, _tx, T, ahead) {
      // Nothing bought and still there, or left before buying: the same two terms as the likelihood, from T on with posterior parameters.
      const later = { r: r + x, alpha: alpha + T, s, beta: beta + T }
      const stayed = -(r + x) * Math.log1p(ahead / later.alpha) - s * Math.log1p(ahead / later.beta)
      return Math.min(1, Math.exp(stayed) + Math.exp(stayed + logOddsOfHavingLeft(r + x, later, 0, ahead)))
    },
    discountedIfAlive(x, T, times, weights) {
      let sum = 0
      for (let i = 0; i < times.length; i++) sum += weights[i]! * Math.exp(-s * Math.log1p(times[i]! / (beta + T)))
      return ((r + x) / (alpha + T)) * sum
    },
    bend: (age) => beta + age,
    fading: (_x, age) => s / (beta + age),
    expected: (t) => expectedIfAlive(0, 0, 0, t),
  }
}
