/**
 * The chance that a customer leaves, or buys less than half as often as they used to, in the days ahead. Three ways to tell it see different things, and the
 * mean of their log-odds ranks better than each; each run holds them against the days just passed. Amounts play no part in any.
 */
import {
  auc,
  aucDifference,
  calibration,
  fewPurchases,
  type Histories,
  histories,
  learnOutlook,
  learnRhythm,
  logLoss,
  type OutlookLaw,
  outcomesAfter,
  outlookBy,
  type PurchaseModel,
  type RhythmLaw,
  rhythmBy,
  type Signal,
  type Summary,
  summariseHistories,
} from '../../analytics/index.ts'
import { type FittedModel, type LeavingTest, type LeavingWay, leavingWays } from '../../contract/insight.ts'
import { bestModel, weeks } from './models.ts'
import { where } from './where.ts'

/** Days ahead of which the chance speaks. */
export const horizon = 90
/** Repeat orders from which on there is a pace that can be fallen below. */
const repeats = 2

type Chances = ReadonlyMap<number, number>
type Best = { model: PurchaseModel; fitted: FittedModel } | undefined
type Ways = Partial<Record<LeavingWay, Chances>>

/** What some customers taught of leaving: plain data, kept to read others by, on later days too. */
export type LeavingLaw = { chosen: LeavingWay; outlook: OutlookLaw | null; rhythm: RhythmLaw | null }

/** And how all ways did on their last `horizon` days; null where nobody, or everybody, left in them. */
export function learnLeaving(
  sample: Histories,
  asOf: number,
  taught = teachingOf(sample),
  asked = asking(taught),
): { law: LeavingLaw; test: LeavingTest | null } {
  const test = testOf(sample, asOf, asked)
  return { law: { ...taught.ways(asOf), chosen: test?.chosen ?? 'together' }, test }
}

/** What customers had taught by a day is the same whoever asks: of each day it is learned once. */
export type Teaching = ReturnType<typeof teachingOf>
export function teachingOf(past: Histories) {
  const summary = onceADay((day) => summariseHistories(past, { unit: weeks, until: day }))
  return { past, summary, best: onceADay((day) => bestModel(summary(day))), ways: onceADay((day) => learnWays(past, day)) }
}

export function onceADay<Value>(compute: (day: number) => Value): (day: number) => Value {
  const known = new Map<number, Value>()
  return (day) => {
    if (!known.has(day)) known.set(day, compute(day))
    return known.get(day)!
  }
}

/** One chance for each customer of the summary. */
export function leavingBy({ chosen, ...law }: LeavingLaw, best: Best, past: Histories, summary: Summary, asOf: number): Float64Array {
  const now = waysBy(law, best, past, summary, asOf)
  const few = now[chosen] ?? now.together
  // Of those who ordered once or twice there is no pace to fall below: they are active, or they are not.
  return Float64Array.from(summary.customer, (customer, i) => few?.get(customer) ?? goneBy(best, summary, i))
}

const goneBy = (best: Best, { repeats: x, recency, age }: Summary, i: number) => (best ? within(1 - best.model.alive(x[i]!, recency[i]!, age[i]!)) : 0)

/** Amounts play no part. */
const onDays = (past: Histories) => ({ ...past, amount: new Float64Array(past.amount.length) })

/** Every way that the sample suffices for. */
const learnWays = (sample: Histories, asOf: number): Omit<LeavingLaw, 'chosen'> => ({
  outlook: (enoughToLearn(sample, asOf) ? where(() => learnOutlook({ horizon, outcome: 'partial', repeats })(onDays(sample), asOf)) : undefined) ?? null,
  rhythm: where(() => learnRhythm({ horizon, repeats })(sample, asOf)) ?? null,
})

/** What every way that was learned says of customers with enough repeat orders. */
function waysBy({ outlook, rhythm }: Omit<LeavingLaw, 'chosen'>, best: Best, past: Histories, summary: Summary, asOf: number): Ways {
  const told = (signal: Signal | null) => {
    const readings = signal && where(() => signal(onDays(past), asOf))
    return readings ? new Map(readings.map(({ customer, probability }) => [customer, within(probability)])) : undefined
  }
  const alone = { outlook: told(outlook && outlookBy(outlook)), rhythm: told(rhythm && rhythmBy(rhythm)), model: best && byModel(best, summary) }
  const all = (Object.keys(alone) as (keyof typeof alone)[]).filter((way) => alone[way] !== undefined)
  const ways: Ways = { ...alone }
  if (all.length > 0) ways.together = mean(all.map((way) => alone[way]!))
  // Of two ways the one without the other is that way alone.
  if (all.length === 3) for (const left of all) ways[`without-${left}`] = mean(all.filter((way) => way !== left).map((way) => alone[way]!))
  return ways
}

/** Ten who left, and ten who stayed, for each of the eleven figures that are weighed (Peduzzi and others 1996): weights from fewer are what those few had in common by chance. */
const enough = 110

function enoughToLearn(sample: Histories, asOf: number): boolean {
  const outcomes = [...outcomesAfter(sample, asOf - horizon, horizon, 'partial', repeats).values()]
  const left = outcomes.reduce((sum, one) => sum + one, 0)
  return left >= enough && outcomes.length - left >= enough
}

