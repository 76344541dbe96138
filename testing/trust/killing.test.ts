import { expect, test } from 'vitest'
import type { Target } from './kesher-to-kill.ts'
import { killing } from './killing.ts'

const twenty: Target[] = Array.from({ length: 20 }, (_, n) => (n === 11 ? 'server' : n % 8 === 2 ? 'postgres' : 'connection'))

test('whatever is killed in the midst of writing, what was answered is there, once and whole', { timeout: 120_000 }, async () => {
  const { kills, written, lost, doubled, halves, unexpected } = await killing(twenty)
  expect({ kills, lost, doubled, halves, unexpected }).toEqual({ kills: 20, lost: 0, doubled: 0, halves: 0, unexpected: [] })
  expect(written).toBeGreaterThan(20)
})
