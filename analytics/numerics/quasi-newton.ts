/** Minimising a smooth function of a few variables. */

/** A value with its gradient; a non-finite value marks a point outside the domain. */
export type Answer = { value: number; gradient: Float64Array }

/** A search asks for points and is handed answers, so that whoever drives it may compute them here, in threads, or later. */
export type Search<Result> = Generator<Float64Array, Result, Answer>

/** Writes the gradient at `at` and returns the value. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number

export type Minimum = {
  at: Float64Array
  value: number
  gradient: Float64Array
  /** Approximate inverse curvature at the end, row by row. */
  inverse: Float64Array
  iterations: number
  evaluations: number
  /** Half the step's promised gain g·H·g fell below `tolerance`, or the function stopped falling with a gradient that small. */
  converged: boolean
}

export type MinimiseOptions = {
  /** Inverse curvature to start from; the identity scaled to the first step when absent. */
  inverse?: Float64Array | undefined
  /** Promised gain at which to stop. */
  tolerance?: number
  maxIterations?: number
  /** Longest first step and longest later step, in the largest coordinate. */
  firstStep?: number
  longestStep?: number
}

/**
 * BFGS (Nocedal and Wright 2006, algorithm 6.1) with a line search that asks for Armijo's decrease and, while it can, Wolfe's slope.
 * Meant for log-parameters: a step of 1 multiplies a parameter by e, so first steps are kept below ½ and later ones below 2.
 */
export function* descend(start: ArrayLike<number>, options: MinimiseOptions = {}): Search<Minimum> {
  const { tolerance = 1e-10, maxIterations = 150, firstStep = 0.5, longestStep = 2 } = options
  const n = start.length
  let at = Float64Array.from(start)
  let { value, gradient } = yield at
  let evaluations = 1
  let scaled = options.inverse !== undefined
  const inverse = options.inverse ? Float64Array.from(options.inverse) : identity(n)
  const direction = new Float64Array(n)
  let iterations = 0
  let converged = false
  let stalled = 0
  for (; iterations < maxIterations && Number.isFinite(value); iterations++) {
    let slope = downhill(inverse, gradient, direction)
    if (!(slope < 0)) {
      inverse.set(identity(n))
      scaled = false
      slope = downhill(inverse, gradient, direction)
    }
    if (-slope / 2 < tolerance && (scaled || -slope < tolerance)) {
      converged = true
      break
    }
    const longest = direction.reduce((most, d) => Math.max(most, Math.abs(d)), 0)
    let step = Math.min(1, (scaled ? longestStep : firstStep) / longest)
    const room = longestStep / longest
    let low = 0
    let high = Number.POSITIVE_INFINITY
    let best: { at: Float64Array<ArrayBuffer>; gradient: Float64Array; value: number } | undefined
    for (let attempt = 0; attempt < 20; attempt++) {
      const tried = at.map((x, i) => x + step * direction[i]!)
      const { value: found, gradient: there } = yield tried
      evaluations++
      if (!(found <= value + 1e-4 * step * slope)) {
        high = step
        // The parabola through both values and the first slope, kept inside the bracket.
        const parabola = (-slope * step * step) / (2 * (found - value - slope * step))
        step = Number.isFinite(found) && low === 0 ? Math.min(Math.max(parabola, 0.1 * step), 0.5 * step) : (low + high) / 2
      } else {
        best = { at: tried, gradient: there, value: found }
        if (dot(there, direction) >= 0.9 * slope || step >= room) break
        low = step
        step = high === Number.POSITIVE_INFINITY ? Math.min(2.5 * step, room) : (low + high) / 2
      }
      if (high - low < 1e-12 * high || (best && attempt >= 5)) break
    }
    if (!best) {
      // Rounding hides any further fall.
      converged = -slope / 2 < 1e-6
      break
    }
    const moved = best.at.map((x, i) => x - at[i]!)
    const turned = best.gradient.map((g, i) => g - gradient[i]!)
    if (!scaled) {
      const scale = dot(moved, turned) / dot(turned, turned)
      if (scale > 0) for (let i = 0; i < n; i++) inverse[i * n + i] = scale
      scaled = true
    }
    update(inverse, moved, turned)
    stalled = value - best.value < 1e-9 ? stalled + 1 : 0
    at = best.at
    gradient = best.gradient
    value = best.value
    if (stalled === 4) {
      // Rounding holds the search up, or a ridge without end does.
      converged = -slope / 2 < 1e-6
      break
    }
  }
  return { at, value, gradient, inverse, iterations, evaluations, converged }
}

/** Drives a search with a function computed on the spot. */
export function drive<Result>(search: Search<Result>, objective: Objective): Result {
  let asked = search.next()
  while (!asked.done) {
    const gradient = new Float64Array(asked.value.length)
    asked = search.next({ value: objective(asked.value, gradient), gradient })
  }
  return asked.value
}

export const minimise = (objective: Objective, start: ArrayLike<number>, options: MinimiseOptions = {}) => drive(descend(start, options), objective)

/** Second derivatives by central differences of the gradient, symmetrised. */
export function* curvature(at: Float64Array, step = 1e-4): Search<Float64Array> {
  const n = at.length
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const { gradient: up } = yield at.map((x, j) => (i === j ? x + step : x))
    const { gradient: down } = yield at.map((x, j) => (i === j ? x - step : x))
    for (let j = 0; j < n; j++) {
      const second = (up[j]! - down[j]!) / (4 * step)
      matrix[i * n + j]! += second
      matrix[j * n + i]! += second
    }
  }
  return matrix
}

function update(inverse: Float64Array, moved: Float64Array, turned: Float64Array) {
  const n = moved.length
  const product = dot(moved, turned)
  if (!(product > 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return
  const image = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) image[i]! += inverse[i * n + j]! * turned[j]!
  const factor = (1 + dot(turned, image) / product) / product
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) inverse[i * n + j]! += factor * moved[i]! * moved[j]! - (image[i]! * moved[j]! + moved[i]! * image[j]!) / product
  }
}

function downhill(inverse: Float64Array, gradient: Float64Array, direction: Float64Array) {
  const n = gradient.length
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum -= inverse[i * n + j]! * gradient[j]!
    direction[i] = sum
  }
  return dot(direction, gradient)
}

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const identity = (n: number) => Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
