import { expect, test } from 'vitest'
import { chosenOf } from './leaving.ts'

const tested = (together: number, model: number) => [
  { way: 'together' as const, auc: together },
  { way: 'rhythm' as const, auc: together - 0.05 },
  { way: 'model' as const, auc: model },
]

test('a handful who left never decides which way the chance is told', () => {
  expect(chosenOf(tested(0.55, 0.75), 3, 110)).toBe('together')
  expect(chosenOf(tested(0.6, 0.85), 5, 100)).toBe('together')
})

test('with many who left, a way that ranked clearly better is used, and one that ranked about as well is not', () => {
  expect(chosenOf(tested(0.66, 0.75), 400, 900)).toBe('model')
  expect(chosenOf(tested(0.68, 0.69), 400, 900)).toBe('together')
})
