/** Ratings of criteria beside the overall satisfaction of the same customers, and how they go together. */
import { InvalidInput } from '../invalid.ts'

/** One criterion: a rating for each customer, NaN for one who did not rate it. A zero that means "not applicable" must be NaN here: counted as a rating it hides what matters. */
export type Criterion = { readonly name: string; readonly values: ArrayLike<number> }

export type Ratings = {
  readonly criteria: readonly Criterion[]
  /** Overall satisfaction of each customer, on any scale (also 0 and 1). NaN for one who did not say. */
  readonly overall: ArrayLike<number>
}

/** The customers who rated everything, row by row: criteria, then the overall. */
export type CompleteRows = { readonly data: Float64Array; readonly rows: number; readonly width: number; readonly names: readonly string[] }

/**
 * Rows without a missing rating.
 * @throws InvalidInput `empty` for no criteria; `length`; `not-finite` with the row of an infinity; `too-few` complete rows (criteria + 2); `constant` for a column
 */
export function completeRows({ criteria, overall }: Ratings): CompleteRows {
  if (criteria.length === 0) throw new InvalidInput('empty', undefined, 'criteria')
  const columns = [...criteria.map((criterion) => criterion.values), overall]
  for (const [j, column] of columns.entries()) {
    const name = criteria[j]?.name ?? 'overall'
    if (column.length !== overall.length) throw new InvalidInput('length', Math.min(column.length, overall.length), name)
    for (let row = 0; row < column.length; row++) if (Math.abs(column[row]!) === Number.POSITIVE_INFINITY) throw new InvalidInput('not-finite', row, name)
  }
  const width = columns.length
  const data = new Float64Array(overall.length * width)
  let rows = 0
  for (let row = 0; row < overall.length; row++) {
    let whole = true
    for (let j = 0; j < width; j++) {
      const value = columns[j]![row]!
      data[rows * width + j] = value
      if (Number.isNaN(value)) whole = false
    }
    if (whole) rows++
  }
  if (rows < width + 1) throw new InvalidInput('too-few', undefined, 'complete rows')
  const complete = { data: data.subarray(0, rows * width), rows, width, names: criteria.map((criterion) => criterion.name) }
  for (let j = 0; j < width; j++) {
    let same = true
    for (let row = 1; same && row < rows; row++) same = data[row * width + j] === data[j]
    if (same) throw new InvalidInput('constant', undefined, criteria[j]?.name ?? 'overall')
  }
  return complete
}

/** Correlation matrix of the columns, each row counted `times[row]` times (once when left out). Undefined when a column has one value. */
export function correlations({ data, rows, width }: CompleteRows, times?: Int32Array): Float64Array | undefined {
  const mean = new Float64Array(width)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const weight = times ? times[row]! : 1
    if (weight === 0) continue
    total += weight
    for (let j = 0; j < width; j++) mean[j]! += weight * data[row * width + j]!
  }
  for (let j = 0; j < width; j++) mean[j]! /= total
  const matrix = new Float64Array(width * width)
  const centred = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    const weight = times ? times[row]! : 1
    if (weight === 0) continue
    for (let j = 0; j < width; j++) {
      centred[j] = data[row * width + j]! - mean[j]!
      const weighted = weight * centred[j]!
      for (let k = 0; k <= j; k++) matrix[j * width + k]! += weighted * centred[k]!
    }
  }
  const deviation = Float64Array.from({ length: width }, (_, j) => Math.sqrt(matrix[j * width + j]!))
  if (deviation.some((value) => !(value > 0))) return undefined
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < j; k++) {
      matrix[j * width + k]! /= deviation[j]! * deviation[k]!
      matrix[k * width + j] = matrix[j * width + k]!
    }
    matrix[j * width + j] = 1
  }
  return matrix
}
