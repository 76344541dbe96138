/** Medians after warm-up, one run after another in one process. */

export type Result = {
  what: string
  /** Median and best milliseconds, and over how many runs. */
  median: number
  best: number
  runs: number
  /** What it must reach, in milliseconds, and whether it did. */
  goal?: number
  met?: boolean
  /** Anything that belongs beside the figure: sizes, other tools on the same machine. */
  note?: string
}

/** What was held against a reference, and how near it came. */
export type Agreement = { what: string; against: string; figure: string; met: boolean }

export type Bench = {
  /** Key of the family in the results file. */
  family: string
  run(): Promise<Result[]> | Result[] | Agreement[]
}

/** Times `work` after `warmUp` runs that do not count. */
export async function timed(
  what: string,
  work: () => unknown,
  { runs = 9, warmUp = 3, goal, note }: { runs?: number; warmUp?: number; goal?: number; note?: string } = {},
): Promise<Result> {
  for (let i = 0; i < warmUp; i++) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const rounded = (ms: number) => Number(ms.toPrecision(4))
  const median = times[Math.floor(runs / 2)]!
  const result: Result = { what, median: rounded(median), best: rounded(times[0]!), runs }
  if (goal !== undefined) Object.assign(result, { goal, met: median <= goal })
  if (note !== undefined) result.note = note
  console.log(
    `${goal === undefined ? ' ' : median <= goal ? '✓' : '✗'} ${what.padEnd(64)}${median.toFixed(1).padStart(10)} ms  best ${times[0]!.toFixed(1).padStart(9)}${goal === undefined ? '' : `  goal ${goal}`}${note ? `  (${note})` : ''}`,
  )
  return result
}
