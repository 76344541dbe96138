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
/** Those that lead up: who stands on one has passed those before it. Who lapsed or avenges stands on none. */
export const loyaltySteps = ['new', 'regular', 'loyal', 'advocate'] as const satisfies readonly LoyaltyStage[]
export type LoyaltyStep = (typeof loyaltySteps)[number]
export type LoyaltyStage = (typeof loyaltyStages)[number]
