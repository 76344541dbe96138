/** What carries the satisfaction of airline passengers: 14 criteria, every subset of them. */
import { parse } from 'csv-parse/sync'
import { completeRows, drivers, importancePerformance, importanceShares, type Ratings } from '../../analytics/index.ts'
import { testData } from '../../testing/test-data.ts'
import { type Bench, type Result, timed } from './timing.ts'

/** The 14 criteria of the airline set; a 0 means "not applicable". */
export function airline(): Ratings {
  const [head, ...rows] = parse(testData('airline/airline_satisfaction_test.csv') as Buffer) as string[][]
  const from = head!.indexOf('Inflight wifi service')
  const to = head!.indexOf('Cleanliness')
  return {
    criteria: head!
      .slice(from, to + 1)
      .map((name, j) => ({ name, values: Float64Array.from(rows, (row) => (row[from + j] === '0' ? Number.NaN : Number(row[from + j]))) })),
    overall: Float64Array.from(rows, (row) => (row.at(-1) === 'satisfied' ? 1 : 0)),
  }
}

async function run(): Promise<Result[]> {
  const ratings = airline()
  const found = drivers(ratings)
  const first = [...found.criteria]
    .sort((a, b) => b.lmg - a.lmg)
    .slice(0, 3)
    .map(({ name, lmg }) => `${name} ${lmg.toFixed(4)}`)
  const complete = completeRows(ratings)
  return [
    await timed('airline: correlations, regression, LMG, relative weights', () => drivers(ratings), {
      note: `${found.rows} complete rows, R² ${found.explained.toFixed(4)}: ${first.join(', ')}`,
    }),
    await timed('airline: LMG shares with 200 draws', () => importanceShares(complete, { seed: 1, method: 'lmg' }), { runs: 3, warmUp: 1 }),
    await timed(
      'airline: map of importance and performance by relative weights',
      () => importancePerformance(ratings, { seed: 1, method: 'relative-weights' }),
      { runs: 3, warmUp: 1 },
    ),
  ]
}

export default { family: 'drivers', run } satisfies Bench
