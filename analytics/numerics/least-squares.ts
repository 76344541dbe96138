/** Linear regression by Householder's QR, which keeps twice the digits that normal equations do. */
import { InvalidInput } from '../invalid.ts'

export type LeastSquares = {
  readonly coefficients: Float64Array
  /** (XᵀX)⁻¹, row by row. */
  readonly inverse: Float64Array
  readonly residuals: Float64Array
  readonly residualSquares: number
  readonly degreesOfFreedom: number
}

/**
 * b with the least Σ (y − X·b)² (Golub and Van Loan 2013, 5.3.2).
 * @param x row by row, `rows` × `width`; the intercept, if wanted, is a column of ones
 * @throws InvalidInput `too-few` rows; `not-finite` with its row; `dependent` with the column that others determine as row
 */
export function leastSquares(x: Float64Array, y: ArrayLike<number>, rows: number, width: number): LeastSquares {
  if (rows <= width) throw new InvalidInput('too-few', undefined, 'rows')
  for (let row = 0; row < rows; row++) if (!Number.isFinite(y[row])) throw new InvalidInput('not-finite', row)
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) throw new InvalidInput('not-finite', Math.floor(i / width))
  const a = new Float64Array(rows * width)
  for (let row = 0; row < rows; row++) for (let j = 0; j < width; j++) a[j * rows + row] = x[row * width + j]!
  const right = Float64Array.from(y)
  const diagonal = new Float64Array(width)
  for (let j = 0; j < width; j++) {
    const column = a.subarray(j * rows, (j + 1) * rows)
    let whole = 0
    let rest = 0
    for (let row = 0; row < rows; row++) whole += column[row]! ** 2
    for (let row = j; row < rows; row++) rest += column[row]! ** 2
    if (!(rest > 1e-22 * whole) || whole === 0) throw new InvalidInput('dependent', j, 'column')
    const norm = column[j]! > 0 ? -Math.sqrt(rest) : Math.sqrt(rest)
    diagonal[j] = norm
    column[j]! -= norm
    const scale = -norm * column[j]!
    const reflect = (other: Float64Array) => {
      let dot = 0
      for (let row = j; row < rows; row++) dot += column[row]! * other[row]!
      dot /= scale
      for (let row = j; row < rows; row++) other[row]! -= dot * column[row]!
    }
    for (let k = j + 1; k < width; k++) reflect(a.subarray(k * rows, (k + 1) * rows))
    reflect(right)
  }
  const upper = (i: number, j: number) => (i === j ? diagonal[i]! : a[j * rows + i]!)
  const back = (of: Float64Array) => {
    for (let i = width - 1; i >= 0; i--) {
      for (let k = i + 1; k < width; k++) of[i]! -= upper(i, k) * of[k]!
      of[i]! /= diagonal[i]!
    }
    return of
  }
  const coefficients = back(right.slice(0, width))
  const root = new Float64Array(width * width)
  for (let j = 0; j < width; j++) {
    const unit = new Float64Array(width)
    unit[j] = 1
    const column = back(unit)
    for (let i = 0; i < width; i++) root[i * width + j] = column[i]!
  }
  const inverse = new Float64Array(width * width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) for (let k = 0; k < width; k++) inverse[i * width + j]! += root[i * width + k]! * root[j * width + k]!
  const residuals = new Float64Array(rows)
  let residualSquares = 0
  for (let row = 0; row < rows; row++) {
    let sum = y[row]!
    for (let j = 0; j < width; j++) sum -= x[row * width + j]! * coefficients[j]!
    residuals[row] = sum
    residualSquares += sum * sum
  }
  return { coefficients, inverse, residuals, residualSquares, degreesOfFreedom: rows - width }
}
