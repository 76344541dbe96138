import { expect, test } from 'vitest'
import { killingWork } from './killing-work.ts'

test('an import, an export, a merge, its undo and an erasure come to their end although all is killed under them', { timeout: 300_000 }, async () => {
  const { kills, rounds, ...found } = await killingWork(1)
  expect(found).toEqual({ unfinished: [], wrong: [], unexpected: [] })
  expect(kills).toBeGreaterThan(3)
  expect(rounds).toBe(1)
})
