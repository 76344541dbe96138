/**
 * Kinds of buyers: how often, how regularly and how faithfully customers of one company buy, with no curve assumed over them. Each kind is a pace, a
 * regularity and a chance to leave after a purchase; how many customers are of each is learned from all histories by expectation–maximisation (the
 * nonparametric maximum likelihood of Kiefer and Wolfowitz 1956; Laird 1978), ended early so that no kind is ruled out by chance. A beta-geometric model
 * has one regularity for everybody, independent rates of buying and leaving and thin tails; real customers keep to none of the three.
 */
import { InvalidInput } from '../invalid.ts'
import { logGamma, upperGamma } from '../numerics/gamma.ts'
import type { Gaps } from './gaps.ts'

/** Shapes of the gamma-distributed gaps: below 1 bought in bursts, above 1 regularly. */
const regularities = [0.5, 0.8, 1.2, 2, 3.5, 7]
/** Chance to leave after a purchase. */
const leavings = [0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9]
const pacesOfRegularity = 24
/** The more rounds, the nearer the most likely shares, which give all to a few kinds. */
const rounds = 12
/** Customers the shares are learned from, at most; an even sample of more. */
const learnedFrom = 4000
/** Distinct lengths of silence told apart, over the longest history. */
const steps = 512
/** Share of customers unlike anybody learned from: spread evenly, so that whoever is read has a kind. */
const unseen = 1e-6
const bins = 8

/** Plain data: what one history taught, to be kept and read of any customer. */
export type Kinds = {
  /** Gaps of pace i: Gamma(shape, shape × rate), mean 1/rate days. */
  shape: readonly number[]
  rate: readonly number[]
  /** Share of each pace i with leaving j, at i × leavings + j. */
  share: readonly number[]
  /** Days that silences are rounded to. */
  step: number
}

/** Learns the shares of the kinds from everybody who bought, one-time buyers included. */
export function learnKinds(customers: readonly Gaps[]): Kinds {
  if (customers.length === 0) throw new InvalidInput('empty')
  let longest = 0
  let quickest = 0
  for (const { first, last, open, closed } of customers) {
    longest = Math.max(longest, last - first + open)
    if (closed.length >= 3) quickest = Math.max(quickest, closed.length / (last - first))
  }
  if (!(longest > 0)) throw new InvalidInput('too-few')
  const slow = 0.1 / longest
  const quick = Math.max(100 * slow, 2 * quickest)
  const n = regularities.length * pacesOfRegularity
  const shape = Array.from({ length: n }, (_, i) => regularities[Math.floor(i / pacesOfRegularity)]!)
  const rate = Array.from({ length: n }, (_, i) => slow * (quick / slow) ** ((i % pacesOfRegularity) / (pacesOfRegularity - 1)))
  const paceOf = { shape, rate, step: longest / steps }
  const quietAfter = quietOf(paceOf)
  const share = new Float64Array(n * leavings.length).fill(1 / (n * leavings.length))
  const every = Math.ceil(customers.length / learnedFrom)
  const rows = customers
    .filter((_, i) => i % every === 0)
    .map((gaps) => ({ purchases: gaps.closed.length, paces: pacesOf(paceOf, gaps), quiet: quietAfter(gaps.open) }))
  const part = new Float64Array(share.length)
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(share.length)
    for (const { purchases, paces, quiet } of rows) {
      let whole = 0
      for (let j = 0; j < leavings.length; j++) {
        const leaves = leavings[j]!
        const stayed = (1 - leaves) ** purchases
        for (let i = 0; i < n; i++) {
          const at = i * leavings.length + j
          whole += part[at] = share[at]! * paces[i]! * stayed * (leaves + (1 - leaves) * quiet[i]!)
        }
      }
      for (let at = 0; at < part.length; at++) next[at]! += part[at]! / whole
    }
    for (let at = 0; at < next.length; at++) share[at] = (1 - unseen) * (next[at]! / rows.length) + unseen / next.length
  }
  return { ...paceOf, share: Array.from(share) }
}

/** Likelihood of the closed gaps under each pace, the largest being 1. */
function pacesOf({ shape, rate }: Omit<Kinds, 'share'>, { closed }: Gaps): Float64Array {
  let [sum, logs] = [0, 0]
  for (const gap of closed) {
    sum += gap
    logs += Math.log(gap)
  }
  const paces = new Float64Array(shape.length)
  let top = Number.NEGATIVE_INFINITY
  for (let i = 0; i < paces.length; i++) {
    const k = shape[i]!
    const pace = k * rate[i]!
    paces[i] = closed.length * (k * Math.log(pace) - logGamma(k)) + (k - 1) * logs - pace * sum
    if (paces[i]! > top) top = paces[i]!
  }
  return paces.map((log) => Math.exp(log - top))
}

/** P(a gap exceeds so many days) of each pace, days rounded to `step` and each computed once. */
function quietOf({ shape, rate, step }: Omit<Kinds, 'share'>): (days: number) => Float64Array {
  const known = new Map<number, Float64Array>()
  return (days) => {
    const at = Math.round(days / step)
    let quiet = known.get(at)
    if (quiet === undefined) {
      quiet = Float64Array.from(shape, (k, i) => upperGamma(k, k * rate[i]! * at * step))
      known.set(at, quiet)
    }
    return quiet
  }
}

/**
 * P(at most `most` purchases within the horizon | the gaps and the silence so far), for many customers of the same kinds: the mean over the kinds, each weighed
 * by its share and by how well it explains the customer. The next purchase falls into one of eight bins of the horizon; from its middle on the gaps add up to a gamma.
 */
export function fewOfKinds(kinds: Kinds, horizon: number): (gaps: Gaps, most: number) => number {
  const { shape, rate, share } = kinds
  const silences = quietOf(kinds)
  const inTime = new Map<number, Float64Array[]>()
  /** P(`most` further gaps fit into what is left of the horizon), by bin and pace. */
  const fitting = (most: number) => {
    let chances = inTime.get(most)
    if (chances === undefined) {
      chances = Array.from({ length: bins }, (_, bin) => {
        const left = horizon * (1 - (bin + 0.5) / bins)
        return Float64Array.from(shape, (k, i) => 1 - upperGamma(k * most, k * rate[i]! * left))
      })
      inTime.set(most, chances)
    }
    return chances
  }
  return (gaps, most) => {
    const { closed, open } = gaps
    const paces = pacesOf(kinds, gaps)
    const now = silences(open)
    const later = Array.from({ length: bins }, (_, bin) => silences(open + (horizon * (bin + 1)) / bins))
    const enough = most > 0 ? fitting(most) : []
    let [whole, few] = [0, 0]
    for (let i = 0; i < paces.length; i++) {
      if (paces[i]! < 1e-16) continue
      // So long silent that nothing is left of this pace: whoever still stays may buy any day.
      const lost = !(now[i]! > 1e-14)
      const quiet = lost ? 0.5 : later[bins - 1]![i]! / now[i]!
      let many = lost ? 0.5 : 0
      if (!lost)
        for (let bin = 0; bin < enough.length; bin++) many += (((bin === 0 ? now : later[bin - 1]!)[i]! - later[bin]![i]!) / now[i]!) * enough[bin]![i]!
      for (let j = 0; j < leavings.length; j++) {
        const leaves = leavings[j]!
        const stays = (1 - leaves) * now[i]!
        const weight = share[i * leavings.length + j]! * paces[i]! * (1 - leaves) ** closed.length
        whole += weight * (leaves + stays)
        few += weight * (leaves + stays * (most > 0 ? 1 - (1 - leaves) ** most * many : quiet))
      }
    }
    return few / whole
  }
}
