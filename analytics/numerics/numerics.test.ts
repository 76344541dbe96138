import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digamma, logBeta, logGamma, logRise, riseTable, trigamma, upperGamma } from './gamma.ts'
import { integrate } from './gauss-legendre.ts'
import { logHypergeometric } from './hypergeometric.ts'
import { curvature, drive, minimise } from './quasi-newton.ts'
import { inverseOfPositive } from './symmetric.ts'

const near = (value: number, expected: number, relative = 1e-13) =>
  expect(Math.abs(value - expected) / Math.max(1e-300, Math.abs(expected))).toBeLessThan(relative)

describe('the gamma function', () => {
  test('known values', () => {
    near(logGamma(0.5), Math.log(Math.PI) / 2)
    near(logGamma(5), Math.log(24))
    near(logGamma(1e-10), 23.025850929882736)
    near(logGamma(100.5), 361.43554047, 1e-10)
    near(digamma(1), -0.5772156649015329)
    near(digamma(0.25), -4.227453533376265)
    near(trigamma(1), Math.PI ** 2 / 6)
    near(trigamma(0.5), Math.PI ** 2 / 2)
  })

  test('a rise is the same by sums and by Stirling’s series, and does not cancel for a huge start', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 500, noNaN: true }), fc.integer({ min: 0, max: 3000 }), (a, n) => {
        let sum = 0
        for (let i = 0; i < n; i++) sum += Math.log(a + i)
        expect(Math.abs(logRise(a, n) - sum)).toBeLessThan(1e-12 * Math.max(1, n * 8))
      }),
    )
    near(logRise(1e9, 0.5), 0.5 * Math.log(1e9) + Math.log1p(-1 / 8e9), 1e-14)
  })

  test('a rise of a fraction obeys the recurrence', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), fc.double({ min: 0.01, max: 30, noNaN: true }), (a, n) => {
        expect(logRise(a, n + 1) - logRise(a, n)).toBeCloseTo(Math.log(a + n), 11)
      }),
    )
  })

  test('the table of rises holds the rises and their slopes', () => {
    const [rise, slope] = [new Float64Array(41), new Float64Array(41)]
    riseTable(0.3, 40, rise, slope)
    near(rise[40]!, logRise(0.3, 40))
    near(slope[40]!, digamma(40.3) - digamma(0.3))
  })

  test('beta of two huge numbers, and of a huge and a small one', () => {
    near(logBeta(2, 3), Math.log(1 / 12))
    near(logBeta(1e9, 1), -Math.log(1e9))
  })

  test('the incomplete gamma: exponential, Poisson sum, far tail', () => {
    near(upperGamma(1, 3), Math.exp(-3))
    near(upperGamma(3, 2), Math.exp(-2) * (1 + 2 + 2))
    near(upperGamma(4, 90), Math.exp(-90) * (1 + 90 + 4050 + 121500), 1e-12)
    expect(upperGamma(2, 0)).toBe(1)
  })
})

describe('the hypergeometric function', () => {
  test('closed forms', () => {
    near(logHypergeometric(1, 1, 2, 0.5), Math.log(-Math.log(0.5) / 0.5))
    near(logHypergeometric(1, 1, 2, 0.999), Math.log(-Math.log1p(-0.999) / 0.999), 1e-12)
    near(logHypergeometric(3, 5, 5, 0.75), -3 * Math.log(0.25))
    near(logHypergeometric(0.5, 1, 1.5, -1), Math.log(Math.PI / 4))
  })

  test('close to z = 1, where the series needs millions of terms', () => {
    near(logHypergeometric(0.6, 0.4, 1, 0.999999), 1.6242675604276937, 1e-12)
    near(logHypergeometric(1, 1, 2, 1 - 1e-9), Math.log(-Math.log1p(-(1 - 1e-9)) / (1 - 1e-9)), 1e-12)
  })

  test('does not overflow for parameters in the thousands', () => {
    near(logHypergeometric(1000.5, 1003.2, 1003, 0.02), 20.216839242224214, 1e-12)
    expect(logHypergeometric(20_000, 30_000, 5_000, 0.9)).toBeGreaterThan(1000)
  })
})

test('quadrature is exact for polynomials up to degree 2n − 1', () => {
  near(
    integrate((x) => 8 * x ** 7, 0, 3, 4),
    3 ** 8,
  )
  near(integrate(Math.exp, 0, 1, 12), Math.E - 1, 1e-14)
})

describe('minimising', () => {
  test('finds the foot of Rosenbrock’s valley', () => {
    const found = minimise(
      ([x, y], gradient) => {
        gradient[0] = -400 * x! * (y! - x! * x!) - 2 * (1 - x!)
        gradient[1] = 200 * (y! - x! * x!)
        return 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2
      },
      [-1.2, 1],
    )
    expect(found.converged).toBe(true)
    expect(found.at[0]).toBeCloseTo(1, 4)
    expect(found.at[1]).toBeCloseTo(1, 4)
  })

  test('curvature of a parabola, and its inverse', () => {
    const matrix = drive(curvature(Float64Array.of(1, 2)), ([x, y], g) => {
      g[0] = 4 * x! + y!
      g[1] = x! + 6 * y!
      return 0
    })
    for (const [i, value] of [4, 1, 1, 6].entries()) expect(matrix[i]).toBeCloseTo(value, 8)
    const inverse = inverseOfPositive(matrix, 2)!
    expect(inverse[0]! * 4 + inverse[1]!).toBeCloseTo(1, 8)
    expect(inverseOfPositive(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined()
  })
})
