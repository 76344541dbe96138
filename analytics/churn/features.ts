/** What is known of each customer, column by column, and the matrix of numbers a linear model needs. */
import { InvalidInput } from '../invalid.ts'

/** One number a customer; NaN where it is not known. */
export type NumberColumn = { readonly name: string; readonly values: Float64Array }
/** One category a customer, as its place in `categories`; −1 where it is not known. */
export type CategoryColumn = { readonly name: string; readonly codes: Int32Array; readonly categories: readonly string[] }
export type Column = NumberColumn | CategoryColumn
export type Features = readonly Column[]

/** A column of numbers; null and undefined are "not known". */
export const numbers = (name: string, values: ArrayLike<number | null | undefined>): NumberColumn => ({
  name,
  values: Float64Array.from({ length: values.length }, (_, row) => values[row] ?? Number.NaN),
})

/** A column of categories in the order of their names (code units); null and undefined are "not known". */
export function categories(name: string, values: ArrayLike<string | null | undefined>): CategoryColumn {
  const seen = new Set<string>()
  for (let row = 0; row < values.length; row++) if (values[row] != null) seen.add(values[row]!)
  const list = [...seen].sort()
  const place = new Map(list.map((category, code) => [category, code]))
  return { name, codes: Int32Array.from({ length: values.length }, (_, row) => (values[row] == null ? -1 : place.get(values[row]!)!)), categories: list }
}

export const isCategories = (column: Column): column is CategoryColumn => 'codes' in column

/** The number of rows. @throws InvalidInput `empty` for no columns, `length` when columns differ in length, `not-finite` for an infinity, with its row */
export function rowCount(features: Features): number {
  if (features.length === 0) throw new InvalidInput('empty', undefined, 'features')
  const lengthOf = (column: Column) => (isCategories(column) ? column.codes.length : column.values.length)
  const rows = lengthOf(features[0]!)
  for (const column of features) {
    if (lengthOf(column) !== rows) throw new InvalidInput('length', Math.min(rows, lengthOf(column)), column.name)
    if (isCategories(column)) {
      for (let row = 0; row < rows; row++)
        if (!(column.codes[row]! >= -1 && column.codes[row]! < column.categories.length)) throw new InvalidInput('out-of-range', row, column.name)
    } else
      for (let row = 0; row < rows; row++)
        if (Math.abs(column.values[row]!) === Number.POSITIVE_INFINITY) throw new InvalidInput('not-finite', row, column.name)
  }
  return rows
}

/** The same columns with only these rows, in this order. */
export const takeRows = (features: Features, rows: Int32Array): Features =>
  features.map((column) =>
    isCategories(column)
      ? { ...column, codes: rows.map((row) => column.codes[row]!) }
      : { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) },
  )

/** Row by row: `data[row · names.length + j]` is the value of column j. */
export type Design = { readonly names: readonly string[]; readonly data: Float64Array; readonly rows: number }

export type DesignOptions = {
  /** What to do with numbers that are not known: refuse them (when left out), or put the mean in their place and add a column "… ?" that is 1 there. */
  missing?: 'refuse' | 'mean'
}

/**
 * Numbers as they are; each category but the first as a column of 0 and 1 named `column_category` (as pandas `get_dummies(drop_first=True)`).
 * A category that is not known is 0 in all of them.
 * @throws InvalidInput as `rowCount`; `not-finite` with the row of a number that is not known when those are refused
 */
export function designMatrix(features: Features, options: DesignOptions = {}): Design {
  const rows = rowCount(features)
  const names: string[] = []
  const columns: ((row: number) => number)[] = []
  for (const column of features) {
    if (isCategories(column)) {
      for (let code = 1; code < column.categories.length; code++) {
        names.push(`${column.name}_${column.categories[code]}`)
        columns.push((row) => (column.codes[row] === code ? 1 : 0))
      }
      continue
    }
    const { values } = column
    const unknown = values.findIndex((value) => Number.isNaN(value))
    if (unknown >= 0 && options.missing !== 'mean') throw new InvalidInput('not-finite', unknown, column.name)
    let sum = 0
    let known = 0
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(values[row]!)) continue
      sum += values[row]!
      known++
    }
    const mean = known === 0 ? 0 : sum / known
    names.push(column.name)
    columns.push((row) => (Number.isNaN(values[row]!) ? mean : values[row]!))
    if (unknown >= 0) {
      names.push(`${column.name} ?`)
      columns.push((row) => (Number.isNaN(values[row]!) ? 1 : 0))
    }
  }
  const width = names.length
  const data = new Float64Array(rows * width)
  for (let j = 0; j < width; j++) for (let row = 0; row < rows; row++) data[row * width + j] = columns[j]!(row)
  return { names, data, rows }
}

/** @throws InvalidInput `length`, `out-of-range` with the row of an answer that is neither 0 nor 1, `one-class` when all are the same */
export function checkAnswers(answers: ArrayLike<number>, rows: number): void {
  if (answers.length !== rows) throw new InvalidInput('length', Math.min(answers.length, rows), 'answers')
  if (rows === 0) throw new InvalidInput('empty', undefined, 'answers')
  let positives = 0
  for (let row = 0; row < rows; row++) {
    if (answers[row] !== 0 && answers[row] !== 1) throw new InvalidInput('out-of-range', row, 'answer')
    positives += answers[row]!
  }
  if (positives === 0 || positives === rows) throw new InvalidInput('one-class', undefined, 'answers')
}
