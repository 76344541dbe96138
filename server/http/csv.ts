/** Writes CSV that spreadsheets open as it was meant: UTF-8 with its mark, and no cell that runs as a formula. */

export type Cell = string | number | boolean | null | undefined

const mark = '\ufeff'
const startsFormula = /^[=+\-@\t\r]/
const phone = /^\+\d[\d ().-]*$/
const negativeNumber = /^-\d+(?:[.,]\d+)*$/
const guardedFormula = /^'(?=[=+\-@\t\r])/

/** Text that a spreadsheet would run gets an apostrophe before it. International phones and negative numbers are left as they are. */
export const guarded = (text: string) => (startsFormula.test(text) && !phone.test(text) && !negativeNumber.test(text) ? `'${text}` : text)

/** Takes the guard away again, so that a file we wrote can be read back. */
export const unguarded = (text: string) => (text.charCodeAt(0) === 39 ? text.replace(guardedFormula, '') : text)

/** One line of CSV with its line end. */
export const csvLine = (cells: readonly Cell[]) => cells.map(written).join(',') + '\r\n'

function written(cell: Cell) {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = guarded(cell)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The bytes of a CSV file: its header, then its rows as they come, in pieces of a size that is quick to send. */
export async function* csvFile(header: readonly string[], rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>): AsyncGenerator<Buffer> {
  let text = mark + csvLine(header)
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length < 32_768) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
}
