/** How far our figures are from those of the references: what `analytics/README.md` shows. */
import {
  auc,
  backtest,
  betaGeometric,
  completeRows,
  countItemsets,
  designMatrix,
  discountedPurchases,
  drivers,
  expectedPurchases,
  expectedSpend,
  fitBgBb,
  fitBgNbd,
  fitBoostedTrees,
  fitGammaGamma,
  fitLogistic,
  fitMbgNbd,
  fitParetoNbd,
  fitSbg,
  gammaGammaLogLikelihood,
  histories,
  kaplanMeier,
  outlook,
  outOfFold,
  paretoNbd,
  parseBaskets,
  predictBoostedTrees,
  predictLogistic,
  stratifiedFolds,
  summarise,
  takeRows,
} from '../../analytics/index.ts'
import { dayOf, recordShop, wholesaler } from '../../testing/purchases.ts'
import { telco } from '../../testing/telco.ts'
import { testData, testDataJson } from '../../testing/test-data.ts'
import type { Agreement, Bench } from './timing.ts'

type Optimum = { params: number[]; LL: number }
type Contracts = { survival_per_1000: number[]; alpha: number; beta: number; LL: number }

const table = (path: string) =>
  new TextDecoder()
    .decode(testData(path))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(',').map(Number))
const apart = (value: number, expected: number) => (value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected))
const worst = (values: readonly number[]) => values.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), 0)

/** Log-likelihood over the polished optimum, and the parameter furthest from it. */
function optima(): Agreement[] {
  const reference = testDataJson<Record<string, Optimum>>('reference/clv_polished_optima.json')
  const contracts = testDataJson<Record<string, Contracts>>('reference/clv_polished_optima.json')
  const segment = (name: string) => {
    const { survival_per_1000, alpha, beta, LL } = contracts[`sbg/${name}`]!
    return [`contracts, ${name.replace('_', '-')} segment: sBG`, fitSbg(survival_per_1000.slice(0, 8)), { LL, params: [alpha, beta] }] as const
  }
  const rows = table('cdnow/cdnow_customers_summary.csv')
  const shop = { repeats: rows.map((row) => row[1]!), recency: rows.map((row) => row[2]!), age: rows.map((row) => row[3]!) }
  const spent = table('cdnow/cdnow_customers_summary_with_transactions.csv')
  const given = table('donations/donations.csv')
  const donors = {
    repeats: given.map((row) => row[0]!),
    recency: given.map((row) => row[1]!),
    age: given.map((row) => row[2]!),
    weight: given.map((row) => row[3]!),
  }
  const published = testDataJson<{ bgbb_donations: { params: Record<string, number>; LL: number } }>('reference/misc_models.json').bgbb_donations
  const fits = [
    ['CDNOW: BG/NBD', fitBgNbd(shop), reference['cdnow_sample/bgnbd']!],
    ['CDNOW: MBG/NBD', fitMbgNbd(shop), reference['cdnow_sample/mbgnbd']!],
    ['CDNOW: Pareto/NBD', fitParetoNbd(shop), reference['cdnow_sample/pnbd']!],
    ['CDNOW: Gamma-Gamma', fitGammaGamma({ repeats: spent.map((row) => row[1]!), spend: spent.map((row) => row[4]!) }), reference['cdnow_sample/gamma_gamma']!],
    ['donors: BG/BB', fitBgBb(donors), { LL: published.LL, params: Object.values(published.params) }],
    segment('regular'),
    segment('high_end'),
  ] as const
  return fits.map(([what, fit, { LL, params }]) => {
    const off = worst(Object.values(fit.parameters).map((value, i) => apart(value, params[i]!)))
    return {
      what,
      against: 'polished optimum',
      figure: `log-likelihood ${(fit.logLikelihood - LL).toExponential(0)} from it, parameters within ${off.toExponential(0)}`,
      met: fit.logLikelihood >= LL - 1e-5 && off < 1e-3,
    }
  })
}

