/** The gamma function and its relatives in log space, exact to about 1e-15 of the larger of 1 and the value. */

const halfLogTwoPi = 0.9189385332046728

/** Stirling's correction lnΓ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10 (Abramowitz and Stegun 6.1.41). */
function stirling(x: number) {
  const y = 1 / (x * x)
  return (1 / 12 + y * (-1 / 360 + y * (1 / 1260 + y * (-1 / 1680 + y * (1 / 1188 + y * (-691 / 360360 + y * (1 / 156 + y * (-3617 / 122400)))))))) / x
}

/** ln Γ(x) for x > 0: raised to x ≥ 10 by the recurrence, then Stirling's series. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0
  let product = 1
  let raised = x
  while (raised < 10) product *= raised++
  return (raised - 0.5) * Math.log(raised) - raised + halfLogTwoPi + stirling(raised) - Math.log(product)
}

/** ln Γ(a + n) − ln Γ(a) for a > 0, n ≥ 0 without cancellation: a product for small whole n, otherwise the difference of Stirling's series term by term. */
export function logRise(a: number, n: number): number {
  if (n === 0) return 0
  if (n <= 16 && Number.isInteger(n)) {
    let sum = Math.log(a)
    for (let i = 1; i < n; i++) sum += Math.log(a + i)
    return sum
  }
  let product = 1
  let low = a
  while (low < 10) product *= low++
  const high = a + n
  if (high < low) return logGamma(high) - logGamma(a)
  // Beside a very large a, a + n − a is no longer n.
  const step = low === a ? n : high - low
  return (low - 0.5) * Math.log1p(step / low) + step * (Math.log(high) - 1) + stirling(high) - stirling(low) + Math.log(product)
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b > 0, without cancelling the large one. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  return logGamma(small) - logRise(Math.max(a, b), small)
}

/** ψ(x) = d ln Γ / dx for x > 0 (Abramowitz and Stegun 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  let sum = 0
  let raised = x
  while (raised < 10) sum -= 1 / raised++
  const y = 1 / (raised * raised)
  return sum + Math.log(raised) - 0.5 / raised - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y / 12))))))
}

/** ψ′(x) for x > 0 (Abramowitz and Stegun 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  let sum = 0
  let raised = x
  while (raised < 10) sum += 1 / (raised * raised++)
  const y = 1 / (raised * raised)
  return sum + 1 / raised + y / 2 + (y / raised) * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * (5 / 66 - (y * 691) / 2730)))))
}

/** Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma: series below x = a + 1, Lentz's continued fraction above (Gil, Segura and Temme 2007, chapter 6). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n)
    return 1 - front * sum
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return front * value
}

/** ln Γ(a + i) − ln Γ(a) and its derivative in a, for every i = 0 … n, as running sums. One pair of tables serves every row of a data set. */
export function riseTable(a: number, n: number, rise: Float64Array, slope: Float64Array): void {
  rise[0] = 0
  slope[0] = 0
  for (let i = 0; i < n; i++) {
    rise[i + 1] = rise[i]! + Math.log(a + i)
    slope[i + 1] = slope[i]! + 1 / (a + i)
  }
}
