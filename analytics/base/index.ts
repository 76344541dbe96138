/**
 * Customer-base models: who is still a customer, how much they will buy, what they are worth.
 * (x, t_x, T): repeat purchases, time of the last one, time observed, all counted from the customer's first purchase.
 */
export {
  type BetaGeometricFit,
  type BetaGeometricForm,
  type BetaGeometricParameters,
  betaGeometric,
  fitBgCnbd,
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
} from './beta-geometric.ts'
export { type BgBbParameters, bgBb, fitBgBb } from './bg-bb.ts'
export type { Customers } from './customers.ts'
export type { Boundary, Convergence, Doubt, Fit } from './fit.ts'
export { expectedSpend, fitGammaGamma, type GammaGammaFit, type GammaGammaParameters, gammaGammaLogLikelihood, type Spend } from './gamma-gamma.ts'
export { expectedPurchases, type PurchaseModel, quiet } from './model.ts'
export { fitNbd, type NbdParameters, nbd } from './nbd.ts'
export { fitParetoNbd, type ParetoNbdParameters, paretoNbd } from './pareto-nbd.ts'
export { type ScoreOptions, type Scores, score } from './score.ts'
export { fitSbg, type SbgParameters, sbgLifetime, sbgResidualLifetime, sbgRetention, sbgSurvival } from './shifted-beta-geometric.ts'
export { actualTracking, byRepeats, expectedTracking, type Tracking } from './tracking.ts'
export { discountedIfAlive, discountedOccasions, discountedPurchases, discountPerUnit } from './value.ts'
