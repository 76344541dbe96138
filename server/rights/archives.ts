/** Where finished exports lie: one file each under its id, for as long as a row names it. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../house.ts'

export const archiveFolder = (folder: string) => join(folder, 'exports')
export const archiveOf = (folder: string, id: string) => join(archiveFolder(folder), `${id}.zip`)

/** Removes every archive that no row names any more, also one that is being made. */
export async function sweepArchives({ db, place }: Pick<House, 'db' | 'place'>) {
  const names = await readdir(archiveFolder(place.folder)).catch(() => [])
  if (names.length === 0) return
  const kept = new Set((await db.selectFrom('fileExports').select('id').execute()).map(({ id }) => id))
  for (const name of names) if (!kept.has(name.slice(0, 36))) await rm(join(archiveFolder(place.folder), name), { recursive: true, force: true })
}
