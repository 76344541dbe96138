/** The arithmetic of a run over what was read: models fitted, customers scored, signals raised. No database. */
import {
  betaGeometric,
  discountPerUnit,
  type Fit,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  histories,
  loyaltyStage,
  type PurchaseModel,
  paretoNbd,
  rfmScores,
  type Summary,
  score,
  summariseHistories,
} from '../../analytics/index.ts'
import type { CustomerAssumptions, FittedModel, InsightAssumptions, LeavingTest } from '../../contract/insight.ts'
import { chanceOfLeaving } from './leaving.ts'
import { costOfLosing, fittedSeries } from './loss.ts'
import { type OrderSignal, orderSignals } from './order-signals.ts'
import { type CategoryLines, type Purchases, yearEdges, yearsKept } from './reading.ts'
import { where } from './where.ts'

/** Days in the models' unit of time. */
export const weeks = 7
const weeksAYear = 365.25 / 7
export type Assumed = { company: InsightAssumptions; own: ReadonlyMap<string, CustomerAssumptions> }

/** What is said of one customer; null where no model could be fitted. */
export type Result = {
  orders: number
  firstDay: number | null
  lastDay: number | null
  alive: number | null
  expectedOrders: number | null
  spendMinor: number | null
  valueMinor: number | null
  yearlyMinor: number
  growthMinor: number
  lossMinor: number
  leaving: number
  stage: ReturnType<typeof loyaltyStage>['stage'] | null
  rfm: [number, number, number] | null
}

export type Analysis = { model: FittedModel | null; test: LeavingTest | null; resultOf(row: number): Result; signals: OrderSignal[] }

export function analyse(purchases: Purchases, lines: CategoryLines, assumed: Assumed): Analysis {
  const { ids, customer, day, amount, yearly, asOf } = purchases
  const costOf = (row: number, firstDay: number | null) => {
    const own = yearly.subarray(row * yearsKept, (row + 1) * yearsKept)
    const full = firstDay === null ? 0 : edges.filter((edge) => firstDay <= edge + slack).length
    const fitted = fittedSeries(own, full)
    return { ...fitted, lossMinor: costOfLosing(fitted, assumed.company, assumed.own.get(ids[row]!) ?? null).profitMinor }
  }
  const edges = yearEdges(asOf)
  const nothing = (row: number): Result => ({ ...empty, ...costOf(row, null) })
  if (customer.length === 0) return { model: null, test: null, resultOf: nothing, signals: [] }
  const past = histories({ customer, day, amount })
  const summary = summariseHistories(past, { unit: weeks, until: asOf })
  const place = new Int32Array(ids.length).fill(-1)
  for (const [i, row] of summary.customer.entries()) place[row] = i
  const best = bestModel(summary)
  const scored = best && scoresOf(best.model, summary, assumed.company)
  const leaving = chanceOfLeaving(past, summary, best, asOf)
  const rfm = rfmScores({
    recency: summary.age.map((age, i) => (age - summary.recency[i]!) * weeks),
    frequency: summary.repeats,
    money: Float64Array.from(summary.customer, (row) => yearly[row * yearsKept]!),
  })
  return {
    model: best ? best.fitted : null,
    test: leaving.test,
    signals: orderSignals(past, lines, asOf),
    resultOf(row) {
      const i = place[row]!
      if (i < 0) return nothing(row)
      const firstDay = Math.round(asOf - summary.age[i]! * weeks)
      const lastDay = Math.round(firstDay + summary.recency[i]! * weeks)
      // A model that sees nobody leave says nothing about who has.
      const alive = scored && !best.fitted.doubts.includes('no-dropout') ? scored.alive[i]! : null
      return {
        orders: summary.repeats[i]! + 1,
        firstDay,
        lastDay,
        alive,
        expectedOrders: scored ? scored.expected[i]! : null,
        spendMinor: whole(scored?.spend?.(i)),
        valueMinor: whole(scored?.value[i]),
        ...costOf(row, firstDay),
        leaving: leaving.of[i]!,
        stage: loyaltyStage({
          orders: summary.repeats[i]! + 1,
          months: (summary.age[i]! * weeks) / 30.44,
          alive: Math.min(1, alive ?? 1 - leaving.of[i]!),
          referrals: 0,
        }).stage,
        rfm: [rfm.recency[i]!, rfm.frequency[i]!, rfm.money[i]!],
      }
    },
  }
}

/** Who began within this many days after the edge of a year counts as there for all of it. */
const slack = 31

const empty = {
  orders: 0,
  firstDay: null,
  lastDay: null,
  alive: null,
  expectedOrders: null,
  spendMinor: null,
  valueMinor: null,
  leaving: 0,
  stage: null,
  rfm: null,
} as const

const whole = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : Math.round(value))

/** BG/NBD or Pareto/NBD, whichever makes these histories likelier. */
export function bestModel(summary: Summary): { model: PurchaseModel; fitted: FittedModel } | undefined {
  const bg = where(() => fitBgNbd(summary))
  const pareto = where(() => fitParetoNbd(summary))
  const all = [
    bg && { model: betaGeometric(bg.parameters), fitted: told('bg-nbd', bg) },
    pareto && { model: paretoNbd(pareto.parameters), fitted: told('pareto-nbd', pareto) },
  ].filter((one) => one !== undefined)
  return all.filter(({ fitted }) => Number.isFinite(fitted.logLikelihood)).sort((a, b) => b.fitted.logLikelihood - a.fitted.logLikelihood)[0]
}

const told = <Parameters extends Record<string, number>>(
  name: FittedModel['name'],
  { parameters, logLikelihood, customers, convergence }: Fit<Parameters>,
): FittedModel => ({
  name,
  parameters,
  logLikelihood,
  customers,
  trusted: convergence.trusted,
  doubts: [...convergence.doubts, ...(convergence.boundary ? [convergence.boundary] : [])],
})

/** Chance of being active, orders of the year ahead, and what they are worth where spending could be fitted. */
function scoresOf(model: PurchaseModel, summary: Summary, { years, discount, profitShare }: InsightAssumptions) {
  // A mean that is nothing, or less by returns, says nothing about what an order is worth.
  const paid = summary.spend.map((mean) => Math.max(0, mean))
  const spend = where(() => fitGammaGamma({ repeats: summary.repeats.map((x, i) => (paid[i]! > 0 ? x : 0)), spend: paid }))
  const scores = where(() =>
    score(model, summary, {
      ahead: weeksAYear,
      discount: discountPerUnit(discount, weeksAYear),
      horizon: years * weeksAYear,
      margin: profitShare,
      ...(spend && !spend.infiniteMean && { spend: { mean: paid, parameters: spend.parameters } }),
    }),
  )
  return scores && { ...scores, spend: spend && ((i: number) => paid[i]!) }
}
