import { expect, test } from 'vitest'
import { failingEverywhere } from './failing.ts'

test('whichever call to the database or the disk fails, nothing is half done, and doing it again completes it', { timeout: 120_000 }, async () => {
  const outcomes = await failingEverywhere({ every: 7 })
  for (const [deed, outcome] of Object.entries(outcomes)) {
    expect(outcome, deed).toEqual({ failed: expect.any(Number), halfStates: [], notRepeated: [], unexpected: [] })
    expect(outcome.failed, deed).toBeGreaterThan(3)
  }
})
