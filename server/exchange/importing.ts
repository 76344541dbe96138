/**
 * The work of an import. The file is read in batches that are the same each time it is read; each batch is compared with what is
 * there and written in one transaction that also moves `batches_done`. After a crash the file is read again from its start, the
 * committed batches are passed over, and the work goes on. A dry run is the same work with nothing written.
 */
import { join } from 'node:path'
import { sql } from 'kysely'
import type { ImportKind, ImportMapping, ImportReport } from '../../contract/exchange.ts'
import { connectOne, type OneSession } from '../db/connect.ts'
import type { House } from '../house.ts'
import { unguarded } from '../http/csv.ts'
import { Problem } from '../http/problem.ts'
import { actorFor } from '../people/index.ts'
import { contactsImporter } from './contacts.ts'
import { customersImporter } from './customers.ts'
import { type Company, type Desk, emptyReport, keepBooks, openDesk, writing } from './desk.ts'
import { refreshTouched } from './facts.ts'
import type { Importer, Reading } from './importer.ts'
import type { Format } from './inspection.ts'
import { interactionsImporter } from './interactions.ts'
import { ordersImporter } from './orders.ts'
import { type Pace, pace } from './pace.ts'
import { productsImporter } from './products.ts'
import { pieces, type Row, type Source } from './source.ts'

/** Where the bytes of an import lie. */
export const importedFile = (folder: string, id: string) => join(folder, 'imports', id)

const importers: Record<ImportKind, (desk: Desk) => object> = {
  customers: customersImporter,
  contacts: contactsImporter,
  products: productsImporter,
  orders: ordersImporter,
  interactions: interactionsImporter,
}

type Work = {
  house: Pick<House, 'url' | 'place' | 'now'>
  session: OneSession
  id: string
  desk: Desk
  importer: Importer<unknown>
  source: Source
  done: number
  pace: Pace
  stopped: boolean
}

/** Counts what the import would do. */
export const dryRun = (house: Work['house'], id: string) =>
  working(house, id, 'checking', async (work) => {
    await survey(work)
    await write(work)
    const { report } = work.desk.books
    const forecast = JSON.stringify(report)
    await sql`update imports set state = ${work.stopped ? 'ready' : 'checked'}, forecast = ${work.stopped ? null : forecast}::jsonb, progress = null, stop_asked = false where id = ${id}`.execute(
      work.session.db,
    )
  })

/** Imports, or goes on where an earlier run stopped. */
export const runImport = (house: Work['house'], id: string) =>
  working(house, id, 'importing', async (work) => {
    const { db, client } = work.session
    await client.query('select pg_advisory_lock($1)', [writing])
    // What a crash of the machine loses of the last commits is lost together with their mark, so the file is read on from there.
    await client.query('set synchronous_commit to off')
    await survey(work)
    await write(work)
    if (!work.stopped) await refreshTouched(work)
    await client.query('set synchronous_commit to on')
    await sql`update imports set state = ${work.stopped ? 'cancelled' : 'imported'}, progress = null, stop_asked = false, finished_at = ${house.now()} where id = ${id}`.execute(
      db,
    )
  })

