/** Puts what a restore needs on the disk, in a folder of its own. Every byte is authenticated on its way; nothing else is touched. */
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lendToPostgres } from '../db/embedded.ts'
import type { Chosen } from './choosing.ts'
import { bringBack } from './files.ts'
import type { BackupKey } from './key.ts'
import { logBetween, readLog } from './log.ts'
import { type Unpacked, unpack } from './pack.ts'
import type { Kept, Place } from './place.ts'
import { type Bytes, openSealed } from './sealed.ts'

const tablespaces = /^pg_tblspc\/(\d+)(\/|$)/

/** The folder in `staging` that a path of the cluster goes to: tablespaces lie beside it. */
const placeOf = (staging: string, path: string) =>
  tablespaces.test(path) ? join(staging, path.replace(tablespaces, 'tablespaces/$1$2')) : join(staging, 'cluster', path)

/** The small things first: what is damaged among them is found before a large database was unpacked in vain. */
export async function stageAll(place: Place, key: BackupKey, chosen: Chosen, staging: string) {
  const { set, through, files } = chosen
  await mkdir(staging, { recursive: true, mode: 0o700 })
  const log = set.cluster && through ? await logBetween(place, set.cluster.first, through) : []
  for (const file of files) await bringBack(place, key, file, staging)
  await mkdir(join(staging, 'log'), { mode: 0o700 })
  for (const file of log) await readLog(place, key, file, (bytes) => writeSparse(join(staging, 'log', file), bytes))
  if (set.cluster) await stageCluster(place, key, set.parts, set.cluster.label, staging)
  for (const folder of ['log', 'cluster', 'tablespaces']) if (existsSync(join(staging, folder))) lendToPostgres(join(staging, folder))
}

async function stageCluster(place: Place, key: BackupKey, parts: Kept[], label: string, staging: string) {
  await mkdir(join(staging, 'cluster', 'pg_tblspc'), { recursive: true, mode: 0o700 })
  const into: Unpacked = {
    folder: async (path) => void (await mkdir(placeOf(staging, path), { recursive: true, mode: 0o700 })),
    file: (path, content) => writeAtOnce(placeOf(staging, path), content),
  }
  for (const part of parts) await openSealed(place, key, part.name, (bytes) => unpack(part.name, bytes, into), part.sha256)
  await writeFile(join(staging, 'cluster', 'backup_label'), label)
  await writeFile(join(staging, 'cluster', 'recovery.signal'), '')
  const spaces = await readdir(join(staging, 'tablespaces')).catch(() => [])
  const map = spaces.map((oid) => `${oid} ${escaped(join(staging, 'tablespaces', oid))}\n`)
  if (map.length > 0) await writeFile(join(staging, 'cluster', 'tablespace_map'), map.join(''))
}

const escaped = (path: string) => path.replace(/[\n\r\\]/g, '\\$&')

/** Thousands of small files: handed to other threads one by one, they would take twice as long. Whoever restores does nothing else meanwhile. */
async function writeAtOnce(path: string, content: Bytes) {
  const file = openSync(path, 'w', 0o600)
  try {
    for await (const piece of content) for (let from = 0; from < piece.length; ) from += writeSync(file, piece, from)
  } finally {
    closeSync(file)
  }
}

const zeros = Buffer.alloc(2 ** 20)

/** A cut file of the log is mostly zeros, which take no room on the disk when they are not written. */
async function writeSparse(path: string, bytes: Bytes) {
  const file = await open(path, 'w', 0o600)
  let at = 0
  try {
    for await (const piece of bytes) {
      if (Buffer.compare(piece, zeros.subarray(0, piece.length)) !== 0) await file.write(piece, 0, piece.length, at)
      at += piece.length
    }
    await file.truncate(at)
  } finally {
    await file.close()
  }
}

/** Moves what was staged to its folder, the cluster last: until then the folder is none that could be started. */
export async function moveIn(staging: string, into: string) {
  const entries = (await readdir(staging)).filter((name) => name !== 'cluster' && name !== 'socket' && name !== 'log')
  for (const name of entries) await rename(join(staging, name), join(into, name))
  for (const oid of await readdir(join(into, 'tablespaces')).catch(() => [])) {
    const link = join(staging, 'cluster', 'pg_tblspc', oid)
    await unlink(link)
    await symlink(join(into, 'tablespaces', oid), link)
  }
  if (existsSync(join(staging, 'cluster'))) await rename(join(staging, 'cluster'), join(into, 'cluster'))
  await rm(staging, { recursive: true, force: true })
  await settle(into)
}

async function settle(folder: string) {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
