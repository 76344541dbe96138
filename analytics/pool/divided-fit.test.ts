import { afterAll, expect, test } from 'vitest'
import { fitBgNbd, fitMbgNbd, fitParetoNbd } from '../base/index.ts'
import { simulated } from '../base/testing.ts'
import { fitBgNbdBy, fitMbgNbdBy, fitParetoNbdBy } from './index.ts'
import { nodePool } from './node-pool.ts'

const pool = nodePool(2)
afterAll(() => pool.end())

test('fits divided among threads reach the optimum of one thread', async () => {
  const people = simulated(2500, { seed: 41 })
  for (const [here, there] of [
    [fitBgNbd(people), await fitBgNbdBy(pool, people)],
    [fitMbgNbd(people), await fitMbgNbdBy(pool, people)],
    [fitParetoNbd(people), await fitParetoNbdBy(pool, people)],
  ] as const) {
    expect(there.logLikelihood).toBeCloseTo(here.logLikelihood, 7)
    expect(there.parameters.alpha).toBeCloseTo(here.parameters.alpha, 3)
    expect(there.convergence.trusted).toBe(true)
  }
})
