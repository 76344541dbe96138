/** How good predicted probabilities are on rows the model did not see. */
import { InvalidInput } from '../invalid.ts'
import { checkAnswers } from './features.ts'

const byScore = (scores: ArrayLike<number>) => {
  for (let row = 0; row < scores.length; row++) if (Number.isNaN(scores[row]!)) throw new InvalidInput('not-finite', row, 'score')
  return Int32Array.from({ length: scores.length }, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/**
 * Area under the ROC curve: the chance that a random row with answer 1 scores above a random row with answer 0, ties half
 * (Hanley and McNeil 1982; the Mann–Whitney statistic). In [0, 1]; ½ is chance.
 * @throws InvalidInput as `checkAnswers`; `not-finite` with the row of a score that is NaN
 */
export function auc(scores: ArrayLike<number>, answers: ArrayLike<number>): number {
  checkAnswers(answers, scores.length)
  const order = byScore(scores)
  let positives = 0
  let above = 0
  for (let i = 0; i < order.length; ) {
    let end = i
    let tiedPositives = 0
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) tiedPositives += answers[order[end++]!]!
    const tiedNegatives = end - i - tiedPositives
    above += tiedNegatives * (positives + tiedPositives / 2)
    positives += tiedPositives
    i = end
  }
  return above / (positives * (order.length - positives))
}

/** Mean of −ln of the probability given to what happened. Probabilities are kept within 1e-15 of 0 and 1, as scikit-learn does. */
export function logLoss(probabilities: ArrayLike<number>, answers: ArrayLike<number>): number {
  checkAnswers(answers, probabilities.length)
  let sum = 0
  for (let row = 0; row < answers.length; row++) {
    const p = Math.min(1 - 1e-15, Math.max(1e-15, probabilities[row]!))
    sum -= answers[row] === 1 ? Math.log(p) : Math.log1p(-p)
  }
  return sum / answers.length
}

/** Mean square of probability minus answer (Brier 1950). */
export function brierScore(probabilities: ArrayLike<number>, answers: ArrayLike<number>): number {
  checkAnswers(answers, probabilities.length)
  let sum = 0
  for (let row = 0; row < answers.length; row++) sum += (probabilities[row]! - answers[row]!) ** 2
  return sum / answers.length
}

/** Σ (recall step) · precision, going down the scores; equal scores are one step (as scikit-learn). */
export function averagePrecision(scores: ArrayLike<number>, answers: ArrayLike<number>): number {
  checkAnswers(answers, scores.length)
  const order = byScore(scores)
  let found = 0
  let sum = 0
  for (let i = 0; i < order.length; ) {
    let end = i
    let gained = 0
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) gained += answers[order[end++]!]!
    found += gained
    sum += (gained * found) / end
    i = end
  }
  return sum / found
}

/** The share of answers 1 among the `share` highest scores, over their share in all: how many times better than picking blindly. */
export function lift(scores: ArrayLike<number>, answers: ArrayLike<number>, share = 0.1): number {
  checkAnswers(answers, scores.length)
  if (!(share > 0 && share <= 1)) throw new InvalidInput('out-of-range', undefined, 'share')
  const order = byScore(scores)
  const top = Math.max(1, Math.floor(share * order.length))
  let found = 0
  let all = 0
  for (let i = 0; i < order.length; i++) {
    all += answers[order[i]!]!
    if (i < top) found += answers[order[i]!]!
  }
  return found / top / (all / order.length)
}

export type CalibrationBin = { rows: number; predicted: number; observed: number }

/** Rows in `bins` groups of equal size by rising probability: what was predicted on average, and what share came true. */
export function calibration(probabilities: ArrayLike<number>, answers: ArrayLike<number>, bins = 10): CalibrationBin[] {
  checkAnswers(answers, probabilities.length)
  if (!(Number.isInteger(bins) && bins >= 1)) throw new InvalidInput('not-positive', undefined, 'bins')
  const order = byScore(probabilities).reverse()
  const table: CalibrationBin[] = []
  for (let bin = 0; bin < bins; bin++) {
    const group = order.subarray(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins))
    if (group.length === 0) continue
    let predicted = 0
    let observed = 0
    for (const row of group) {
      predicted += probabilities[row]!
      observed += answers[row]!
    }
    table.push({ rows: group.length, predicted: predicted / group.length, observed: observed / group.length })
  }
  return table
}
