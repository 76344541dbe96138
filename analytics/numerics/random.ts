/** A small seeded source of random numbers: the same seed gives the same numbers on every machine. */

export type Random = {
  /** Uniform on (0, 1), 52 bits, never 0 or 1. */
  uniform(): number
  /** Uniform whole number in 0 … n−1. */
  below(n: number): number
  /** Standard normal: Marsaglia's polar method (1964). */
  normal(): number
  /** Exponential with mean 1. */
  exponential(): number
  /** Gamma with the given shape and mean `shape`: Marsaglia and Tsang (2000), boosted below shape 1. */
  gamma(shape: number): number
  /** Beta(a, b) as a ratio of gammas. */
  beta(a: number, b: number): number
  /** Poisson with the given mean: counted exponentials below 30, gamma halving above (Ahrens and Dieter 1974). */
  poisson(mean: number): number
  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<A extends { length: number; [index: number]: unknown }>(items: A): A
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32. `seed` is any whole number below 2^53. */
export function random(seed: number): Random {
  let a = 0x9e3779b9 | 0
  let b = seed | 0
  let c = Math.floor(seed / 2 ** 32) | 0
  let counter = 1
  const bits = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 16; i++) bits()
  const uniform = () => ((bits() >>> 6) * 67108864 + (bits() >>> 6) + 0.5) / 4503599627370496

  let spare: number | undefined
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s >= 1 || s === 0) continue
      const scale = Math.sqrt((-2 * Math.log(s)) / s)
      spare = v * scale
      return u * scale
    }
  }
  const exponential = () => -Math.log(uniform())
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape)
    const d = shape - 1 / 3
    const k = 1 / Math.sqrt(9 * d)
    for (;;) {
      const z = normal()
      const v = (1 + k * z) ** 3
      if (v > 0 && Math.log(uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const beta = (p: number, q: number) => {
    const x = gamma(p)
    return x / (x + gamma(q))
  }
  const poisson = (mean: number): number => {
    let rest = mean
    let count = 0
    while (rest > 30) {
      const m = Math.floor(rest * 0.875)
      const time = gamma(m)
      if (time > rest) {
        const share = rest / time
        for (let i = 1; i < m; i++) if (uniform() < share) count++
        return count
      }
      rest -= time
      count += m
    }
    for (let time = exponential(); time < rest; time += exponential()) count++
    return count
  }
  const below = (n: number) => Math.floor(uniform() * n)
  const shuffle = <A extends { length: number; [index: number]: unknown }>(items: A) => {
    for (let i = items.length - 1; i > 0; i--) {
      const j = below(i + 1)
      const moved = items[i]
      items[i] = items[j]
      items[j] = moved
    }
    return items
  }
  return { uniform, below, normal, exponential, gamma, beta, poisson, shuffle }
}
