/** Volume: does the customer buy less than their own past, the season and everybody's trend let expect? */
import { InvalidInput } from '../invalid.ts'
import { binomialAtMost } from '../numerics/incomplete-beta.ts'
import { normalUpperTail } from '../numerics/tails.ts'
import type { Histories } from '../summaries/transactions.ts'
import type { Reading, Signal } from './signal.ts'

export type VolumeOptions = {
  /** Days of the recent window, ending at the cutoff. */
  window: number
  /** What is counted: purchases, or what was paid. */
  of?: 'purchases' | 'amounts'
  /** The past compared with: all days before the window, or the same window a year earlier (the customer's own season). */
  against?: 'before' | 'last-year'
  /** Fewest purchases in both spans together. */
  purchases?: number
}

/**
 * Volume. Season and trend come from all customers who had begun before the spans: if these together made the share p of their purchases (or paid the share
 * p of the money) in the window, a customer who changes like everybody makes each of their purchases in the window with probability p. `value`: seen over expected.
 * `probability`: 1 − P(as little as this | unchanged), counts by the exact binomial, amounts by the saddlepoint of Σ amount × Bernoulli(p)
 * (Lugannani and Rice 1980), which holds for few and unequal purchases alike. Returns (negative amounts) lower what is seen and are not drawn.
 */
export function volumeDrop({ window, of = 'purchases', against = 'before', purchases = 4 }: VolumeOptions): Signal {
  if (!(window > 0 && Number.isFinite(window))) throw new InvalidInput('not-positive', undefined, 'window')
  return (histories, cutoff) => {
    const recent: Span = { from: cutoff - window, until: cutoff }
    const before: Span =
      against === 'before' ? { from: Number.NEGATIVE_INFINITY, until: cutoff - window } : { from: cutoff - window - 365, until: cutoff - 365 }
    const begun = against === 'before' ? cutoff - 2 * window : cutoff - window - 365
    const of1 = of === 'purchases'
    const customers = spansOf(histories, recent, before, begun)
    // Everybody's change: purchases per customer and day, so that customers of different age weigh by what they bought.
    let seen = 0
    let due = 0
    for (const customer of customers) {
      const days = against === 'before' ? recent.from - customer.first : window
      const past = of1 ? customer.past.length : total(customer.past)
      seen += of1 ? customer.lately.length : total(customer.lately)
      due += (past * window) / days
    }
    const trend = due > 0 ? Math.max(0, seen) / due : 1
    const readings: Reading[] = []
    for (const { customer, first, lately, past } of customers) {
      const n = lately.length + past.length
      if (n < purchases || past.length === 0) continue
      const days = against === 'before' ? recent.from - first : window
      const p = (trend * window) / (trend * window + days)
      const all = [...lately, ...past]
      const seenHere = of1 ? lately.length : total(lately)
      const expected = (of1 ? n : total(all.filter((amount) => amount > 0))) * p
      const atMost = of1
        ? binomialAtMost(lately.length, n, p)
        : amountAtMost(
            seenHere,
            all.filter((amount) => amount > 0),
            p,
          )
      readings.push({
        customer,
        value: expected > 0 ? seenHere / expected : 1,
        probability: 1 - atMost,
        evidence: { seen: seenHere, expected, before: of1 ? past.length : total(past), daysBefore: days, window, trend },
      })
    }
    return readings
  }
}

type Span = { from: number; until: number }
type Spans = { customer: number; first: number; lately: number[]; past: number[] }

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** What customers who had begun by then paid in both spans, (from, until]. */
function spansOf({ customer, start, day, amount }: Histories, recent: Span, before: Span, begun: number): Spans[] {
  const all: Spans[] = []
  for (let i = 0; i < customer.length; i++) {
    if (day[start[i]!]! > begun) continue
    const [lately, past]: [number[], number[]] = [[], []]
    for (let entry = start[i]!; entry < start[i + 1]!; entry++) {
      const at = day[entry]!
      if (at > recent.from && at <= recent.until) lately.push(amount[entry]!)
      else if (at > before.from && at <= before.until) past.push(amount[entry]!)
    }
    all.push({ customer: customer[i]!, first: day[start[i]!]!, lately, past })
  }
  return all
}

/** P(Σ a_i B_i ≤ s), B_i ~ Bernoulli(p) independent, a_i > 0. Exact at the ends, by enumeration for few amounts, by the saddlepoint otherwise. */
export function amountAtMost(s: number, amounts: readonly number[], p: number): number {
  const n = amounts.length
  const whole = total(amounts)
  if (s < 0) return 0
  if (s >= whole * (1 - 1e-12)) return 1
  if (n <= 12) {
    let sum = 0
    for (let mask = 0; mask < 1 << n; mask++) {
      let drawn = 0
      let chance = 1
      for (let i = 0; i < n; i++) {
        const bit = (mask >> i) & 1
        drawn += bit * amounts[i]!
        chance *= bit ? p : 1 - p
      }
      if (drawn <= s + 1e-9 * whole) sum += chance
    }
    return Math.min(1, sum)
  }
  if (s < Math.min(...amounts)) return (1 - p) ** n
  // K(t) = Σ ln(1 − p + p e^(a t)); the saddlepoint solves K′(t) = s.
  const scale = n / whole
  const a = amounts.map((amount) => amount * scale)
  const target = s * scale
  const at = (t: number) => {
    let [value, slope, curve] = [0, 0, 0]
    for (const ai of a) {
      const odds = ai * t + Math.log(p / (1 - p))
      const q = 1 / (1 + Math.exp(-odds))
      value += Math.log1p(-p) + (odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)))
      slope += ai * q
      curve += ai * ai * q * (1 - q)
    }
    return { value, slope, curve }
  }
  let [low, high] = [-1, 1]
  while (at(low).slope > target) low *= 2
  while (at(high).slope < target) high *= 2
  // Newton's step where it stays between both ends, half the way where it does not.
  let t = 0
  for (let i = 0; i < 60; i++) {
    const { slope, curve } = at(t)
    if (slope < target) low = t
    else high = t
    const step = t - (slope - target) / curve
    const next = step > low && step < high ? step : (low + high) / 2
    const moved = Math.abs(next - t)
    t = next
    if (moved <= 1e-15 * Math.max(1, Math.abs(t))) break
  }
  const { value, curve } = at(t)
  const w = Math.sign(t) * Math.sqrt(Math.max(0, 2 * (t * target - value)))
  const u = t * Math.sqrt(curve)
  if (Math.abs(w) < 1e-4) return 1 - normalUpperTail(w)
  return Math.min(1, Math.max(0, 1 - normalUpperTail(w) + (1 / w - 1 / u) * Math.exp(-(w * w) / 2) * 0.3989422804014327))
}
