/** The same numbers as the well-known tools and the 60-digit table, on the data beside them. */
import { describe, expect, test } from 'vitest'
import { needs, testData, testDataJson } from '../../testing/test-data.ts'
import { logHypergeometric } from '../numerics/hypergeometric.ts'
import { betaGeometric, fitBgNbd, fitMbgNbd } from './beta-geometric.ts'
import { fitBgBb } from './bg-bb.ts'
import { expectedSpend, fitGammaGamma, gammaGammaLogLikelihood } from './gamma-gamma.ts'
import { expectedPurchases } from './model.ts'
import { fitNbd } from './nbd.ts'
import { fitParetoNbd, paretoNbd } from './pareto-nbd.ts'
import { fitSbg, sbgLifetime, sbgResidualLifetime } from './shifted-beta-geometric.ts'
import { expectedTracking } from './tracking.ts'
import { discountedPurchases, discountPerUnit } from './value.ts'

const table = (path: string) =>
  new TextDecoder()
    .decode(testData(path))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
const summary = () => {
  const rows = table('cdnow/cdnow_customers_summary.csv')
  return { repeats: rows.map((row) => row[1]!), recency: rows.map((row) => row[2]!), age: rows.map((row) => row[3]!) }
}
const relative = (value: number, expected: number) => (value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected))
type Optimum = { params: number[]; LL: number }

