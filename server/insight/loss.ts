/** What losing one customer costs: the growing series of yearly purchases, fitted to the years behind them or as somebody assumes. */
import { costOfLoss } from '../../analytics/index.ts'
import type { CustomerAssumptions, InsightAssumptions } from '../../contract/insight.ts'

/**
 * Base and growth: a line through the net purchases of the full years behind, the latest first, at its latest year.
 * With less than two full years there is no growth to see, and the base is what the last twelve months came to.
 */
export function fittedSeries(yearly: ArrayLike<number>, fullYears: number): { yearlyMinor: number; growthMinor: number } {
  const years = Math.min(fullYears, yearly.length)
  if (years < 2) return { yearlyMinor: Math.max(0, Math.round(yearly[0] ?? 0)), growthMinor: 0 }
  // x counts years back from the latest, so that the line's value at x = 0 is the base and its slope the growth turned round.
  const middle = (years - 1) / 2
  let mean = 0
  let slope = 0
  let spread = 0
  for (let back = 0; back < years; back++) {
    mean += yearly[back]! / years
    slope += (back - middle) * yearly[back]!
    spread += (back - middle) ** 2
  }
  const growth = -slope / spread
  return { yearlyMinor: Math.max(0, Math.round(mean + growth * middle)), growthMinor: Math.round(growth) }
}

/** What the last twelve months came to, less returns; the part of it whose cost is known; and what that part cost us. */
export type Costs = { yearMinor: number; costedMinor: number; costMinor: number }
export const noCosts: Costs = { yearMinor: 0, costedMinor: 0, costMinor: 0 }

/** The profit in what they bought: sales less cost where the cost is known, and the share assumed of the rest. */
export const grossMargin = ({ yearMinor, costedMinor, costMinor }: Costs, assumedShare: number) =>
  costedMinor - costMinor + (yearMinor - costedMinor) * assumedShare

/** The share of sales whose cost is known; null without sales. What is sent back may be more than was bought, of either part. */
export const measuredShare = ({ yearMinor, costedMinor }: Omit<Costs, 'costMinor'>) => (yearMinor > 0 ? within(costedMinor / yearMinor) : null)

/** The share of a customer's sales that is profit, as the last twelve months tell; who is sold to at a loss brings none. */
export const profitShareOf = (costs: Costs, assumedShare: number) =>
  costs.costedMinor === 0 || costs.yearMinor <= 0 ? assumedShare : within(grossMargin(costs, assumedShare) / costs.yearMinor)

const within = (share: number) => Math.min(1, Math.max(0, share))

export type Fitted = ReturnType<typeof fittedSeries> & Costs

/** The cost by what is assumed of this customer, where that is nothing by what is fitted and what the company assumes. */
export function costOfLosing(fitted: Fitted, company: InsightAssumptions, own: Partial<CustomerAssumptions> | null) {
  const yearlyMinor = own?.yearlyMinor ?? fitted.yearlyMinor
  const growthMinor = own?.growthMinor ?? fitted.growthMinor
  const years = own?.years ?? company.years
  const profitShare = own?.profitShare ?? profitShareOf(fitted, company.profitShare)
  const { series, sales, profit } = costOfLoss({ yearly: yearlyMinor, growth: growthMinor, years, profitShare })
  return { yearlyMinor, growthMinor, years, profitShare, seriesMinor: series.map(told), salesMinor: told(sales), profitMinor: told(profit) }
}

/** What a customer brings in the years ahead by the same series: its profit, less what serving them costs where somebody said so. */
export function contribution(fitted: Fitted, company: InsightAssumptions, own: Partial<CustomerAssumptions> | null, years: number) {
  const { salesMinor, profitMinor } = costOfLosing(fitted, company, { ...own, years })
  return { salesMinor, contributionMinor: Math.max(-most, profitMinor - years * (own?.servingMinor ?? 0)) }
}

/** The most an amount may be; nobody's purchases come to it, but what is typed may. */
const most = 1e15
const told = (amount: number) => Math.min(most, Math.round(amount))