/** Single customers against 60 digits, x up to thousands. */
function digits(): Agreement {
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
  const { cases } = testDataJson<{ cases: Case[] }>('reference/clv_highprecision_mpmath.json')
  const errors = cases.flatMap(({ model, params, x, t_x, T, m_x, ll, p_alive, expected_value, cet }) => {
    const [one, two, three, four] = params as [number, number, number, number]
    if (model === 'gamma_gamma') {
      const parameters = { p: one, q: two, v: three }
      return [apart(gammaGammaLogLikelihood(parameters, x, m_x), ll), apart(expectedSpend(parameters, x, m_x), expected_value)]
    }
    const of =
      model === 'pnbd'
        ? paretoNbd({ r: one, alpha: two, s: three, beta: four })
        : betaGeometric({ r: one, alpha: two, a: three, b: four }, { k: 1, leavesAfterFirst: model === 'mbgnbd' })
    return [
      apart(of.logLikelihood(x, t_x, T), ll),
      apart(of.alive(x, t_x, T), p_alive),
      ...Object.entries(cet).map(([ahead, expected]) => apart(expectedPurchases(of, x, t_x, T, Number(ahead)), expected)),
    ]
  })
  return {
    what: 'single customers of every model',
    against: 'mpmath, 60 digits',
    figure: `${errors.length} values, worst relative error ${worst(errors).toExponential(0)}`,
    met: worst(errors) < 1e-9,
  }
}

function clvTools(): Agreement {
  type Row = { Id: string; PAlive: number; CET: number; DERT: number }
  type Model = { params: { r: number; alpha: number; s: number; beta: number }; holdout_periods: number; first20: Row[] }
  const { pnbd } = testDataJson<{ cdnow: { pnbd: Model } }>('reference/clvtools_r.json').cdnow
  const summary = summarise(recordShop(), { until: dayOf('1997-10-01') })
  const model = paretoNbd(pnbd.params)
  const errors = pnbd.first20.flatMap(({ Id, PAlive, CET, DERT }) => {
    const row = summary.customer.indexOf(Number(Id))
    const [x, tx, T] = [summary.repeats[row]!, summary.recency[row]!, summary.age[row]!]
    return [
      apart(model.alive(x, tx, T), PAlive),
      apart(expectedPurchases(model, x, tx, T, pnbd.holdout_periods), CET),
      apart(discountedPurchases(model, x, tx, T, Math.log(1.1)), DERT),
    ]
  })
  return {
    what: 'CDNOW: P(alive), expected and discounted purchases',
    against: 'CLVTools (R)',
    figure: `worst relative difference ${worst(errors).toExponential(0)}`,
    met: worst(errors) < 1e-9,
  }
}

function itemsets(): Agreement {
  type Run = { support: number; itemsets_eclat: number; by_size: Record<string, number>; sum_counts: number }
  const { sets } = testDataJson<{ sets: Record<string, { file: string; runs: Run[] }> }>('reference/itemsets_arules.json')
  const same = Object.values(sets).flatMap(({ file, runs }) => {
    const all = parseBaskets(testData(file))
    return runs.map(({ support, itemsets_eclat, by_size, sum_counts }) => {
      const counted = countItemsets(all, { support })
      return counted.itemsets === itemsets_eclat && counted.sumOfCounts === sum_counts && counted.bySize.slice(1).join() === Object.values(by_size).join()
    })
  })
  return {
    what: 'itemsets of three sets: counts by size and sums',
    against: 'arules (R)',
    figure: `${same.filter(Boolean).length} of ${same.length} runs equal`,
    met: same.every(Boolean),
  }
}

function churn(): Agreement[] {
  const { models } = testDataJson<{ telco: { models: Record<string, { auc_pooled: number }> } }>('reference/churn_sklearn.json').telco
  const { features, answers } = telco()
  const folds = stratifiedFolds(answers, 10)
  const of = (rows: Int32Array) => [takeRows(features, rows), rows.map((row) => answers[row]!)] as const
  const logistic = outOfFold(folds, (rows, predict) => {
    const [learn, answer] = of(rows)
    return predictLogistic(fitLogistic(designMatrix(learn), answer), designMatrix(takeRows(features, predict)))
  })
  const trees = outOfFold(folds, (rows, predict) => predictBoostedTrees(fitBoostedTrees(...of(rows), { seed: 1 }), takeRows(features, predict)))
  const line = (what: string, ours: number, theirs: number, met: boolean) => ({
    what,
    against: 'scikit-learn, same folds',
    figure: `AUC ${ours.toFixed(6)} and ${theirs.toFixed(6)}`,
    met,
  })
  const [one, many] = [auc(logistic, answers), auc(trees, answers)]
  const [theirOne, theirMany] = [models.logistic_unpenalised_std!.auc_pooled, models['gbm_300x3_lr.05_sub.7']!.auc_pooled]
  return [
    line('telco: logistic regression', one, theirOne, Math.abs(one - theirOne) < 1e-4),
    line('telco: boosted trees', many, theirMany, many > theirMany - 0.002),
  ]
}

