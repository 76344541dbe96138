/** The files of the data folder besides the database: attachments, imported files, whatever lies there. Each is kept once, however many sets name it. */
import { createReadStream, createWriteStream, type Dirent } from 'node:fs'
import { mkdir, readdir, stat, utimes } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type BackupKey, keyFile } from './key.ts'
import type { Place } from './place.ts'
import { openSealed, putSealed } from './sealed.ts'

/** `object` is the name it is kept under, made from the other three: a file that did not change is there already. */
export type KeptFile = { path: string; size: number; changed: number; object: string }

/** Of this very process, or kept in another way. */
const notFiles = /^(cluster(\.replaced)?|before-upgrade|socket|archive|tablespaces|incoming|\.restoring|\.drill|ballast|kesher\.(lock|json|log).*)(\/|$)/

/** Keeps the files of `folder`, or those touched since a moment. Returns what is there now. */
export async function keepFiles(place: Place, key: BackupKey, folder: string, since = 0): Promise<KeptFile[]> {
  const kept: KeptFile[] = []
  for await (const path of pathsIn(folder, [place.folder, keyFile(folder)], since)) {
    const at = join(folder, path)
    const found = await stat(at).catch(gone)
    if (!found || found.ctimeMs < since) continue
    const file = { path, size: found.size, changed: Math.floor(found.mtimeMs) }
    const digest = key.seal('object', `${path}\0${file.size}\0${file.changed}`)
    const object = `objects/${digest.slice(0, 2)}/${digest.slice(2, 34)}`
    if (!place.has(object) && !(await putSealed(place, key, object, createReadStream(at, { highWaterMark: 256 * 1024 })).catch(gone))) continue
    kept.push({ ...file, object })
  }
  return kept
}

async function* pathsIn(folder: string, without: string[], since: number): AsyncGenerator<string> {
  const skipped = new Set(without.map((path) => relative(folder, resolve(path))))
  async function* inside(at: string, depth: number): AsyncGenerator<string> {
    const entries: Dirent[] = await readdir(join(folder, at), { withFileTypes: true })
    // Where thousands of files lie in hundreds of folders, a folder nothing came into is not worth a look at each.
    const quiet = depth > 1 && (await stat(join(folder, at))).ctimeMs < since
    for (const entry of entries) {
      const path = at ? `${at}/${entry.name}` : entry.name
      if (notFiles.test(path) || skipped.has(path)) continue
      if (entry.isDirectory()) yield* inside(path, depth + 1)
      else if (entry.isFile() && !quiet) yield path
    }
  }
  yield* inside('', 0)
}

function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Puts a kept file into `folder` as it was. */
export async function bringBack(place: Place, key: BackupKey, { path, object, changed }: KeptFile, folder: string) {
  const at = join(folder, path)
  await mkdir(dirname(at), { recursive: true })
  await openSealed(place, key, object, (bytes) => pipeline(bytes, createWriteStream(at, { mode: 0o600, flush: true })))
  await utimes(at, changed / 1000, changed / 1000)
}

/** Removes what none of `catalogues` names any more. */
export async function forgetObjects(place: Place, catalogues: Iterable<KeptFile[]>) {
  const named = new Set<string>()
  for (const files of catalogues) for (const { object } of files) named.add(object)
  for (const shelf of await place.list('objects'))
    for (const name of await place.list(`objects/${shelf}`)) if (!named.has(`objects/${shelf}/${name}`)) await place.remove(`objects/${shelf}/${name}`)
}
