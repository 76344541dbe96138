/** Discounted purchases and customer lifetime value. */
import { InvalidInput } from '../invalid.ts'
import { gaussLegendre } from '../numerics/gauss-legendre.ts'
import { logHypergeometric } from '../numerics/hypergeometric.ts'
import { type BgBbParameters, bgBb } from './bg-bb.ts'
import type { PurchaseModel } from './model.ts'

/** Continuous discount rate per unit of time from a yearly rate: δ = ln(1 + d)/units. A week is 1/52 of a year in the papers, 7/365.25 in calendars. */
export function discountPerUnit(yearly: number, unitsPerYear: number): number {
  if (!(yearly > 0 && Number.isFinite(yearly))) throw new InvalidInput('not-positive', undefined, 'yearly')
  if (!(unitsPerYear > 0 && Number.isFinite(unitsPerYear))) throw new InvalidInput('not-positive', undefined, 'unitsPerYear')
  return Math.log1p(yearly) / unitsPerYear
}

/**
 * Discounted expected purchases ahead of a customer who is alive at T: ∫_0^H e^(−δu) dE(u), E(u) the expected purchases within u.
 * The rate of purchases is integrated by Gauss–Legendre on ln(1 + u/bend); models that know E alone go by parts, e^(−δH) E(H) + δ ∫ e^(−δu) E(u) du,
 * where both terms are positive. H = ∞ gives the residual value. With P(alive) it is the DERT of Fader, Hardie and Lee (2005, eq. 2), for every model
 * in continuous time and not the Pareto/NBD alone. For the BG/BB, whose time is counted, use `discountedOccasions`.
 */
export function discountedIfAlive(
  model: PurchaseModel,
  repeats: number,
  recency: number,
  age: number,
  discount: number,
  horizon = Number.POSITIVE_INFINITY,
): number {
  if (!(discount > 0 && Number.isFinite(discount))) throw new InvalidInput('not-positive', undefined, 'discount')
  if (!(horizon >= 0)) throw new InvalidInput('negative', undefined, 'horizon')
  if (horizon === 0) return 0
  const end = Math.min(horizon, 42 / discount)
  const bend = model.bend(age)
  const { nodes, weights } = gaussLegendre(16)
  const edges = panelsOf(discount, end, bend, model.fading(repeats, age))
  const times = new Float64Array(edges.length * nodes.length)
  const shares = new Float64Array(edges.length * nodes.length)
  let count = 0
  let from = 0
  for (const until of edges) {
    const low = Math.log1p(from / bend)
    const width = Math.log1p(until / bend) - low
    for (let i = 0; i < nodes.length; i++, count++) {
      const further = low + width * nodes[i]!
      times[count] = bend * Math.expm1(further)
      shares[count] = weights[i]! * width * bend * Math.exp(further - discount * times[count]!)
    }
    from = until
  }
  const [grid, factors] = [times.subarray(0, count), shares.subarray(0, count)]
  if (model.discountedIfAlive) return model.discountedIfAlive(repeats, age, grid, factors)
  let sum = horizon > end ? 0 : Math.exp(-discount * end) * model.expectedIfAlive(repeats, recency, age, end)
  for (let i = 0; i < count; i++) sum += factors[i]! * discount * model.expectedIfAlive(repeats, recency, age, grid[i]!)
  return sum
}

/**
 * Where the panels of the integral end: where the discount factor has fallen by e^−1, e^−8 and to nothing, and, where customers leave much sooner than
 * that, likewise where leaving has worn the rate down. So each part is smooth on its own scale.
 */
function panelsOf(discount: number, end: number, bend: number, fading: number): number[] {
  const edges = [1 / discount, 8 / discount, end]
  if (fading * bend > 3 && fading > discount / 8) for (const worn of [0.5, 3, 12, 42, 200, 1000]) edges.push(worn / fading)
  return [...new Set(edges.filter((edge) => edge <= end))].sort((a, b) => a - b)
}

/** DERT: P(alive) × the discounted purchases of the living. `discount` is continuous, per unit of time. */
export const discountedPurchases = (model: PurchaseModel, repeats: number, recency: number, age: number, discount: number, horizon?: number) =>
  model.alive(repeats, recency, age) * discountedIfAlive(model, repeats, recency, age, discount, horizon)

/** Discounted expected purchases of a BG/BB customer, occasion T + j discounted by (1 + d)^−j (Fader, Hardie and Shang 2010, eq. 14). `discount` d > 0 per occasion. */
export function discountedOccasions({ alpha, beta, gamma, delta }: BgBbParameters, repeats: number, recency: number, age: number, discount: number): number {
  if (!(discount > 0 && Number.isFinite(discount))) throw new InvalidInput('not-positive', undefined, 'discount')
  const sum = Math.exp(logHypergeometric(1, delta + age + 1, gamma + delta + age + 1, 1 / (1 + discount)))
  return (bgBb({ alpha, beta, gamma, delta }).alive(repeats, recency, age) * ((alpha + repeats) / (alpha + beta + age)) * sum) / (1 + discount)
}
