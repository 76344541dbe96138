/** Made-up customers, and the model families under one roof. */
import { random } from '../numerics/random.ts'
import { betaGeometric } from './beta-geometric.ts'
import { nbd } from './nbd.ts'
import { paretoNbd } from './pareto-nbd.ts'

/** Customers who follow the BG/NBD (or the MBG/NBD), observed for `from` to `from + spread` units of time. */
export function simulated(
  n: number,
  options: {
    seed?: number
    r?: number
    alpha?: number
    a?: number
    b?: number
    k?: number
    leavesAfterFirst?: boolean
    from?: number
    spread?: number
    rounding?: number
  } = {},
) {
  const { seed = 1, r = 0.5, alpha = 6, a = 0.8, b = 2.5, k = 1, leavesAfterFirst = false, from = 26, spread = 26, rounding = 7 } = options
  const source = random(seed)
  const repeats = new Float64Array(n)
  const recency = new Float64Array(n)
  const age = new Float64Array(n)
  const logGaps = new Float64Array(n)
  const rounded = (time: number) => (rounding ? Math.round(time * rounding) / rounding : time)
  for (let i = 0; i < n; i++) {
    const lambda = source.gamma(r) / alpha
    const p = source.beta(a, b)
    age[i] = rounded(from + source.uniform() * spread)
    let alive = !leavesAfterFirst || source.uniform() > p
    for (let t = 0; alive; alive = source.uniform() > p) {
      const gap = source.gamma(k) / lambda
      t += gap
      if (!(t <= age[i]!)) break
      repeats[i]!++
      recency[i] = Math.min(age[i]!, Math.max(rounded(t), 1e-9))
      logGaps[i]! += Math.log(gap)
    }
  }
  return { repeats, recency, age, logGaps }
}

/** One model of each continuous-time family, near the CDNOW customers. */
export const models = {
  'NBD': nbd({ r: 0.385, alpha: 12.07 }),
  'Pareto/NBD': paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }),
  'BG/NBD': betaGeometric({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }),
  'MBG/NBD': betaGeometric({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, { k: 1, leavesAfterFirst: true }),
  'BG/CNBD-2': betaGeometric({ r: 0.227, alpha: 1.463, a: 0.944, b: 2.074 }, { k: 2, leavesAfterFirst: false }),
  'MBG/CNBD-3': betaGeometric({ r: 0.5, alpha: 2, a: 0.9, b: 1.7 }, { k: 3, leavesAfterFirst: true }),
}
