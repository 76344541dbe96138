/** The arithmetic of a run over what was read: models fitted, customers scored, signals raised. No database. */
import {
  type BetaGeometricParameters,
  betaGeometric,
  discountPerUnit,
  type Fit,
  fitGammaGamma,
  fitGapLaw,
  fitMbgCnbd,
  fitMbgNbd,
  fitParetoNbd,
  type GammaGammaParameters,
  type GapLaw,
  gapsAt,
  type Histories,
  loyaltyStage,
  type PurchaseModel,
  paretoNbd,
  type RfmCuts,
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
import { type LeavingLaw, learnLeaving, leavingBy, teachingOf } from './leaving.ts'
import { type Costs, costOfLosing, fittedSeries, profitShareOf } from './loss.ts'
import { type OrderSignal, orderSignals } from './order-signals.ts'
import { type CategoryLines, type LineCosts, noAnswer, type Purchases, yearEdges, yearsKept } from './reading.ts'
import type { Verdicts } from './trust.ts'
import { where } from './where.ts'

/** Days in the models' unit of time. */
export const weeks = 7
const weeksAYear = 365.25 / 7
export type Assumed = { company: InsightAssumptions; own: ReadonlyMap<string, CustomerAssumptions> }
/** What is known beside the purchases: what is assumed, what people said of signals, and by row what lines cost us and whether customers would recommend us. */
export type Beside = { assumed: Assumed; verdicts: Verdicts; costs: LineCosts; answers: Int8Array }

/** What is said of one customer; null where no model could be fitted. */
export type Result = Costs & {
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

/** What one chunk teaches of all: the model, what an order is worth, how regularly they buy, where they stand, and how leaving shows. Plain data, kept with the run. */
export type Learned = {
  model: FittedModel | null
  spend: GammaGammaParameters | null
  law: GapLaw | null
  cuts: RfmCuts
  leaving: LeavingLaw
}

/** Learned from one chunk of the customers; null where nobody ordered. */
export function learn(purchases: Purchases, lines: CategoryLines, atOnce = customersAtOnce): { learned: Learned; test: LeavingTest | null } | null {
  const { asOf } = purchases
  const sample = chunksOf(purchases, lines, atOnce).chunk(0).past
  if (!sample) return null
  const taught = teachingOf(sample)
  const summary = taught.summary(asOf)
  // A mean that is nothing, or less by returns, says nothing about what an order is worth.
  const paid = paidOf(summary)
  const spend = where(() => fitGammaGamma({ repeats: summary.repeats.map((x, i) => (paid[i]! > 0 ? x : 0)), spend: paid }))
  const { law: leaving, test } = learnLeaving(sample, asOf, taught)
  const learned: Learned = {
    model: taught.best(asOf)?.fitted ?? null,
    spend: spend && !spend.infiniteMean ? spend.parameters : null,
    law: where(() => fitGapLaw(gapsAt(sample, asOf, 3))) ?? null,
    cuts: rfmScores(standing(summary, purchases.yearly)).cuts, // equal customers stand alike, whichever chunk they are in
    leaving,
  }
  return { learned, test }
}

const standing = ({ age, recency, repeats, customer }: Summary, yearly: Float64Array) => ({
  recency: age.map((each, i) => (each - recency[i]!) * weeks),
  frequency: repeats,
  money: Float64Array.from(customer, (row) => yearly[row * yearsKept]!),
})

/** What was learned, told of all, a chunk at a time. */
export function* told(
  purchases: Purchases,
  lines: CategoryLines,
  learned: Learned | null,
  { assumed, verdicts, costs, answers }: Beside,
  atOnce = customersAtOnce,
): Generator<Part> {
  const { ids, yearly, asOf } = purchases
  const edges = yearEdges(asOf)
  const costOf = (row: number, firstDay: number | null) => {
    const own = yearly.subarray(row * yearsKept, (row + 1) * yearsKept)
    const full = firstDay === null ? 0 : edges.filter((edge) => firstDay <= edge + slack).length
    const fitted = { ...fittedSeries(own, full), yearMinor: own[0]!, costedMinor: costs.costed[row]!, costMinor: costs.cost[row]! }
    return { ...fitted, lossMinor: costOfLosing(fitted, assumed.company, assumed.own.get(ids[row]!) ?? null).profitMinor }
  }
  const nothing = (row: number): Result => ({ ...empty, ...costOf(row, null) })
  const best = learned?.model ? { fitted: learned.model, model: modelOf(learned.model) } : undefined
  const { count, chunk } = chunksOf(purchases, lines, atOnce)
  for (let number = 0; number < count; number++) {
    const { rows, past, lines: own } = chunk(number)
    if (!past || !learned) yield { rows, resultOf: nothing, signals: [] }
    else yield { rows, resultOf: resultsOf(past, learned), signals: orderSignals(past, own, asOf, learned.law ?? undefined, verdicts) }
  }

  function resultsOf(past: Histories, { spend, leaving, cuts }: Learned): Part['resultOf'] {
    const summary = summariseHistories(past, { unit: weeks, until: asOf })
    const place = new Map<number, number>()
    for (const [i, row] of summary.customer.entries()) place.set(row, i)
    const paid = paidOf(summary)
    const scored = best && scoresOf(best.model, summary, paid, spend, assumed.company)
    const chances = leavingBy(leaving, best, past, summary, asOf)
    const rfm = rfmScores(standing(summary, yearly), { cuts })
    const segments: (SegmentName | undefined)[] = rfmSegment(rfm, rfmSegments)
    return (row) => {
      const i = place.get(row)
      if (i === undefined) return nothing(row)
      const firstDay = Math.round(asOf - summary.age[i]! * weeks)
      const lastDay = Math.round(firstDay + summary.recency[i]! * weeks)
      const cost = costOf(row, firstDay)
      const sales = scored?.value[i]
      const alive = scored && seesLeaving(best.fitted) ? scored.alive[i]! : null
      return {
        orders: summary.repeats[i]! + 1,
        firstDay,
        lastDay,
        alive,
        expectedOrders: scored ? scored.expected[i]! : null,
        spendMinor: spend ? whole(paid[i]) : null,
        valueMinor: sales === undefined ? null : whole(sales * profitShareOf(cost, assumed.company.profitShare)),
        ...cost,
        leaving: chances[i]!,
        stage: loyaltyStage({
          orders: summary.repeats[i]! + 1,
          months: (summary.age[i]! * weeks) / 30.44,
          alive: Math.min(1, alive ?? 1 - chances[i]!),
          ...(answers[row] !== noAnswer && { recommends: answers[row]! }),
          referrals: 0,
        }).stage,
        rfm: [rfm.recency[i]!, rfm.frequency[i]!, rfm.money[i]!],
        segment: segments[i] ?? null,
      }
    }
  }
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

/**
 * MBG/NBD or Pareto/NBD, whichever makes these histories likelier. Not BG/NBD, in which nobody leaves before a second order: who ordered once, years ago, would be
 * a customer without any doubt.
 */
export function bestModel(summary: Summary): { model: PurchaseModel; fitted: FittedModel } | undefined {
  const mbg = where(() => fitMbgNbd(summary))
  const pareto = where(() => fitParetoNbd(summary))
  const all = [mbg && fittedAs('mbg-nbd', mbg), pareto && fittedAs('pareto-nbd', pareto)].filter((one) => one !== undefined)
  const [best] = all.filter(({ logLikelihood }) => Number.isFinite(logLikelihood)).sort((a, b) => b.logLikelihood - a.logLikelihood)
  if (!best) return undefined
  const regular = regularOf(summary, best.logLikelihood)
  const fitted = regular ? { ...best, regular } : best
  return { model: modelOf(fitted), fitted }
}

/** As regular as is told apart (Platzer and Reutterer 2016). */
const mostRegular = 12

/** Who orders every twenty days and has been silent for a hundred is gone; a model of orders at random moments takes far longer to see it. */
function regularOf(summary: Summary, likelihood: number): FittedModel['regular'] {
  const fit = where(() => fitMbgCnbd(summary, { upTo: mostRegular }))
  if (!fit || fit.k === 1 || !(fit.logLikelihood > likelihood) || fit.convergence.boundary === 'no-dropout') return undefined
  const { k, parameters, logLikelihood } = fit
  return { k, parameters, logLikelihood }
}

/** A model that sees nobody leave says nothing about who has. */
export const seesLeaving = ({ regular, doubts }: FittedModel) => regular !== undefined || !doubts.includes('no-dropout')

type Parameters<Model extends (parameters: never) => unknown> = Model extends (parameters: infer Given) => unknown ? Given : never

/**
 * The fitted model, ready to be asked. Of regular customers the one of regular timing tells who is still one; what those buy ahead, in a year and more, is the same
 * however their orders are spaced, and the other tells it at a fraction of the cost.
 */
export function modelOf({ name, parameters, regular }: FittedModel): PurchaseModel {
  // A run of an earlier version may have been told by BG/NBD.
  const model =
    name === 'pareto-nbd'
      ? paretoNbd(parameters as Parameters<typeof paretoNbd>)
      : betaGeometric(parameters as BetaGeometricParameters, { k: 1, leavesAfterFirst: name === 'mbg-nbd' })
  if (!regular) return model
  const { alive } = betaGeometric(regular.parameters as BetaGeometricParameters, { k: regular.k, leavesAfterFirst: true })
  return { ...model, alive, roughlyAlive: undefined }
}

const fittedAs = <Parameters extends Record<string, number>>(
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

/** Chance of being active, orders of the year ahead, and what will be bought, discounted, where spending could be fitted. */
function scoresOf(model: PurchaseModel, summary: Summary, paid: Float64Array, spend: GammaGammaParameters | null, { years, discount }: InsightAssumptions) {
  return where(() =>
    score(model, summary, {
      ahead: weeksAYear,
      discount: discountPerUnit(discount, weeksAYear),
      horizon: years * weeksAYear,
      ...(spend && { spend: { mean: paid, parameters: spend } }),
    }),
  )
}
