import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../invalid.ts'
import { integrate } from '../numerics/gauss-legendre.ts'
import { random } from '../numerics/random.ts'
import { betaGeometric, fitBgCnbd, fitBgNbd, fitMbgCnbd, fitMbgNbd } from './beta-geometric.ts'
import { bgBb, fitBgBb } from './bg-bb.ts'
import { expectedSpend, fitGammaGamma } from './gamma-gamma.ts'
import { expectedPurchases, quiet } from './model.ts'
import { fitNbd } from './nbd.ts'
import { fitParetoNbd, paretoNbd } from './pareto-nbd.ts'
import { renewalsByCount, renewalsByDropout } from './renewal-mixture.ts'
import { score } from './score.ts'
import { fitSbg, sbgLifetime, sbgResidualLifetime, sbgRetention, sbgSurvival } from './shifted-beta-geometric.ts'
import { models, simulated } from './testing.ts'
import { actualTracking, expectedTracking } from './tracking.ts'
import { discountedIfAlive, discountedOccasions, discountedPurchases, discountPerUnit } from './value.ts'

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected)
const positive = (min: number, max: number) => fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp)
/** (x, t_x, T) that can happen. */
const history = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1000, max: 10_000 })),
    T: positive(0.1, 1000),
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }))
const families = Object.entries(models)

