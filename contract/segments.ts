/** Where customers stand. Apart from the shapes, so that a screen can list them without the validator. */

/** By recency, frequency and money. */
export const segmentNames = [
  'champions',
  'loyal',
  'potential-loyal',
  'new',
  'promising',
  'needs-attention',
  'about-to-sleep',
  'at-risk',
  'can-not-lose',
  'hibernating',
  'lost',
] as const
export type SegmentName = (typeof segmentNames)[number]

/** From one who buys to one who brings others. */
export const loyaltyStages = ['new', 'regular', 'loyal', 'advocate', 'lapsed', 'avenger'] as const
export type LoyaltyStage = (typeof loyaltyStages)[number]
