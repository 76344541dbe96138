/** Testing on customers the model did not see. */
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { goOn, type Work } from '../work.ts'
import { checkAnswers } from './features.ts'

/**
 * Gives each row a fold 0 … k − 1 so that each fold has the same share of answers 1: the n-th row of each class goes to fold n mod k.
 * With a seed the rows are shuffled first; without one, file order is kept.
 * @throws InvalidInput as `checkAnswers`; `out-of-range` for k below 2; `too-few` when a class has fewer than k rows
 */
export function stratifiedFolds(answers: ArrayLike<number>, k: number, seed?: number): Int32Array {
  checkAnswers(answers, answers.length)
  if (!(Number.isInteger(k) && k >= 2)) throw new InvalidInput('out-of-range', undefined, 'folds')
  const rows = Int32Array.from({ length: answers.length }, (_, row) => row)
  if (seed !== undefined) random(seed).shuffle(rows)
  const folds = new Int32Array(answers.length)
  const seen = [0, 0]
  for (const row of rows) folds[row] = seen[answers[row]!]!++ % k
  if (Math.min(...seen) < k) throw new InvalidInput('too-few', undefined, 'rows of a class')
  return folds
}

/**
 * Predictions for every row by models fitted without its fold. `learnAndPredict` gets the rows to learn from and the rows to answer for,
 * and returns one prediction for each of the latter.
 */
export function outOfFold(
  folds: Int32Array,
  learnAndPredict: (learn: Int32Array, predict: Int32Array, fold: number) => ArrayLike<number>,
  work?: Work,
): Float64Array {
  const count = folds.reduce((most, fold) => Math.max(most, fold + 1), 0)
  const rows = Int32Array.from(folds.keys())
  const result = new Float64Array(folds.length)
  for (let fold = 0; fold < count; fold++) {
    goOn(work)
    const predict = rows.filter((row) => folds[row] === fold)
    const predictions = learnAndPredict(
      rows.filter((row) => folds[row] !== fold),
      predict,
      fold,
    )
    for (let i = 0; i < predict.length; i++) result[predict[i]!] = predictions[i]!
    work?.onProgress?.((fold + 1) / count)
  }
  return result
}

/**
 * How much worse the predictions become when one column is shuffled: what the model leans on (Breiman 2001; Fisher, Rudin, Dominici 2019).
 * @param predict predictions when column `column` is read from row `from[row]` instead of `row`
 * @param quality higher is better
 * @returns mean loss of quality for each column over `repeats` shuffles, and its standard deviation
 */
export function permutationImportance(
  columns: number,
  rows: number,
  predict: (column: number, from: Int32Array) => ArrayLike<number>,
  quality: (predictions: ArrayLike<number>) => number,
  options: Work & { seed: number; repeats?: number },
): { mean: Float64Array; deviation: Float64Array } {
  const { seed, repeats = 5 } = options
  const draw = random(seed)
  const from = Int32Array.from({ length: rows }, (_, row) => row)
  const best = quality(predict(0, from.slice()))
  const mean = new Float64Array(columns)
  const deviation = new Float64Array(columns)
  for (let column = 0; column < columns; column++) {
    goOn(options)
    const losses = Array.from({ length: repeats }, () => best - quality(predict(column, draw.shuffle(from.slice()))))
    mean[column] = losses.reduce((sum, loss) => sum + loss, 0) / repeats
    deviation[column] = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean[column]!) ** 2, 0) / Math.max(1, repeats - 1))
    options.onProgress?.((column + 1) / columns)
  }
  return { mean, deviation }
}
