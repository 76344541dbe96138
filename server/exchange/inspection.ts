/** A look at the start of a file: how it reads, and what its columns probably mean. */
import { createHash } from 'node:crypto'
import { type Delimiter, type Encoding, type ImportKind, type ImportMapping, type Inspection, importFields, importKinds } from '../../contract/exchange.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { cardCells, cardColumns, cardsIn } from './cards.ts'
import { type ColumnType, dateOrderOf, decimalSignOf, typeOf } from './column-types.ts'
import { delimiterOf, firstRows, hasHeader } from './dialect.ts'
import { encodingOf, samplesOf, textOf, unreadable } from './encoding.ts'
import { guessKind, type OwnNames, proposeColumns } from './fields.ts'
import { ownNames } from './own-fields.ts'
import { unifyLines } from './source.ts'

const lookAt = 512 * 1024
const shownRows = 20

export type Format = Inspection['format']
type Wishes = { kind?: ImportKind; encoding?: Encoding; delimiter?: Delimiter; header?: boolean }
type Look = { format: Format; encoding: Encoding; delimiter: Delimiter; header: boolean; names: string[]; rows: string[][]; kind: ImportKind }

/** Reads the start of the file by what the caller wishes and, where they wish nothing, by what it looks like. */
export async function look(path: string, wishes: Wishes = {}): Promise<Look> {
  const encoding = wishes.encoding ?? encodingOf(await samplesOf(path))
  let text = ''
  let whole = true
  for await (const piece of textOf(path, encoding)) {
    text += piece.text
    if (text.length <= lookAt) continue
    whole = false
    break
  }
  text = unifyLines(text)
  if (text.trim() === '') throw unreadable('empty')
  const start = text.slice(0, 200).trimStart()
  if (/^BEGIN:VCARD/i.test(start)) return lookAtCards(text, 'vcard', encoding, wishes)
  if (/^\[\s*(?:\[\s*)?"(?:vcard|vcards|vcardstream)"/i.test(start)) return lookAtCards(text, 'jcard', encoding, wishes)
  const delimiter = wishes.delimiter ?? delimiterOf(text, whole)
  const rows = firstRows(text, delimiter, whole)
  if (rows.length === 0) throw unreadable('unclosed-quote', { row: 1 })
  const header = wishes.header ?? hasHeader(rows, wishes.kind ? [wishes.kind] : importKinds)
  const width = Math.max(...rows.slice(0, 100).map((row) => row.length))
  const first = header ? rows.shift()! : []
  if (rows.length === 0) throw unreadable('no-rows')
  const names = Array.from({ length: width }, (_, n) => first[n]?.trim() ?? '')
  return { format: 'csv', encoding, delimiter, header, names, rows, kind: wishes.kind ?? guessKind(names) }
}

function lookAtCards(text: string, format: Format, encoding: Encoding, { kind }: Wishes): Look {
  const cards = cardsIn(text, format)
  if (cards.length === 0) throw unreadable('no-rows')
  return {
    format,
    encoding,
    delimiter: ',',
    header: true,
    names: [...cardColumns],
    rows: cards.slice(0, 1000).map(cardCells),
    kind: kind === 'customers' ? kind : 'contacts',
  }
}

/** Everything the mapping screen shows. */
export async function inspect(db: Db, actor: Actor, path: string, wishes: Wishes): Promise<Inspection & { kind: ImportKind }> {
  const seen = await look(path, wishes)
  const columns = seen.names.map((name, n) => {
    const values = seen.rows.map((row) => row[n] ?? '')
    return { name, type: typeOf(values), examples: [...new Set(values.filter(Boolean))].slice(0, 3).map((value) => value.slice(0, 100)) }
  })
  const before = await remembered(db, actor, seen.kind, seen.names)
  const proposed = await propose(
    db,
    seen,
    await ownNames(db, actor, seen.kind),
    columns.map(({ type }) => type),
  )
  return {
    format: seen.format,
    columns,
    preview: seen.rows.slice(0, shownRows).map((row) => row.map((cell) => cell.slice(0, 300))),
    kind: seen.kind,
    mapping: before ? { ...before, encoding: seen.encoding, delimiter: seen.delimiter, header: seen.header } : proposed,
    remembered: before !== undefined,
  }
}

async function propose(db: Db, { kind, format, encoding, delimiter, header, names, rows }: Look, own: OwnNames[], types: ColumnType[]): Promise<ImportMapping> {
  const company = await db.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const columns = format === 'csv' ? completed(kind, proposeColumns(kind, names, own), types, rows) : proposeColumns(kind, names)
  const valuesOf = (type: ColumnType) => types.flatMap((each, n) => (each === type ? rows.slice(0, 500).map((row) => row[n] ?? '') : []))
  return {
    encoding,
    delimiter,
    header,
    columns,
    dateOrder: dateOrderOf(valuesOf('date')),
    decimal: decimalSignOf(valuesOf('decimal')),
    currency: company.currency,
    returnPrefix: kind === 'orders' ? returnPrefix(rows.map((row) => row[columns.number ?? -1] ?? '')) : '',
    withoutCustomer: kind === 'contacts' && format !== 'csv' ? 'own-file' : 'refuse',
    customerKind: kind === 'customers' ? customerKind(columns) : 'organisation',
    teamId: null,
  }
}

/** Where the names say nothing, the values do: the date of an order, its amount, how many, and whose it is. */
function completed(kind: ImportKind, columns: Record<string, number>, types: ColumnType[], rows: string[][]): Record<string, number> {
  if (kind !== 'orders') return columns
  const free = (type: ColumnType[]) => types.findIndex((each, n) => type.includes(each) && !Object.values(columns).includes(n))
  const fill = (field: string, column: number) => {
    if (!(field in columns) && column !== -1) columns[field] = column
  }
  fill('orderedAt', free(['date']))
  if (!('unitPrice' in columns)) fill('amount', free(['decimal']))
  if (!('customerName' in columns)) fill('customerRef', free(['integer']))
  if (!('quantity' in columns)) fill('quantity', howMany(columns, types, rows))
  return columns
}

/** The column of few and small whole numbers that differ from one order of a customer to the next. What never differs, or begins with zeros, numbers something. */
function howMany(columns: Record<string, number>, types: ColumnType[], rows: string[][]): number {
  const customer = columns.customerRef ?? columns.customerName
  const candidates = types.flatMap((type, column) => {
    if (type !== 'integer' || Object.values(columns).includes(column)) return []
    const values = rows.map((row) => row[column] ?? '')
    if (values.some((value) => Math.abs(Number(value)) >= 1000 || /^0\d/.test(value.trim()))) return []
    const different = new Set(values).size
    const pairs = customer === undefined ? different + 1 : new Set(rows.map((row) => `${row[customer]} ${row[column]}`)).size
    const customers = customer === undefined ? 0 : new Set(rows.map((row) => row[customer])).size
    return different > rows.length / 2 || (different > 1 && pairs === customers) ? [] : [{ column, different }]
  })
  return candidates.sort((one, other) => one.different - other.different)[0]?.column ?? -1
}

/** Numbers that are digits, but for some with one letter before them: those are returns. */
function returnPrefix(numbers: string[]) {
  const digits = numbers.filter((number) => /^\d+(\.0)?$/.test(number.trim())).length
  return digits > numbers.length * 0.7 ? 'C' : ''
}

const customerKind = (columns: Record<string, number>) =>
  ('firstName' in columns || 'lastName' in columns ? 'person' : 'organisation') as 'person' | 'organisation'

const headerKey = (names: readonly string[]) => createHash('sha256').update(JSON.stringify(names)).digest('hex')

/** How a file with this header was read last, as far as this person sees what it filled. */
async function remembered(db: Db, actor: Actor, kind: ImportKind, names: string[]): Promise<ImportMapping | undefined> {
  const row = await db.selectFrom('importMappings').where('kind', '=', kind).where('header', '=', headerKey(names)).select('mapping').executeTakeFirst()
  const mapping = row?.mapping as ImportMapping | undefined
  return mapping && { ...mapping, columns: await knownColumns({ tx: db, actor }, kind, mapping.columns) }
}

/** Keeps the mapping for the next file with this header. */
export async function remember(db: Db, kind: ImportKind, names: readonly string[], mapping: ImportMapping, now: Date) {
  const row = { mapping: JSON.stringify(mapping), usedAt: now }
  await db
    .insertInto('importMappings')
    .values({ kind, header: headerKey(names), ...row })
    .onConflict((key) => key.columns(['kind', 'header']).doUpdateSet(row))
    .execute()
}

/** Fields of the mapping that this kind has, and those of the company's own that this person sees. */
export async function knownColumns({ tx, actor }: { tx: Db; actor: Actor }, kind: ImportKind, columns: Record<string, number>) {
  const own = await ownNames(tx, actor, kind)
  const known = new Set<string>([...importFields[kind], ...own.map(({ field }) => field)])
  return Object.fromEntries(Object.entries(columns).filter(([field]) => known.has(field)))
}
