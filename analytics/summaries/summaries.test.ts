import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needs, testData, testDataJson } from '../../testing/test-data.ts'
import { fitBgNbd } from '../base/beta-geometric.ts'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { cohorts, retentionCurve } from './cohorts.ts'
import { kaplanMeier, logRank, meanLifetime, medianLifetime, survivalAt } from './survival.ts'
import { summarise } from './transactions.ts'

describe('summaries of purchases', () => {
  const purchases = { customer: [7, 3, 7, 7, 3, 7, 9], day: [0, 5, 14.25, 14.75, 26, 40, 50], amount: [10, 1, 20, 5, 3, 30, 8] }

  test('count repeat purchases, their time, the time observed and the mean spend, with one purchase a day', () => {
    const summary = summarise(purchases, { until: 28, holdoutUntil: 49 })
    expect([...summary.customer]).toEqual([3, 7])
    expect([...summary.repeats]).toEqual([1, 1])
    expect([...summary.recency]).toEqual([3, 2])
    expect([...summary.age]).toEqual([23 / 7, 4])
    expect([...summary.spend]).toEqual([3, 25])
    expect([...summary.firstSpend]).toEqual([1, 10])
    expect([...summary.holdoutPurchases]).toEqual([0, 1])
    expect([...summary.holdoutAmount]).toEqual([0, 30])
    expect([...summary.birth]).toEqual([5 / 7, 0])
    expect(summary.holdout).toBe(3)
    expect(summary.logGaps[0]).toBeCloseTo(Math.log(3), 12)
  })

  test('do not depend on the order of the rows, and feed a fit as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const source = random(seed)
        const n = 40
        const rows = Array.from({ length: n }, () => [source.below(8), source.below(100), source.below(50)] as const)
        const of = (list: readonly (readonly [number, number, number])[]) =>
          summarise({ customer: list.map(([c]) => c), day: list.map(([, d]) => d), amount: list.map(([, , a]) => a) }, { unit: 1 })
        const [one, other] = [of(rows), of(source.shuffle([...rows]))]
        expect(other).toEqual(one)
        expect(one.recency.every((t, i) => t <= one.age[i]! && (one.repeats[i] === 0) === (t === 0))).toBe(true)
      }),
      { numRuns: 40 },
    )
    expect(fitBgNbd(summarise(purchases, { until: 49 })).convergence.doubts).toContain('few-repeat-buyers')
  })

  test.each([
    [{ customer: [], day: [] }, 'empty', undefined],
    [{ customer: [1, 2], day: [0] }, 'length', undefined],
    [{ customer: [1, 2.5], day: [0, 1] }, 'not-whole', 1],
    [{ customer: [1, -2], day: [0, 1] }, 'negative', 1],
    [{ customer: [1, 2], day: [0, Number.NaN] }, 'not-finite', 1],
    [{ customer: [1], day: [0], amount: [Number.POSITIVE_INFINITY] }, 'not-finite', 0],
  ] as const)('%j is refused', (bad, rule, row) => {
    expect(() => summarise(bad)).toThrow(expect.objectContaining({ rule, row }))
    expect(() => summarise(purchases, { until: -5 })).toThrow(InvalidInput)
  })
})

describe('cohorts', () => {
  test('follow the customers of a month through the months after it', () => {
    const table = cohorts({ customer: [1, 1, 1, 2, 3, 3], day: [2, 35, 36, 20, 40, 70], amount: [5, 6, 7, 8, 9, 10] }, (day) => Math.floor(day / 30), 89)
    expect(table).toEqual([
      { period: 0, customers: 2, active: [2, 1, 0], retention: [1, 0.5, 0], revenue: [13, 13, 0] },
      { period: 1, customers: 1, active: [1, 1], retention: [1, 1], revenue: [9, 10] },
    ])
    expect(retentionCurve(table).map(({ retention, customers }) => [retention, customers])).toEqual([
      [1, 3],
      [2 / 3, 3],
      [0, 2],
    ])
  })
})

