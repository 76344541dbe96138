import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisOf } from './axis.ts'

test('ticks are numbers a person would choose', () => {
  expect(axisOf(0.033).ticks.map((tick) => tick.toFixed(3))).toEqual(['0.000', '0.010', '0.020', '0.030', '0.040'])
  expect(axisOf(0.15).ticks.map((tick) => tick.toFixed(2))).toEqual(['0.00', '0.05', '0.10', '0.15'])
  expect(axisOf(1).ticks).toEqual([0, 0.25, 0.5, 0.75, 1])
  expect(axisOf(283_000).ticks).toEqual([0, 100_000, 200_000, 300_000])
  expect(axisOf(30, -10)).toEqual({ top: 30, bottom: -10, ticks: [-10, 0, 10, 20, 30] })
})

test('an axis of nothing still has a height', () => {
  expect(axisOf(0)).toMatchObject({ bottom: 0 })
  expect(axisOf(0).top).toBeGreaterThan(0)
})

test('whatever is drawn fits, and less than a step stays empty', () => {
  const values = fc.double({ min: 1e-6, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 0, max: 1, noNaN: true }).map((part) => -part),
      fc.integer({ min: 2, max: 6 }),
      (highest, part, most) => {
        const lowest = highest * part
        const { top, bottom, ticks } = axisOf(highest, lowest, most)
        const step = ticks[1]! - ticks[0]!
        expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-6))
        expect(bottom).toBeLessThanOrEqual(lowest + highest * 1e-6)
        expect(top - highest).toBeLessThanOrEqual(step * (1 + 1e-6))
        expect(ticks.length).toBeLessThanOrEqual(2 * most + 1)
      },
    ),
  )
})
