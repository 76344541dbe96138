/** The same customers through CLVTools (R). Its calibration ends on 1997-10-01, its Gamma-Gamma leaves out the first purchase, and it discounts by ln 1.1 a week. */
import { describe, expect, test } from 'vitest'
import { dayOf, recordShop } from '../../testing/purchases.ts'
import { needs, testDataJson } from '../../testing/test-data.ts'
import { summarise } from '../summaries/index.ts'
import { betaGeometric, discountedPurchases, expectedPurchases, expectedSpend, fitBgNbd, fitGammaGamma, fitParetoNbd, paretoNbd } from './index.ts'

type Row = { 'Id': string; 'actual.x': number; 'PAlive': number; 'CET': number; 'DERT'?: number; 'predicted.mean.spending': number; 'predicted.CLV'?: number }
type Model = {
  params: { r: number; alpha: number; s: number; beta: number; a: number; b: number }
  LL: number
  sum_CET: number
  sum_actual: number
  holdout_periods: number
  first20: Row[]
}
type Reference = { cdnow: { n: number; pnbd: Model; bgnbd: Model; gg: { params: { p: number; q: number; gamma: number }; LL: number } } }

describe('CDNOW through CLVTools', needs('reference/clvtools_r.json', 'cdnow/cdnowElog_BTYD.csv'), () => {
  const set = () => {
    const reference = testDataJson<Reference>('reference/clvtools_r.json').cdnow
    const summary = summarise(recordShop(), { until: dayOf('1997-10-01'), holdoutUntil: dayOf('1998-06-30') })
    return { reference, summary }
  }
  const near = (value: number, expected: number) => expect(Math.abs(value - expected)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected)))

  test('its likelihoods are reached, and its parameters to the digits it converged to', () => {
    const { reference, summary } = set()
    expect(summary.customer.length).toBe(reference.n)
    for (const [fit, { LL, params }] of [
      [fitParetoNbd(summary), reference.pnbd],
      [fitBgNbd(summary), reference.bgnbd],
    ] as const) {
      expect(fit.logLikelihood).toBeGreaterThan(LL - 1e-6)
      for (const [name, value] of Object.entries(fit.parameters)) expect(Math.abs(value / params[name as keyof typeof params] - 1)).toBeLessThan(1e-2)
    }
    const spend = fitGammaGamma(summary)
    expect(spend.logLikelihood).toBeGreaterThan(reference.gg.LL - 1e-6)
    expect(spend.parameters.p / reference.gg.params.p).toBeCloseTo(1, 3)
  })

  test('at its parameters every customer has its P(alive), expected orders, discounted orders, spend and value', () => {
    const { reference, summary } = set()
    const place = new Map(Array.from(summary.customer, (id, row) => [id, row]))
    const { p, q, gamma } = reference.gg.params
    for (const [model, { first20, holdout_periods, sum_CET, sum_actual }] of [
      [paretoNbd(reference.pnbd.params), reference.pnbd],
      [betaGeometric(reference.bgnbd.params), reference.bgnbd],
    ] as const) {
      for (const one of first20) {
        const row = place.get(Number(one.Id))!
        const [x, tx, T] = [summary.repeats[row]!, summary.recency[row]!, summary.age[row]!]
        const spend = expectedSpend({ p, q, v: gamma }, x, summary.spend[row]!)
        expect(summary.holdoutPurchases[row]).toBe(one['actual.x'])
        near(model.alive(x, tx, T), one.PAlive)
        near(expectedPurchases(model, x, tx, T, holdout_periods), one.CET)
        near(spend, one['predicted.mean.spending'])
        if (one.DERT === undefined) continue
        const discounted = discountedPurchases(model, x, tx, T, Math.log(1.1))
        near(discounted, one.DERT)
        near(discounted * spend, one['predicted.CLV']!)
      }
      let expected = 0
      let actual = 0
      for (let row = 0; row < summary.repeats.length; row++) {
        expected += expectedPurchases(model, summary.repeats[row]!, summary.recency[row]!, summary.age[row]!, holdout_periods)
        actual += summary.holdoutPurchases[row]!
      }
      near(expected / sum_CET, 1)
      expect(actual).toBe(sum_actual)
    }
  })
})
