/** Churn classification on the telco set, on the folds scikit-learn was scored on. */
import {
  auc,
  designMatrix,
  explainBoostedTrees,
  fitBoostedTrees,
  fitLogistic,
  logisticPath,
  logLoss,
  outOfFold,
  predictBoostedTrees,
  predictLogistic,
  stratifiedFolds,
  takeRows,
} from '../../analytics/index.ts'
import { telco } from '../../testing/telco.ts'
import { testDataJson } from '../../testing/test-data.ts'
import { type Bench, type Result, timed } from './timing.ts'

type Reference = { telco: { models: Record<string, { auc_pooled: number; logloss: number; fit_seconds_per_fold: number }> } }

async function run(): Promise<Result[]> {
  const { features, answers } = telco()
  const { models } = testDataJson<Reference>('reference/churn_sklearn.json').telco
  const design = designMatrix(features)
  const folds = stratifiedFolds(answers, 10)
  const of = (rows: Int32Array) => [takeRows(features, rows), rows.map((row) => answers[row]!)] as const
  const scored = (name: string, scores: Float64Array) => {
    const { auc_pooled, logloss, fit_seconds_per_fold } = models[name]!
    return `AUC ${auc(scores, answers).toFixed(6)}, log-loss ${logLoss(scores, answers).toFixed(6)}; scikit-learn ${auc_pooled.toFixed(6)}, ${logloss.toFixed(6)}, ${Math.round(1000 * fit_seconds_per_fold)} ms`
  }
  const logistic = (ridge: number) =>
    outOfFold(folds, (rows, predict) => {
      const [learn, answer] = of(rows)
      return predictLogistic(fitLogistic(designMatrix(learn), answer, { ridge }), designMatrix(takeRows(features, predict)))
    })
  const trees = (seed: number) => outOfFold(folds, (rows, predict) => predictBoostedTrees(fitBoostedTrees(...of(rows), { seed }), takeRows(features, predict)))
  const seeds = [1, 2, 3].map((seed) => auc(trees(seed), answers).toFixed(4))
  const model = fitBoostedTrees(features, answers, { seed: 1 })
  return [
    await timed('telco: logistic regression', () => fitLogistic(design, answers), { goal: 50, note: scored('logistic_unpenalised_std', logistic(0)) }),
    await timed('telco: logistic regression with a ridge of 1', () => fitLogistic(design, answers, { ridge: 1 }), {
      goal: 50,
      note: scored('logistic_l2_C1_std', logistic(1)),
    }),
    await timed('telco: lasso path of 100 steps', () => logisticPath(design, answers), { runs: 3, warmUp: 1 }),
    await timed('telco: 200 boosted trees', () => fitBoostedTrees(features, answers, { seed: 1 }), {
      runs: 3,
      warmUp: 1,
      note: `${scored('gbm_300x3_lr.05_sub.7', trees(1))}; three seeds ${seeds.join(', ')}`,
    }),
    await timed('telco: Shapley values of one customer', () => explainBoostedTrees(model, takeRows(features, Int32Array.of(5)), 0)),
  ]
}

export default { family: 'churn', run } satisfies Bench