describe('CDNOW', needs('cdnow/cdnow_customers_summary.csv', 'reference/clv_polished_optima.json'), () => {
  const fits = [
    ['bgnbd', fitBgNbd, ['r', 'alpha', 'a', 'b'], [0.243, 4.414, 0.793, 2.426], -9582.4],
    ['mbgnbd', fitMbgNbd, ['r', 'alpha', 'a', 'b'], undefined, -9582.1],
    ['pnbd', fitParetoNbd, ['r', 'alpha', 's', 'beta'], [0.553, 10.578, 0.606, 11.669], -9595.0],
  ] as const
  test.each(fits)('%s reaches the polished optimum and prints the figures of its paper', (name, estimate, names, printed, printedLikelihood) => {
    const optimum = testDataJson<Record<string, Optimum>>('reference/clv_polished_optima.json')[`cdnow_sample/${name}`]!
    const found = estimate(summary())
    expect(found.convergence.trusted).toBe(true)
    expect(found.logLikelihood).toBeGreaterThan(optimum.LL - 1e-6)
    const parameters = names.map((key) => (found.parameters as Record<string, number>)[key]!)
    for (const [i, value] of parameters.entries()) expect(relative(value, optimum.params[i]!)).toBeLessThan(1e-4)
    if (printed) expect(parameters.map((value) => Number(value.toFixed(3)))).toEqual(printed.map((value) => expect.closeTo(value, 2)))
    expect(Number(found.logLikelihood.toFixed(1))).toBe(printedLikelihood)
  })

  test('Gamma-Gamma prints the figures of its paper', needs('cdnow/cdnow_customers_summary_with_transactions.csv'), () => {
    const rows = table('cdnow/cdnow_customers_summary_with_transactions.csv')
    const found = fitGammaGamma({ repeats: rows.map((row) => row[1]!), spend: rows.map((row) => row[4]!) })
    const optimum = testDataJson<Record<string, Optimum>>('reference/clv_polished_optima.json')['cdnow_sample/gamma_gamma']!
    expect(found.logLikelihood).toBeGreaterThan(optimum.LL - 1e-6)
    expect([found.parameters.p, found.parameters.q, found.parameters.v].map((value, i) => relative(value, optimum.params[i]!) < 1e-4)).toEqual([
      true,
      true,
      true,
    ])
  })

  test('every customer has the figures of BTYD at its own optimum', needs('reference/cdnow_percustomer_btyd.csv'), () => {
    const rows = table('reference/cdnow_percustomer_btyd.csv')
    const column = (place: number) => rows.map((row) => row[place]!)
    const people = { repeats: column(1), recency: column(2), age: column(3) }
    const [bg, mbg, pareto] = [fitBgNbd(people), fitMbgNbd(people), fitParetoNbd(people)]
    const spend = fitGammaGamma({ repeats: people.repeats, spend: column(4) })
    const models = [betaGeometric(bg.parameters, bg), betaGeometric(mbg.parameters, mbg), paretoNbd(pareto.parameters)]
    let worst = 0
    for (const [, x, tx, T, mean, , ...theirs] of rows as [number, number, number, number, number, number, ...number[]][]) {
      const ours = models.flatMap((model) => [model.alive(x, tx, T), expectedPurchases(model, x, tx, T, 39)])
      ours.push(discountedPurchases(models[2]!, x, tx, T, discountPerUnit(0.15, 52)), expectedSpend(spend.parameters, x, mean))
      for (const [i, value] of ours.entries()) worst = Math.max(worst, relative(value, theirs[i]!))
    }
    expect(rows).toHaveLength(2357)
    expect(worst).toBeLessThan(1e-5)
  })

  test('standard errors are those of lifetimes', needs('reference/cdnow_lifetimes_py.json'), () => {
    const reference = testDataJson<Record<string, { se: Record<string, number> }>>('reference/cdnow_lifetimes_py.json')
    for (const [name, estimate] of [
      ['bgnbd', fitBgNbd],
      ['mbgnbd', fitMbgNbd],
    ] as const) {
      const errors = estimate(summary()).standardErrors!
      for (const key of ['r', 'alpha', 'a', 'b'] as const) expect(relative(errors[key], reference[name]!.se[key]!)).toBeLessThan(1e-3)
    }
  })

  test('the tracking lines and the NBD are those of BTYD', needs('reference/cdnow_btyd_r.json', 'cdnow/cdnowElog_BTYD.csv'), () => {
    const reference = testDataJson<{
      nbd: { LL: number }
      bgnbd: { params: Record<string, number> }
      pnbd: { params: number[] }
      tracking: Record<string, number[]>
    }>('reference/cdnow_btyd_r.json')
    expect(fitNbd(summary()).logLikelihood).toBeCloseTo(reference.nbd.LL, 1)
    const days = new Map<number, number>()
    for (const [, id, date] of table('cdnow/cdnowElog_BTYD.csv')) {
      const day = Date.UTC(Math.floor(date! / 10_000), (Math.floor(date! / 100) % 100) - 1, date! % 100) / 86_400_000
      days.set(id!, Math.min(days.get(id!) ?? day, day))
    }
    const first = Math.min(...days.values())
    const births = Array.from(days.values(), (day) => (day - first) / 7)
    const { p1, p2, p3, p4 } = reference.bgnbd.params as Record<'p1' | 'p2' | 'p3' | 'p4', number>
    const [r, alpha, s, beta] = reference.pnbd.params as [number, number, number, number]
    const weeks = reference.tracking.bgnbd!.length
    for (const [model, expected] of [
      [betaGeometric({ r: p1, alpha: p2, a: p3, b: p4 }), reference.tracking.bgnbd!],
      [paretoNbd({ r, alpha, s, beta }), reference.tracking.pnbd!],
    ] as const) {
      const ours = expectedTracking(model, births, weeks).cumulative
      // BTYD counts a customer born within a week from that week's end on; the lines meet to a thousandth.
      expect(relative(ours[weeks - 1]!, expected[weeks - 1]!)).toBeLessThan(5e-3)
    }
  })
})

