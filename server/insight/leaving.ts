/**
 * The chance that a customer leaves, or buys less than half as often as they used to, in the days ahead. There are two ways to tell it, and each run takes
 * the one that would have told it better of the days just passed. Amounts play no part in either.
 */
import { auc, type Histories, outcomesAfter, outlook, type PurchaseModel, type Summary, silence, summariseHistories } from '../../analytics/index.ts'
import type { LeavingTest } from '../../contract/insight.ts'
import { bestModel } from './models.ts'
import { where } from './where.ts'

/** Days ahead of which the chance speaks. */
export const horizon = 90

/** Fewer who left, or stayed, tell nothing about which way is better. */
const enough = 20

type Chances = ReadonlyMap<number, number>

/** One chance for each customer of the summary, and how both ways did on the last `horizon` days; null where those hold too little. */
export function chanceOfLeaving(
  past: Histories,
  summary: Summary,
  model: PurchaseModel | undefined,
  asOf: number,
): { of: Float64Array; test: LeavingTest | null } {
  const plain = byOwnGaps(past, summary, model, asOf)
  const test = testOf(past, asOf)
  const learned = test?.chosen === 'outlook' ? byOutlook(past, asOf) : undefined
  return {
    of: Float64Array.from(summary.customer, (customer) => learned?.get(customer) ?? plain.get(customer)!),
    test: test && { ...test, chosen: learned ? 'outlook' : 'gaps' },
  }
}

/** The chance of leaving after any one order, before anything is known of the silence. */
const leavesAfterOrder = 0.02

/**
 * That they are no longer active: by the customer-base model, or by their own gaps, P(left | silent so long) = π/(π + (1 − π)·S) with S the chance of a
 * gap so long and π that of leaving after any one order; whichever is more.
 */
export function byOwnGaps(past: Histories, { customer, repeats, recency, age }: Summary, model: PurchaseModel | undefined, asOf: number): Chances {
  const chances = new Map(Array.from(customer, (one, i) => [one, model ? within(1 - model.alive(repeats[i]!, recency[i]!, age[i]!)) : 0]))
  for (const { customer: one, probability } of where(() => silence()(past, asOf)) ?? []) {
    const left = leavesAfterOrder / (leavesAfterOrder + (1 - leavesAfterOrder) * (1 - probability))
    chances.set(one, Math.max(chances.get(one)!, left))
  }
  return chances
}

/** What the company's own past teaches about those who bought at least three times; undefined where it is too short to learn from. */
export function byOutlook(past: Histories, asOf: number): Chances | undefined {
  const onDays = { ...past, amount: new Float64Array(past.amount.length) }
  const readings = where(() => outlook({ horizon, outcome: 'partial' })(onDays, asOf))
  return readings && new Map(readings.map(({ customer, probability }) => [customer, within(probability)]))
}

/** Both ways, asked as of `horizon` days ago, held against what happened since. */
function testOf(past: Histories, asOf: number): LeavingTest | null {
  const then = asOf - horizon
  const outcomes = outcomesAfter(past, then, horizon, 'partial', 2)
  const left = [...outcomes.values()].reduce((sum, one) => sum + one, 0)
  if (left < enough || outcomes.size - left < enough) return null
  const learned = byOutlook(past, then)
  if (!learned) return null
  const summary = summariseHistories(past, { unit: 7, until: then })
  const plain = byOwnGaps(past, summary, bestModel(summary)?.model, then)
  const judged = [...outcomes.keys()].filter((customer) => learned.has(customer))
  const defected = judged.map((customer) => outcomes.get(customer)!)
  const [outlookAuc, gapsAuc] = [learned, plain].map((chances) =>
    auc(
      judged.map((customer) => chances.get(customer)!),
      defected,
    ),
  ) as [number, number]
  return { customers: judged.length, left, outlook: outlookAuc, gaps: gapsAuc, chosen: outlookAuc >= gapsAuc ? 'outlook' : 'gaps' }
}

const within = (chance: number) => (Number.isFinite(chance) ? Math.min(1, Math.max(0, chance)) : 0)
