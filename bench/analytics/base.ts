/** Customer-base models: fits on CDNOW, on a million rows that repeat it, on a million distinct customers; scoring a million. */

import { simulated } from '../../analytics/base/testing.ts'
import {
  betaGeometric,
  discountPerUnit,
  fitBgNbd,
  fitBgNbdBy,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitParetoNbdBy,
  paretoNbd,
  score,
} from '../../analytics/index.ts'
import { nodePool } from '../../analytics/pool/node-pool.ts'
import { testData } from '../../testing/test-data.ts'
import { type Bench, type Result, timed } from './timing.ts'

const table = (path: string) =>
  new TextDecoder()
    .decode(testData(path))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
const million = 1_000_000

async function run(): Promise<Result[]> {
  const rows = table('cdnow/cdnow_customers_summary.csv')
  const sample = {
    repeats: Float64Array.from(rows, (row) => row[1]!),
    recency: Float64Array.from(rows, (row) => row[2]!),
    age: Float64Array.from(rows, (row) => row[3]!),
  }
  const spent = table('cdnow/cdnow_customers_summary_with_transactions.csv')
  const spend = { repeats: spent.map((row) => row[1]!), spend: spent.map((row) => row[4]!) }
  const repeat = (column: Float64Array) => Float64Array.from({ length: million }, (_, i) => column[i % column.length]!)
  const repeated = { repeats: repeat(sample.repeats), recency: repeat(sample.recency), age: repeat(sample.age) }
  const distinct = simulated(million, { seed: 2026, r: 0.5, alpha: 8, a: 0.8, b: 2.5, from: 30, spread: 40, rounding: 0 })
  const mean = Float64Array.from({ length: million }, (_, i) => 10 + (i % 97))
  const discount = discountPerUnit(0.15, 52)
  const options = { ahead: 52, discount, margin: 0.3, spend: { mean, parameters: { p: 6.25, q: 3.74, v: 15.44 } } }
  const once = { runs: 3, warmUp: 1 }
  const pool = nodePool(2)
  const results = [
    await timed('CDNOW sample: BG/NBD', () => fitBgNbd(sample), { runs: 31, warmUp: 10, goal: 15, note: 'lifetimes 77, BTYD 520' }),
    await timed('CDNOW sample: MBG/NBD', () => fitMbgNbd(sample), { runs: 31, warmUp: 10 }),
    await timed('CDNOW sample: Pareto/NBD', () => fitParetoNbd(sample), { runs: 31, warmUp: 10, goal: 40, note: 'lifetimes 494, BTYD 2,177' }),
    await timed('CDNOW sample: Gamma-Gamma', () => fitGammaGamma(spend), { runs: 31, warmUp: 10, note: 'lifetimes 39' }),
    await timed('a million rows repeating it: BG/NBD', () => fitBgNbd(repeated), { runs: 5, warmUp: 1, goal: 600, note: 'lifetimes 14,500' }),
    await timed('a million rows repeating it: Pareto/NBD', () => fitParetoNbd(repeated), { runs: 5, warmUp: 1, goal: 1100 }),
    await timed('a million distinct customers: BG/NBD, 1 thread', () => fitBgNbd(distinct), once),
    await timed('a million distinct customers: BG/NBD, 2 threads', () => fitBgNbdBy(pool, distinct), { ...once, goal: 3000 }),
    await timed('a million distinct customers: Pareto/NBD, 1 thread', () => fitParetoNbd(distinct), once),
    await timed('a million distinct customers: Pareto/NBD, 2 threads', () => fitParetoNbdBy(pool, distinct), { ...once, goal: 10_000 }),
    await timed('scoring a million distinct customers: BG/NBD', () => score(betaGeometric({ r: 0.5, alpha: 8, a: 0.8, b: 2.5 }), distinct, options), {
      ...once,
      goal: 1000,
    }),
    await timed('scoring a million distinct customers: Pareto/NBD', () => score(paretoNbd({ r: 0.5, alpha: 8, s: 0.6, beta: 12 }), distinct, options), {
      ...once,
      goal: 1000,
    }),
    await timed(
      'scoring a million rows repeating CDNOW: Pareto/NBD',
      () => score(paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }), repeated, options),
      { ...once, goal: 1000 },
    ),
  ]
  pool.end()
  return results
}

export default { family: 'base', run } satisfies Bench