function byModel({ model, fitted }: NonNullable<Best>, { customer, repeats: x, recency, age }: Summary): Chances {
  const { r, alpha } = fitted.parameters as { r: number; alpha: number }
  const chances = new Map<number, number>()
  for (const [i, one] of customer.entries()) {
    if (x[i]! < repeats) continue
    const alive = model.alive(x[i]!, recency[i]!, age[i]!)
    chances.set(one, within(fewPurchases(alive, { r, alpha: alpha * weeks }, x[i]! + 1, age[i]! * weeks, horizon)))
  }
  return chances
}

/** The mean of the log-odds, of whoever all ways speak of. */
function mean(ways: readonly Chances[]): Chances {
  const chances = new Map<number, number>()
  for (const customer of ways[0]!.keys()) {
    let odds = 0
    for (const way of ways) {
      const chance = way.get(customer) ?? Number.NaN
      odds += Math.log(chance / (1 - chance)) / ways.length
    }
    if (Number.isFinite(odds)) chances.set(customer, 1 / (1 + Math.exp(-odds)))
  }
  return chances
}

/** Days before the last `horizon` on which all ways are asked, too, so that one season does not decide. */
const askedBefore = [0, 60, 120]

/** All ways, asked as of days that have passed, held against what happened in the `horizon` after each. */
function testOf(past: Histories, asOf: number, asked: ReturnType<typeof asking>): LeavingTest | null {
  const begin = past.day.reduce((least, day) => Math.min(least, day), asOf)
  const tested = askedBefore
    .map((back) => asOf - horizon - back)
    .filter((then, place) => place === 0 || then - begin >= 2 * horizon)
    .map(asked)
    .filter((one) => one !== undefined)
  const [latest] = tested
  if (!latest) return null
  const chosen = chosenOf(tested)
  const { scores, outcome } = latest
  return {
    customers: outcome.length,
    left: outcome.reduce((sum, one) => sum + one, 0),
    days: tested.length,
    ways: (Object.keys(scores) as LeavingWay[]).map((way) => ({ way, auc: auc(scores[way]!, outcome), logLoss: logLoss(scores[way]!, outcome) })),
    chosen,
    calibration: calibration(scores[chosen] ?? scores.together!, outcome),
  }
}

/** Which way ranks best shows in fewer than are learned from. */
const customersAsked = 5_000

/** Every so many customers. */
function someOf(past: Histories): Histories {
  const step = Math.ceil(past.customer.length / customersAsked)
  if (step <= 1) return past
  const rows = Array.from({ length: Math.ceil(past.customer.length / step) }, (_, i) => i * step)
  const entries = rows.flatMap((row) => Array.from({ length: past.start[row + 1]! - past.start[row]! }, (_, i) => past.start[row]! + i))
  const of = (column: ArrayLike<number>) => Float64Array.from(entries, (entry) => column[entry]!)
  const customer = rows.flatMap((row) => Array<number>(past.start[row + 1]! - past.start[row]!).fill(past.customer[row]!))
  return histories({ customer: Int32Array.from(customer), day: of(past.day), amount: of(past.amount) })
}

export type Asked = { outcome: number[]; scores: Partial<Record<LeavingWay, number[]>> }

/** What the ways say on a day is the same whoever asks, and looks no further than the `horizon` after it: asked of many days, each is answered once. */
export function asking(whole: Teaching): (then: number) => Asked | undefined {
  const past = someOf(whole.past)
  const taught = past === whole.past ? whole : teachingOf(past)
  return onceADay((then) => askedOn(taught, then))
}

/** Undefined where nobody, or everybody, of those who can be judged left. */
function askedOn({ past, ...taught }: Teaching, then: number): Asked | undefined {
  const outcomes = outcomesAfter(past, then, horizon, 'partial', repeats)
  const summary = where(() => taught.summary(then))
  if (!summary) return undefined
  const ways = waysBy(taught.ways(then), taught.best(then), past, summary, then)
  const given = Object.entries(ways).filter((entry): entry is [LeavingWay, Chances] => entry[1] !== undefined)
  const judged = [...outcomes.keys()].filter((customer) => given.every(([, chances]) => chances.has(customer)))
  const outcome = judged.map((customer) => outcomes.get(customer)!)
  const left = outcome.reduce((sum, one) => sum + one, 0)
  if (given.length === 0 || left === 0 || left === judged.length) return undefined
  return { outcome, scores: Object.fromEntries(given.map(([way, chances]) => [way, judged.map((customer) => chances.get(customer)!)])) }
}

/**
 * All together, unless one of the ways ranked better by more than chance explains: by more than one standard error of the difference of two rankings of the same
 * customers, on the mean of the days asked. The days overlap, so that more of them make nothing surer; and a handful of leavers never decides.
 */
export function chosenOf(asked: readonly Asked[]): LeavingWay {
  let chosen: LeavingWay = 'together'
  let most = 0
  for (const way of leavingWays) {
    const days = asked.filter(({ scores }) => scores[way] && scores.together)
    // A way that could not be asked on each of the days is not compared with one that could.
    if (way === 'together' || days.length < asked.length) continue
    const each = days.map(({ scores, outcome }) => aucDifference(scores[way]!, scores.together!, outcome))
    const mean = (of: (one: (typeof each)[number]) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length
    const better = mean(({ difference }) => difference)
    if (better > most && better > mean(({ error }) => error) && each.some(({ error }) => error > 0)) [chosen, most] = [way, better]
  }
  return chosen
}

/** Never quite sure, so that the odds of one way cannot silence the others. */
const within = (chance: number) => (Number.isFinite(chance) ? Math.min(1 - 1e-6, Math.max(1e-6, chance)) : 0.5)
