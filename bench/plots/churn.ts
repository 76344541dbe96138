/** Who leaves a telecom, told by models that did not see the customer: the ROC curve, and told against seen. */
import {
  auc,
  calibration,
  designMatrix,
  fitBoostedTrees,
  fitLogistic,
  outOfFold,
  predictBoostedTrees,
  predictLogistic,
  stratifiedFolds,
  takeRows,
} from '../../analytics/index.ts'
import { telco } from '../../testing/telco.ts'
import { acrossOf, axes, dot, legend, path, percent, picture, text, upOf } from './drawing.ts'

export function draw(): string {
  const { features, answers } = telco()
  const folds = stratifiedFolds(answers, 10)
  const of = (rows: Int32Array) => [takeRows(features, rows), rows.map((row) => answers[row]!)] as const
  const models = [
    [
      'logistic regression',
      'a',
      outOfFold(folds, (rows, predict) => {
        const [learn, answer] = of(rows)
        return predictLogistic(fitLogistic(designMatrix(learn), answer), designMatrix(takeRows(features, predict)))
      }),
    ],
    ['boosted trees', 'b', outOfFold(folds, (rows, predict) => predictBoostedTrees(fitBoostedTrees(...of(rows), { seed: 1 }), takeRows(features, predict)))],
  ] as const
  const across = acrossOf({
    from: 0,
    to: 1,
    ticks: [0, 0.25, 0.5, 0.75, 1],
    name: 'lines: share of stayers above the threshold · dots: told probability',
    label: percent,
  })
  const up = upOf({ from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], name: 'lines: share of leavers above it · dots: share seen', label: percent })
  return picture('Telecom: who leaves, by models that did not see the customer', 'ROC curves and calibration of two churn models on held-out customers', [
    axes(across, up),
    path(
      [
        [across(0), up(0)],
        [across(1), up(1)],
      ],
      'n dash',
    ),
    ...models.flatMap(([, look, scores]) => [
      path(
        roc(scores, answers).map(([x, y]) => [across(x), up(y)] as const),
        look,
      ),
      ...calibration(scores, answers).map(({ predicted, observed }) => dot(across(predicted), up(observed), 4, `f${look}`)),
    ]),
    ...models.map(([name, , scores], i) => text(across(0.62), up(0.16 - 0.06 * i), `${name}: AUC ${auc(scores, answers).toFixed(4)}`, { look: 'faint' })),
    legend(models.map(([name, look]) => [name, look] as const)),
  ])
}

/** A hundred points of the curve. */
function roc(scores: Float64Array, answers: Uint8Array): [number, number][] {
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
  const leavers = answers.reduce((sum, one) => sum + one, 0)
  const points: [number, number][] = [[0, 0]]
  let caught = 0
  order.forEach((row, i) => {
    caught += answers[row]!
    if ((i + 1) % Math.ceil(order.length / 100) === 0) points.push([(i + 1 - caught) / (order.length - leavers), caught / leavers])
  })
  return [...points, [1, 1]]
}
