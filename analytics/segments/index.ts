/**
 * Segments · פילוח: customers who resemble each other.
 * RFM: how recently, how often, for how much. Segment: a named region of those scores. Group: rows found close together by k-means.
 */
export { type Groups, kMeans, silhouette, standardised } from './k-means.ts'
export { type RfmCuts, type RfmInput, type RfmRule, type RfmScores, rfmScores, rfmSegment, rfmSegments } from './rfm.ts'
