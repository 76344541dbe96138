/**
 * The chance that a customer leaves, or buys less than half as often as they used to, in the days ahead. Three ways to tell it see different things, and the
 * mean of their log-odds ranks better than each; each run holds them against the days just passed. Amounts play no part in any.
 */
import {
  auc,
  calibration,
  fewPurchases,
  type Histories,
  learnOutlook,
  learnRhythm,
  logLoss,
  outcomesAfter,
  type PurchaseModel,
  type Signal,
  type Summary,
  summariseHistories,
} from '../../analytics/index.ts'
import type { FittedModel, LeavingTest, LeavingWay } from '../../contract/insight.ts'
import { bestModel, weeks } from './models.ts'
import { where } from './where.ts'

/** Days ahead of which the chance speaks. */
export const horizon = 90
/** Repeat orders from which on there is a pace that can be fallen below. */
const repeats = 2

type Chances = ReadonlyMap<number, number>
type Best = { model: PurchaseModel; fitted: FittedModel } | undefined
type Ways = Partial<Record<LeavingWay, Chances>>

export type Leaving = { /** One chance for each customer of the summary. */ of(past: Histories, summary: Summary): Float64Array; test: LeavingTest | null }

/** What some customers teach of the chance, ready to be told of any; and how all ways did on their last `horizon` days, null where nobody, or everybody, left in them. */
export function learnLeaving(sample: Histories, best: Best, asOf: number): Leaving {
  const test = testOf(sample, asOf)
  const ways = learnWays(sample, best, asOf)
  return {
    test,
    of(past, summary) {
      const now = ways(past, summary)
      const few = now[test?.chosen ?? 'together'] ?? now.together
      // Of those who ordered once or twice there is no pace to fall below: they are active, or they are not.
      return Float64Array.from(summary.customer, (customer, i) => few?.get(customer) ?? goneBy(best, summary, i))
    },
  }
}

const goneBy = (best: Best, { repeats: x, recency, age }: Summary, i: number) => (best ? within(1 - best.model.alive(x[i]!, recency[i]!, age[i]!)) : 0)

/** What every way that the sample suffices for says of customers with enough repeat orders. */
function learnWays(sample: Histories, best: Best, asOf: number): (past: Histories, summary: Summary) => Ways {
  const onDays = (past: Histories) => ({ ...past, amount: new Float64Array(past.amount.length) })
  const outlook = enoughToLearn(sample, asOf) ? where(() => learnOutlook({ horizon, outcome: 'partial', repeats })(onDays(sample), asOf)) : undefined
  const rhythm = where(() => learnRhythm({ horizon, repeats })(sample, asOf))
  return (past, summary) => {
    const told = (signal: Signal | undefined) => {
      const readings = signal && where(() => signal(onDays(past), asOf))
      return readings && new Map(readings.map(({ customer, probability }) => [customer, within(probability)]))
    }
    const ways = { outlook: told(outlook), rhythm: told(rhythm), model: best && byModel(best, summary) }
    const given = Object.values(ways).filter((way) => way !== undefined)
    return { together: given.length > 0 ? together(given) : undefined, ...ways } as Ways
  }
}

/** Fewer who left, or stayed, teach nothing: what they had in common would be chance. */
const enough = 20

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
function together(ways: readonly Chances[]): Chances {
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

/** All ways, asked as of `horizon` days ago, held against what happened since. */
function testOf(past: Histories, asOf: number): LeavingTest | null {
  const then = asOf - horizon
  const outcomes = outcomesAfter(past, then, horizon, 'partial', repeats)
  const summary = where(() => summariseHistories(past, { unit: weeks, until: then }))
  if (!summary) return null
  const ways = learnWays(past, bestModel(summary), then)(past, summary)
  const given = (Object.entries(ways) as [LeavingWay, Chances | undefined][]).filter((entry): entry is [LeavingWay, Chances] => entry[1] !== undefined)
  const judged = [...outcomes.keys()].filter((customer) => given.every(([, chances]) => chances.has(customer)))
  const outcome = judged.map((customer) => outcomes.get(customer)!)
  const left = outcome.reduce((sum, one) => sum + one, 0)
  if (given.length === 0 || left === 0 || left === judged.length) return null
  const chancesOf = (chances: Chances) => judged.map((customer) => chances.get(customer)!)
  const tested = given.map(([way, chances]) => ({ way, auc: auc(chancesOf(chances), outcome), logLoss: logLoss(chancesOf(chances), outcome) }))
  const chosen = chosenOf(tested, left, judged.length - left)
  return { customers: judged.length, left, ways: tested, chosen, calibration: calibration(chancesOf(ways[chosen]!), outcome) }
}

/**
 * All together, unless one of the ways ranked better by more than chance explains: by two standard errors of an AUC (Hanley and McNeil 1982), which are wide
 * where few left. So a handful of leavers never decides.
 */
export function chosenOf(tested: readonly { way: LeavingWay; auc: number }[], left: number, stayed: number): LeavingWay {
  const mean = tested.find(({ way }) => way === 'together')!
  const best = tested.reduce((a, b) => (b.auc > a.auc ? b : a))
  const a = mean.auc
  const error = Math.sqrt((a * (1 - a) + (left - 1) * (a / (2 - a) - a ** 2) + (stayed - 1) * ((2 * a ** 2) / (1 + a) - a ** 2)) / (left * stayed))
  return best.auc > mean.auc + 2 * error ? best.way : mean.way
}

/** Never quite sure, so that the odds of one way cannot silence the others. */
const within = (chance: number) => (Number.isFinite(chance) ? Math.min(1 - 1e-6, Math.max(1e-6, chance)) : 0.5)
