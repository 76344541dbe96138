/** What losing a customer costs: the purchases that will not be made, the profit in them, and the people who will hear of it. */
import { InvalidInput } from '../invalid.ts'

export type GrowingSeries = {
  /** Purchases of the first year. */
  yearly: number
  /** What they grow by each year: an amount (negative when they shrink). */
  growth: number
  years: number
  /** Share of sales that is profit, 0 … 1. */
  profitShare: number
  /** Yearly discount rate: purchases of year i count 1/(1 + d)^(i−1). 0 when absent. */
  discount?: number
}

export type CostOfLoss = {
  /** Purchases of each year, never below zero. */
  series: number[]
  sales: number
  profit: number
}

/**
 * The growing series: Σ_{i=0}^{years−1} (yearly + i·growth)/(1+d)^i, and the profit in it.
 * 10,000 growing by 2,000 over 5 years is 70,000 of sales and 14,000 of profit at 20 %.
 * Throws InvalidInput for amounts that are not finite or negative, a share outside 0 … 1, or years that are not whole or more than 1,000.
 */
export function costOfLoss({ yearly, growth, years, profitShare, discount = 0 }: GrowingSeries): CostOfLoss {
  for (const [name, value] of Object.entries({ yearly, growth, years, profitShare, discount }))
    if (!Number.isFinite(value)) throw new InvalidInput('not-finite', undefined, name)
  if (yearly < 0) throw new InvalidInput('negative', undefined, 'yearly')
  if (!(Number.isInteger(years) && years >= 1)) throw new InvalidInput('not-whole', undefined, 'years')
  if (years > 1000) throw new InvalidInput('out-of-range', undefined, 'years')
  if (profitShare < 0 || profitShare > 1) throw new InvalidInput('out-of-range', undefined, 'profitShare')
  if (discount < 0) throw new InvalidInput('negative', undefined, 'discount')
  const series = Array.from({ length: years }, (_, i) => Math.max(0, yearly + i * growth))
  const sales = series.reduce((sum, value, i) => sum + value / (1 + discount) ** i, 0)
  if (!Number.isFinite(sales)) throw new InvalidInput('out-of-range', undefined, 'yearly')
  return { series, sales, profit: sales * profitShare }
}

export type StatisticalValue = {
  /** P(alive). */
  alive: number
  /** Discounted expected purchases of a customer who is alive. */
  purchasesIfAlive: number
  /** Expected spend per purchase. */
  spend: number
  /** Margin, 0 … 1. */
  margin: number
}

/** The statistical value beside it: expected future margin × the chance that the customer is still active. Counted once: a discounted sum that already holds P(alive) must not be passed. */
export function statisticalValue({ alive, purchasesIfAlive, spend, margin }: StatisticalValue): number {
  for (const [name, value] of Object.entries({ alive, purchasesIfAlive, spend, margin })) {
    if (!Number.isFinite(value)) throw new InvalidInput('not-finite', undefined, name)
    if (value < 0 && name !== 'margin') throw new InvalidInput('negative', undefined, name)
  }
  if (alive > 1) throw new InvalidInput('out-of-range', undefined, 'alive')
  return alive * purchasesIfAlive * spend * margin
}

export type WordOfMouth = {
  advocates: number
  avengers: number
  /** People each of them tells: 5 and 20 unless the company measured its own. */
  advocateReach?: number
  avengerReach?: number
}

/** How many people hear good and ill: advocates × 5, avengers × 20. */
export function wordOfMouth({ advocates, avengers, advocateReach = 5, avengerReach = 20 }: WordOfMouth) {
  for (const [name, value] of Object.entries({ advocates, avengers, advocateReach, avengerReach })) {
    if (!Number.isFinite(value)) throw new InvalidInput('not-finite', undefined, name)
    if (value < 0) throw new InvalidInput('negative', undefined, name)
  }
  const good = advocates * advocateReach
  const ill = avengers * avengerReach
  return { good, ill, net: good - ill }
}

/** Cost of winning a new customer against that of keeping one, per customer won and kept; undefined where nobody was kept or keeping cost nothing. */
export function replacementRatio(won: { cost: number; customers: number }, kept: { cost: number; customers: number }): number | undefined {
  for (const [name, value] of Object.entries({ wonCost: won.cost, won: won.customers, keptCost: kept.cost, kept: kept.customers })) {
    if (!Number.isFinite(value)) throw new InvalidInput('not-finite', undefined, name)
    if (value < 0) throw new InvalidInput('negative', undefined, name)
  }
  if (won.customers === 0 || kept.customers === 0 || kept.cost === 0) return undefined
  return won.cost / won.customers / (kept.cost / kept.customers)
}
