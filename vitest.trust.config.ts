import { defineConfig } from 'vitest/config'

/** The long form of the tests that trust rests on: `npm run trust`. What it finds out goes to bench/results/trust.json. */
export default defineConfig({
  test: {
    include: [
      'testing/trust/**/*.trust.ts',
      // These are as long in `npm test`; here their figures are kept.
      'testing/trust/{matrix,two-worlds,other-files,column-names}.test.ts',
      'server/http/outbound.test.ts',
      'server/audit/chain.test.ts',
    ],
    env: { KESHER_TRUST: 'long' },
    globalSetup: ['testing/postgres-for-tests.ts'],
    pool: 'threads',
    // One after the other: they measure, and they write to one file of results.
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
})
