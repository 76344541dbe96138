import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needs, testData } from '../../testing/test-data.ts'
import { InvalidInput } from '../invalid.ts'
import { leastSquares } from '../numerics/least-squares.ts'
import { random } from '../numerics/random.ts'
import { completeRows, correlations, drivers, importancePerformance, improvementOrder, lmgShares, type Ratings, relativeWeights } from './index.ts'

/** Criteria that go together, and an overall made of them. */
function survey(rows: number, effects: number[], seed: number): Ratings {
  const draw = random(seed)
  const mood = Array.from({ length: rows }, () => draw.normal())
  const criteria = effects.map((_, j) => ({ name: `c${j}`, values: mood.map((value) => 3 + 0.5 * value + draw.normal()) }))
  return { criteria, overall: mood.map((_, row) => effects.reduce((sum, effect, j) => sum + effect * criteria[j]!.values[row]!, draw.normal())) }
}

/** R² of the overall on some criteria, by regression. */
function explainedBy(ratings: Ratings, chosen: number[]): number {
  const rows = ratings.overall.length
  const width = chosen.length + 1
  const x = Float64Array.from({ length: rows * width }, (_, i) =>
    i % width === chosen.length ? 1 : ratings.criteria[chosen[i % width]!]!.values[Math.floor(i / width)]!,
  )
  const y = Array.from(ratings.overall)
  const mean = y.reduce((sum, value) => sum + value, 0) / rows
  return 1 - leastSquares(x, y, rows, width).residualSquares / y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
}

const orders = (items: number[]): number[][] =>
  items.length === 0 ? [[]] : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidInput) return [error.rule, error.row]
    throw error
  }
}

