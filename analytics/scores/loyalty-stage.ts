/** The stages of loyalty: from one who buys, to one who stays, to one who brings others. */
import { InvalidInput } from '../invalid.ts'

export type LoyaltyFacts = {
  /** Orders so far. */
  orders: number
  /** Months since the first order. */
  months: number
  /** Probability that the customer is still active, 0 … 1. */
  alive: number
  /** Latest answer to "would you recommend?", 0 … 10, if there is one. */
  recommends?: number
  /** Customers who came by their word. */
  referrals: number
}

export type LoyaltyRules = {
  /** A regular customer has this many orders. */
  regularOrders: number
  /** A loyal one has this many, over this many months. */
  loyalOrders: number
  loyalMonths: number
  /** Below this chance of being active nobody is loyal, nor regular. */
  alive: number
  /** An advocate is loyal and answers at least this, or has brought this many. */
  advocateAnswer: number
  advocateReferrals: number
  /** Whoever answers at most this speaks against us, whatever they buy. */
  avengerAnswer: number
}

export type LoyaltyStage = 'avenger' | 'lapsed' | 'new' | 'regular' | 'loyal' | 'advocate'

/** What stands between a customer and the next stage. */
export type LoyaltyGap = 'orders' | 'months' | 'activity' | 'recommendation'

export const loyaltyRules: LoyaltyRules = {
  regularOrders: 2,
  loyalOrders: 5,
  loyalMonths: 12,
  alive: 0.5,
  advocateAnswer: 9,
  advocateReferrals: 1,
  avengerAnswer: 3,
}

/**
 * The stage of one customer, and what is missing for the next one.
 * @throws InvalidInput `negative` for a count or months; `out-of-range` for a probability or an answer
 */
export function loyaltyStage(facts: LoyaltyFacts, rules: LoyaltyRules = loyaltyRules): { stage: LoyaltyStage; missing: LoyaltyGap[] } {
  const { orders, months, alive, recommends, referrals } = facts
  for (const [name, value] of Object.entries({ orders, months, referrals })) if (!(value >= 0)) throw new InvalidInput('negative', undefined, name)
  if (!(alive >= 0 && alive <= 1)) throw new InvalidInput('out-of-range', undefined, 'alive')
  if (recommends !== undefined && !(recommends >= 0 && recommends <= 10)) throw new InvalidInput('out-of-range', undefined, 'recommends')
  if (recommends !== undefined && recommends <= rules.avengerAnswer) return { stage: 'avenger', missing: ['recommendation'] }
  if (alive < rules.alive) return { stage: 'lapsed', missing: ['activity'] }
  if (orders < rules.regularOrders) return { stage: 'new', missing: ['orders'] }
  const missing: LoyaltyGap[] = []
  if (orders < rules.loyalOrders) missing.push('orders')
  if (months < rules.loyalMonths) missing.push('months')
  if (missing.length > 0) return { stage: 'regular', missing }
  if ((recommends ?? 0) >= rules.advocateAnswer || referrals >= rules.advocateReferrals) return { stage: 'advocate', missing: [] }
  return { stage: 'loyal', missing: ['recommendation'] }
}
