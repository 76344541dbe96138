/**
 * Churn · נטישה: who is likely to leave, from what is known of customers who left and stayed.
 * Feature: what is known of a customer, a number or a category. Answer: 1 for one who left. Log-odds: ln(p / (1 − p)).
 * Two models: a sum over features that can be read off (logistic regression), and many small trees that find combinations themselves.
 */
export { aucDifference } from './auc-difference.ts'
export { type BoostedTrees, type BoostOptions, fitBoostedTrees, predictBoostedTrees } from './boosted-trees.ts'
export {
  type CategoryColumn,
  type Column,
  categories,
  type Design,
  type DesignOptions,
  designMatrix,
  type Features,
  type NumberColumn,
  numbers,
  takeRows,
} from './features.ts'
export { outOfFold, permutationImportance, stratifiedFolds } from './folds.ts'
export { explainLogistic, fitLogistic, type LogisticFit, type LogisticModel, type LogisticOptions, predictLogistic } from './logistic.ts'
export { logisticPath, type PathOptions, type PathStep } from './logistic-path.ts'
export { auc, averagePrecision, brierScore, type CalibrationBin, calibration, lift, logLoss } from './quality.ts'
export { explainBoostedTrees } from './tree-shapley.ts'
