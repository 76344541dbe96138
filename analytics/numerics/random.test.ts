import { expect, test } from 'vitest'
import { random } from './random.ts'

const draw = (n: number, next: () => number) => Array.from({ length: n }, next)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: number[]) => {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** 2))
}

test('the same seed gives the same numbers, another seed others', () => {
  expect(draw(5, random(7).uniform)).toEqual(draw(5, random(7).uniform))
  expect(draw(5, random(7).uniform)).not.toEqual(draw(5, random(8).uniform))
})

test('draws have the mean and the variance of their law', () => {
  const source = random(20261122)
  const n = 40_000
  const laws = [
    [source.uniform, 1 / 2, 1 / 12],
    [source.normal, 0, 1],
    [source.exponential, 1, 1],
    [() => source.gamma(0.4), 0.4, 0.4],
    [() => source.gamma(7), 7, 7],
    [() => source.beta(2, 3), 0.4, 0.04],
    [() => source.poisson(3.5), 3.5, 3.5],
    [() => source.poisson(250), 250, 250],
  ] as const
  for (const [next, expectedMean, expectedVariance] of laws) {
    const values = draw(n, next)
    expect(Math.abs(mean(values) - expectedMean) / Math.sqrt(expectedVariance / n)).toBeLessThan(4)
    expect(Math.abs(variance(values) / expectedVariance - 1)).toBeLessThan(0.1)
  }
})

test('a shuffle keeps every item', () => {
  const items = random(3).shuffle([1, 2, 3, 4, 5, 6])
  expect([...items].sort()).toEqual([1, 2, 3, 4, 5, 6])
})
