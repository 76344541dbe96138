/** What every importer works with: the session, the company's habits, and the books in which it notes what it did. */
import { randomUUIDv7 } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { DuplicateVerdict } from '../../contract/duplicates.ts'
import type { ImportEntity, ImportKind, ImportMapping, ImportReport, Refusal } from '../../contract/exchange.ts'
import type { Actor } from '../context.ts'
import type { Db, OneSession } from '../db/connect.ts'

export type Company = { currency: string; timeZone: string; region: string; language: 'he' | 'en'; defaultTeamId: string | null }
export type Outcome = 'created' | 'updated' | 'unchanged'
/** Columns of a changed row, each with its value before and after. */
export type Change = Record<string, [before: unknown, after: unknown]>
/** The entities that live in a customer's file. */
export type FileEntity = Exclude<ImportEntity, 'product'>

export type Desk = {
  importId: string
  kind: ImportKind
  /** Where what is there is read. */
  db: Db
  actor: Actor
  company: Company
  mapping: ImportMapping
  /** The team of new customers. */
  teamId: string
  /** Nothing may be written. */
  dry: boolean
  now: Date
  newId(): string
  count(entity: ImportEntity, outcome: Outcome, times?: number): void
  refuse(row: number, reason: Refusal, field: string, value: string): void
  /** Notes a row that looks like a customer already here. */
  alike(row: number, verdict: DuplicateVerdict, customerId: string): void
  created(customerId: string, entity: FileEntity, ...ids: string[]): void
  changed(customerId: string, entity: FileEntity, id: string, change: Change): void
  /** Writes at once or, where batches are prepared ahead, when the turn of this batch has come; does nothing in a dry run. */
  write(how: (db: Db) => Promise<unknown>): Promise<void>
  /** What waits for its turn, where batches are prepared ahead. */
  putOff: (() => Promise<unknown>)[] | null
  /** Writes rows by COPY. */
  copy(into: string, rows: readonly (readonly CopyCell[])[]): Promise<void>
  /** The same for rows already written as text. */
  copyText(into: string, text: string): Promise<void>
  books: Books
}

export type CopyCell = string | number | boolean | null | readonly string[]

/** One import writes at a time; whoever holds this session lock is the one. */
export const writing = 7_205_760

const shownExamples = 3
const shownAlike = 20

/** What has been counted so far, and what the batch at hand did. */
export type Books = {
  report: ImportReport
  /** Rows refused in this batch, by reason and field. */
  refusedNow: Map<string, { reason: Refusal; field: string; rows: number[] }>
  journal: Map<string, { customerId: string; entity: FileEntity; created: string[]; changed: Record<string, Change> | null }>
}

export const emptyReport = (): ImportReport => ({ rows: 0, refused: 0, entities: {}, refusals: [] })

export function openDesk(
  session: OneSession,
  given: Pick<Desk, 'importId' | 'kind' | 'actor' | 'company' | 'mapping' | 'teamId' | 'dry' | 'now'>,
  report: ImportReport,
): Desk {
  const books: Books = { report, refusedNow: new Map(), journal: new Map() }
  const page = (customerId: string, entity: FileEntity) => {
    const key = customerId + entity
    const found = books.journal.get(key) ?? { customerId, entity, created: [], changed: null }
    books.journal.set(key, found)
    return found
  }
  const copyText = async (into: string, text: string) => {
    if (text === '') return
    const bytes = Buffer.from(text)
    await desk.write(() => pipeline([bytes], session.client.query(copyFrom(`copy ${into} from stdin`))))
  }
  const desk: Desk = {
    ...given,
    db: session.db,
    books,
    newId: randomUUIDv7,
    count(entity, outcome, times = 1) {
      const tally = report.entities[entity] ?? { created: 0, updated: 0, unchanged: 0 }
      tally[outcome] += times
      report.entities[entity] = tally
    },
    refuse(row, reason, field, value) {
      report.refused++
      let known = report.refusals.find((each) => each.reason === reason && each.field === field)
      if (!known) {
        known = { reason, field, rows: 0, examples: [] }
        report.refusals.push(known)
      }
      known.rows++
      if (known.examples.length < shownExamples) known.examples.push({ row, value: value.slice(0, 100).replaceAll('\0', '␀') })
      const now = books.refusedNow.get(reason + field)
      if (now) now.rows.push(row)
      else books.refusedNow.set(reason + field, { reason, field, rows: [row] })
    },
    alike(row, verdict, customerId) {
      report.lookAlikes ??= { surely: 0, maybe: 0, examples: [] }
      const { examples } = report.lookAlikes
      report.lookAlikes[verdict]++
      // The surest are shown first, and none of the others in their place.
      if (examples.filter((each) => each.verdict === verdict).length < shownAlike) examples.push({ row, verdict, customerId })
    },
    created: (customerId, entity, ...ids) => void page(customerId, entity).created.push(...ids),
    changed(customerId, entity, id, change) {
      const { changed } = page(customerId, entity)
      if (changed) changed[id] = change
      else page(customerId, entity).changed = { [id]: change }
    },
    putOff: null,
    async write(how) {
      if (given.dry) return
      const write = () => how(session.db)
      if (desk.putOff) desk.putOff.push(write)
      else await write()
    },
    copyText,
    copy: (into, rows) => copyText(into, rows.map(copyLine).join('')),
  }
  return desk
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
/** One cell in PostgreSQL's text format. */
export const copyCell = (text: string) => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => escapes[letter]!) : text)

const copyLine = (cells: readonly CopyCell[]) =>
  `${cells.map((cell) => (cell === null ? '\\N' : typeof cell === 'string' ? copyCell(cell) : Array.isArray(cell) ? copyCell(arrayText(cell)) : String(cell))).join('\t')}\n`
const arrayText = (items: readonly string[]) => `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`

/** Writes the books of a batch, with it, and opens new ones. */
export async function keepBooks(desk: Desk, batch: number) {
  const { journal, refusedNow } = desk.books
  if (!desk.dry && journal.size > 0) {
    const pages = [...journal.values()].sort((a, b) => (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0))
    await desk.copy(
      'import_changes (customer_id, id, import_id, entity, created, changed)',
      pages.map(({ customerId, entity, created, changed }) => [
        customerId,
        desk.newId(),
        desk.importId,
        entity,
        `{${created.join(',')}}`,
        changed && JSON.stringify(changed),
      ]),
    )
  }
  if (!desk.dry && refusedNow.size > 0) {
    await desk.copy(
      'import_refusals (import_id, batch, reason, field, row_numbers)',
      [...refusedNow.values()].map(({ reason, field, rows }) => [desk.importId, batch, reason, field, `{${rows.join(',')}}`]),
    )
  }
  journal.clear()
  refusedNow.clear()
}
