import { expect, test } from 'vitest'
import { random } from '../numerics/random.ts'
import { aucDifference } from './auc-difference.ts'
import { auc } from './quality.ts'

test('the difference is that of the two areas, ties counted half, and a ranking differs from itself by nothing', () => {
  const answers = [1, 0, 1, 0, 0, 1, 0, 1]
  const one = [3, 1, 2, 2, 0, 5, 4, 2]
  const other = [1, 1, 4, 0, 3, 3, 2, 5]
  const { difference, error } = aucDifference(one, other, answers)
  expect(difference).toBeCloseTo(auc(one, answers) - auc(other, answers), 12)
  expect(error).toBeGreaterThan(0)
  expect(aucDifference(one, one, answers)).toEqual({ difference: 0, error: 0 })
})

test('its error is the spread of the difference over many samples', () => {
  const { normal } = random(7)
  const differences: number[] = []
  let told = 0
  for (let sample = 0; sample < 1000; sample++) {
    const answers = Array.from({ length: 120 }, (_, row) => Number(row < 30))
    const shared = answers.map((answer) => answer + normal())
    const { difference, error } = aucDifference(
      shared.map((score) => score + normal()),
      shared.map((score) => score + normal()),
      answers,
    )
    differences.push(difference)
    told += error / 1000
  }
  const spread = Math.sqrt(differences.reduce((sum, one) => sum + one ** 2, 0) / 1000)
  expect(told / spread).toBeGreaterThan(0.9)
  expect(told / spread).toBeLessThan(1.1)
})