describe('the customers of the papers', () => {
  test('BG/NBD: the buyer of the worksheet is expected to make 1.226 purchases in 39 weeks', () => {
    const model = betaGeometric({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 })
    expect(expectedPurchases(model, 2, 30.43, 38.86, 39)).toBeCloseTo(1.226, 3)
    expect(model.alive(2, 30.43, 38.86)).toBeCloseTo(0.7266, 4)
    expect(model.alive(0, 0, 38.86)).toBe(1)
  })

  test('sBG: contracts of which none ended are reported as such', () => {
    expect(fitSbg([100, 100, 100]).convergence).toMatchObject({ trusted: false, boundary: 'no-dropout' })
  })

  test('sBG: retention rises and survival falls as in the regular segment, lifetime and residual lifetime agree with their sums', () => {
    const parameters = { alpha: 0.704, beta: 1.182 }
    expect([1, 2, 3].map((t) => sbgRetention(parameters, t).toFixed(3))).toEqual(['0.627', '0.756', '0.819'])
    const sum = (from: number) => Array.from({ length: 600 }, (_, t) => sbgSurvival(parameters, t + from) / 1.1 ** t).reduce((a, b) => a + b, 0)
    expect(sbgLifetime(parameters, 0.1)).toBeCloseTo(sum(0), 8)
    expect(sbgResidualLifetime(parameters, 0.1, 3)).toBeCloseTo(sum(3) / sbgSurvival(parameters, 2), 8)
  })

  test('Gamma-Gamma: a customer without purchases is expected to spend the population mean', () => {
    expect(expectedSpend({ p: 6.25, q: 3.74, v: 15.44 }, 0, 0)).toBeCloseTo(35.219, 3)
    expect(expectedSpend({ p: 6.25, q: 0.9, v: 15.44 }, 0, 0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('a single customer', () => {
  test.each(families)('%s: P(alive) lies in [0, 1] and falls as silence grows', (_, model) => {
    fc.assert(
      fc.property(history, positive(0.1, 300), ({ x, tx, T }, more) => {
        const [now, later] = [model.alive(x, tx, T), model.alive(x, tx, T + more)]
        expect(now).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(later).toBeLessThanOrEqual(now * (1 + 1e-12))
        expect(Number.isFinite(model.logLikelihood(x, tx, T))).toBe(true)
      }),
    )
  })

  test.each(families)('%s: expected purchases grow with the time ahead, and silence is the more likely the shorter it is', (_, model) => {
    fc.assert(
      fc.property(history, positive(0.1, 100), positive(0.1, 100), ({ x, tx, T }, t, more) => {
        const [near, far] = [model.expectedIfAlive(x, tx, T, t), model.expectedIfAlive(x, tx, T, t + more)]
        expect(near).toBeGreaterThanOrEqual(0)
        expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-12))
        expect(quiet(model, x, tx, T, t + more)).toBeLessThanOrEqual(quiet(model, x, tx, T, t) + 1e-12)
        // At least one purchase is at most the mean number of purchases.
        expect(1 - model.quietIfAlive(x, tx, T, t)).toBeLessThanOrEqual(near * (1 + 1e-9) + 1e-12)
      }),
      { numRuns: 60 },
    )
  })

  test.each(families)('%s: the probabilities of what comes first add up: likelihood of buying next or not', (_, model) => {
    // f(x, t_x, T) = f(x, t_x, T + h) + ∫ f(x + 1, u, T + h | …) summed over all that follows: checked through quiet().
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), positive(1, 60), fc.double({ min: 0.1, max: 1, noNaN: true }), positive(0.1, 60), (x, T, share, h) => {
        const tx = x === 0 ? 0 : T * share
        const gone = Math.exp(model.logLikelihood(x, tx, T + h) - model.logLikelihood(x, tx, T))
        expect(quiet(model, x, tx, T, h)).toBeCloseTo(gone, 9)
      }),
    )
  })

  test.each(families)('%s: another unit of time changes nothing', (name, model) => {
    const scaled = {
      'Pareto/NBD': paretoNbd({ r: 0.553, alpha: 7 * 10.578, s: 0.606, beta: 7 * 11.669 }),
      'BG/NBD': betaGeometric({ r: 0.243, alpha: 7 * 4.414, a: 0.793, b: 2.426 }),
      'MBG/CNBD-3': betaGeometric({ r: 0.5, alpha: 14, a: 0.9, b: 1.7 }, { k: 3, leavesAfterFirst: true }),
    }[name]
    if (!scaled) return
    for (const [x, tx, T] of [
      [0, 0, 38],
      [3, 20, 38],
      [40, 37, 38],
    ] as const) {
      expect(relative(scaled.alive(x, 7 * tx, 7 * T), model.alive(x, tx, T))).toBeLessThan(1e-12)
      expect(relative(scaled.expectedIfAlive(x, 7 * tx, 7 * T, 7 * 39), model.expectedIfAlive(x, tx, T, 39))).toBeLessThan(1e-12)
    }
  })

  test('two evaluations of the expected purchases agree: a sum over counts and an integral over dropout', () => {
    fc.assert(
      fc.property(positive(0.02, 500), positive(0.5, 500), positive(0.1, 500), positive(0.02, 100), positive(0.02, 1000), (shape, reach, t, a, b) => {
        const [byCount, byDropout] = [renewalsByCount(shape, reach, t, a, b), renewalsByDropout(shape, reach, t, a, b)]
        expect(relative(byCount, byDropout)).toBeLessThan(1e-10)
      }),
    )
  })

  test('regular timing with k = 1 is the Poisson model', () => {
    const form = { k: 1, leavesAfterFirst: true }
    const parameters = { r: 0.5, alpha: 6, a: 0.9, b: 1.7 }
    const model = betaGeometric(parameters, form)
    const closed = renewalsByDropout(0.5 + 4, 6 + 38, 39, 0.9, 1.7 + 4 + 1)
    expect(relative(model.expectedIfAlive(4, 30, 38, 39), closed)).toBeLessThan(1e-12)
  })

  test('regular timing: expected purchases agree with simulated ones', () => {
    const [k, n] = [3, 40_000]
    const parameters = { r: 2, alpha: 3, a: 0.6, b: 3 }
    const model = betaGeometric(parameters, { k, leavesAfterFirst: false })
    const people = simulated(n, { ...parameters, k, from: 20, spread: 0, seed: 5, rounding: 0 })
    const mean = people.repeats.reduce((sum, x) => sum + x, 0) / n
    const deviation = Math.sqrt(people.repeats.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n / n)
    expect(Math.abs(model.expected(20) - mean) / deviation).toBeLessThan(4)
  })

  test('with nobody leaving, every family is the NBD', () => {
    for (const model of [paretoNbd({ r: 2, alpha: 5, s: 0, beta: 1 }), betaGeometric({ r: 2, alpha: 5, a: 0, b: 1 })]) {
      expect(model.alive(3, 2, 50)).toBe(1)
      expect(model.expectedIfAlive(3, 2, 50, 11)).toBeCloseTo((5 / 55) * 11, 12)
      expect(model.quietIfAlive(3, 2, 50, 11)).toBeCloseTo((55 / 66) ** 5, 12)
    }
  })
})

describe('discounting', () => {
  const discount = discountPerUnit(0.15, 52)

  test('the residual purchases of a Pareto/NBD customer are those of the closed form with Kummer’s function', () => {
    const model = paretoNbd({ r: 0.5533971433, alpha: 10.58019854, s: 0.6060624972, beta: 11.65622367 })
    expect(relative(discountedPurchases(model, 2, 30.428571428571, 38.857142857143, discount), 6.501262161612918)).toBeLessThan(1e-12)
    expect(relative(discountedPurchases(model, 26, 30.857142857143, 31, discount), 86.2644875716688)).toBeLessThan(1e-12)
  })

  test('a BG/NBD customer: the integral of the discounted rate, worked to 20 digits elsewhere', () => {
    const model = betaGeometric({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 })
    expect(relative(discountedPurchases(model, 2, 30, 38, discount), 5.252337337868838)).toBeLessThan(1e-11)
  })

  test('the quick way and the way by parts agree, for a horizon and without', () => {
    for (const model of [models['Pareto/NBD'], models['BG/NBD'], models['MBG/NBD']]) {
      const slow = { ...model, discountedIfAlive: undefined }
      for (const horizon of [52, Number.POSITIVE_INFINITY]) {
        expect(relative(discountedIfAlive(slow, 3, 20, 38, discount, horizon), discountedIfAlive(model, 3, 20, 38, discount, horizon))).toBeLessThan(1e-9)
      }
    }
  })

  test('discounting makes less, and without discount nothing is lost', () => {
    for (const [, model] of families) {
      expect(discountedIfAlive(model, 3, 20, 38, discount, 52)).toBeLessThan(model.expectedIfAlive(3, 20, 38, 52))
      expect(relative(discountedIfAlive(model, 3, 20, 38, 1e-9, 52), model.expectedIfAlive(3, 20, 38, 52))).toBeLessThan(1e-6)
    }
  })

  test('where customers leave much sooner than money loses its value, the discounted purchases keep their digits', () => {
    // Trapezoids in ln t and in the log-odds of leaving, worked elsewhere.
    const pareto = paretoNbd({ r: 0.0195447531060977, alpha: 34.7412233275728, s: 90.89404323027408, beta: 21.2513206298038 })
    expect(relative(discountedPurchases(pareto, 15, 0.6735261920867457, 1.4713987292155672, 0.006625902205665901), 0.0031963207922049218)).toBeLessThan(1e-10)
    const parameters = { r: 33.76364360349611, alpha: 0.02242166595252017, a: 20.866981147846264, b: 0.02420860384716004 }
    const [at, discount] = [0.1799444564262248, 0.08070521579905988]
    expect(relative(discountedPurchases(betaGeometric(parameters), 2, at, at, discount), 0.051526504410083336)).toBeLessThan(1e-8)
    // With everybody leaving at one rate μ the rate falls as e^(−μt): r/α · 1/(μ + δ).
    const alike = paretoNbd({ r: 2, alpha: 4, s: 1e9, beta: 1e8 })
    expect(relative(discountedIfAlive(alike, 0, 0, 0, 0.001), 0.5 / 10.001)).toBeLessThan(1e-7)
  })

  test('regular timing: the likelihood of hardly any time without a purchase keeps its digits', () => {
    const parameters = { r: 9.871686108027214, alpha: 9624.721664293576, a: 6.245135229428375, b: 76.7279648174209 }
    const likelihood = (k: number, leavesAfterFirst: boolean) => betaGeometric(parameters, { k, leavesAfterFirst }).logLikelihood(0, 0, 0.42731448284664686)
    expect(relative(likelihood(2, false), -1.0573640457114713e-7)).toBeLessThan(1e-11)
    expect(relative(likelihood(3, true), -1.7177419633122582e-11)).toBeLessThan(1e-11)
  })

  test('BG/BB: the discounted sum over occasions', () => {
    const parameters = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }
    const model = bgBb(parameters)
    let sum = 0
    for (let j = 1; j < 400; j++) sum += (expectedPurchases(model, 2, 4, 6, j) - expectedPurchases(model, 2, 4, 6, j - 1)) / 1.1 ** j
    expect(discountedOccasions(parameters, 2, 4, 6, 0.1)).toBeCloseTo(sum, 9)
  })
})

