/** Imported files do not lie about for ever: the bytes of one, its refused rows and its examples go; what it did, as counts, stays. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Encoding, ImportReport } from '../../contract/exchange.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { Problem } from '../http/problem.ts'
import { encodingOf, samplesOf, textOf } from './encoding.ts'
import { importedFile } from './importing.ts'

/** Removes every imported file in which `names` recognises a cell. One that is at work is waited for, by trying again later. */
export async function forgetFilesNaming(house: Pick<House, 'db' | 'place' | 'now'>, names: (cell: string) => boolean) {
  for (const id of await readdir(join(house.place.folder, 'imports')).catch(() => [])) {
    if (await namesSomebody(importedFile(house.place.folder, id), names)) await forgetFile(house, id)
  }
}

/** Forgets one file. Done again after a crash, it removes what is left. */
export async function forgetFile({ db, place, now }: Pick<House, 'db' | 'place' | 'now'>, id: string) {
  const held = await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('imports').where('id', '=', id).select(['state', 'batchesDone', 'result', 'forgottenAt']).forUpdate().executeTakeFirst()
    if (!row) return false
    if (['checking', 'importing', 'undoing'].includes(row.state)) throw new Error('an import that names somebody erased is at work')
    if (row.forgottenAt) return true
    await tx.deleteFrom('importRefusals').where('importId', '=', id).execute()
    await tx
      .updateTable('imports')
      .set({
        forgottenAt: now(),
        ...(['ready', 'checked'].includes(row.state) ? { state: 'cancelled' as const } : {}),
        name: `${id.slice(-6)}.csv`,
        forecast: null,
        problem: null,
        result: withoutExamples(row.result as ImportReport | null),
      })
      .where('id', '=', id)
      .execute()
    return true
  })
  if (held) await rm(importedFile(place.folder, id), { force: true })
}

const withoutExamples = (report: ImportReport | null) =>
  report && JSON.stringify({ ...report, refusals: report.refusals.map((refusal) => ({ ...refusal, examples: [] })) })

/** A file that was forgotten can be neither read nor imported. */
export function refuseForgotten({ forgottenAt }: { forgottenAt: string | null }) {
  if (forgottenAt) throw new Problem('wrong-state')
}

/** Refused rows of imports that ended before a moment: their numbers, and the examples that were shown of them. */
export async function forgetRefusals(db: Db, before: Date): Promise<number> {
  const gone = await sql<{
    id: string
  }>`delete from import_refusals r using imports i where i.id = r.import_id and i.finished_at < ${before} returning r.import_id as id`.execute(db)
  const ids = [...new Set(gone.rows.map(({ id }) => id))]
  const rows = ids.length === 0 ? [] : await db.selectFrom('imports').where('id', 'in', ids).select(['id', 'result']).execute()
  for (const { id, result } of rows)
    await db
      .updateTable('imports')
      .set({ forecast: null, result: withoutExamples(result as ImportReport | null) })
      .where('id', '=', id)
      .execute()
  return gone.rows.length
}

const cellEnds = /[\r\n,;\t|":<>]+/

async function namesSomebody(path: string, names: (cell: string) => boolean): Promise<boolean> {
  let rest = ''
  for await (const { text } of textOf(path, await encodingFor(path))) {
    const cells = (rest + text).split(cellEnds)
    rest = (cells.pop() ?? '').slice(-1000)
    if (cells.some(names)) return true
  }
  return names(rest)
}

/** What cannot be read as text has no cells that could be recognised; it is looked at byte by byte. */
const encodingFor = async (path: string): Promise<Encoding> => {
  try {
    return encodingOf(await samplesOf(path))
  } catch (error) {
    if (error instanceof Problem) return 'windows-1252'
    throw error
  }
}
