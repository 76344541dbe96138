/** Which of two rankings of the same customers is better, and is that more than chance? */
import { InvalidInput } from '../invalid.ts'
import { checkAnswers } from './features.ts'

/**
 * AUC of `one` less that of `other`, with the standard error of the difference for rankings of the same rows (DeLong, DeLong and Clarke-Pearson 1988).
 * Much smaller than the error of either where the two rank alike. The error is NaN with fewer than two rows of an answer.
 * @throws InvalidInput as `checkAnswers`; `length` when both do not score the same rows
 */
export function aucDifference(one: ArrayLike<number>, other: ArrayLike<number>, answers: ArrayLike<number>): { difference: number; error: number } {
  checkAnswers(answers, one.length)
  if (one.length !== other.length) throw new InvalidInput('length', Math.min(one.length, other.length))
  const [a, b] = [placements(one, answers), placements(other, answers)]
  const sums = [0, 0]
  const squares = [0, 0]
  const rows = [0, 0]
  for (let row = 0; row < answers.length; row++) {
    const answer = answers[row]!
    const apart = a[row]! - b[row]!
    rows[answer]!++
    sums[answer]! += apart
    squares[answer]! += apart * apart
  }
  const variance = (answer: 0 | 1) => (squares[answer]! - sums[answer]! ** 2 / rows[answer]!) / (rows[answer]! - 1) / rows[answer]!
  return { difference: sums[1]! / rows[1]!, error: Math.sqrt(Math.max(0, variance(0) + variance(1))) }
}

/** Of each row, the share of the rows of the other answer that it stands on the right side of, ties half. */
function placements(scores: ArrayLike<number>, answers: ArrayLike<number>): Float64Array {
  const order = Int32Array.from({ length: scores.length }, (_, row) => row).sort((x, y) => scores[x]! - scores[y]! || x - y)
  const counts = [0, 0]
  for (let row = 0; row < answers.length; row++) counts[answers[row]!]!++
  const placed = new Float64Array(scores.length)
  const below = [0, 0]
  for (let from = 0; from < order.length; ) {
    const tied = [0, 0]
    let until = from
    while (until < order.length && scores[order[until]!] === scores[order[from]!]) tied[answers[order[until++]!]!]!++
    for (let i = from; i < until; i++) {
      const row = order[i]!
      placed[row] = answers[row] === 1 ? (below[0]! + tied[0]! / 2) / counts[0]! : (counts[1]! - below[1]! - tied[1]! / 2) / counts[1]!
    }
    below[0]! += tied[0]!
    below[1]! += tied[1]!
    from = until
  }
  return placed
}
