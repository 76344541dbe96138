/** Cost of losing a customer: the growing series, the statistical value, word of mouth, the price of a replacement. */
export {
  type CostOfLoss,
  costOfLoss,
  type GrowingSeries,
  replacementRatio,
  type StatisticalValue,
  statisticalValue,
  type WordOfMouth,
  wordOfMouth,
} from './cost-of-loss.ts'