describe('fitting', () => {
  const people = simulated(3000, { seed: 11 })

  test('finds the parameters that made the data, within their standard errors', () => {
    for (const [leavesAfterFirst, estimate] of [
      [false, fitBgNbd],
      [true, fitMbgNbd],
    ] as const) {
      const truth = { r: 0.5, alpha: 6, a: 0.8, b: 2.5 }
      const found = estimate(simulated(8000, { ...truth, leavesAfterFirst, seed: 3 }))
      expect(found.convergence).toMatchObject({ trusted: true, doubts: [], boundary: undefined })
      for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(Math.abs(found.parameters[name] - truth[name]) / found.standardErrors![name]).toBeLessThan(4)
    }
  })

  test('finds the regularity of the gaps by likelihood', () => {
    const regular = simulated(1500, { seed: 4, k: 3, r: 2, alpha: 2.5, a: 0.4, b: 4, from: 30, spread: 30, rounding: 0 })
    expect(fitBgCnbd(regular).k).toBe(3)
    expect(fitMbgCnbd(people, { k: 1 }).parameters.r).toBeCloseTo(fitMbgNbd(people).parameters.r, 9)
  })

  test.each([
    ['BG/NBD', fitBgNbd],
    ['Pareto/NBD', fitParetoNbd],
    ['NBD', fitNbd],
  ] as const)('%s: the order of rows, splitting weights and the unit of time do not matter', (_, estimate) => {
    const few = simulated(600, { seed: 21 })
    const base = estimate(few)
    const order = random(9).shuffle(Array.from(few.repeats, (_, i) => i))
    const shuffled = estimate({ repeats: order.map((i) => few.repeats[i]!), recency: order.map((i) => few.recency[i]!), age: order.map((i) => few.age[i]!) })
    const twice = estimate({ repeats: few.repeats, recency: few.recency, age: few.age, weight: few.repeats.map(() => 0.25) })
    const days = estimate({ repeats: few.repeats, recency: few.recency.map((t) => 7 * t), age: few.age.map((t) => 7 * t) })
    const purchases = few.repeats.reduce((sum, x) => sum + x, 0)
    expect(shuffled.logLikelihood).toBeCloseTo(base.logLikelihood, 6)
    expect(twice.logLikelihood).toBeCloseTo(base.logLikelihood / 4, 6)
    expect(days.logLikelihood).toBeCloseTo(base.logLikelihood - purchases * Math.log(7), 5)
    expect(relative(days.parameters.alpha, 7 * base.parameters.alpha)).toBeLessThan(1e-3)
    expect(relative(shuffled.parameters.r, base.parameters.r)).toBeLessThan(1e-4)
  })

  test('customers who never leave: the fit says so and gives the NBD', () => {
    const source = random(31)
    const loyal = { repeats: new Float64Array(800), recency: new Float64Array(800), age: new Float64Array(800).fill(40) }
    for (let i = 0; i < 800; i++) {
      const rate = source.gamma(1.5) / 10
      for (let t = source.exponential() / rate; t < 40; t += source.exponential() / rate) {
        loyal.repeats[i]!++
        loyal.recency[i] = t
      }
    }
    const without = fitNbd(loyal)
    for (const found of [fitBgNbd(loyal), fitParetoNbd(loyal)]) {
      expect(found.logLikelihood).toBeGreaterThan(without.logLikelihood - 1e-5)
      if (found.convergence.boundary) {
        expect(found.convergence.boundary).toBe('no-dropout')
        expect(found.convergence.trusted).toBe(false)
        expect(found.parameters.alpha).toBeCloseTo(without.parameters.alpha, 6)
      }
    }
  })

  test('a handful of customers is fitted with doubt', () => {
    const found = fitParetoNbd({ repeats: [0, 1, 2, 0, 1], recency: [0, 3, 20, 0, 11], age: [30, 31, 32, 33, 34] })
    expect(found.convergence.trusted).toBe(false)
    expect(found.convergence.doubts).toContain('few-repeat-buyers')
  })

  test('a million rows that repeat are as few as they are, and rows that hardly repeat stay as they come', () => {
    const few = simulated(500, { seed: 6 })
    const often = (column: Float64Array) => Float64Array.from({ length: 90_000 }, (_, i) => column[i % 500]!)
    const repeated = fitNbd({ repeats: often(few.repeats), recency: often(few.recency), age: often(few.age) })
    expect(repeated.distinctRows).toBeLessThanOrEqual(500)
    expect(repeated.parameters.r).toBeCloseTo(fitNbd(few).parameters.r, 5)
  })

  test('very many distinct rows are fitted through a sample to the same optimum', () => {
    const many = simulated(70_000, { seed: 8, rounding: 0 })
    const found = fitBgNbd(many)
    expect(found.distinctRows).toBeGreaterThan(40_000)
    expect(found.convergence.trusted).toBe(true)
    expect(found.convergence.gradient).toBeLessThan(0.05)
  })

  test('Gamma-Gamma finds what made the data and scales with money', () => {
    const source = random(17)
    const repeats = Float64Array.from({ length: 3000 }, () => 1 + source.poisson(2))
    const spend = repeats.map((x) => source.gamma(6 * x) / (source.gamma(4) / 15) / x)
    const found = fitGammaGamma({ repeats, spend })
    expect(found.convergence.trusted).toBe(true)
    expect(Math.abs(found.parameters.q - 4) / found.standardErrors!.q).toBeLessThan(4)
    expect(Math.abs(found.correlation)).toBeLessThan(0.1)
    const inAgorot = fitGammaGamma({ repeats, spend: spend.map((z) => 100 * z) })
    expect(relative(inAgorot.parameters.v, 100 * found.parameters.v)).toBeLessThan(1e-3)
    expect(inAgorot.logLikelihood).toBeCloseTo(found.logLikelihood - 3000 * Math.log(100), 5)
  })

  test('BG/BB likelihoods of all possible histories sum to one', () => {
    const model = bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 })
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    let sum = Math.exp(model.logLikelihood(0, 0, 6))
    for (let tx = 1; tx <= 6; tx++) for (let x = 1; x <= tx; x++) sum += choose(tx - 1, x - 1) * Math.exp(model.logLikelihood(x, tx, 6))
    expect(sum).toBeCloseTo(1, 12)
    const found = fitBgBb({ repeats: [0, 1, 3, 2, 0], recency: [0, 4, 6, 3, 0], age: [6, 6, 6, 6, 6], weight: [40, 30, 30, 20, 10] })
    expect(found.logLikelihood).toBeLessThan(0)
  })

  test('sBG of a segment that halves every period has one dropout rate for all', () => {
    const found = fitSbg([1024, 512, 256, 128, 64])
    expect(found.convergence.boundary).toBe('equal-dropout')
    expect(sbgRetention(found.parameters, 3)).toBeCloseTo(0.5, 2)
  })
})

