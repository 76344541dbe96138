import { defineConfig } from 'vitest/config'

/** The long form of the tests that trust rests on: `npm run trust`. What it finds out goes to bench/results/trust.json. */
export default defineConfig({
  test: {
    include: ['testing/trust/**/*.trust.ts'],
    globalSetup: ['testing/postgres-for-tests.ts'],
    pool: 'threads',
    // One after the other: they measure, and they write to one file of results.
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
})
