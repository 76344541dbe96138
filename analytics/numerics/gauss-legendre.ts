/** Gauss–Legendre quadrature on [0, 1]. */

export type Rule = { nodes: Float64Array; weights: Float64Array }

const rules: (Rule | undefined)[] = []

/** Nodes and weights of the n-point rule on [0, 1]: Newton on the Legendre polynomial from Tricomi's first guess. Kept once computed. */
export function gaussLegendre(n: number): Rule {
  const known = rules[n]
  if (known) return known
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let previous = 1
      let value = x
      for (let k = 2; k <= n; k++) [previous, value] = [value, ((2 * k - 1) * x * value - (k - 1) * previous) / k]
      slope = (n * (x * value - previous)) / (x * x - 1)
      const move = value / slope
      x -= move
      if (Math.abs(move) < 1e-15) break
    }
    nodes[n - 1 - i] = (1 + x) / 2
    weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope)
  }
  const rule = { nodes, weights }
  rules[n] = rule
  return rule
}

/** ∫ f over [from, to] by the n-point rule on each of `panels` equal pieces. */
export function integrate(f: (x: number) => number, from: number, to: number, n = 32, panels = 1): number {
  const { nodes, weights } = gaussLegendre(n)
  const width = (to - from) / panels
  let sum = 0
  for (let panel = 0; panel < panels; panel++) for (let i = 0; i < n; i++) sum += weights[i]! * f(from + width * (panel + nodes[i]!))
  return sum * width
}
