import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import {
  customerEffortScore,
  customerSatisfaction,
  type LoyaltyFacts,
  loyaltyStage,
  netPromoterScore,
  percentileRanks,
  shareOf,
  weightedScores,
} from './index.ts'

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidInput) return [error.rule, error.row]
    throw error
  }
}

describe('a weighted score', () => {
  const criteria = [
    { name: 'volume', weight: 3, values: [10, 20, 30, Number.NaN] },
    { name: 'complaints', weight: 1, values: [0, 5, 5, Number.NaN], lowerIsBetter: true },
    { name: 'margin', weight: 1, values: [0.1, 0.2, Number.NaN, Number.NaN], scale: { from: 0, to: 0.2 } },
  ]

  test('is the sum of the points of its criteria, against all other customers', () => {
    const { score, points, known, standing } = weightedScores(criteria)
    const close = (values: Iterable<number>) => Array.from(values, (value) => Math.round(value * 1e6) / 1e6)
    expect(close(standing)).toEqual([0.166667, 0.833333, 0.5, 0.5, 0.333333, 1, 0.833333, 0.333333, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    for (const row of [0, 1, 2]) expect(points.slice(row * 3, row * 3 + 3).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score[row]!, 12)
    expect(close(known)).toEqual([1, 1, 0.8, 0])
    expect(score[3]).toBeNaN()
    expect(score[2]).toBeCloseTo((100 * (3 * 0.833333333 + 0.333333333)) / 4, 5)
  })

  test('stays within 0 and 100, rises with every criterion, and does not care for units', () => {
    const list = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 10, noNaN: true }), (values, weight) => {
        const other = values.map((value, row) => Math.abs(value) + row)
        const { score } = weightedScores([
          { name: 'a', weight: 1, values },
          { name: 'b', weight, values: other },
        ])
        const ranks = percentileRanks(values)
        for (const [row, value] of values.entries()) {
          expect(score[row]).toBeGreaterThan(0)
          expect(score[row]).toBeLessThan(100)
          for (const [before, lower] of values.entries()) if (lower < value) expect(ranks[before]).toBeLessThan(ranks[row]!)
        }
        expect(
          weightedScores([
            { name: 'a', weight: 2, values: values.map((value) => value * 4) },
            { name: 'b', weight: 2 * weight, values: other },
          ]).score,
        ).toEqual(score)
      }),
    )
  })

  test('weights and values that are none are refused', () => {
    expect(refusal(() => weightedScores([]))).toEqual(['empty', undefined])
    expect(refusal(() => weightedScores([{ name: 'a', weight: -1, values: [1] }]))).toEqual(['negative', 0])
    expect(refusal(() => weightedScores([{ name: 'a', weight: 0, values: [1] }]))).toEqual(['not-positive', undefined])
    expect(refusal(() => weightedScores([criteria[0]!, { name: 'b', weight: 1, values: [1, 2] }]))).toEqual(['length', 2])
    expect(refusal(() => weightedScores([{ name: 'a', weight: 1, values: [1, Number.POSITIVE_INFINITY] }]))).toEqual(['not-finite', 1])
  })
})

describe('customers’ own scores', () => {
  test('net promoter score counts 9 and 10 against 0 to 6', () => {
    expect(netPromoterScore([10, 9, 8, 7, 6, 0, 10, 10])).toMatchObject({ value: 25, promoters: 4, passives: 2, detractors: 2, answers: 8 })
    expect(netPromoterScore([10])).toMatchObject({ value: 100, high: 100 })
  })

  test('the interval of a share is Wilson’s', () => {
    const { low, high } = shareOf(15, 20)
    expect(low).toBeCloseTo(0.5313, 4)
    expect(high).toBeCloseTo(0.8881, 4)
    expect(customerSatisfaction([5, 4, 3, 1]).value).toBe(0.5)
  })

  test('the interval of a mean is Student’s', () => {
    const { value, low, high } = customerEffortScore([5, 6, 7, 4, 5])
    expect(value).toBeCloseTo(5.4, 12)
    expect(high - value).toBeCloseTo((2.7764451052 * Math.sqrt(1.3)) / Math.sqrt(5), 8)
    expect(low).toBeLessThan(value)
  })

  test('intervals hold the true value about as often as they say', () => {
    const draw = random(11)
    const [trials, n] = [2000, 25]
    let nps = 0
    let share = 0
    for (let trial = 0; trial < trials; trial++) {
      const answers = Array.from({ length: n }, () => [3, 8, 10, 10][draw.below(4)]!)
      const score = netPromoterScore(answers)
      if (score.low <= 25 && score.high >= 25) nps++
      const top = customerSatisfaction(answers, { satisfied: 9 })
      if (top.low <= 0.5 && top.high >= 0.5) share++
    }
    for (const held of [nps / trials, share / trials]) {
      expect(held).toBeGreaterThan(0.92)
      expect(held).toBeLessThan(0.99)
    }
  })

  test('intervals hold the estimate and narrow with more answers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10), { minLength: 2, maxLength: 40 }), (answers) => {
        const [once, often] = [netPromoterScore(answers), netPromoterScore([...answers, ...answers, ...answers, ...answers, ...answers, ...answers])]
        expect(once.low).toBeLessThanOrEqual(once.value)
        expect(once.high).toBeGreaterThanOrEqual(once.value)
        expect(often.value).toBeCloseTo(once.value, 10)
        expect(often.high - often.low).toBeLessThanOrEqual(once.high - once.low + 1e-9)
      }),
    )
  })

  test('answers off the scale are refused with their row', () => {
    expect(refusal(() => netPromoterScore([9, 11]))).toEqual(['out-of-range', 1])
    expect(refusal(() => netPromoterScore([9, 8.5]))).toEqual(['not-whole', 1])
    expect(refusal(() => customerSatisfaction([]))).toEqual(['empty', undefined])
    expect(refusal(() => customerEffortScore([1, Number.NaN]))).toEqual(['out-of-range', 1])
  })
})

describe('loyalty stages', () => {
  const loyal: LoyaltyFacts = { orders: 8, months: 30, alive: 0.9, recommends: 7, referrals: 0 }

  test('go from new to regular to loyal to advocate, and say what is missing', () => {
    expect(loyaltyStage({ ...loyal, orders: 1 })).toEqual({ stage: 'new', missing: ['orders'] })
    expect(loyaltyStage({ ...loyal, orders: 3, months: 2 })).toEqual({ stage: 'regular', missing: ['orders', 'months'] })
    expect(loyaltyStage(loyal)).toEqual({ stage: 'loyal', missing: ['recommendation'] })
    expect(loyaltyStage({ ...loyal, recommends: 9 })).toEqual({ stage: 'advocate', missing: [] })
    expect(loyaltyStage({ ...loyal, referrals: 2 })).toEqual({ stage: 'advocate', missing: [] })
  })

  test('one who is gone is lapsed, one who speaks against us is an avenger whatever they buy', () => {
    expect(loyaltyStage({ ...loyal, alive: 0.2 }).stage).toBe('lapsed')
    expect(loyaltyStage({ ...loyal, recommends: 1 }).stage).toBe('avenger')
    expect(refusal(() => loyaltyStage({ ...loyal, alive: 1.2 }))).toEqual(['out-of-range', undefined])
  })
})
