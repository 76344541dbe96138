import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, wholesaler } from '../../testing/purchases.ts'
import { needs, testDataJson } from '../../testing/test-data.ts'
import { InvalidInput } from '../invalid.ts'
import { binomialAtMost, fAtMost, incompleteBeta } from '../numerics/incomplete-beta.ts'
import { random } from '../numerics/random.ts'
import { histories } from '../summaries/transactions.ts'
import { Stopped } from '../work.ts'
import { backtest, outcomesAfter } from './backtest.ts'
import { categoryMoved } from './category.ts'
import { expectedGap, fitGapLaw, gapsAt, survivalOfGap } from './gaps.ts'
import { outlook } from './outlook.ts'
import { fewAhead, rhythm } from './rhythm.ts'
import { lengthening, silence } from './silence.ts'
import { smallerOrders } from './sizes.ts'
import { buyers } from './testing.ts'
import { amountAtMost, volumeDrop } from './volume.ts'

describe('the tails behind the probabilities', () => {
  test('the incomplete beta: uniform, a known F and a known binomial', () => {
    expect(incompleteBeta(1, 1, 0.3)).toBeCloseTo(0.3, 14)
    expect(incompleteBeta(2.5, 0.7, 0.9)).toBeCloseTo(1 - incompleteBeta(0.7, 2.5, 0.1), 13)
    expect(fAtMost(3.49, 4, 12)).toBeCloseTo(0.9588, 3)
    expect(binomialAtMost(1, 3, 0.5)).toBeCloseTo(0.5, 13)
  })

  test('the law of a sum of drawn amounts: binomial for equal amounts, the enumeration for few, near the saddlepoint for more', () => {
    expect(amountAtMost(3, Array(20).fill(1), 0.3)).toBeCloseTo(binomialAtMost(3, 20, 0.3), 1)
    expect(amountAtMost(25, [10, 20, 30], 0.5)).toBeCloseTo(3 / 8, 12)
    const source = random(4)
    const amounts = Array.from({ length: 30 }, () => source.gamma(2))
    let below = 0
    for (let i = 0; i < 20_000; i++) if (amounts.reduce((sum, a) => sum + (source.uniform() < 0.3 ? a : 0), 0) <= 12) below++
    expect(Math.abs(amountAtMost(12, amounts, 0.3) - below / 20_000)).toBeLessThan(0.015)
  })
})