/** Opens what the work needs, and turns what goes wrong into the state `failed` with its reason. */
async function working(house: Work['house'], id: string, state: 'checking' | 'importing', work: (work: Work) => Promise<void>) {
  const session = await connectOne(house.url)
  try {
    const { db } = session
    const row = await db.selectFrom('imports').where('id', '=', id).where('state', '=', state).selectAll().executeTakeFirst()
    if (!row) return
    const mapping = row.mapping as ImportMapping
    const actor = await actorFor(db, row.createdBy, house.now())
    if (!actor || actor.hidden.length > 0) throw new Problem('not-allowed')
    const company: Company = await db.selectFrom('company').select(['currency', 'timeZone', 'region', 'language', 'defaultTeamId']).executeTakeFirstOrThrow()
    const dry = state === 'checking'
    const report = (dry ? null : (row.result as ImportReport | null)) ?? emptyReport()
    const teamId = mapping.teamId ?? teamFor(company, actor)
    const desk = openDesk(session, { importId: id, kind: row.kind, actor, company, mapping, teamId, dry, now: house.now() }, report)
    const source: Source = { path: importedFile(house.place.folder, id), format: row.format as Format, mapping, bytes: row.sizeBytes }
    const at = pace(session.db, id, row.sizeBytes)
    await work({
      house,
      session,
      id,
      desk,
      importer: importers[row.kind](desk) as Importer<unknown>,
      source,
      done: dry ? 0 : row.batchesDone,
      pace: at,
      stopped: false,
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problem = JSON.stringify({ code: error.code, facts: error.facts })
    await sql`update imports set state = 'failed', problem = ${problem}::jsonb, progress = null, finished_at = ${house.now()} where id = ${id}`.execute(
      session.db,
    )
  } finally {
    await session.close()
  }
}

function teamFor({ defaultTeamId }: Company, actor: Desk['actor']) {
  const team = defaultTeamId && (actor.role === 'administrator' || actor.teamIds.includes(defaultTeamId)) ? defaultTeamId : actor.teamIds[0]
  if (!team) throw new Problem('not-allowed')
  return team
}

type Read = { rows: Reading<unknown>[]; bytes: number }

export const batchOf = 20_000

/** Reads the file into batches of a fixed number of rows, whatever pieces it comes in. Each row is read at once, so that its cells need not be kept. */
async function* readings({ source, importer }: Pick<Work, 'source' | 'importer'>): AsyncGenerator<Read> {
  const reader = cellReader(source.mapping.columns)
  let rows: Reading<unknown>[] = []
  for await (const piece of pieces(source)) {
    for (const row of piece.rows) {
      rows.push(reader(row) ?? importer.read(row, reader.cell))
      if (rows.length < batchOf) continue
      yield { rows, bytes: piece.bytes }
      rows = []
    }
  }
  if (rows.length > 0) yield { rows, bytes: source.bytes }
}

const valuesOf = (rows: Reading<unknown>[]) => rows.flatMap((row) => ('value' in row ? [row.value] : []))

/** Gives importers the cells of the row at hand, without the apostrophe that keeps a spreadsheet from running one, and refuses rows that are damaged whatever they mean. */
function cellReader(columns: Record<string, number>) {
  let cells: string[] = []
  const most = Math.max(-1, ...Object.values(columns))
  const columnOf = new Map(Object.entries(columns))
  const cell = (field: string) => {
    const column = columnOf.get(field)
    return column === undefined ? '' : unguarded(cells[column] ?? '')
  }
  const damaged = (row: Row): Reading<never> | undefined => {
    cells = row.cells
    if (row.fault) return { no: row.no, refused: { reason: row.fault, field: '', value: cells[0] ?? '' } }
    for (const text of cells) {
      if (text.includes('\0')) return { no: row.no, refused: { reason: 'zero-characters', field: '', value: text } }
      if (text.includes('\ufffd')) return { no: row.no, refused: { reason: 'unreadable-text', field: '', value: text } }
    }
    if (cells.length === 1 && most > 0) return { no: row.no, refused: { reason: 'too-few-cells', field: '', value: cells[0] ?? '' } }
  }
  return Object.assign(damaged, { cell })
}

/** Reads the whole file once before anything is written: it must be readable to its end, and some importers need to know all of it. */
async function survey({ source, importer, pace: at }: Work) {
  await importer.open?.()
  const reader = cellReader(source.mapping.columns)
  for await (const { rows, bytes } of pieces(source)) {
    at.total += rows.length
    if (importer.survey) {
      for (const row of rows) {
        const read = reader(row) ?? importer.read(row, reader.cell)
        if ('value' in read) importer.survey(read.value)
      }
    }
    await at.reading(bytes)
  }
}

async function write(work: Work) {
  const { importer, desk, pace: at } = work
  let number = 0
  for (const step of importer.steps?.() ?? []) {
    if (number++ < work.done || work.stopped) continue
    await inBatch(work, number, step)
  }
  await importer.ready?.()
  const read = readings(work)
  let ahead = read.next()
  const turns = importer.ahead && !desk.dry ? await inTurns(work) : undefined
  try {
    for (;;) {
      const { value, done } = await ahead
      if (done || work.stopped) return
      // The next batch is read while the database works on this one.
      ahead = read.next()
      at.done += value.rows.length
      if (number++ < work.done) {
        await importer.pass?.(valuesOf(value.rows))
        continue
      }
      const apply = async () => {
        desk.books.report.rows += value.rows.length
        for (const row of value.rows) if ('refused' in row) desk.refuse(row.no, row.refused.reason, row.refused.field, row.refused.value)
        await importer.apply(valuesOf(value.rows))
      }
      await (turns ? turns.take(number, apply) : inBatch(work, number, apply))
    }
  } finally {
    await turns?.end()
  }
}

/**
 * Each batch is compared with what is there, on a session of its own, while the database writes the one before; what it writes
 * waits for its turn. So at most one batch is read as written that is not.
 */
async function inTurns(work: Work) {
  const { desk, house } = work
  const reader = await connectOne(house.url)
  desk.db = reader.db
  desk.putOff = []
  let writing = Promise.resolve()
  return {
    async take(number: number, apply: () => Promise<void>) {
      await apply()
      await keepBooks(desk, number)
      const writes = desk.putOff!.splice(0)
      const result = JSON.stringify(desk.books.report)
      await writing
      if (work.stopped) return
      writing = commit(work, number, async () => {
        for (const write of writes) await write()
        return result
      })
      writing.catch(() => {}) // the next turn, or the end, hears of it
    },
    async end() {
      await writing.finally(() => reader.close())
    },
  }
}

/** One batch: its rows, its journal and the mark that it is done, all or nothing. */
async function inBatch(work: Work, number: number, apply: () => Promise<void>) {
  const { desk } = work
  if (desk.dry) {
    await apply()
    await keepBooks(desk, number)
    work.stopped = await work.pace.tell()
    return
  }
  await commit(work, number, async () => {
    await apply()
    await keepBooks(desk, number)
    return JSON.stringify(desk.books.report)
  })
}

/** Writes a batch and the mark that it is done, with the result so far that `write` answers. */
async function commit(work: Work, number: number, write: () => Promise<string>) {
  const {
    desk,
    session: { db, client },
  } = work
  await client.query('begin')
  try {
    const result = await write()
    const progress = JSON.stringify(work.pace.progress('writing'))
    const { rows } = await sql<{ stopAsked: boolean }>`
      update imports set batches_done = ${number}, result = ${result}::jsonb, progress = ${progress}::jsonb where id = ${desk.importId} returning stop_asked`.execute(
      db,
    )
    await client.query('commit')
    work.stopped = rows[0]?.stopAsked ?? true
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

export type { Work }
