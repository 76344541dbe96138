import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SignalKind } from '../../contract/insight.ts'
import { chanceOf, stricter } from './trust.ts'

const said = (judged: number, falseAlarms: number) => new Map<SignalKind, { judged: number; falseAlarms: number }>([['gap-grows', { judged, falseAlarms }]])

test('what nobody called false is raised as ever; the more false alarms, the surer the next must be', () => {
  expect(stricter(new Map(), 'gap-grows', 0.99)).toBe(0.99)
  expect(stricter(said(10, 0), 'gap-grows', 0.99)).toBe(0.99)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 499 }), (judged, wrong) => {
      fc.pre(wrong < judged)
      const [fewer, more] = [stricter(said(judged, wrong), 'gap-grows', 0.99), stricter(said(judged, wrong + 1), 'gap-grows', 0.99)]
      expect(more).toBeGreaterThan(fewer)
      expect(more).toBeLessThan(1)
    }),
  )
})

test('a kind seldom raised tells no chance; the others tell what followed, less what people called false', () => {
  expect(chanceOf(4, 4, 0.2, 0)).toBeNull()
  expect(chanceOf(200, 120, 0.2, 0)).toBeCloseTo(0.59, 2)
  expect(chanceOf(200, 120, 0.2, 0.5)).toBeCloseTo(0.395, 2)
})
