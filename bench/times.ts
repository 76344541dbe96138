/** What a row of measured times says. */

export type Times = { count: number; perSecond: number; p50: number; p99: number; slowest: number }

const round = (value: number) => Math.round(value * 100) / 100

/** Of times in milliseconds, taken within so many seconds. */
export function summary(times: number[], seconds: number): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { count: sorted.length, perSecond: round(sorted.length / seconds), p50: at(0.5), p99: at(0.99), slowest: at(1) }
}

/** Of one piece of work that took so many milliseconds for so many rows. */
export const amount = (rows: number, ms: number): Times => ({
  count: rows,
  perSecond: Math.round((rows / ms) * 1000),
  p50: round(ms),
  p99: round(ms),
  slowest: round(ms),
})
