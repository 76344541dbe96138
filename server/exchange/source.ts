/** A file as rows, the same each time it is read. */
import type { ImportMapping, Refusal } from '../../contract/exchange.ts'
import { cardCells, cardsIn } from './cards.ts'
import { type CsvRow, csvReader } from './csv-reader.ts'
import { textOf, unreadable } from './encoding.ts'
import type { Format } from './inspection.ts'

export type Row = { no: number; cells: string[]; fault?: Refusal }
export type Source = { path: string; format: Format; mapping: ImportMapping; bytes: number }

/** Cards are read whole: a phone book is small. */
const largestCards = 256 * 2 ** 20

/** The rows of the file piece by piece, with the bytes read so far. */
export async function* pieces({ path, format, mapping }: Source): AsyncGenerator<{ rows: Row[]; bytes: number }> {
  if (format !== 'csv') {
    yield await cards(path, format, mapping)
    return
  }
  const reader = csvReader(mapping.delimiter)
  const lines = lineUnifier()
  let bytes = 0
  for await (const piece of textOf(path, mapping.encoding)) {
    bytes = piece.bytes
    yield { rows: rowsOf(reader.push(lines(piece.text)), mapping), bytes }
  }
  yield { rows: rowsOf(reader.end(), mapping), bytes }
}

/** Takes out the header, and refuses a file that never closes a quote: everything after it would be one cell. */
function rowsOf(read: CsvRow[], mapping: ImportMapping): Row[] {
  const open = read.at(-1)
  if (open?.fault === 'unclosed-quote') throw unreadable('unclosed-quote', { row: open.no })
  const first = read[0]
  return (first?.no === 1 && mapping.header ? read.slice(1) : read) as Row[]
}

async function cards(path: string, format: Format, mapping: ImportMapping) {
  let text = ''
  let bytes = 0
  for await (const piece of textOf(path, mapping.encoding)) {
    text += piece.text
    bytes = piece.bytes
    if (bytes > largestCards) throw unreadable('too-many-cards')
  }
  return { rows: cardsIn(unifyLines(text), format).map((card, n) => ({ no: n + 1, cells: cardCells(card) })), bytes }
}

/** Line ends of every system become one. A file of old Macs has only carriage returns. */
export const unifyLines = (text: string) => lineUnifier()(text).replaceAll('\r\n', '\n')

function lineUnifier() {
  let oldMac: boolean | undefined
  return (text: string) => {
    oldMac ??= text.includes('\r') && !text.includes('\n')
    return oldMac ? text.replaceAll('\r', '\n') : text
  }
}
