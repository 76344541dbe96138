import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOfLoss, replacementRatio, statisticalValue, wordOfMouth } from './cost-of-loss.ts'

test('10,000 a year growing by 2,000 over five years is 70,000 of sales and 14,000 of profit at 20 %', () => {
  expect(costOfLoss({ yearly: 10_000, growth: 2_000, years: 5, profitShare: 0.2 })).toEqual({
    series: [10_000, 12_000, 14_000, 16_000, 18_000],
    sales: 70_000,
    profit: 14_000,
  })
})

test('the series is its closed form n·y + g·n(n−1)/2, scales with money, and shrinks under a discount', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 1, max: 30 }), (yearly, growth, years) => {
      const cost = costOfLoss({ yearly, growth, years, profitShare: 0.25 })
      expect(cost.sales).toBe(years * yearly + (growth * years * (years - 1)) / 2)
      expect(costOfLoss({ yearly: 2 * yearly, growth: 2 * growth, years, profitShare: 0.25 }).profit).toBeCloseTo(2 * cost.profit, 6)
      expect(costOfLoss({ yearly, growth, years, profitShare: 0.25, discount: 0.1 }).sales).toBeLessThanOrEqual(cost.sales)
    }),
  )
})

test('purchases that shrink stop at nothing', () => {
  expect(costOfLoss({ yearly: 5, growth: -3, years: 4, profitShare: 1 }).series).toEqual([5, 2, 0, 0])
})

test('the statistical value counts the chance to be alive once', () => {
  expect(statisticalValue({ alive: 0.5, purchasesIfAlive: 10, spend: 200, margin: 0.3 })).toBe(300)
})

test('advocates tell five people, avengers twenty, unless the company knows better', () => {
  expect(wordOfMouth({ advocates: 10, avengers: 3 })).toEqual({ good: 50, ill: 60, net: -10 })
  expect(wordOfMouth({ advocates: 10, avengers: 3, avengerReach: 10 }).net).toBe(20)
})

test('winning a customer against keeping one, and no ratio where there is nothing to compare', () => {
  expect(replacementRatio({ cost: 100_000, customers: 50 }, { cost: 40_000, customers: 200 })).toBe(10)
  expect(replacementRatio({ cost: 1, customers: 0 }, { cost: 1, customers: 1 })).toBeUndefined()
})

test.each([
  [{ yearly: -1, growth: 0, years: 5, profitShare: 0.2 }, /yearly/],
  [{ yearly: 1, growth: Number.NaN, years: 5, profitShare: 0.2 }, /growth/],
  [{ yearly: 1, growth: 0, years: 2.5, profitShare: 0.2 }, /years/],
  [{ yearly: 1, growth: 0, years: 5, profitShare: 20 }, /profitShare/],
])('%j is refused', (input, message) => {
  expect(() => costOfLoss(input)).toThrow(message)
})
