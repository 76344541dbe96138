/** The arithmetic of a run over what was read: models fitted, customers scored, signals raised. No database. */
import {
  betaGeometric,
  discountPerUnit,
  type Fit,
  fitBgNbd,
  fitGammaGamma,
  fitGapLaw,
  fitParetoNbd,
  type GammaGammaFit,
  gapsAt,
  type Histories,
  loyaltyStage,
  type PurchaseModel,
  paretoNbd,
  rfmScores,
  rfmSegment,
  rfmSegments,
  type Summary,
  score,
  summariseHistories,
} from '../../analytics/index.ts'
import type { CustomerAssumptions, FittedModel, InsightAssumptions, LeavingTest } from '../../contract/insight.ts'
import type { SegmentName } from '../../contract/segments.ts'
import { chunksOf, customersAtOnce } from './chunks.ts'
import { learnLeaving } from './leaving.ts'
import { costOfLosing, fittedSeries } from './loss.ts'
import { type OrderSignal, orderSignals } from './order-signals.ts'
import { type CategoryLines, type Purchases, yearEdges, yearsKept } from './reading.ts'
import type { Verdicts } from './trust.ts'
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
  segment: SegmentName | null
}

/** What is said of some of the customers. */
export type Part = { rows: Int32Array; resultOf(row: number): Result; signals: OrderSignal[] }
export type Analysis = { model: FittedModel | null; test: LeavingTest | null; parts(): Generator<Part> }

/** Learned from one chunk of the customers, told of all, a chunk at a time. */
export function analyse(purchases: Purchases, lines: CategoryLines, assumed: Assumed, verdicts: Verdicts, atOnce = customersAtOnce): Analysis {
  const { ids, yearly, asOf } = purchases
  const costOf = (row: number, firstDay: number | null) => {
    const own = yearly.subarray(row * yearsKept, (row + 1) * yearsKept)
    const full = firstDay === null ? 0 : edges.filter((edge) => firstDay <= edge + slack).length
    const fitted = fittedSeries(own, full)
    return { ...fitted, lossMinor: costOfLosing(fitted, assumed.company, assumed.own.get(ids[row]!) ?? null).profitMinor }
  }
  const edges = yearEdges(asOf)
  const nothing = (row: number): Result => ({ ...empty, ...costOf(row, null) })
  const { count, chunk } = chunksOf(purchases, lines, atOnce)
  const sample = chunk(0).past
  const known = sample && learn(sample, asOf)
  const standing = ({ age, recency, repeats, customer }: Summary) => ({
    recency: age.map((each, i) => (each - recency[i]!) * weeks),
    frequency: repeats,
    money: Float64Array.from(customer, (row) => yearly[row * yearsKept]!),
  })
  const cuts = known && rfmScores(standing(known.summary)).cuts // equal customers stand alike, whichever chunk they are in
  function* parts(): Generator<Part> {
    for (let number = 0; number < count; number++) {
      const { rows, past, lines: own } = chunk(number)
      if (!past || !known) yield { rows, resultOf: nothing, signals: [] }
      else yield { rows, resultOf: resultsOf(past, known), signals: orderSignals(past, own, asOf, known.law, verdicts) }
    }
  }
  return { model: known?.best?.fitted ?? null, test: known?.leaving.test ?? null, parts }

  function resultsOf(past: Histories, { best, spend, leaving }: Learned): Part['resultOf'] {
    const summary = summariseHistories(past, { unit: weeks, until: asOf })
    const place = new Map<number, number>()
    for (const [i, row] of summary.customer.entries()) place.set(row, i)
    const scored = best && scoresOf(best.model, summary, spend, assumed.company)
    const chances = leaving.of(past, summary)
    const rfm = rfmScores(standing(summary), { cuts })
    const segments: (SegmentName | undefined)[] = rfmSegment(rfm, rfmSegments)
    return (row) => {
      const i = place.get(row)
      if (i === undefined) return nothing(row)
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
        leaving: chances[i]!,
        stage: loyaltyStage({
          orders: summary.repeats[i]! + 1,
          months: (summary.age[i]! * weeks) / 30.44,
          alive: Math.min(1, alive ?? 1 - chances[i]!),
          referrals: 0,
        }).stage,
        rfm: [rfm.recency[i]!, rfm.frequency[i]!, rfm.money[i]!],
        segment: segments[i] ?? null,
      }
    }
  }
}

type Learned = ReturnType<typeof learn>

/** What one chunk teaches of all: the models, what an order is worth, how regularly they buy, and how leaving shows. */
function learn(sample: Histories, asOf: number) {
  const summary = summariseHistories(sample, { unit: weeks, until: asOf })
  const best = bestModel(summary)
  // A mean that is nothing, or less by returns, says nothing about what an order is worth.
  const paid = paidOf(summary)
  const spend = where(() => fitGammaGamma({ repeats: summary.repeats.map((x, i) => (paid[i]! > 0 ? x : 0)), spend: paid }))
  return { summary, best, spend, leaving: learnLeaving(sample, best, asOf), law: where(() => fitGapLaw(gapsAt(sample, asOf, 3))) }
}

const paidOf = ({ spend }: Summary) => spend.map((mean) => Math.max(0, mean))

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
  segment: null,
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
function scoresOf(model: PurchaseModel, summary: Summary, spend: GammaGammaFit | undefined, { years, discount, profitShare }: InsightAssumptions) {
  const paid = paidOf(summary)
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
