/** What must not matter does not: the order of rows, a row counted in parts, the unit of money and of time. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulated } from './base/testing.ts'
import { buyers } from './defection/testing.ts'
import {
  associationRules,
  auc,
  backtest,
  baskets,
  costOfLoss,
  designMatrix,
  drivers,
  fitBgBb,
  fitGammaGamma,
  fitLogistic,
  fitMbgCnbd,
  fitMbgNbd,
  fitParetoNbd,
  frequentItemsets,
  histories,
  kaplanMeier,
  numbers,
  outlook,
  paretoNbd,
  random,
  rfmScores,
  ruleMeasures,
  score,
  silence,
  summarise,
  volumeDrop,
} from './index.ts'

const factor = fc.double({ min: Math.log(1e-3), max: Math.log(1e3), noNaN: true }).map(Math.exp)
const near = (value: number, expected: number, within: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(expected)))
const mixed = (n: number, seed: number) => random(seed).shuffle(Array.from({ length: n }, (_, i) => i))
const shuffled = <T>(values: ArrayLike<T>, order: readonly number[]) => order.map((i) => values[i]!)

describe('the order of rows and the parts of a weight', () => {
  const people = simulated(300, { seed: 31 })
  const halves = (column: ArrayLike<number>) => [...Array.from(column), ...Array.from(column)]

  test.each([
    ['MBG/NBD', fitMbgNbd],
    ['Pareto/NBD', fitParetoNbd],
    ['MBG/CNBD-k', fitMbgCnbd],
  ] as const)('%s', (_, estimate) => {
    const whole = estimate(people)
    const order = mixed(600, 2)
    const of = (column: ArrayLike<number>) => shuffled(halves(column), order)
    const weight = order.map((i) => (i < 300 ? 0.3 : 0.7))
    const parts = estimate({ repeats: of(people.repeats), recency: of(people.recency), age: of(people.age), logGaps: of(people.logGaps), weight })
    expect(parts.customers).toBeCloseTo(300, 9)
    near(parts.logLikelihood, whole.logLikelihood, 1e-9)
    near(parts.parameters.r, whole.parameters.r, 1e-3)
  })

  test('BG/BB and Gamma-Gamma', () => {
    const given = { repeats: [0, 1, 3, 2, 5, 4], recency: [0, 4, 6, 3, 6, 5], age: [6, 6, 6, 6, 6, 6], weight: [400, 120, 60, 90, 40, 50] }
    const halved = Object.fromEntries(
      Object.entries(given).map(([name, column]) => [
        name,
        halves(column)
          .map((value) => (name === 'weight' ? value / 2 : value))
          .reverse(),
      ]),
    )
    near(fitBgBb(halved as typeof given).logLikelihood, fitBgBb(given).logLikelihood, 1e-9)
    const source = random(6)
    const repeats = Array.from({ length: 300 }, () => 1 + source.poisson(2))
    const spend = repeats.map((x) => source.gamma(6 * x) / (source.gamma(4) / 15) / x)
    const order = mixed(300, 3)
    const [one, other] = [
      fitGammaGamma({ repeats, spend }),
      fitGammaGamma({ repeats: shuffled(repeats, order), spend: shuffled(spend, order), weight: Array(300).fill(1) }),
    ]
    near(other.logLikelihood, one.logLikelihood, 1e-10)
  })

  test('logistic regression, survival, drivers', () => {
    const source = random(8)
    const x = Array.from({ length: 200 }, () => source.normal())
    const y = x.map((value) => (value + source.normal() > 0 ? 1 : 0))
    const order = mixed(400, 5)
    const whole = fitLogistic(designMatrix([numbers('x', x)]), y)
    const parts = fitLogistic(designMatrix([numbers('x', shuffled(halves(x), order))]), shuffled(halves(y), order), { weights: Array(400).fill(0.5) })
    near(parts.coefficients[0]!, whole.coefficients[0]!, 1e-9)
    near(parts.logLikelihood, whole.logLikelihood, 1e-10)
    const once = mixed(200, 6)
    const time = x.map((value) => Math.round(3 * Math.abs(value)))
    expect(kaplanMeier({ time: shuffled(time, once), left: shuffled(y, once) })).toEqual(kaplanMeier({ time, left: y }))
    const z = x.map((value) => value + source.normal())
    const of = (at: readonly number[]) =>
      drivers({ criteria: [x, z].map((values, j) => ({ name: `${j}`, values: shuffled(values, at) })), overall: shuffled(y, at) }).criteria.map(
        ({ lmg }) => lmg,
      )
    const straight = of(x.map((_, i) => i))
    for (const [j, share] of of(once).entries()) near(share, straight[j]!, 1e-12)
  })

  test('rules and their measures', () => {
    const source = random(9)
    const rows = Array.from({ length: 120 }, () => Array.from({ length: 5 }, () => source.below(9)))
    const of = (list: number[][]) => {
      const rules = associationRules(frequentItemsets(baskets(list), { support: 0.1 }), { confidence: 0.3 })
      return Array.from(
        rules.counts,
        (count, rule) =>
          `${rules.items.slice(rules.starts[rule], rules.starts[rule + 1])} → ${rules.consequents[rule]} ${count} ${ruleMeasures(rules, rule).fisherP}`,
      ).sort()
    }
    const order = mixed(120, 4)
    expect(of(shuffled(rows, order).map((row) => [...row].reverse()))).toEqual(of(rows))
  })
})

describe('the unit of money and of time', () => {
  test('scores: purchases do not know the unit of time, value follows that of money', () => {
    const people = simulated(50, { seed: 12 })
    fc.assert(
      fc.property(factor, factor, (unit, currency) => {
        const [r, alpha, s, beta] = [0.55, 10.6, 0.6, 11.7]
        const of = (u: number, c: number) =>
          score(
            paretoNbd({ r, alpha: u * alpha, s, beta: u * beta }),
            { repeats: people.repeats, recency: people.recency.map((t) => u * t), age: people.age.map((t) => u * t) },
            {
              ahead: 39 * u,
              discount: 0.003 / u,
              margin: 0.3,
              spend: { mean: people.repeats.map((x) => c * (10 + x)), parameters: { p: 6.25, q: 3.74, v: 15.44 * c } },
            },
          )
        const [base, other] = [of(1, 1), of(unit, currency)]
        for (let i = 0; i < 50; i++) {
          near(other.alive[i]!, base.alive[i]!, 1e-9)
          near(other.expected[i]!, base.expected[i]!, 1e-8)
          near(other.value![i]! / currency, base.value![i]!, 1e-7)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('RFM, cost of loss, survival, ranking', () => {
    fc.assert(
      fc.property(factor, fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 30 }), (unit, values) => {
        const times = values.map((value) => value * unit)
        expect(rfmScores({ recency: times, frequency: values, money: times }).money).toEqual(
          rfmScores({ recency: values, frequency: values, money: values }).money,
        )
        const left = values.map((value) => value % 2)
        const [base, other] = [kaplanMeier({ time: values, left }), kaplanMeier({ time: times, left })]
        expect(other.map(({ survival }) => survival)).toEqual(base.map(({ survival }) => survival))
        if (new Set(left).size > 1) expect(auc(times.map(Math.log), left)).toBe(auc(values, left))
        const of = (money: number) => costOfLoss({ yearly: money * values[0]!, growth: money * 3, years: 5, profitShare: 0.2, discount: 0.1 }).profit
        near(of(unit) / unit, of(1), 1e-12)
      }),
    )
  })

  test('summaries of days are those of weeks times seven, and amounts only scale what is paid', () => {
    const { transactions } = buyers(80, { seed: 3 })
    const [weeks, days] = [summarise(transactions, { unit: 7 }), summarise({ ...transactions, amount: transactions.amount.map((a) => 100 * a) }, { unit: 1 })]
    for (let i = 0; i < weeks.age.length; i++) {
      near(days.age[i]!, 7 * weeks.age[i]!, 1e-12)
      near(days.recency[i]!, 7 * weeks.recency[i]!, 1e-12)
      near(days.spend[i]!, 100 * weeks.spend[i]!, 1e-12)
    }
    const dear = histories({ ...transactions, amount: transactions.amount.map((a) => 100 * a) }, 0)
    const of = (past: typeof dear) => volumeDrop({ window: 90, of: 'amounts' })(past, 700).map(({ probability }) => probability)
    const plain = of(histories(transactions, 0))
    for (const [i, probability] of of(dear).entries()) near(probability, plain[i]!, 1e-9)
  })
})

describe('histories of every shape', () => {
  test('amounts that nobody knows, customers like clockwork, thousands of purchases', () => {
    const { transactions } = buyers(400, { seed: 14, days: 900, leaving: 0.5 })
    const unpaid = histories({ customer: transactions.customer, day: transactions.day })
    expect(backtest(outlook({ horizon: 120 }), unpaid, { cutoff: 700, horizon: 120 }).auc).toBeGreaterThan(0.7)

    const clockwork = Array.from({ length: 30 }, (_, customer) => Array.from({ length: 40 }, (_, visit) => ({ customer, day: 7 * visit }))).flat()
    for (const { probability, value } of silence()(histories({ customer: clockwork.map((row) => row.customer), day: clockwork.map((row) => row.day) }), 280)) {
      expect(probability).toBeGreaterThan(0.2)
      expect(probability).toBeLessThan(0.8)
      expect(value).toBeCloseTo(1, 1)
    }

    const source = random(15)
    const often = Array.from({ length: 40 }, (_, customer) => {
      const days: { customer: number; day: number }[] = []
      for (let day = 0; day < (customer % 3 ? 365 : 330); day += 0.2 * source.gamma(0.7)) days.push({ customer, day })
      return days
    }).flat()
    const readings = silence()(histories({ customer: often.map((row) => row.customer), day: often.map((row) => row.day) }, 0), 360)
    expect(readings.length).toBe(40)
    for (const { customer, probability } of readings) expect(probability > 0.999).toBe(customer % 3 === 0)
  })
})
