/** Columns cut into at most 255 bins, so that a split is found by adding up bins instead of sorting rows. */
import { type Features, isCategories, rowCount } from './features.ts'

/** The bin of a value that is not known. */
export const missingBin = 255
const mostBins = 255

export type Binned = {
  readonly rows: number
  /** For each column the bin of each row. */
  readonly bins: readonly Uint8Array[]
  /** For a column of numbers the upper ends of its bins but the last: a value belongs to the first bin whose end it does not exceed. Undefined for categories. */
  readonly ends: readonly (Float64Array | undefined)[]
  /** Bins of each column, without that of unknown values. */
  readonly counts: Int32Array
}

/**
 * Numbers by quantiles of their distinct values, ends halfway between neighbours; categories as they are, from the 255th on together with the unknown.
 * @throws InvalidInput as `rowCount`
 */
export function binned(features: Features): Binned {
  const rows = rowCount(features)
  const counts = new Int32Array(features.length)
  const ends = features.map((column) => (isCategories(column) ? undefined : cuts(column.values)))
  const bins = features.map((column, f) => {
    const result = new Uint8Array(rows)
    const cut = ends[f]
    counts[f] = isCategories(column) ? Math.min(column.categories.length, mostBins) : cut!.length + 1
    for (let row = 0; row < rows; row++) result[row] = isCategories(column) ? binOfCode(column.codes[row]!) : binOf(cut!, column.values[row]!)
    return result
  })
  return { rows, bins, ends, counts }
}

export const binOfCode = (code: number) => (code < 0 || code >= mostBins ? missingBin : code)

export function binOf(ends: Float64Array, value: number): number {
  if (Number.isNaN(value)) return missingBin
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= ends[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

function cuts(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct: number[] = []
  const upTo: number[] = []
  for (let i = 0; i < known.length; i++) {
    if (i > 0 && known[i] === known[i - 1]) upTo[upTo.length - 1] = i + 1
    else {
      distinct.push(known[i]!)
      upTo.push(i + 1)
    }
  }
  const between = (i: number) => distinct[i]! + (distinct[i + 1]! - distinct[i]!) / 2
  if (distinct.length <= mostBins) return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, i) => between(i))
  const ends: number[] = []
  for (let i = 0; i + 1 < distinct.length; i++)
    if (upTo[i]! >= ((ends.length + 1) * known.length) / mostBins && ends.length < mostBins - 1) ends.push(between(i))
  return Float64Array.from(ends)
}