describe('scoring everybody', () => {
  test('gives what the single-customer functions give, in the order of the input', () => {
    const people = simulated(4000, { seed: 2, rounding: 0 })
    const discount = discountPerUnit(0.1, 52)
    const mean = people.repeats.map((x) => 20 + x)
    const spend = { mean, parameters: { p: 6.25, q: 3.74, v: 15.44 } }
    for (const name of ['Pareto/NBD', 'BG/NBD', 'MBG/NBD'] as const) {
      const model = models[name]
      const scores = score(model, people, { ahead: 39, discount, margin: 0.3, spend })
      for (let i = 0; i < 4000; i += 173) {
        const [x, tx, T] = [people.repeats[i]!, people.recency[i]!, people.age[i]!]
        expect(relative(scores.alive[i]!, model.alive(x, tx, T))).toBeLessThan(1e-9)
        expect(relative(scores.expected[i]!, expectedPurchases(model, x, tx, T, 39))).toBeLessThan(1e-8)
        const discounted = discountedPurchases(model, x, tx, T, discount)
        expect(relative(scores.discounted[i]!, discounted)).toBeLessThan(1e-8)
        expect(relative(scores.value[i]!, 0.3 * expectedSpend(spend.parameters, x, mean[i]!) * discounted)).toBeLessThan(1e-8)
      }
    }
  })
})

