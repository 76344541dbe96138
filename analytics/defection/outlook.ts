/**
 * The outlook: the probability that a customer defects within a horizon, learned from the company's own past. What each signal sees is weighed by a logistic
 * regression on days before the cutoff whose outcome the cutoff already knows, so nothing of the future is used.
 */
import { expectedPurchases } from '../base/model.ts'
import { fitParetoNbd, type ParetoNbdParameters, paretoNbd } from '../base/pareto-nbd.ts'
import { designMatrix, numbers } from '../churn/features.ts'
import { fitLogistic, predictLogistic } from '../churn/logistic.ts'
import { InvalidInput } from '../invalid.ts'
import { incompleteBeta } from '../numerics/incomplete-beta.ts'
import { type Histories, summariseHistories } from '../summaries/transactions.ts'
import { type Outcome, outcomesAfter } from './backtest.ts'
import { expectedGap, fitGapLaw, type GapLaw, type Gaps, gapsAt, survivalOfGap } from './gaps.ts'
import { fewOfKinds, type Kinds, learnKinds } from './kinds.ts'
import { fewByLikeliest, fitLikeliest, type Likeliest } from './likeliest.ts'
import { mostOfFew } from './rhythm.ts'
import type { Signal } from './signal.ts'

export type OutlookOptions = {
  /** Days ahead. The past must be at least three times as long for learning; where it is not, shorter horizons are learned from. */
  horizon: number
  outcome?: Outcome
  /** Fewest repeat purchases of a customer who is read and learned from. */
  repeats?: number
}

/** What is weighed, per customer. Logarithms, so that a weight is a power. */
type Features = Record<string, number>

/**
 * A signal of its own. `kinds.ts` says how likely the outcome is for a customer of this history, for partial defection in the middle (of log-odds) between that
 * and the likeliest beta-geometric model; what the past of the company teaches about that and about the other signals is weighed against it: log-odds are
 * w × learned + (1 − w) × model, w half the root of the share of the horizon that the past was long enough to teach. `value`: probability over the
 * customers' mean probability. `probability`: that of the outcome within the horizon.
 * Evidence: the days silent and expected, the chance of silence throughout the horizon, purchases lately and before.
 * Throws InvalidInput `too-few` when the past holds too little to learn from, `one-class` when nobody or everybody defected in it.
 */
export const outlook = (options: OutlookOptions): Signal => {
  const learn = learnOutlook(options)
  return (histories, cutoff) => outlookBy(learn(histories, cutoff))(histories, cutoff)
}

/** What the past of some customers taught: plain data, to be kept and read of any others, on later days too. */
export type OutlookLaw = {
  horizon: number
  outcome: Outcome
  repeats: number
  /** Days ahead that the past was long enough to teach. */
  ahead: number
  base: { parameters: ParetoNbdParameters; law: GapLaw; kinds: Kinds; likeliest: Likeliest | null }
  weights: { names: readonly string[]; intercept: number; coefficients: readonly number[] }
}

/** The same in two steps: what the histories of some customers teach is read of any others. For bases too large to be learned from whole. */
export function learnOutlook({ horizon, outcome = 'full', repeats = 2 }: OutlookOptions): (sample: Histories, cutoff: number) => OutlookLaw {
  if (!(horizon > 0 && Number.isFinite(horizon))) throw new InvalidInput('not-positive', undefined, 'horizon')
  return (sample, cutoff) => {
    const begin = sample.day.reduce((least, day) => Math.min(least, day), cutoff)
    const ahead = Math.min(horizon, (cutoff - begin) / 3)
    // Three days of learning, the latest as late as its outcome allows; how everybody buys is taken as the first of them knows it.
    const rows: Features[] = []
    const answers: number[] = []
    const early = baseAt(sample, cutoff - 1.5 * ahead, repeats, outcome)
    for (const back of [1, 1.25, 1.5]) {
      const day = cutoff - back * ahead
      const outcomes = outcomesAfter(sample, day, ahead, outcome, repeats)
      for (const { customer, features } of featuresAt(sample, day, early, ahead, ahead, repeats)) {
        rows.push(features)
        answers.push(outcomes.get(customer)!)
      }
    }
    if (rows.length < 100) throw new InvalidInput('too-few')
    // What was the same for everybody (spending, where no amounts are known) teaches nothing.
    const names = Object.keys(rows[0]!).filter((name) => rows.some((row) => row[name] !== rows[0]![name]))
    const { intercept, coefficients } = fitLogistic(designOf(rows, names), answers, { ridge: 1 })
    return {
      horizon,
      outcome,
      repeats,
      ahead,
      base: baseAt(sample, cutoff, repeats, outcome),
      weights: { names, intercept, coefficients: Array.from(coefficients) },
    }
  }
}

