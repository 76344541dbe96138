/** Erasing a whole file: every row of every table of the file, found through the map of personal data, and whatever points at it from outside. */
import { sql } from 'kysely'
import type { AddJob } from '../context.ts'
import { forgetWords, wordsOfFile } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { fileTables } from '../db/personal-data.ts'
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
  const digests = await tx.selectFrom('attachments').where('customerId', '=', fileId).select('digest').distinct().execute()
  await clearLater(
    { addJob },
    digests.map(({ digest }) => digest.toString('hex')),
  )
  await keepSums(tx, fileId)
  const words = await wordsOfFile(tx, fileId)
  let rows = 0
  // Last the tables others of the file refer to.
  for (const table of [...fileTables].reverse())
    rows += Number((await sql`delete from ${sql.table(columnOf(table))} where customer_id = ${fileId}`.execute(tx)).numAffectedRows)
  await tx.deleteFrom('accessGrantFiles').where('fileId', '=', fileId).execute()
  await tx.deleteFrom('answeredRequests').where('fileId', '=', fileId).execute()
  await forgetViewsAbout(tx, mark, marks)
  await tx.deleteFrom('customers').where('id', '=', fileId).execute()
  await forgetWords(tx, words)
  await enter(tx, { id, fileId, contactId: null, erasedAt: now.toISOString(), erasedBy, marks })
  await addJob('erasure.finish', { id })
  return rows + 1
}

/** The name of a table, or of a column, as the database knows it. */
export const columnOf = (name: string) => name.replace(/[A-Z]|(?<=[a-z])\d/g, (at) => `_${at.toLowerCase()}`)
