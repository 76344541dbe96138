/** The columns of a design scaled by their standard deviation, zeros left out, and the sums that Newton's method and the path need. */
import { InvalidInput } from '../invalid.ts'
import type { Design } from './features.ts'

/**
 * Scaled value = (value − shift) / deviation. `shift` is 0 unless a column lies so far from 0 that digits would be lost: columns of mostly
 * zeros stay so, and are skipped. Parameter 0 is the intercept, parameter j + 1 belongs to column j.
 */
export type ScaledDesign = {
  readonly rows: number
  readonly width: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
  readonly weights: Float64Array
  readonly means: Float64Array
  readonly shifts: Float64Array
  readonly deviations: Float64Array
}

/** @throws InvalidInput `not-finite` with the row, `constant` for a column with one value, `length` or `not-positive` for weights */
export function prepare({ data, names, rows }: Design, weights?: ArrayLike<number>): ScaledDesign {
  const width = names.length
  const rowWeights = weights ? Float64Array.from(weights) : new Float64Array(rows).fill(1)
  if (rowWeights.length !== rows) throw new InvalidInput('length', Math.min(rowWeights.length, rows), 'weights')
  const badWeight = rowWeights.findIndex((weight) => !(weight > 0 && weight < Number.POSITIVE_INFINITY))
  if (badWeight >= 0) throw new InvalidInput('not-positive', badWeight, 'weight')
  let total = 0
  for (let row = 0; row < rows; row++) total += rowWeights[row]!
  const means = new Float64Array(width)
  for (let row = 0, i = 0; row < rows; row++) for (let j = 0; j < width; j++, i++) means[j]! += (rowWeights[row]! / total) * data[i]!
  const deviations = new Float64Array(width)
  let size = 0
  for (let row = 0, i = 0; row < rows; row++) {
    for (let j = 0; j < width; j++, i++) {
      if (!Number.isFinite(data[i]!)) throw new InvalidInput('not-finite', row, names[j])
      deviations[j]! += (rowWeights[row]! / total) * (data[i]! - means[j]!) ** 2
      if (data[i] !== 0) size++
    }
  }
  const shifts = new Float64Array(width)
  for (let j = 0; j < width; j++) {
    deviations[j] = Math.sqrt(deviations[j]!)
    if (!(deviations[j]! > 1e-12 * Math.abs(means[j]!))) throw new InvalidInput('constant', undefined, names[j])
    if (Math.abs(means[j]!) > 10 * deviations[j]!) {
      shifts[j] = means[j]!
      size += rows
    }
  }
  const starts = new Int32Array(rows + 1)
  const columns = new Int32Array(size)
  const values = new Float64Array(size)
  let end = 0
  for (let row = 0, i = 0; row < rows; row++) {
    for (let j = 0; j < width; j++, i++) {
      const value = (data[i]! - shifts[j]!) / deviations[j]!
      if (value === 0) continue
      columns[end] = j + 1
      values[end++] = value
    }
    starts[row + 1] = end
  }
  return { rows, width, starts, columns, values, weights: rowWeights, means, shifts, deviations }
}

/** Σ w·(y·η − ln(1 + e^η)). */
export function logLikelihood({ rows, starts, columns, values, weights }: ScaledDesign, answers: ArrayLike<number>, beta: Float64Array): number {
  let sum = 0
  for (let row = 0; row < rows; row++) {
    let eta = beta[0]!
    for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++) eta += values[i]! * beta[columns[i]!]!
    sum += weights[row]! * (answers[row]! * eta - (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta))))
  }
  return sum
}

/** Gradient Σ w·(y − p)·x and information Σ w·p(1 − p)·x xᵀ at `beta`, intercept first; the matrix is filled whole. */
export function informationInto(
  { rows, starts, columns, values, weights }: ScaledDesign,
  answers: ArrayLike<number>,
  beta: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const size = beta.length
  gradient.fill(0)
  information.fill(0)
  for (let row = 0; row < rows; row++) {
    const from = starts[row]!
    const to = starts[row + 1]!
    let eta = beta[0]!
    for (let i = from; i < to; i++) eta += values[i]! * beta[columns[i]!]!
    const p = 1 / (1 + Math.exp(-eta))
    const residual = weights[row]! * (answers[row]! - p)
    const weight = weights[row]! * p * (1 - p)
    gradient[0]! += residual
    information[0]! += weight
    for (let i = from; i < to; i++) {
      const value = values[i]!
      const at = columns[i]! * size
      const weighted = weight * value
      gradient[columns[i]!]! += residual * value
      information[at]! += weighted
      for (let k = from; k <= i; k++) information[at + columns[k]!]! += weighted * values[k]!
    }
  }
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) information[i * size + j] = information[j * size + i]!
}

/** Parameters and their standard errors in the units of the columns. */
export function unscale({ width, shifts, deviations }: ScaledDesign, beta: Float64Array, covariance: Float64Array, dependent: Uint8Array) {
  const size = width + 1
  const coefficients = new Float64Array(width)
  const standardErrors = new Float64Array(width)
  const shift = new Float64Array(size)
  shift[0] = 1
  let intercept = beta[0]!
  for (let j = 0; j < width; j++) {
    coefficients[j] = beta[j + 1]! / deviations[j]!
    standardErrors[j] = dependent[j + 1] ? Number.NaN : Math.sqrt(covariance[(j + 1) * size + j + 1]!) / deviations[j]!
    intercept -= coefficients[j]! * shifts[j]!
    shift[j + 1] = -shifts[j]! / deviations[j]!
  }
  let variance = 0
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) variance += shift[i]! * covariance[i * size + j]! * shift[j]!
  return { intercept, coefficients, interceptError: Math.sqrt(variance), standardErrors }
}
