import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { chain, distributedLag, laggedCorrelation, withoutTrendAndSeason } from './index.ts'

const noise = (length: number, seed: number) => {
  const draw = random(seed)
  return Float64Array.from({ length }, () => draw.normal())
}
/** An effect that answers `size` per unit, `lag` periods later. */
const answering = (cause: Float64Array, lag: number, size: number, seed: number) =>
  noise(cause.length, seed).map((rest, t) => 0.5 * rest + (t >= lag ? size * cause[t - lag]! : 0))
const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidInput) return [error.rule, error.row]
    throw error
  }
}

describe('the chain', () => {
  const service = noise(120, 1)
  const satisfaction = answering(service, 2, 0.8, 2)
  const loyalty = answering(satisfaction, 1, -1, 3)
  const series = [
    { name: 'service', values: service },
    { name: 'satisfaction', values: satisfaction },
    { name: 'churn', values: loyalty },
  ]

  test('finds how much later and how strongly each link answers', () => {
    const [first, second] = chain(series, { seed: 1, maxLag: 4, season: 12 })
    expect([first!.lag, second!.lag]).toEqual([2, 1])
    expect(first!.correlations[2]!.low).toBeGreaterThan(0.6)
    expect(second!.correlations[1]!.high).toBeLessThan(-0.6)
    expect(first!.response!.lags[2]!.value).toBeCloseTo(0.8, 0)
    expect(first!.response!.total.low).toBeLessThan(0.8)
    expect(first!.response!.total.high).toBeGreaterThan(0.8)
    expect(first!.limits).toEqual(['observed-only'])
  })

  test('is the same for the same seed', () => {
    expect(chain(series, { seed: 5, maxLag: 3, draws: 50 })).toEqual(chain(series, { seed: 5, maxLag: 3, draws: 50 }))
  })

  test('says of series that have nothing to do with each other that no link is seen', () => {
    const [link] = chain([series[0]!, { name: 'weather', values: noise(120, 77) }], { seed: 1, maxLag: 4, season: 12 })
    expect(link!.limits).toContain('no-link-seen')
    expect(link!.limits).toContain('effect-unclear')
  })

  test('does not take two rising series for cause and effect', () => {
    const rising = (seed: number) => noise(100, seed).map((rest, t) => 0.2 * t + rest)
    const [link] = chain(
      [
        { name: 'a', values: rising(4) },
        { name: 'b', values: rising(5) },
      ],
      { seed: 1, maxLag: 3 },
    )
    expect(laggedCorrelation(rising(4), rising(5), 0)).toBeGreaterThan(0.9)
    expect(link!.limits).toEqual(expect.arrayContaining(['trend-only', 'no-link-seen', 'season-unknown']))
  })

  test('says when the effect goes before the cause, when both are in one period, when there is little or patchy data', () => {
    const limits = (cause: Float64Array, effect: Float64Array) =>
      chain(
        [
          { name: 'a', values: cause },
          { name: 'b', values: effect },
        ],
        { seed: 1, maxLag: 4, season: 12 },
      )[0]!.limits
    expect(limits(satisfaction, service)).toContain('reverse-as-strong')
    expect(limits(service, answering(service, 0, 1, 9))).toContain('same-period')
    expect(limits(service.slice(0, 20), satisfaction.slice(0, 20))).toContain('short')
    expect(
      limits(
        service.map((value, t) => (t % 10 === 5 ? Number.NaN : value)),
        satisfaction,
      ),
    ).toContain('gaps')
  })

  test('no link is claimed more often than the level allows', () => {
    let claimed = 0
    for (let seed = 100; seed < 160; seed++) {
      const [link] = chain(
        [
          { name: 'a', values: noise(60, seed) },
          { name: 'b', values: noise(60, seed + 500) },
        ],
        { seed, maxLag: 3, draws: 300 },
      )
      if (!link!.limits.includes('no-link-seen')) claimed++
    }
    expect(claimed).toBeLessThanOrEqual(6)
  })

  test('series that are none are refused by rule and period', () => {
    const values = noise(30, 1)
    expect(
      refusal(() =>
        chain(
          [
            { name: 'a', values },
            { name: 'b', values: noise(29, 2) },
          ],
          { seed: 1, maxLag: 2 },
        ),
      ),
    ).toEqual(['length', 29])
    expect(
      refusal(() =>
        chain(
          [
            { name: 'a', values: values.slice(0, 5) },
            { name: 'b', values: values.slice(0, 5) },
          ],
          { seed: 1, maxLag: 2 },
        ),
      ),
    ).toEqual(['too-few', undefined])
    expect(
      refusal(() =>
        chain(
          [
            { name: 'a', values: new Float64Array(30) },
            { name: 'b', values },
          ],
          { seed: 1, maxLag: 2 },
        ),
      ),
    ).toEqual(['constant', undefined])
    expect(
      refusal(() =>
        chain(
          [
            { name: 'a', values },
            { name: 'b', values: values.map((value, t) => (t === 7 ? Number.NEGATIVE_INFINITY : value)) },
          ],
          { seed: 1, maxLag: 2 },
        ),
      ),
    ).toEqual(['not-finite', 7])
  })
})

describe('a distributed lag', () => {
  test('finds the lags of an effect without noise exactly', () => {
    const cause = noise(60, 3)
    const effect = cause.map((value, t) => 3 + 0.01 * t + 2 * value + (t > 0 ? cause[t - 1]! : 0) - 0.5 * (t > 1 ? cause[t - 2]! : 0))
    const { lags, total, explained } = distributedLag({ name: 'x', values: cause }, { name: 'y', values: effect }, { seed: 1, maxLag: 3, draws: 20 })
    for (const [k, expected] of [2, 1, -0.5, 0].entries()) expect(lags[k]!.value).toBeCloseTo(expected, 10)
    expect(total.value).toBeCloseTo(2.5, 10)
    expect(explained).toBeCloseTo(1, 10)
  })

  test('scales with the units of both series', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (seed, a, b) => {
          const [x, y] = [noise(40, seed), noise(40, seed + 1)]
          const options = { seed: 1, maxLag: 2, draws: 10 }
          const plain = distributedLag({ name: 'x', values: x }, { name: 'y', values: y }, options)
          const scaled = distributedLag({ name: 'x', values: x.map((value) => value * a) }, { name: 'y', values: y.map((value) => value * b) }, options)
          expect(scaled.total.value / (b / a)).toBeCloseTo(plain.total.value, 8)
          expect(scaled.explained).toBeCloseTo(plain.explained, 10)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('too few periods for the lags, and a cause that is a straight line, are refused', () => {
    const values = noise(10, 1)
    expect(refusal(() => distributedLag({ name: 'x', values }, { name: 'y', values }, { seed: 1, maxLag: 5 }))).toEqual(['too-few', undefined])
    const line = Float64Array.from({ length: 40 }, (_, t) => t)
    expect(refusal(() => distributedLag({ name: 'x', values: line }, { name: 'y', values: noise(40, 2) }, { seed: 1, maxLag: 1 }))?.[0]).toBe('dependent')
  })
})

test('a trend and a season leave nothing of a series made of them', () => {
  const values = Array.from({ length: 48 }, (_, t) => (t === 9 ? Number.NaN : 5 + 0.3 * t + [1, 4, -2, 0][t % 4]!))
  const rest = withoutTrendAndSeason(values, 4)
  expect(rest[9]).toBeNaN()
  for (const [t, value] of rest.entries()) if (t !== 9) expect(value).toBeCloseTo(0, 10)
})
