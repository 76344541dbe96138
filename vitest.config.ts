import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { keepCompiled, keepInMemory } from './testing/kept.ts'
import { LongestFirst } from './testing/longest-first.ts'

keepInMemory()
keepCompiled()

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'testing/journeys/**'],
    globalSetup: ['testing/postgres-for-tests.ts'],
    pool: 'threads',
    // One set of modules a thread, not one a file: what lies at the top of our modules is the same whoever asks, and loading them was a tenth of the run.
    isolate: false,
    // Every core: left to itself vitest keeps one back, which of two is half. More than four would need more connections than the one PostgreSQL gives.
    maxWorkers: Math.min(availableParallelism(), 4),
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