describe('importance', () => {
  test('LMG is the mean gain of R² over every order of joining', () => {
    const ratings = survey(60, [1, 0.2, 0, 0.6], 4)
    const all = orders([0, 1, 2, 3])
    const found = drivers(ratings)
    for (let j = 0; j < 4; j++) {
      const gains = all.map((order) => explainedBy(ratings, order.slice(0, order.indexOf(j) + 1)) - explainedBy(ratings, order.slice(0, order.indexOf(j))))
      expect(found.criteria[j]!.lmg).toBeCloseTo(gains.reduce((sum, gain) => sum + gain, 0) / all.length, 10)
    }
  })

  test('LMG and relative weights add up to R² and are never negative, whatever the data', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (seed, effects) => {
        const ratings = survey(40, effects, seed)
        const { criteria, explained } = drivers(ratings)
        expect(explained).toBeCloseTo(explainedBy(ratings, [...effects.keys()]), 9)
        expect(criteria.reduce((sum, criterion) => sum + criterion.relativeWeight, 0)).toBeCloseTo(explained, 9)
        for (const { lmg, relativeWeight } of criteria) {
          expect(lmg).toBeGreaterThan(-1e-12)
          expect(relativeWeight).toBeGreaterThan(-1e-12)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('uncorrelated criteria have their squared correlation as importance, by both ways', () => {
    const levels = [-1, 1]
    const rows = levels.flatMap((a) => levels.flatMap((b) => levels.flatMap((c) => levels.map((e) => [a, b, c, e]))))
    const ratings = {
      criteria: [0, 1, 2].map((j) => ({ name: `c${j}`, values: rows.map((row) => row[j]!) })),
      overall: rows.map(([a, b, c, e]) => 3 * a! + 2 * b! + c! + e!),
    }
    for (const [j, share] of [9 / 15, 4 / 15, 1 / 15].entries()) {
      expect(drivers(ratings).criteria[j]!.lmg).toBeCloseTo(share, 12)
      expect(drivers(ratings).criteria[j]!.relativeWeight).toBeCloseTo(share, 12)
    }
  })

  test('does not depend on scales, nor on the order of criteria', () => {
    const ratings = survey(80, [1, 0.5, 0.1], 8)
    const turned = {
      criteria: [...ratings.criteria].reverse().map(({ name, values }) => ({ name, values: Array.from(values, (value) => 20 * value - 7) })),
      overall: Array.from(ratings.overall, (value) => value / 10),
    }
    const [plain, other] = [drivers(ratings).criteria, drivers(turned).criteria.reverse()]
    for (const j of [0, 1, 2]) {
      expect(other[j]!.lmg).toBeCloseTo(plain[j]!.lmg, 10)
      expect(other[j]!.relativeWeight).toBeCloseTo(plain[j]!.relativeWeight, 10)
      expect(other[j]!.standardised).toBeCloseTo(plain[j]!.standardised, 10)
    }
  })

  test('ratings that can not be judged are refused by rule', () => {
    const some = survey(20, [1, 1], 1)
    expect(refusal(() => drivers({ ...some, criteria: [] }))).toEqual(['empty', undefined])
    expect(refusal(() => drivers({ ...some, overall: [1, 2] }))).toEqual(['length', 2])
    expect(refusal(() => drivers(survey(3, [1, 1], 1)))).toEqual(['too-few', undefined])
    expect(refusal(() => drivers({ ...some, overall: new Float64Array(20).fill(4) }))).toEqual(['constant', undefined])
    expect(refusal(() => drivers({ ...some, criteria: [...some.criteria, some.criteria[0]!] }))).toEqual(['dependent', 2])
    expect(refusal(() => drivers({ ...some, overall: Array.from(some.overall, (value, row) => (row === 4 ? Number.POSITIVE_INFINITY : value)) }))).toEqual([
      'not-finite',
      4,
    ])
  })
})

describe('importance × performance', () => {
  const ratings = survey(400, [1, 0, 1], 5)
  const withGaps = {
    ...ratings,
    criteria: ratings.criteria.map((criterion, j) => ({
      ...criterion,
      values: Array.from(criterion.values, (value, row) => (j === 1 && row % 9 === 0 ? Number.NaN : j === 2 ? value + 2 : value)),
    })),
  }

  test('puts criteria in their quadrant, with intervals around both', () => {
    const { places, completeRows: rows } = importancePerformance(withGaps, { seed: 1, draws: 60 })
    expect(rows).toBe(355)
    expect(places.map(({ quadrant }) => quadrant)).toEqual(['improve-first', 'low-priority', 'keep-up'])
    expect(places[1]!.ratings).toBe(355)
    for (const { importance, performance } of places) {
      expect(importance.low).toBeLessThanOrEqual(importance.value)
      expect(importance.high).toBeGreaterThanOrEqual(importance.value)
      expect(performance.high - performance.value).toBeCloseTo(performance.value - performance.low, 12)
    }
    expect(places.reduce((sum, { importance }) => sum + importance.value, 0)).toBeCloseTo(1, 12)
    expect(importancePerformance(withGaps, { seed: 1, draws: 60 }).places).toEqual(places)
  })

  test('improving goes by gain for the money, as far as the budget reaches', () => {
    const criteria = [
      { name: 'parking', effect: 0.1, room: 2, costPerPoint: 100 },
      { name: 'waiting', effect: 0.5, room: 1, costPerPoint: 200 },
      { name: 'logo', effect: -0.1, room: 3, costPerPoint: 1 },
    ]
    expect(improvementOrder(criteria).map(({ name }) => name)).toEqual(['waiting', 'parking'])
    expect(improvementOrder(criteria, 250)).toMatchObject([
      { name: 'waiting', points: 1, cost: 200 },
      { name: 'parking', points: 0.5, cost: 50, costSoFar: 250, gainSoFar: 0.55 },
    ])
    expect(improvementOrder(criteria, 0)).toEqual([])
    expect(refusal(() => improvementOrder([{ ...criteria[0]!, costPerPoint: 0 }]))).toEqual(['not-positive', 0])
  })
})

test('on the Swiss set the shares are those R’s relaimpo prints', needs('reference/swiss.csv'), () => {
  const [head, ...lines] = new TextDecoder()
    .decode(testData('reference/swiss.csv'))
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','))
  const column = (j: number) => lines.map((line) => Number(line[j]))
  const ratings = { criteria: head!.slice(1).map((name, j) => ({ name, values: column(j + 1) })), overall: column(0) }
  const printed = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
  drivers(ratings).criteria.forEach(({ lmg }, j) => {
    expect(Math.abs(lmg - printed[j]!)).toBeLessThan(5.1e-9)
  })
  const complete = completeRows(ratings)
  expect(lmgShares(correlations(complete)!, 5).length).toBe(relativeWeights(correlations(complete)!, 5).length)
})
