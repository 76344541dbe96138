/**
 * Defection · נטישה before it happens: silence, lengthening cycles, less volume, a category that moved away, and an outlook that weighs them.
 * Every signal gives value, probability and the numbers behind the sentence, and is held against the past by `backtest`.
 */
export { type Backtest, type BacktestOptions, backtest, type Outcome, outcomesAfter } from './backtest.ts'
export { categoryMoved, type Lines } from './category.ts'
export { expectedGap, fitGapLaw, type GapLaw, type Gaps, gapsAt, survivalOfGap } from './gaps.ts'
export { fewPurchases, learnOutlook, type OutlookLaw, type OutlookOptions, outlook, outlookBy } from './outlook.ts'
export { learnRhythm, type RhythmLaw, type RhythmOptions, rhythm, rhythmBy } from './rhythm.ts'
export type { Reading, Signal } from './signal.ts'
export { lengthening, silence } from './silence.ts'
export { smallerOrders } from './sizes.ts'
export { type VolumeOptions, volumeDrop } from './volume.ts'
