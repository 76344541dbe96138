/** Uncertainty of figures from series whose periods are not independent: whole blocks of neighbouring periods are drawn anew. */
import type { Random } from '../numerics/random.ts'

/** Length of blocks that grows with the cube root of the series (Hall, Horowitz, Jing 1995), at least `least` so that lags stay whole. */
export const blockLength = (periods: number, least = 1) => Math.min(periods, Math.max(least, Math.ceil(1.5 * Math.cbrt(periods))))

/** Periods drawn in overlapping blocks (Künsch 1989): `periods` numbers out of `from` … `periods` − 1. */
export function drawBlocks(periods: number, from: number, length: number, draw: Random): Int32Array {
  const size = periods - from
  const drawn = new Int32Array(size)
  const block = Math.min(length, size)
  for (let i = 0; i < size; ) {
    const start = from + draw.below(size - block + 1)
    for (let k = 0; k < block && i < size; k++) drawn[i++] = start + k
  }
  return drawn
}

/** Standard deviation of the drawn figures. */
export function spreadOf(drawn: readonly number[]): number {
  const mean = drawn.reduce((sum, value) => sum + value, 0) / Math.max(1, drawn.length)
  return Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, drawn.length - 1))
}
