/**
 * Baskets · סלי קנייה: what is bought together.
 * Basket: the goods of one order. Itemset: goods found together. Support: the share of baskets that hold all of an itemset.
 * Rule: baskets with X have Y as well. Confidence: how often. Lift: how many times more often than without X.
 */
export { type AlsoBuy, alsoBuy, type CompanionOptions, type Companions, companions, type Offer } from './also-buy.ts'
export { type Baskets, basketCount, baskets, parseBaskets } from './baskets.ts'
export { closed, maximal, onlyMarked } from './closed-and-maximal.ts'
export { countItemsets, frequentItemsets, type ItemsetOptions, type Itemsets, type Threshold } from './itemsets.ts'
export { associationRules, measures, type RuleMeasures, type RuleOptions, type Rules, ruleMeasures, ruleSignificance, rulesBy } from './rules.ts'
