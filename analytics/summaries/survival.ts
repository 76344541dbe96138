/** Survival of customers when some are still here: Kaplan and Meier (1958). */
import { InvalidInput } from '../invalid.ts'
import { upperGamma } from '../numerics/gamma.ts'
import { inverseOfPositive } from '../numerics/symmetric.ts'

/** How long each customer has been followed, and whether they left then (1) or were still here (0). */
export type Lifetimes = { time: ArrayLike<number>; left: ArrayLike<number | boolean> }

export type SurvivalStep = {
  time: number
  /** Followed up to this time, leavers of this time included. */
  atRisk: number
  left: number
  /** Share still here after this time. */
  survival: number
  /** Greenwood's (1926) standard error of `survival`. */
  standardError: number
  /** 95 % interval on the logarithmic scale, kept in [0, 1]: what R's survfit prints. */
  low: number
  high: number
}

/**
 * Kaplan–Meier: S(t) = Π_{t_i ≤ t} (1 − d_i/n_i), one step for each time at which somebody left or was last seen.
 * Throws InvalidInput for negative or non-finite times, or nobody at all.
 */
export function kaplanMeier(lifetimes: Lifetimes): SurvivalStep[] {
  const { time, left } = lifetimes
  const order = checked(lifetimes)
  const steps: SurvivalStep[] = []
  let survival = 1
  let hazards = 0
  let atRisk = order.length
  for (let i = 0; i < order.length; ) {
    const at = time[order[i]!]!
    let gone = 0
    let end = i
    for (; end < order.length && time[order[end]!] === at; end++) if (left[order[end]!]) gone++
    survival *= 1 - gone / atRisk
    if (gone > 0) hazards += gone / (atRisk * (atRisk - gone))
    const spread = Math.sqrt(hazards)
    const known = survival > 0
    steps.push({
      time: at,
      atRisk,
      left: gone,
      survival,
      standardError: known ? survival * spread : 0,
      low: known ? survival * Math.exp(-normal95 * spread) : 0,
      high: known ? Math.min(1, survival * Math.exp(normal95 * spread)) : 0,
    })
    atRisk -= end - i
    i = end
  }
  return steps
}

/** S(t) of a curve: 1 before the first step. */
export function survivalAt(curve: readonly SurvivalStep[], time: number): number {
  let survival = 1
  for (const step of curve) {
    if (step.time > time) break
    survival = step.survival
  }
  return survival
}

/** First time at which no more than half are left; undefined while more than half are. */
export const medianLifetime = (curve: readonly SurvivalStep[]) => curve.find(({ survival }) => survival <= 0.5)?.time

/** Mean lifetime up to a limit, ∫_0^limit S(t) dt: defined also when the curve does not reach zero. */
export function meanLifetime(curve: readonly SurvivalStep[], limit: number): number {
  let area = 0
  let from = 0
  let survival = 1
  for (const step of curve) {
    if (step.time >= limit) break
    area += survival * (step.time - from)
    from = step.time
    survival = step.survival
  }
  return area + survival * (limit - from)
}

/** Do groups leave at the same pace? Log-rank test (Mantel 1966): χ² with groups − 1 degrees of freedom, and its p-value. */
export function logRank(groups: readonly Lifetimes[]): { chiSquare: number; degrees: number; p: number; observed: number[]; expected: number[] } {
  const k = groups.length
  if (k < 2) throw new InvalidInput('too-few')
  const orders = groups.map(checked)
  const times = [...new Set(groups.flatMap(({ time, left }) => Array.from(time).filter((_, i) => left[i])))].sort((a, b) => a - b)
  const passed = groups.map(() => 0)
  const observed = groups.map(() => 0)
  const expected = groups.map(() => 0)
  const spread = new Float64Array((k - 1) * (k - 1))
  for (const at of times) {
    const gone = groups.map(({ time, left }, g) => {
      const order = orders[g]!
      while (passed[g]! < order.length && time[order[passed[g]!]!]! < at) passed[g]!++
      let count = 0
      for (let i = passed[g]!; i < order.length && time[order[i]!] === at; i++) if (left[order[i]!]) count++
      return count
    })
    const risk = orders.map((order, g) => order.length - passed[g]!)
    const [n, d] = [risk.reduce((a, b) => a + b, 0), gone.reduce((a, b) => a + b, 0)]
    for (let g = 0; g < k; g++) {
      observed[g]! += gone[g]!
      expected[g]! += (risk[g]! * d) / n
    }
    if (n < 2) continue
    const factor = (d * (n - d)) / (n - 1)
    for (let g = 0; g < k - 1; g++) {
      for (let h = 0; h < k - 1; h++) spread[g * (k - 1) + h]! += factor * (risk[g]! / n) * ((g === h ? 1 : 0) - risk[h]! / n)
    }
  }
  const inverse = inverseOfPositive(spread, k - 1)
  if (!inverse) throw new InvalidInput('constant', undefined, 'left')
  let chiSquare = 0
  for (let g = 0; g < k - 1; g++)
    for (let h = 0; h < k - 1; h++) chiSquare += (observed[g]! - expected[g]!) * inverse[g * (k - 1) + h]! * (observed[h]! - expected[h]!)
  return { chiSquare, degrees: k - 1, p: upperGamma((k - 1) / 2, chiSquare / 2), observed, expected }
}

const normal95 = 1.959963984540054

/** Checks every row; rows in order of time. */
function checked({ time, left }: Lifetimes): Int32Array {
  const n = time.length
  if (n === 0) throw new InvalidInput('empty')
  if (left.length !== n) throw new InvalidInput('length')
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(time[row]!)) throw new InvalidInput('not-finite', row, 'time')
    if (time[row]! < 0) throw new InvalidInput('negative', row, 'time')
    const event = Number(left[row])
    if (event !== 0 && event !== 1) throw new InvalidInput('out-of-range', row, 'left')
  }
  return Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => time[a]! - time[b]!)
}
