/** Customers of every shape a company may have: no fit hangs, gives NaN, or claims more than the data hold. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Stopped } from '../work.ts'
import { betaGeometric, fitBgCnbd, fitBgNbd, fitMbgCnbd, fitMbgNbd } from './beta-geometric.ts'
import { bgBb, fitBgBb } from './bg-bb.ts'
import { fitGammaGamma, gammaGammaLogLikelihood } from './gamma-gamma.ts'
import { quiet } from './model.ts'
import { fitNbd, nbd } from './nbd.ts'
import { fitParetoNbd, paretoNbd } from './pareto-nbd.ts'
import { score } from './score.ts'
import { fitSbg, sbgSurvival } from './shifted-beta-geometric.ts'
import { simulated } from './testing.ts'

type People = ReturnType<typeof simulated> & { weight?: Float64Array }

const same = (n: number, x: number, tx: number, T: number): People => ({
  repeats: new Float64Array(n).fill(x),
  recency: new Float64Array(n).fill(tx),
  age: new Float64Array(n).fill(T),
  logGaps: new Float64Array(n).fill(x > 0 ? x * Math.log(tx / x) : 0),
})
const inUnits = (people: People, unit: number): People => ({
  repeats: people.repeats,
  recency: people.recency.map((t) => t * unit),
  age: people.age.map((t) => t * unit),
  logGaps: people.logGaps.map((sum, i) => sum + people.repeats[i]! * Math.log(unit)),
})
const withWhale = () => {
  const people = simulated(300, { seed: 10 })
  people.repeats[0] = 10_000
  people.recency[0] = people.age[0]!
  people.logGaps[0] = 10_000 * Math.log(people.age[0]! / 10_000)
  return people
}

const shapes: Record<string, People> = {
  'hundreds of purchases each': simulated(150, { seed: 3, r: 2, alpha: 0.02, a: 0.3, b: 60 }),
  'one customer with ten thousand': withWhale(),
  'all observed equally long': simulated(400, { seed: 4, from: 39, spread: 0 }),
  'nobody came back': same(100, 0, 0, 30),
  'nobody came back, observed for no time': same(100, 0, 0, 0),
  'one customer': same(1, 2, 3, 5),
  'one customer who never came back': same(1, 0, 0, 5),
  'everybody alike': same(200, 5, 20, 30),
  'everybody bought on the last day': same(200, 5, 30, 30),
  'everybody came back once': { ...same(100, 1, 1, 30), recency: Float64Array.from({ length: 100 }, (_, i) => 0.2 * (i + 1)) },
  'equal rates, some leave': simulated(400, { seed: 13, r: 5000, alpha: 50_000 }),
  'equal dropout': simulated(600, { seed: 14, a: 2000, b: 8000, r: 1, alpha: 4 }),
  'gone after the second purchase': simulated(400, { seed: 12, a: 50, b: 0.5, r: 1.5, alpha: 2 }),
  'hardly anybody buys': simulated(1000, { seed: 15, r: 0.02, alpha: 0.5 }),
  'nanoseconds': inUnits(simulated(300, { seed: 5 }), 6e14),
  'thousands of years': inUnits(simulated(300, { seed: 5 }), 2e-5),
  'ten customers': simulated(10, { seed: 18 }),
  'a billion customers': { ...simulated(300, { seed: 17 }), weight: new Float64Array(300).fill(3e6) },
}
const families = {
  'NBD': (people: People) => ({ fit: fitNbd(people), model: nbd(fitNbd(people).parameters), k: 1 }),
  'Pareto/NBD': (people: People) => ({ fit: fitParetoNbd(people), model: paretoNbd(fitParetoNbd(people).parameters), k: 1 }),
  ...Object.fromEntries(
    Object.entries({ 'BG/NBD': fitBgNbd, 'MBG/NBD': fitMbgNbd, 'BG/CNBD-k': fitBgCnbd, 'MBG/CNBD-k': fitMbgCnbd }).map(([name, estimate]) => [
      name,
      (people: People) => {
        const fit = estimate(people)
        return { fit, model: betaGeometric(fit.parameters, fit), k: fit.k }
      },
    ]),
  ),
}

describe.each(Object.entries(shapes))('%s', (_, people) => {
  test.each(Object.entries(families))('%s: the likelihood told is that of the parameters told, and everybody gets finite scores', (_, family) => {
    const { fit, model } = family(people)
    let sum = 0
    for (let i = 0; i < people.repeats.length; i++)
      sum += (people.weight?.[i] ?? 1) * model.logLikelihood(people.repeats[i]!, people.recency[i]!, people.age[i]!, people.logGaps[i])
    expect(Math.abs(sum - fit.logLikelihood)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(sum)))
    for (const value of [...Object.values(fit.parameters), ...Object.values(fit.standardErrors ?? {})]) expect(Number.isFinite(value)).toBe(true)
    const span = Math.max(...people.age, 1)
    const { alive, expected, discounted } = score(model, people, { ahead: span, discount: 1 / span })
    for (let i = 0; i < alive.length; i++) {
      expect(alive[i]! >= 0 && alive[i]! <= 1).toBe(true)
      expect(Number.isFinite(expected[i]!) && expected[i]! >= 0 && Number.isFinite(discounted[i]!) && discounted[i]! >= 0).toBe(true)
    }
    expect(quiet(model, people.repeats[0]!, people.recency[0]!, people.age[0]!, span)).toBeLessThanOrEqual(1 + 1e-12)
    if (people.repeats.filter((x) => x > 0).length < 30) expect(fit.convergence.trusted).toBe(people.weight !== undefined)
    if (fit.convergence.boundary) expect(fit).toMatchObject({ standardErrors: undefined, convergence: { trusted: false } })
  })
})

test('parameters that run off do not win a likelihood by rounding', () => {
  const alike = same(200, 5, 20, 30)
  // Everybody at one rate ρ and nobody leaving: 200 · (5 ln ρ − 30 ρ) at its top ρ = 1/6.
  const top = 200 * (5 * Math.log(5 / 30) - 5)
  expect(fitNbd(alike).logLikelihood).toBeLessThanOrEqual(top + 1e-9)
  expect(fitNbd(alike).logLikelihood).toBeGreaterThan(top - 1e-5)
  expect(fitMbgNbd(alike).convergence.boundary).toBe('no-dropout')
})

describe('spend', () => {
  const repeats = Array.from({ length: 200 }, (_, i) => 1 + (i % 4))
  test.each([
    ['all alike', repeats.map(() => 10)],
    ['two kinds', repeats.map((_, i) => (i % 2 ? 1 : 1000))],
    ['millions', repeats.map((x, i) => 1e9 * (1 + ((i * 7919) % 97)) ** 0.5 * x)],
    ['thousandths', repeats.map((_, i) => 1e-9 * (1 + ((i * 7919) % 97)))],
    ['a tail without end', repeats.map((_, i) => Math.exp(0.1 * ((i * 7919) % 197) - 8))],
  ])('%s: the likelihood told is that of the parameters told', (_, spend) => {
    const found = fitGammaGamma({ repeats, spend })
    const { p, q } = found.parameters
    // A shape of 10^9 leaves no more digits than this.
    const digits = 1e-8 + 1e-15 * Math.max(p, q)
    const sum = repeats.reduce((all, x, i) => all + gammaGammaLogLikelihood(found.parameters, x, spend[i]!), 0)
    expect(Math.abs(sum - found.logLikelihood)).toBeLessThan(1e3 * digits * Math.max(1, Math.abs(sum)))
    if (Math.max(p, q) > 1e6) expect(found.convergence.trusted).toBe(false)
  })
})

test('contracts and occasions of every shape', () => {
  for (const survivors of [
    [100, 100, 100],
    [100, 0, 0],
    [100, 50, 50, 50],
    [3, 2, 1],
    [1e9, 5e8, 3e8],
    Array.from({ length: 300 }, (_, t) => 1000 * 0.99 ** t),
  ]) {
    const { parameters, logLikelihood, convergence } = fitSbg(survivors)
    expect(Number.isFinite(logLikelihood)).toBe(true)
    expect(sbgSurvival(parameters, 1)).toBeCloseTo(survivors[1]! / survivors[0]!, 0)
    if (survivors[1] === survivors[0]) expect(convergence.trusted).toBe(false)
  }
  for (const [repeats, recency, age] of [
    [
      [0, 0],
      [0, 0],
      [6, 5],
    ],
    [
      [6, 6],
      [6, 6],
      [6, 6],
    ],
    [[0], [0], [0]],
    [
      [1, 0, 500],
      [15, 0, 900],
      [1000, 1000, 1000],
    ],
  ] as const) {
    const { parameters, logLikelihood, convergence } = fitBgBb({ repeats, recency, age })
    const model = bgBb(parameters)
    const sum = repeats.reduce((all: number, x, i) => all + model.logLikelihood(x, recency[i]!, age[i]!), 0)
    expect(sum).toBeCloseTo(logLikelihood, 6)
    expect(convergence.trusted).toBe(false)
    expect(model.alive(repeats[0], recency[0], age[0])).toBeGreaterThanOrEqual(0)
  }
})

test('any small set of customers is fitted or refused, never worse', () => {
  const customer = fc
    .record({ x: fc.integer({ min: 0, max: 4 }), T: fc.integer({ min: 0, max: 50 }), share: fc.integer({ min: 1, max: 4 }) })
    .map(({ x, T, share }) => ({ x: T > 0 ? x : 0, tx: x > 0 ? (T * share) / 4 : 0, T }))
  fc.assert(
    fc.property(fc.array(customer, { minLength: 1, maxLength: 6 }), (few) => {
      const people = { repeats: few.map(({ x }) => x), recency: few.map(({ tx }) => tx), age: few.map(({ T }) => T) }
      for (const fit of [fitNbd(people), fitParetoNbd(people), fitBgNbd(people), fitMbgNbd(people)]) {
        expect(Number.isFinite(fit.logLikelihood)).toBe(true)
        expect(fit.convergence.trusted).toBe(false)
      }
      const stays = fitNbd(people).logLikelihood
      // The NBD lies on the edge of each of them.
      for (const fit of [fitParetoNbd(people), fitBgNbd(people), fitMbgNbd(people)]) expect(fit.logLikelihood).toBeGreaterThan(stays - 1e-4)
    }),
    // Of two customers a peak of the Pareto/NBD that lies below its edge.
    {
      numRuns: 60,
      examples: [
        [
          [
            { x: 4, tx: 1.5, T: 6 },
            { x: 3, tx: 10, T: 10 },
          ],
        ],
      ],
    },
  )
})

test('a fit tells how far it is and stops when its caller says so', () => {
  const people = simulated(500, { seed: 23 })
  for (const estimate of [fitNbd, fitParetoNbd, fitBgNbd, fitMbgNbd, fitBgCnbd]) {
    const shares: number[] = []
    estimate(people, { onProgress: (share) => shares.push(share) })
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const stop = { aborted: false }
    const stopped = () => estimate(people, { signal: stop, onProgress: (share) => (stop.aborted = share > 0.05) })
    expect(stopped).toThrow(Stopped)
  }
})
