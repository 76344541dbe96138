/**
 * Where the bytes of attachments lie: under their SHA-256 digest, so the same bytes lie there once,
 * and stay as long as any row names them.
 */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context, Place } from '../context.ts'
import type { House } from '../house.ts'
import type { Upload } from '../http/endpoint.ts'
import type { Jobs } from '../jobs/worker.ts'
import { digestInUse, holdDigest } from './queries.ts'

const placeOf = ({ folder }: Place, digest: string) => join(folder, 'attachments', digest.slice(0, 2), digest)

/** Last of all in its transaction: a row never names bytes that are not there. */
export async function putOnShelf({ tx, place }: Context, { path, sha256 }: Upload) {
  const digest = sha256.toString('hex')
  await holdDigest(tx, digest)
  const there = placeOf(place, digest)
  await mkdir(dirname(there), { recursive: true })
  await rename(path, there)
  await settle(dirname(there))
}

export async function takeFromShelf({ place }: Pick<Context, 'place'>, sha256: Buffer) {
  const file = await open(placeOf(place, sha256.toString('hex')))
  return file.createReadStream()
}

/** Clears away, once this transaction holds, what no row names any more. */
export async function clearLater({ addJob }: Pick<Context, 'addJob'>, digests: string[]) {
  for (const digest of new Set(digests)) await addJob('attachments.clear', { digest })
}

export const jobs = {
  'attachments.clear': ({ db, place }, { digest }: { digest: string }) =>
    db.transaction().execute(async (tx) => {
      await holdDigest(tx, digest)
      if (!(await digestInUse(tx, digest))) await rm(placeOf(place, digest), { force: true })
    }),
} satisfies Jobs

/** Clears away what was named only after the moment that was gone back to, or no longer at it. */
export async function clearNameless({ db, place }: House) {
  const shelf = join(place.folder, 'attachments')
  for (const file of await readdir(shelf, { recursive: true, withFileTypes: true }).catch(() => []))
    if (file.isFile() && !(await digestInUse(db, file.name))) await rm(join(file.parentPath, file.name), { force: true })
}

/** A renamed file survives a power cut once its folder is on disk too. */
async function settle(folder: string) {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
