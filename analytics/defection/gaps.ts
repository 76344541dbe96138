/** How regularly customers buy: one shape of gaps for all, a pace for each. */
import { climbBy } from '../base/fit.ts'
import { InvalidInput } from '../invalid.ts'
import { digamma, logGamma, logRise } from '../numerics/gamma.ts'
import { incompleteBeta } from '../numerics/incomplete-beta.ts'
import type { Histories } from '../summaries/transactions.ts'

/** Gaps of a customer are Gamma(shape k, rate λ), λ ~ Gamma(shape r, rate α) over customers; days. k = 1 is chance, larger is regular. */
export type GapLaw = { k: number; r: number; alpha: number }

/** What a day knows of one customer: gaps closed by then, and the open one. */
export type Gaps = {
  /** Position in the histories. */
  row: number
  customer: number
  /** Purchases up to the cutoff, and the first and last of their days. */
  purchases: number
  first: number
  last: number
  /** Days between purchases, oldest first. */
  closed: number[]
  /** Days since the last purchase. */
  open: number
}

/** Customers who bought by `cutoff`, at least `atLeast` times, with their gaps. Purchases at one moment leave no gap. */
export function gapsAt({ customer, start, day }: Histories, cutoff: number, atLeast = 1): Gaps[] {
  const all: Gaps[] = []
  for (let row = 0; row < customer.length; row++) {
    const from = start[row]!
    let until = from
    while (until < start[row + 1]! && day[until]! <= cutoff) until++
    if (until - from < Math.max(1, atLeast)) continue
    const closed: number[] = []
    for (let entry = from + 1; entry < until; entry++) if (day[entry]! > day[entry - 1]!) closed.push(day[entry]! - day[entry - 1]!)
    all.push({ row, customer: customer[row]!, purchases: until - from, first: day[from]!, last: day[until - 1]!, closed, open: cutoff - day[until - 1]! })
  }
  return all
}

/**
 * Fits the law to closed gaps by maximum likelihood with λ integrated out: for n gaps of sum G
 * L = Γ(r+kn)/Γ(r) · α^r/(α+G)^(r+kn) · Π g^(k−1)/Γ(k)^n. Throws InvalidInput `too-few` with fewer than 20 customers who bought three times.
 */
export function fitGapLaw(customers: readonly Gaps[]): GapLaw {
  const rows = customers.filter(({ closed }) => closed.length >= 2)
  if (rows.length < 20) throw new InvalidInput('too-few')
  const counts = Float64Array.from(rows, ({ closed }) => closed.length)
  const sums = Float64Array.from(rows, ({ closed }) => closed.reduce((sum, gap) => sum + gap, 0))
  const logs = Float64Array.from(rows, ({ closed }) => closed.reduce((sum, gap) => sum + Math.log(gap), 0))
  const mean = sums.reduce((a, b) => a + b, 0) / counts.reduce((a, b) => a + b, 0)
  const likelihood = (parameters: Float64Array, gradient: Float64Array) => {
    const [k, r, alpha] = parameters as unknown as [number, number, number]
    const [ofK, ofR, logOfK] = [digamma(k), digamma(r), logGamma(k)]
    let sum = 0
    for (let i = 0; i < counts.length; i++) {
      const n = counts[i]!
      const shape = r + k * n
      const reach = alpha + sums[i]!
      const longer = Math.log(reach)
      const ofShape = digamma(shape)
      sum += logRise(r, k * n) + r * Math.log(alpha) - shape * longer + (k - 1) * logs[i]! - n * logOfK
      gradient[0]! += n * (ofShape - longer - ofK) + logs[i]!
      gradient[1]! += ofShape - ofR + Math.log(alpha) - longer
      gradient[2]! += r / alpha - shape / reach
    }
    return sum
  }
  const starts = [
    [1, 2],
    [2, 3],
  ].map(([k, r]) => [Math.log(k!), Math.log(r!), Math.log((mean * r!) / k!)])
  const [k, r, alpha] = climbBy(likelihood, 1, starts).at.map(Math.exp) as unknown as [number, number, number]
  // Whoever always buys on the same weekday has gaps without spread, and k runs off; beyond a spread of 3 % the sums over gaps lose their digits and tell nothing more.
  return k > mostRegular ? { k: mostRegular, r, alpha: (alpha * k) / mostRegular } : { k, r, alpha }
}

const mostRegular = 1000

/** Expected gap of a customer with n closed gaps of sum G: k(α+G)/(r+kn−1), the own mean drawn to everybody's. */
export function expectedGap({ k, r, alpha }: GapLaw, closed: readonly number[]): number {
  const sum = closed.reduce((total, gap) => total + gap, 0)
  return (k * (alpha + sum)) / Math.max(r + k * closed.length - 1, 0.5 * (r + k * closed.length))
}

/** P(the next gap exceeds `open` | closed gaps), pace integrated out: I_z(r+kn, k) with z = (α+G)/(α+G+open). */
export function survivalOfGap({ k, r, alpha }: GapLaw, closed: readonly number[], open: number): number {
  const reach = alpha + closed.reduce((total, gap) => total + gap, 0)
  return incompleteBeta(r + k * closed.length, k, reach / (reach + open))
}