/** Reads anybody by what was learned. */
export function outlookBy({ horizon, repeats, ahead, base, weights }: OutlookLaw): Signal {
  const model = { ...weights, coefficients: Float64Array.from(weights.coefficients), means: new Float64Array(weights.names.length) }
  const taught = 0.5 * Math.sqrt(ahead / horizon)
  return (histories, at) => {
    const now = featuresAt(histories, at, base, horizon, ahead, repeats)
    if (now.length === 0) return []
    const features = now.map((one) => one.features)
    const probabilities = predictLogistic(model, designOf(features, weights.names))
    for (const [i, { model }] of features.entries()) probabilities[i] = 1 / (1 + Math.exp(-taught * logit(probabilities[i]!) - (1 - taught) * model!))
    const mean = probabilities.reduce((sum, p) => sum + p, 0) / probabilities.length
    return now.map(({ customer, evidence }, i) => ({ customer, value: probabilities[i]! / mean, probability: probabilities[i]!, evidence }))
  }
}

const designOf = (rows: readonly Features[], names: readonly string[]) =>
  designMatrix(
    names.map((name) =>
      numbers(
        name,
        rows.map((row) => row[name]!),
      ),
    ),
  )

/** How everybody buys, as known on a day. */
function baseAt(histories: Histories, cutoff: number, repeats: number, outcome: Outcome): OutlookLaw['base'] {
  const customers = summariseHistories(histories, { unit: 1, until: cutoff })
  return {
    parameters: fitParetoNbd(customers).parameters,
    law: fitGapLaw(gapsAt(histories, cutoff, repeats + 1)),
    kinds: learnKinds(gapsAt(histories, cutoff)),
    likeliest: outcome === 'partial' ? fitLikeliest(customers) : null,
  }
}

/** `window`: days of the recent past looked at, the same when learning and when reading. */
function featuresAt(
  histories: Histories,
  cutoff: number,
  { parameters, law, kinds, likeliest }: OutlookLaw['base'],
  horizon: number,
  window: number,
  repeats: number,
) {
  const model = paretoNbd(parameters)
  const ofKinds = fewOfKinds(kinds, horizon)
  const byLikeliest = likeliest && fewByLikeliest(likeliest, horizon)
  const customers = gapsAt(histories, cutoff, repeats + 1)
  return customers.map((gaps) => {
    const { customer, purchases, first, last, open, closed } = gaps
    const [x, tx, age] = [purchases - 1, last - first, cutoff - first]
    const silent = ofKinds(gaps, 0)
    const most = mostOfFew(purchases, age, horizon)
    const few = byLikeliest ? between(ofKinds(gaps, most), byLikeliest(gaps, most)) : silent
    const lately = purchasesAfter(histories, gaps, cutoff - window)
    const latest = purchasesAfter(histories, gaps, cutoff - window / 2)
    const expected = expectedGap(law, closed)
    const features: Features = {
      model: logit(few),
      ahead: Math.log(expectedPurchases(model, x, tx, age, horizon) + 1e-9),
      rate: Math.log(purchases / (age + 50)),
      open: Math.log(open + 4),
      overdue: Math.log((open + 4) / expected),
      steady: survivalOfGap(law, closed, open),
      lately: Math.log(lately + 0.5),
      latest: Math.log(latest + 0.5),
      shift: Math.log((lately + 1) / (purchases * Math.min(1, window / Math.max(1, age)) + 1)),
      lengthening: lengtheningOf(closed),
      purchases: Math.log(purchases),
      spend: trendOfSpend(histories, gaps),
    }
    return { customer, features, evidence: { daysSilent: open, daysExpected: expected, chanceOfSilence: silent, purchasesLately: lately, purchases } }
  })
}

/** The probability whose log-odds lie in the middle of two. */
const between = (p: number, q: number) => 1 / (1 + Math.exp(-(logit(p) + logit(q)) / 2))

const logit = (p: number) => Math.log((p + 1e-9) / (1 - p + 1e-9))

/**
 * P(fewer purchases ahead than half the own rate) by a customer-base model in days: none of those who left, a negative binomial number of the others, their
 * leaving later neglected.
 */
export function fewPurchases(alive: number, { r, alpha }: { r: number; alpha: number }, purchases: number, age: number, horizon: number) {
  return 1 - alive + alive * incompleteBeta(r + purchases - 1, mostOfFew(purchases, age, horizon) + 1, (alpha + age) / (alpha + age + horizon))
}

function purchasesAfter({ start, day }: Histories, { row, purchases }: Gaps, after: number) {
  let count = 0
  for (let entry = start[row]!; entry < start[row]! + purchases; entry++) if (day[entry]! > after) count++
  return count
}

/** ln of the mean gap of the later half over that of the earlier half. */
function lengtheningOf(closed: readonly number[]) {
  const half = Math.floor(closed.length / 2)
  if (half === 0) return 0
  const mean = (gaps: readonly number[]) => gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return Math.log(mean(closed.slice(half)) / mean(closed.slice(0, half)))
}

/** ln of the last amount over the mean one, both counted as at least a hundredth of the mean of all. */
function trendOfSpend({ start, amount }: Histories, { row, purchases }: Gaps) {
  const own = amount.subarray(start[row]!, start[row]! + purchases)
  const mean = own.reduce((sum, value) => sum + Math.max(0, value), 0) / purchases
  return mean > 0 ? Math.log(Math.max(own[purchases - 1]!, 0.01 * mean) / mean) : 0
}
