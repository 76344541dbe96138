/**
 * The ledger: one small file for each erasure, in the data folder beside the database, so that it outlives the database and whatever
 * is restored. It holds ids and keyed digests. A backup never takes back what lies in this folder.
 */
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Db } from '../db/connect.ts'

const entry = z.object({
  id: z.uuid(),
  fileId: z.uuid(),
  contactId: z.uuid().nullable(),
  erasedAt: z.string(),
  erasedBy: z.uuid().nullable(),
  marks: z.array(z.string()),
})
export type LedgerEntry = z.infer<typeof entry>

const shelf = (folder: string) => join(folder, 'ledger', 'erasures')

/** Writes an entry so that it is there whole or not at all, also after a power cut. */
export async function writeDown(folder: string, said: LedgerEntry) {
  const into = shelf(folder)
  await mkdir(into, { recursive: true, mode: 0o700 })
  const path = join(into, `${said.id}.json`)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(said)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  const handle = await open(into)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Every entry there is a file of, oldest first. */
export async function ledgerOf(folder: string): Promise<LedgerEntry[]> {
  const names = (await readdir(shelf(folder)).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => entry.parse(JSON.parse(await readFile(join(shelf(folder), name), 'utf8')))))
}

const columns = ['id', 'fileId', 'contactId', 'erasedAt', 'erasedBy', 'marks'] as const

export const entryOf = (db: Db, id: string) => db.selectFrom('erasures').where('id', '=', id).select(columns).executeTakeFirst()

export const entriesIn = (db: Db) => db.selectFrom('erasures').select(columns).execute()

export const enter = (db: Db, said: LedgerEntry) =>
  db
    .insertInto('erasures')
    .values(said)
    .onConflict((key) => key.doNothing())
    .execute()
