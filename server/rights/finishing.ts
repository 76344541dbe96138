/** What an erasure leaves to do outside the database; and erasures carried out again on a database that was brought back to before them. */

import { heirOf } from '../customers/index.ts'
import { forgetFilesNaming } from '../exchange/index.ts'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { partForErasure } from '../merging/index.ts'
import { sweepArchives } from './archives.ts'
import { eraseContact } from './contact-erasing.ts'
import { eraseFile } from './erasing.ts'
import { enter, entriesIn, entryOf, type LedgerEntry, ledgerOf, writeDown } from './ledger.ts'
import { type Marker, markerIn } from './marks.ts'

/** Writes the erasure down beside the database, and removes archives and import files the person is in. May run again after a crash. */
export async function finishErasure(house: House, { id }: { id: string }) {
  const said = await entryOf(house.db, id)
  if (!said) return
  await writeDown(house.place.folder, said)
  await clearFiles(house, await markerIn(house.place.folder), said.marks)
}

async function clearFiles(house: House, mark: Marker, marks: readonly string[]) {
  const erased = new Set(marks)
  await sweepArchives(house)
  await forgetFilesNaming(house, (cell) => mark(cell).some((each) => erased.has(each)))
}

/** Carries out again what the ledger says: of a file or person that is there although erased, and in the files beside the database. */
export async function replayErasures(house: House) {
  const { db, place } = house
  const written = await ledgerOf(place.folder)
  const known = new Set(written.map(({ id }) => id))
  for (const said of await entriesIn(db)) if (!known.has(said.id)) await writeDown(place.folder, said)
  const mark = await markerIn(place.folder)
  const whole = new Set(written.flatMap(({ fileId, contactId }) => (contactId === null ? [fileId] : [])))
  for (const said of written) {
    // Erased after an undo, and the database is of before it: only what was theirs goes, and all that was.
    if (whole.has(said.fileId)) await partForErasure(house, said.fileId, (file) => whole.has(file))
    await again(house, mark, said)
  }
  const marks = written.flatMap((said) => said.marks)
  if (marks.length > 0) await clearFiles(house, mark, marks)
}

const again = ({ db, now }: House, mark: Marker, said: LedgerEntry) =>
  db.transaction().execute(async (tx) => {
    const { id, contactId, erasedBy } = said
    await enter(tx, said)
    // A person erased after an undo stands in the file theirs is merged into.
    const fileId = (contactId && (await heirOf(tx, said.fileId))) || said.fileId
    const file = await tx.selectFrom('customers').where('id', '=', fileId).select('id').forUpdate().executeTakeFirst()
    if (!file) return
    const erasing = { tx, addJob: addJobIn(tx), mark }
    if (contactId === null) return void (await eraseFile(erasing, { id, fileId, erasedBy, now: now() }))
    const contact = await tx.selectFrom('contacts').where('customerId', '=', fileId).where('id', '=', contactId).select('id').executeTakeFirst()
    if (contact) await eraseContact(erasing, { id, fileId, contactId, erasedBy, now: now() })
  })