describe('the law of gaps', () => {
  test('finds the regularity that made the gaps, and draws short histories to everybody', () => {
    const law = fitGapLaw(gapsAt(buyers(600, { leaving: 0 }).histories, 720))
    expect(law.k).toBeGreaterThan(2.6)
    expect(law.k).toBeLessThan(3.4)
    expect(expectedGap(law, [5])).toBeGreaterThan(5)
    expect(expectedGap(law, Array(400).fill(5))).toBeCloseTo(5, 0)
  })

  test('a gap survives less the longer it is', () => {
    const law = { k: 2.2, r: 4, alpha: 60 }
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 300, noNaN: true }), { maxLength: 12 }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (closed, open, more) => {
          const [now, later] = [survivalOfGap(law, closed, open), survivalOfGap(law, closed, open + more)]
          expect(now).toBeLessThanOrEqual(1)
          expect(later).toBeLessThanOrEqual(now + 1e-14)
          expect(later).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

describe('the rhythm carried on', () => {
  test('tells the share of histories in which so few purchases followed', () => {
    const source = random(11)
    const law = { k: 2.5, r: 6, alpha: 50 }
    const closed = [20, 24, 16]
    // Paces drawn from what the closed gaps let expect of them; the open gap is ten days long.
    const counts = [0, 0, 0]
    let kept = 0
    while (kept < 20_000) {
      const pace = source.gamma(law.r + law.k * closed.length) / (law.alpha + 60)
      let at = source.gamma(law.k) / pace
      if (at <= 10) continue
      kept++
      let purchases = 0
      for (; at <= 70; at += source.gamma(law.k) / pace) purchases++
      for (let most = 0; most < 3; most++) if (purchases <= most) counts[most]!++
    }
    const gaps = { row: 0, customer: 0, purchases: 4, first: 0, last: 60, closed, open: 10 }
    for (let most = 0; most < 3; most++) expect(Math.abs(fewAhead(law, gaps, most, 60) - counts[most]! / kept)).toBeLessThan(0.015)
  })

  test('is calibrated where some left and the others keep their pace', () => {
    const past = buyers(2000, { seed: 9 }).histories
    const { calibration: table, auc: ranked } = backtest(rhythm({ horizon: 90 }), past, { cutoff: 600, horizon: 90, outcome: 'partial', repeats: 2 })
    expect(ranked).toBeGreaterThan(0.75)
    for (const { predicted, observed } of table) expect(Math.abs(predicted - observed)).toBeLessThan(0.15)
  })
})

describe('signals', () => {
  test('silence of steady buyers alarms at the rate it states', () => {
    const readings = silence()(buyers(3000, { leaving: 0, seed: 5 }).histories, 700)
    const alarmed = readings.filter(({ probability }) => probability > 0.9).length / readings.length
    expect(alarmed).toBeGreaterThan(0.05)
    expect(alarmed).toBeLessThan(0.13)
  })

  test('silence finds those who left, with the numbers behind the sentence', () => {
    const { people, histories: past } = buyers(500, { seed: 6 })
    const readings = silence()(past, 700)
    const gone = new Set(people.filter(({ leaves }) => leaves !== undefined && leaves < 600).map(({ customer }) => customer))
    const high = readings.filter(({ probability }) => probability > 0.99)
    expect(high.filter(({ customer }) => gone.has(customer)).length / high.length).toBeGreaterThan(0.8)
    const { value, evidence } = high[0]!
    expect(value).toBeCloseTo(evidence.daysSilent! / evidence.daysExpected!, 12)
  })

  test('a customer whose gaps doubled is read as lengthening, a steady one is not', () => {
    const steady = buyers(200, { leaving: 0, seed: 7 }).transactions
    const [slow, same] = [
      [0, 20, 40, 60, 80, 100, 150, 200, 250],
      [0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 240, 260, 280],
    ]
    const all = histories({ customer: [...steady.customer, ...slow.map(() => 900), ...same.map(() => 901)], day: [...steady.day, ...slow, ...same] })
    const of = new Map(lengthening()(all, 290).map((reading) => [reading.customer, reading]))
    expect(of.get(900)!.value).toBeGreaterThan(2)
    expect(of.get(900)!.probability).toBeGreaterThan(0.9)
    expect(of.get(901)!.probability).toBeLessThan(0.7)
  })

  test('volume: half the purchases of before stand out, the season of everybody does not', () => {
    const days = (from: number, until: number, every: number) => Array.from({ length: Math.floor((until - from) / every) }, (_, i) => from + i * every)
    const rows: { customer: number; day: number; amount: number }[] = []
    // Everybody buys every 10 days, and every 20 in the slack season from day 300 on; customer 99 every 80.
    for (let customer = 0; customer < 60; customer++)
      for (const day of [...days(0, 300, 10), ...days(300, 400, 20)]) rows.push({ customer, day: day + (customer % 10), amount: 100 })
    for (const day of [...days(0, 300, 10), ...days(300, 400, 80)]) rows.push({ customer: 99, day, amount: 100 })
    const past = histories({ customer: rows.map((row) => row.customer), day: rows.map((row) => row.day), amount: rows.map((row) => row.amount) })
    for (const of of ['purchases', 'amounts'] as const) {
      const readings = new Map(volumeDrop({ window: 100, of })(past, 399).map((reading) => [reading.customer, reading]))
      expect(readings.get(99)!.probability).toBeGreaterThan(0.9)
      expect(readings.get(5)!.probability).toBeLessThan(0.6)
      expect(readings.get(5)!.value).toBeCloseTo(1, 0)
      expect(readings.get(99)!.evidence.trend).toBeCloseTo(0.5, 1)
    }
  })

  test('orders that grow smaller stand out while they come as often, and steady ones alarm no more than stated', () => {
    const source = random(21)
    const rows = Array.from({ length: 400 }, (_, customer) =>
      Array.from({ length: 40 }, (_, n) => ({ customer, day: n * 18, amount: 1000 * source.gamma(6) * (customer < 20 && n >= 36 ? 0.4 : 1) })),
    ).flat()
    const past = histories({ customer: rows.map(({ customer }) => customer), day: rows.map(({ day }) => day), amount: rows.map(({ amount }) => amount) })
    const sure = smallerOrders({ window: 90 })(past, 39 * 18).filter(({ probability }) => probability > 0.99)
    expect(sure.filter(({ customer }) => customer < 20).length).toBeGreaterThan(15)
    expect(sure.filter(({ customer }) => customer >= 20).length).toBeLessThan(10)
    const { value, evidence } = sure[0]!
    expect(evidence.seen! / evidence.expected!).toBeCloseTo(value, 10)
  })

  test('a category that moved away is named; one that nobody buys any more is not the customer’s doing', () => {
    const lines: [customer: number, day: number, category: number][] = []
    for (let customer = 0; customer < 30; customer++) {
      for (let day = 0; day < 400; day += 20) {
        lines.push([customer, day, 1])
        if (day < 300) lines.push([customer, day, 3])
        if (customer > 0 || day < 300) lines.push([customer, day, 2])
      }
    }
    const signal = categoryMoved({ customer: lines.map(([c]) => c), day: lines.map(([, d]) => d), category: lines.map(([, , k]) => k) }, { window: 100 })
    const readings = new Map(signal(buyers(1).histories, 399).map((reading) => [reading.customer, reading]))
    expect(readings.get(0)!.evidence).toMatchObject({ category: 2, seen: 0, before: 15 })
    expect(readings.get(0)!.probability).toBeGreaterThan(0.8)
    expect(readings.get(4)!.probability).toBeLessThan(readings.get(0)!.probability)
  })

  test('the outlook is calibrated and ranks better than chance; nothing after the cutoff changes it', () => {
    const { histories: past, transactions } = buyers(600, { seed: 12, days: 900, leaving: 0.5 })
    const signal = outlook({ horizon: 120 })
    const found = backtest(signal, past, { cutoff: 700, horizon: 120, top: [30] })
    expect(found.auc).toBeGreaterThan(0.75)
    expect(found.precision[0]!.precision).toBeGreaterThan(2 * found.baseRate)
    expect(found.leadTime).toBeGreaterThanOrEqual(120)
    const keep = transactions.day.map((day) => day <= 700)
    const until = histories(
      {
        customer: transactions.customer.filter((_, i) => keep[i]),
        day: transactions.day.filter((_, i) => keep[i]),
        amount: transactions.amount.filter((_, i) => keep[i]),
      },
      0,
    )
    expect(signal(until, 700)).toEqual(signal(past, 700))
  })
})

describe('back-testing', () => {
  test('tells AUC, precision of the first k and calibration of a signal that is known', () => {
    const { histories: past } = buyers(200, { seed: 13, leaving: 0.4 })
    const outcomes = outcomesAfter(past, 500, 200, 'full', 3)
    const oracle = () => [...outcomes].map(([customer, left]) => ({ customer, value: 1, probability: left, evidence: {} }))
    const found = backtest(oracle, past, { cutoff: 500, horizon: 200, top: [5] })
    expect(found).toMatchObject({ auc: 1, customers: outcomes.size, precision: [{ k: 5, precision: 1 }] })
    expect(found.calibration.at(-1)).toMatchObject({ predicted: 1, observed: 1 })
  })

  test('tells how far it is and stops when its caller says so', () => {
    const { histories: past } = buyers(300, { seed: 12, days: 900, leaving: 0.5 })
    const shares: number[] = []
    const options = { cutoff: 700, horizon: 120 }
    backtest(silence(), past, { ...options, onProgress: (share) => shares.push(share) })
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const stop = { aborted: false }
    expect(() => backtest(silence(), past, { ...options, signal: stop, onProgress: () => (stop.aborted = true) })).toThrow(Stopped)
  })

  test('partial defection is less than half of the own rate', () => {
    const past = histories({ customer: [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], day: [0, 10, 20, 30, 60, 0, 10, 20, 30, 45, 60] })
    expect([...outcomesAfter(past, 40, 40, 'partial', 3)]).toEqual([
      [1, 1],
      [2, 0],
    ])
  })

  test('refuses what can not be judged', () => {
    const { histories: past } = buyers(100, { leaving: 0 })
    expect(() => backtest(silence(), past, { cutoff: 500, horizon: 0 })).toThrow(InvalidInput)
    expect(() => backtest(silence(), past, { cutoff: 500, horizon: 220 })).toThrow(/outcome/)
    expect(() => silence()(buyers(5).histories, 500)).toThrow(expect.objectContaining({ rule: 'too-few' }))
    expect(() => volumeDrop({ window: -1 })).toThrow(InvalidInput)
    expect(() => outlook({ horizon: Number.NaN })).toThrow(InvalidInput)
    expect(() => categoryMoved({ customer: [1], day: [Number.NaN], category: [1] }, { window: 10 })).toThrow(/row 0/)
  })
})

test('the wholesaler: the outlook ranks above every baseline, for full and for partial defection', {
  ...needs('online_retail/online_retail.csv', 'reference/defection_baselines.json'),
  timeout: 120_000,
}, () => {
  type Labels = Record<string, { base_rate: number; auc: Record<string, number> }>
  const reference = testDataJson<{ online_retail: { labels: Labels; customers_scored: number } }>('reference/defection_baselines.json').online_retail
  const past = histories(wholesaler())
  for (const [label, { base_rate, auc }] of Object.entries(reference.labels)) {
    const outcome = label.startsWith('full') ? 'full' : 'partial'
    const found = backtest(outlook({ horizon: 100, outcome }), past, { cutoff: dayOf('2011-08-31'), horizon: 100, outcome, step: 10_000 })
    expect(found.customers).toBe(reference.customers_scored)
    expect(found.baseRate).toBeCloseTo(base_rate, 12)
    expect(found.auc).toBeGreaterThan(Math.max(...Object.values(auc)))
  }
})
