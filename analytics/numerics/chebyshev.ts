/** A smooth function kept as values at Chebyshev points, so that a million evaluations cost a hundred. */

export type Interpolant = (x: number) => number

/** Interpolates f on [from, to] at n Chebyshev points of the first kind; evaluation by the barycentric formula (Berrut and Trefethen 2004, eq. 4.2). */
export function interpolant(f: (x: number) => number, from: number, to: number, n: number): Interpolant {
  const middle = (from + to) / 2
  const half = (to - from) / 2
  const points = new Float64Array(n)
  const values = new Float64Array(n)
  const factors = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const angle = (Math.PI * (i + 0.5)) / n
    points[i] = middle + half * Math.cos(angle)
    values[i] = f(points[i]!)
    factors[i] = (i % 2 ? -1 : 1) * Math.sin(angle)
  }
  return (x) => {
    let above = 0
    let below = 0
    for (let i = 0; i < n; i++) {
      const gap = x - points[i]!
      if (gap === 0) return values[i]!
      const share = factors[i]! / gap
      above += share * values[i]!
      below += share
    }
    return above / below
  }
}
