/** Erasing a whole file: every row of every table of the file, found through the map of personal data, and whatever points at it from outside. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { AddJob } from '../context.ts'
import { forgetWords, mergedInto, wordsOfFile } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { columnOf, fileTables } from '../db/personal-data.ts'
import { forgetPairsOf } from '../duplicates/index.ts'
import { clearLater } from '../interactions/index.ts'
import { keepSums } from './erased-sales.ts'
import { enter, type LedgerEntry } from './ledger.ts'
import type { Marker } from './marks.ts'
import { marksOfFile } from './queries.ts'
import { forgetViewsAbout } from './saved-places.ts'

export type Erasing = { tx: Db; addJob: AddJob; mark: Marker }
type Erased = Pick<LedgerEntry, 'id' | 'fileId' | 'erasedBy'> & { now: Date }

/** Erases the file and enters it in the ledger; the rest is done by the job once this transaction holds. Returns how many rows went. */
export async function eraseFile({ tx, addJob, mark }: Erasing, { id, fileId, erasedBy, now }: Erased): Promise<number> {
  const marks = [...new Set((await marksOfFile(tx, fileId)).flatMap(mark))]
  // On a database from before a merge the two are apart again, and both are to go.
  const merged = await mergedInto(tx, fileId)
  const digests = await tx.selectFrom('attachments').where('customerId', '=', fileId).select('digest').distinct().execute()
  await clearLater(
    { addJob },
    digests.map(({ digest }) => digest.toString('hex')),
  )
  await keepSums(tx, fileId)
  const words = await wordsOfFile(tx, fileId)
  await forgetPairsOf(tx, fileId)
  let rows = 0
  // Last the tables others of the file refer to.
  for (const table of [...fileTables].reverse())
    rows += Number((await sql`delete from ${sql.table(columnOf(table))} where customer_id = ${fileId}`.execute(tx)).numAffectedRows)
  await tx.deleteFrom('accessGrantFiles').where('fileId', '=', fileId).execute()
  await sql`delete from answered_requests where ${fileId}::uuid = any(file_ids)`.execute(tx)
  await forgetViewsAbout(tx, mark, marks)
  await tx.deleteFrom('customers').where('id', '=', fileId).execute()
  await forgetWords(tx, words)
  for (const [entryId, file] of [[id, fileId] as const, ...merged.map((file) => [randomUUIDv7(), file] as const)]) {
    await enter(tx, { id: entryId, fileId: file, contactId: null, erasedAt: now.toISOString(), erasedBy, marks })
    await addJob('erasure.finish', { id: entryId })
  }
  return rows + 1
}
