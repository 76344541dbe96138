import { expect, test } from 'vitest'
import { type Asked, chosenOf } from './leaving.ts'

/** So many customers of whom some left; a way of a higher `sight` sees more of it. */
function asked(customers: number, left: number, sight: Record<string, number>): Asked {
  const outcome = Array.from({ length: customers }, (_, row) => Number(row < left))
  // Spread evenly and unlike for each way, without a random number.
  const noise = (row: number, step: number) => ((row + 1) * step) % 1
  const scores = Object.fromEntries(
    Object.entries(sight).map(([way, sees], place) => [way, outcome.map((one, row) => sees * one + noise(row, 0.618034 + 0.1 * place))]),
  )
  return { outcome, scores }
}

test('a handful who left never decides which way the chance is told', () => {
  expect(chosenOf([asked(110, 3, { together: 0.3, model: 0.4 })])).toBe('together')
  expect(chosenOf([asked(110, 1, { together: 0.1, model: 0.9 })])).toBe('together')
})

test('with many who left, a way that ranked clearly better is used, and one that ranked about as well is not', () => {
  expect(chosenOf([asked(1300, 400, { together: 0.3, rhythm: 0.2, model: 0.5 })])).toBe('model')
  expect(chosenOf([asked(1300, 400, { together: 0.3, rhythm: 0.2, model: 0.305 })])).toBe('together')
})

test('one good season does not decide against several others', () => {
  const seasons = [
    asked(400, 120, { together: 0.3, model: 0.45 }),
    asked(400, 120, { together: 0.45, model: 0.3 }),
    asked(400, 120, { together: 0.45, model: 0.3 }),
  ]
  expect(chosenOf(seasons)).toBe('together')
})
