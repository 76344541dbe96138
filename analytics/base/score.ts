/** Scoring every customer at once: P(alive), expected purchases, discounted purchases and value. */
import { InvalidInput } from '../invalid.ts'
import { interpolant } from '../numerics/chebyshev.ts'
import { type Customers, type Distinct, distinct } from './customers.ts'
import { expectedSpend, type GammaGammaParameters } from './gamma-gamma.ts'
import type { PurchaseModel } from './model.ts'
import { discountedIfAlive } from './value.ts'

export type ScoreOptions = {
  /** Time ahead for the expected purchases, in the unit of the fit. */
  ahead: number
  /** Continuous discount rate per unit of time (`discountPerUnit`); asks for discounted purchases. */
  discount?: number
  /** Time after which nothing counts; everything ahead when absent. */
  horizon?: number
  /** Share of revenue that is margin, 1 when absent. */
  margin?: number
  /** What a purchase of each customer is worth: their mean spend and the Gamma-Gamma parameters that shrink it. Asks for value. */
  spend?: { mean: ArrayLike<number>; parameters: GammaGammaParameters }
}

/** One entry a customer, in the order of the input. */
export type Scores = {
  /** P(alive). */
  alive: Float64Array
  /** Expected purchases within `ahead`. */
  expected: Float64Array
  /** Discounted expected purchases; empty unless `discount` was given. */
  discounted: Float64Array
  /** margin × E[spend] × discounted; empty unless `discount` and `spend` were given. */
  value: Float64Array
}

/**
 * Scores customers with a model. Equal rows are computed once, and what depends on the age alone is interpolated between Chebyshev points when a
 * number of purchases occurs at very many ages: values agree with the single-customer functions to about 1e-9.
 */
export function score(model: PurchaseModel, customers: Customers, options: ScoreOptions): Scores {
  const rows = distinct(customers)
  const { ahead, discount, horizon, margin = 1, spend } = options
  if (!(ahead >= 0 && Number.isFinite(ahead))) throw new InvalidInput('negative', undefined, 'ahead')
  if (spend && spend.mean.length !== rows.rowOf.length) throw new InvalidInput('length', undefined, 'spend')
  const n = rows.repeats.length
  const aliveAt = model.roughlyAlive ?? model.alive
  const aliveOf = Float64Array.from({ length: n }, (_, i) => aliveAt(rows.repeats[i]!, rows.recency[i]!, rows.age[i]!))
  const { repeats, recency, age } = rows
  const expectedOf = model.closedForm
    ? repeats.map((x, i) => model.expectedIfAlive(x, recency[i]!, age[i]!, ahead))
    : perRow(model, rows, (x, tx, T) => model.expectedIfAlive(x, tx, T, ahead))
  const discountedOf = discount === undefined ? undefined : perRow(model, rows, (x, tx, T) => discountedIfAlive(model, x, tx, T, discount, horizon))
  const size = rows.rowOf.length
  const scores: Scores = {
    alive: new Float64Array(size),
    expected: new Float64Array(size),
    discounted: new Float64Array(discountedOf ? size : 0),
    value: new Float64Array(discountedOf && spend ? size : 0),
  }
  for (let i = 0; i < size; i++) {
    const row = rows.rowOf[i]!
    const alive = aliveOf[row]!
    scores.alive[i] = alive
    scores.expected[i] = alive * expectedOf[row]!
    if (!discountedOf) continue
    scores.discounted[i] = alive * discountedOf[row]!
    if (!spend) continue
    const mean = spend.mean[i]!
    if (customers.repeats[i]! > 0 && !(mean >= 0 && Number.isFinite(mean))) throw new InvalidInput(mean < 0 ? 'negative' : 'not-finite', i, 'spend')
    scores.value[i] = margin * expectedSpend(spend.parameters, customers.repeats[i]!, mean) * scores.discounted[i]!
  }
  return scores
}

/** f for every distinct row; for models that forget recency, once per (x, T) or through an interpolant in ln(bend(T)). */
function perRow(model: PurchaseModel, rows: Distinct, f: (x: number, tx: number, T: number) => number): Float64Array {
  const { repeats, recency, age, level, levels } = rows
  const results = new Float64Array(repeats.length)
  if (!model.memoryless) return results.map((_, i) => f(repeats[i]!, recency[i]!, age[i]!))
  const counts = new Int32Array(levels.length)
  const youngest = new Float64Array(levels.length).fill(Number.POSITIVE_INFINITY)
  const oldest = new Float64Array(levels.length)
  for (let i = 0; i < repeats.length; i++) {
    const at = level[i]!
    counts[at]!++
    if (age[i]! < youngest[at]!) youngest[at] = age[i]!
    if (age[i]! > oldest[at]!) oldest[at] = age[i]!
  }
  const wide = Array.from(levels, (x, at) => {
    const from = Math.log(model.bend(youngest[at]!))
    const to = Math.log(model.bend(oldest[at]!))
    const points = Math.ceil(10 + 4 * (to - from))
    if (counts[at]! < 2 * points || to === from) return undefined
    // bend(T) = T + constant, so the age at a point is its exponential less that constant.
    const constant = model.bend(0)
    return interpolant((s) => f(x, 0, Math.max(0, Math.exp(s) - constant)), from, to, points)
  })
  const known = Array.from(levels, () => new Map<number, number>())
  for (let i = 0; i < repeats.length; i++) {
    const between = wide[level[i]!]
    if (between) {
      results[i] = between(Math.log(model.bend(age[i]!)))
      continue
    }
    const ofAge = known[level[i]!]!
    let value = ofAge.get(age[i]!)
    if (value === undefined) {
      value = f(repeats[i]!, 0, age[i]!)
      ofAge.set(age[i]!, value)
    }
    results[i] = value
  }
  return results
}
