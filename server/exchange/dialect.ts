/** How a CSV file separates its columns, and whether its first row names them. */
import { type Delimiter, delimiters, type ImportKind } from '../../contract/exchange.ts'
import { typeOf } from './column-types.ts'
import { csvReader } from './csv-reader.ts'
import { proposeColumns } from './fields.ts'

/** The rows of the start of a file; one that the piece cuts through is left out. */
export function firstRows(text: string, delimiter: Delimiter, whole: boolean, most = 1_000): string[][] {
  const reader = csvReader(delimiter)
  const rows = reader.push(text)
  if (whole) rows.push(...reader.end())
  return rows
    .filter((row) => !row.fault)
    .slice(0, most)
    .map(({ cells }) => cells)
}

/** The delimiter that gives most rows the same number of columns, and more than one. */
export function delimiterOf(text: string, whole: boolean): Delimiter {
  const scored = delimiters.map((delimiter) => {
    const widths = firstRows(text, delimiter, whole, 100).map((cells) => cells.length)
    const counts = Map.groupBy(widths, (width) => width)
    const [width, same] = [...counts].map(([size, all]) => [size, all.length] as const).sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
    const agreement = same / Math.max(1, widths.length)
    // Spaces also stand between words, so they must line up in every row.
    return {
      delimiter,
      score: width < 2 || (delimiter === ' ' && agreement < 0.98) ? 0 : agreement * 10 + Math.min(width, 40) / 100 + (delimiter === ' ' ? -5 : 0),
    }
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]!
  return best.score > 0 ? best.delimiter : ','
}

/** A first row that holds no values of the kind the rows below hold, or that names fields we know. */
export function hasHeader(rows: readonly string[][], kinds: readonly ImportKind[]): boolean {
  const [first, ...below] = rows
  if (!first) return false
  if (kinds.some((kind) => Object.keys(proposeColumns(kind, first)).length >= Math.min(2, first.length))) return true
  const isValue = (cell: string) => ['integer', 'decimal', 'date', 'email', 'phone'].includes(typeOf([cell]))
  if (first.some(isValue)) return false
  return (
    below.length > 0 && first.filter(Boolean).length >= first.length * 0.7 && (below.some((row) => row.some(isValue)) || new Set(first).size === first.length)
  )
}
