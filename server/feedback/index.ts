/**
 * Feedback: what customers tell us about ourselves.
 * Voice · קול הלקוח: a wish (בקשה) or complaint (תלונה) one of us heard and wrote down on the spot.
 * Score · ציון: the customer's own answer to one question: compared with what you expected, would you recommend, how easy was it.
 */
export { scores, voices } from './queries.ts'
export { routes } from './routes.ts'