test('every value of the 60-digit table to 1e-11', needs('reference/clv_highprecision_mpmath.json'), () => {
  type Case = {
    model: string
    params: number[]
    x: number
    t_x: number
    T: number
    m_x: number
    ll: number
    p_alive: number
    expected_value: number
    cet: Record<string, number>
  }
  const reference = testDataJson<{
    cases: Case[]
    hyp2f1: Record<'a' | 'b' | 'c' | 'z' | 'log_value', number>[]
    expectation: { params: number[]; t: number; value: number }[]
  }>('reference/clv_highprecision_mpmath.json')
  const worst = { value: 0 }
  const hold = (value: number, expected: number) =>
    (worst.value = Math.max(worst.value, Number.isFinite(value) ? relative(value, expected) : Number.POSITIVE_INFINITY))
  const modelOf = ({ model, params }: { model: string; params: number[] }) => {
    const [one, two, three, four] = params as [number, number, number, number]
    if (model === 'pnbd') return paretoNbd({ r: one, alpha: two, s: three, beta: four })
    return betaGeometric({ r: one, alpha: two, a: three, b: four }, { k: 1, leavesAfterFirst: model === 'mbgnbd' })
  }
  for (const row of reference.cases) {
    if (row.model === 'gamma_gamma') {
      const [p, q, v] = row.params as [number, number, number]
      hold(gammaGammaLogLikelihood({ p, q, v }, row.x, row.m_x), row.ll)
      hold(expectedSpend({ p, q, v }, row.x, row.m_x), row.expected_value)
      continue
    }
    const model = modelOf(row)
    hold(model.logLikelihood(row.x, row.t_x, row.T), row.ll)
    hold(model.alive(row.x, row.t_x, row.T), row.p_alive)
    for (const [ahead, expected] of Object.entries(row.cet))
      hold(model.alive(row.x, row.t_x, row.T) * model.expectedIfAlive(row.x, row.t_x, row.T, Number(ahead)), expected)
  }
  for (const { params, t, value } of reference.expectation) hold(modelOf({ model: 'bgnbd', params }).expected(t), value)
  for (const { a, b, c, z, log_value } of reference.hyp2f1) hold(logHypergeometric(a, b, c, z), log_value)
  expect(worst.value).toBeLessThan(1e-11)
})

test(
  'BG/BB on the donors and sBG on both segments',
  needs('donations/donations.csv', 'reference/misc_models.json', 'reference/clv_polished_optima.json'),
  () => {
    type Sbg = { alpha: number; beta: number; DEL_10pct: number; DERL_10pct_n: Record<string, number> }
    const reference = testDataJson<{ bgbb_donations: { params: Record<string, number>; LL: number }; sbg_regular: Sbg; sbg_high_end: Sbg }>(
      'reference/misc_models.json',
    )
    const rows = table('donations/donations.csv')
    const donors = fitBgBb({
      repeats: rows.map((row) => row[0]!),
      recency: rows.map((row) => row[1]!),
      age: rows.map((row) => row[2]!),
      weight: rows.map((row) => row[3]!),
    })
    expect(donors.logLikelihood).toBeGreaterThan(reference.bgbb_donations.LL - 1e-6)
    for (const [name, value] of Object.entries(donors.parameters)) expect(relative(value, reference.bgbb_donations.params[name]!)).toBeLessThan(1e-4)
    const optima = testDataJson<Record<string, { survival_per_1000: number[]; LL: number }>>('reference/clv_polished_optima.json')
    for (const [segment, sbg] of [
      ['regular', reference.sbg_regular],
      ['high_end', reference.sbg_high_end],
    ] as const) {
      const curve = optima[`sbg/${segment}`]!
      expect(fitSbg(curve.survival_per_1000.slice(0, 8)).logLikelihood).toBeGreaterThan(curve.LL - 1e-6)
      expect(relative(sbgLifetime(sbg, 0.1), sbg.DEL_10pct)).toBeLessThan(1e-12)
      for (const [n, expected] of Object.entries(sbg.DERL_10pct_n)) expect(relative(sbgResidualLifetime(sbg, 0.1, Number(n)), expected)).toBeLessThan(1e-12)
    }
  },
)
