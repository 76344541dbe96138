/** Sums that depend on a row only through its whole number x, computed once per parameter vector for every distinct x. */

/** ln Γ(r + kx) − ln Γ(r) and its derivative in r for each level x, as running sums: differences of ln Γ cancel, these do not. */
export function tablesOf(levels: Float64Array, r: number, k: number) {
  const rise = new Float64Array(levels.length)
  const riseSlope = new Float64Array(levels.length)
  let sum = 0
  let slope = 0
  let i = 0
  for (let level = 0; level < levels.length; level++) {
    for (const end = k * levels[level]!; i < end; i++) {
      sum += Math.log(r + i)
      slope += 1 / (r + i)
    }
    rise[level] = sum
    riseSlope[level] = slope
  }
  return { rise, riseSlope }
}

/** ln(b/(a + b)): from the smaller of both shares, so that neither a nearly sure stay nor a nearly sure loss is rounded away. */
export const logStay = (a: number, b: number) => (a < b ? Math.log1p(-a / (a + b)) : Math.log(b / (a + b)))

/** ln B(a, b + n)/B(a, b) with n = x + m for each level x, and its derivatives in a and b. */
export function betaTablesOf(levels: Float64Array, a: number, b: number, m: number) {
  const stay = new Float64Array(levels.length)
  const byA = new Float64Array(levels.length)
  const byB = new Float64Array(levels.length)
  let sum = 0
  let slopeA = 0
  let slopeB = 0
  let i = 0
  for (let level = 0; level < levels.length; level++) {
    for (const end = levels[level]! + m; i < end; i++) {
      const whole = a + b + i
      sum += logStay(a, b + i)
      slopeA -= 1 / whole
      slopeB += a / ((b + i) * whole)
    }
    stay[level] = sum
    byA[level] = slopeA
    byB[level] = slopeB
  }
  return { stay, byA, byB }
}