describe('tracking', () => {
  test('expected purchases of a cohort are each customer’s expectation, and actual ones are counted to the week', () => {
    const model = models['BG/NBD']
    const { cumulative, perPeriod } = expectedTracking(model, [0, 0, 1.5], 3)
    expect(cumulative[2]).toBeCloseTo(2 * model.expected(3) + model.expected(1.5), 12)
    expect(perPeriod[0]).toBeCloseTo(2 * model.expected(1), 12)
    expect([...actualTracking([0.5, 1, 1.01, 2.9, 7], 3).cumulative]).toEqual([2, 3, 4])
  })

  test('expected purchases are the integral of the chance to be alive times the rate', () => {
    // d/dt E[X(t)] of the Pareto/NBD is r/α (β/(β+t))^s.
    const rate = (t: number) => (0.553 / 10.578) * (11.669 / (11.669 + t)) ** 0.606
    expect(models['Pareto/NBD'].expected(40)).toBeCloseTo(integrate(rate, 0, 40), 12)
  })
})

describe('what is refused', () => {
  const good = { repeats: [2, 0], recency: [3, 0], age: [5, 5] }
  test.each([
    [{ ...good, repeats: [], recency: [], age: [] }, 'empty', undefined],
    [{ ...good, age: [5] }, 'length', undefined],
    [{ ...good, repeats: [2, Number.NaN] }, 'not-finite', 1],
    [{ ...good, repeats: [2.5, 0] }, 'not-whole', 0],
    [{ ...good, repeats: [-1, 0] }, 'negative', 0],
    [{ ...good, recency: [6, 0] }, 'recency-after-age', 0],
    [{ ...good, recency: [3, 1] }, 'recency-without-repeat', 1],
    [{ ...good, age: [5, Number.POSITIVE_INFINITY] }, 'not-finite', 1],
    [{ ...good, weight: [1, 0] }, 'not-positive', 1],
  ] as const)('%j breaks the rule %s in row %s', (customers, rule, row) => {
    for (const estimate of [fitBgNbd, fitParetoNbd, fitNbd, fitBgBb]) {
      expect(() => estimate(customers)).toThrow(InvalidInput)
      try {
        estimate(customers)
      } catch (error) {
        expect(error).toMatchObject({ rule, row })
      }
    }
  })

  test('spend that is not positive, curves of survivors that rise, single customers that cannot be', () => {
    expect(() => fitGammaGamma({ repeats: [1, 2], spend: [10, 0] })).toThrow(/spend: .*row 1/)
    expect(() => fitGammaGamma({ repeats: [0, 1], spend: [0, 5] })).toThrow(InvalidInput)
    expect(() => fitSbg([100, 80, 90])).toThrow(/row 2/)
    expect(() => models['BG/NBD'].alive(1, 5, 4)).toThrow(InvalidInput)
    expect(() => bgBb({ alpha: 1, beta: 1, gamma: 1, delta: 1 }).alive(3, 2, 6)).toThrow(InvalidInput)
    expect(() => fitBgCnbd({ repeats: [1], recency: [1], age: [2] })).toThrow(/logGaps/)
  })
})
