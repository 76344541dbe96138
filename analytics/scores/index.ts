/**
 * Scores · ציונים: standings that can be explained.
 * Weighted score: criteria and weights a company chooses. NPS, CSAT, CES: what customers answer, with the interval that the number of answers allows.
 * Loyalty stage · שלב נאמנות: new, regular, loyal, advocate (ממליץ); avenger (נוקם) for one who speaks against us.
 */
export { type LoyaltyFacts, type LoyaltyGap, type LoyaltyRules, type LoyaltyStage, loyaltyRules, loyaltyStage } from './loyalty-stage.ts'
export { customerEffortScore, customerSatisfaction, type NetPromoterScore, netPromoterScore, shareOf } from './satisfaction.ts'
export { percentileRanks, type ScoreCriterion, type WeightedScores, weightedScores } from './weighted-score.ts'
