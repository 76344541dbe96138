import { defineConfig } from 'vitest/config'
import { keepCompiled, keepInMemory } from './testing/kept.ts'
import { LongestFirst } from './testing/longest-first.ts'

keepInMemory()
keepCompiled()

/** Whole journeys through the real product in a real browser. */
export default defineConfig({
  test: {
    include: ['testing/journeys/**/*.journey.ts'],
    globalSetup: ['testing/journeys/stage.ts'],
    pool: 'threads',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 40 } },
  },
})