function survival(): Agreement {
  const { km } = testDataJson<{ km: { time: number[]; surv: number[]; se: number[] } }>('reference/telco_survival_r.json')
  const { features, answers } = telco()
  const tenure = features.find(({ name }) => name === 'tenure')!
  if (!('values' in tenure)) throw new Error('not the telco columns')
  const rows = [...answers.keys()].filter((row) => tenure.values[row]! > 0)
  const curve = kaplanMeier({ time: rows.map((row) => tenure.values[row]!), left: rows.map((row) => answers[row]!) })
  const errors = km.time.flatMap((time, i) => {
    const step = curve.find((one) => one.time === time)!
    return [apart(step.survival, km.surv[i]!), apart(step.standardError, km.se[i]!)]
  })
  return {
    what: 'telco: Kaplan–Meier and its errors',
    against: 'survival (R)',
    figure: `worst relative difference ${worst(errors).toExponential(0)}`,
    met: worst(errors) < 1e-9,
  }
}

function shares(): Agreement {
  const rows = table('reference/swiss.csv')
  const ratings = { criteria: [1, 2, 3, 4, 5].map((j) => ({ name: `${j}`, values: rows.map((row) => row[j]!) })), overall: rows.map((row) => row[0]!) }
  const printed = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
  const off = worst(drivers(ratings).criteria.map(({ lmg }, j) => Math.abs(lmg - printed[j]!)))
  return {
    what: `swiss, ${completeRows(ratings).rows} rows: LMG shares`,
    against: 'relaimpo (R), 8 printed digits',
    figure: `worst difference ${off.toExponential(0)}`,
    met: off < 1e-8,
  }
}

/** Ranking regular customers: the outlook, and the best of what a simple rule reaches. */
function defection(): Agreement[] {
  type Labels = Record<string, { auc: Record<string, number> }>
  const { labels } = testDataJson<{ online_retail: { labels: Labels } }>('reference/defection_baselines.json').online_retail
  const sold = histories(wholesaler())
  const records = histories(recordShop())
  return (['full', 'partial'] as const).flatMap((outcome) => {
    const best = Math.max(...Object.values(Object.entries(labels).find(([name]) => name.startsWith(outcome))![1].auc))
    const whole = backtest(outlook({ horizon: 100, outcome }), sold, { cutoff: dayOf('2011-08-31'), horizon: 100, outcome, step: 10_000 })
    const shop = backtest(outlook({ horizon: 273, outcome }), records, { cutoff: dayOf('1997-09-30'), horizon: 273, outcome, step: 10_000 })
    const recency = backtest((past, cutoff) => recencyAt(past, cutoff), records, { cutoff: dayOf('1997-09-30'), horizon: 273, outcome, step: 10_000 })
    const line = (what: string, against: string, ours: number, theirs: number) => ({
      what: `${what}, ${outcome} defection`,
      against,
      figure: `AUC ${ours.toFixed(3)} and ${theirs.toFixed(3)}`,
      met: ours >= theirs,
    })
    return [
      line(`wholesaler, ${whole.customers} customers`, 'the best of 12 baselines', whole.auc, best),
      line(`CDNOW, ${shop.customers} customers`, 'days since the last purchase', shop.auc, recency.auc),
    ]
  })
}

function recencyAt({ customer, start, day }: ReturnType<typeof histories>, cutoff: number) {
  return Array.from(customer, (id, i) => {
    let last = Number.NEGATIVE_INFINITY
    for (let entry = start[i]!; entry < start[i + 1]! && day[entry]! <= cutoff; entry++) last = day[entry]!
    return { customer: id, value: cutoff - last, probability: 1 - Math.exp(-(cutoff - last) / 1000), evidence: {} }
  })
}

function run(): Agreement[] {
  const results = [...optima(), digits(), clvTools(), survival(), itemsets(), ...churn(), shares(), ...defection()]
  for (const { what, against, figure, met } of results) console.log(`${met ? '✓' : '✗'} ${what.padEnd(64)}${figure}  (${against})`)
  return results
}

export default { family: 'agreement', run } satisfies Bench