describe('survival', () => {
  test('the remission times of Freireich (1963): survival .857 after 6 weeks, .448 after 23, median 23', () => {
    const time = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    const left = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    const curve = kaplanMeier({ time, left })
    expect(survivalAt(curve, 6)).toBeCloseTo(0.8571, 4)
    expect(survivalAt(curve, 23.5)).toBeCloseTo(0.4482, 4)
    expect(curve.find((step) => step.time === 23)!.standardError).toBeCloseTo(0.1346, 4)
    expect(medianLifetime(curve)).toBe(23)
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    const test = logRank([
      { time, left },
      { time: placebo, left: placebo.map(() => 1) },
    ])
    expect(test.chiSquare).toBeCloseTo(16.793, 3)
    expect(test.p).toBeCloseTo(4.17e-5, 7)
  })

  test('without anybody still here the curve is the share that is left, and the mean lifetime the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 41 }), (time, at) => {
        const curve = kaplanMeier({ time, left: time.map(() => true) })
        expect(survivalAt(curve, at)).toBeCloseTo(time.filter((t) => t > at).length / time.length, 12)
        expect(meanLifetime(curve, 100)).toBeCloseTo(time.reduce((a, b) => a + b, 0) / time.length, 9)
        expect(curve.every(({ low, survival, high }) => low <= survival && survival <= high)).toBe(true)
      }),
    )
  })

  test('bad rows are named', () => {
    expect(() => kaplanMeier({ time: [1, -2], left: [1, 1] })).toThrow(expect.objectContaining({ rule: 'negative', row: 1 }))
    expect(() => kaplanMeier({ time: [1, 2], left: [1, 2] })).toThrow(expect.objectContaining({ rule: 'out-of-range', row: 1 }))
    expect(() => logRank([{ time: [1], left: [1] }])).toThrow(InvalidInput)
  })
})

describe('the same as the well-known tools', () => {
  test('CDNOW: customers, repeat purchases and their times are those of BTYD', needs('cdnow/cdnowElog_BTYD.csv', 'reference/cdnow_btyd_r.json'), () => {
    type Row = { 'id': number; 'x': number; 't.x': number; 'T.cal': number; 'x.star': number; 'm_x': number }
    const rows = lines('cdnow/cdnowElog_BTYD.csv')
    const day = (date: number) => Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000
    const purchases = { customer: rows.map((row) => Number(row[1])), day: rows.map((row) => day(Number(row[2]))), amount: rows.map((row) => Number(row[4])) }
    const summary = summarise(purchases, { until: day(19970930), holdoutUntil: day(19980630) })
    expect(summary.customer.length).toBe(2357)
    const of = new Map(Array.from(summary.customer, (id, i) => [id, i]))
    for (const row of testDataJson<{ sample_cbs: Row[] }>('reference/cdnow_btyd_r.json').sample_cbs) {
      const i = of.get(row.id)!
      expect([summary.repeats[i], summary.holdoutPurchases[i]]).toEqual([row.x, row['x.star']])
      expect([summary.recency[i], summary.age[i], summary.spend[i]]).toEqual([row['t.x'], row['T.cal'], row.m_x].map((value) => expect.closeTo(value, 9)))
    }
  })

  test(
    'telco: Kaplan–Meier, its errors, the mean and the log-rank test are those of R',
    needs('telco_churn/Telco-Customer-Churn.csv', 'reference/telco_survival_r.json'),
    () => {
      type Reference = { km: { time: number[]; surv: number[]; se: number[]; n_risk: number[] }; rmst72: number; logrank: { chisq: number } }
      const reference = testDataJson<Reference>('reference/telco_survival_r.json')
      const rows = lines('telco_churn/Telco-Customer-Churn.csv').filter((row) => Number(row[5]) > 0)
      const of = (chosen: typeof rows) => ({ time: chosen.map((row) => Number(row[5])), left: chosen.map((row) => row[20]!.trim() === 'Yes') })
      const curve = kaplanMeier(of(rows))
      for (const [i, time] of reference.km.time.entries()) {
        const step = curve.find((candidate) => candidate.time === time)!
        expect([step.survival, step.standardError]).toEqual([expect.closeTo(reference.km.surv[i]!, 11), expect.closeTo(reference.km.se[i]!, 11)])
        expect(step.atRisk).toBe(reference.km.n_risk[i])
      }
      expect(meanLifetime(curve, 72)).toBeCloseTo(reference.rmst72, 9)
      const contracts = [...new Set(rows.map((row) => row[15]))].map((contract) => of(rows.filter((row) => row[15] === contract)))
      expect(logRank(contracts).chiSquare).toBeCloseTo(reference.logrank.chisq, 6)
    },
  )
})

const lines = (path: string) =>
  new TextDecoder()
    .decode(testData(path))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
