/** Puts what a restore needs on the disk, in a folder of its own. Every byte is authenticated on its way; nothing else is touched. */
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { lendToPostgres } from '../db/embedded.ts'
import type { Chosen } from './choosing.ts'
import { bringBack } from './files.ts'
import type { BackupKey } from './key.ts'
import { logBetween, readLog } from './log.ts'
import { unpack } from './pack.ts'
import type { Place } from './place.ts'
import { type Bytes, openSealed } from './sealed.ts'

const tablespaces = /^pg_tblspc\/(\d+)(\/|$)/

/** The folder in `staging` that a path of the cluster goes to: tablespaces lie beside it. */
const placeOf = (staging: string, path: string) =>
  tablespaces.test(path) ? join(staging, path.replace(tablespaces, 'tablespaces/$1$2')) : join(staging, 'cluster', path)

export async function stageCluster(place: Place, key: BackupKey, { set, through }: Chosen, staging: string) {
  if (!set.cluster || !through) return
  const log = await logBetween(place, set.cluster.first, through) // a gap is found before anything is written
  await mkdir(join(staging, 'cluster', 'pg_tblspc'), { recursive: true, mode: 0o700 })
  for (const part of set.parts)
    await openSealed(
      place,
      key,
      part.name,
      (bytes) =>
        unpack(part.name, bytes, {
          folder: async (path) => void (await mkdir(placeOf(staging, path), { recursive: true, mode: 0o700 })),
          file: (path, content) => pipeline(content, createWriteStream(placeOf(staging, path), { mode: 0o600 })),
        }),
      part.sha256,
    )
  await writeFile(join(staging, 'cluster', 'backup_label'), set.cluster.label)
  await writeFile(join(staging, 'cluster', 'recovery.signal'), '')
  const spaces = await readdir(join(staging, 'tablespaces')).catch(() => [])
  if (spaces.length > 0) await writeFile(join(staging, 'cluster', 'tablespace_map'), spaces.map((oid) => `${oid} ${escaped(join(staging, 'tablespaces', oid))}\n`).join(''))
  await mkdir(join(staging, 'log'), { mode: 0o700 })
  for (const file of log) await readLog(place, key, file, (bytes) => writeSparse(join(staging, 'log', file), bytes))
  for (const folder of ['cluster', 'log', ...(spaces.length > 0 ? ['tablespaces'] : [])]) lendToPostgres(join(staging, folder))
}

const escaped = (path: string) => path.replace(/[\n\r\\]/g, '\\$&')

export async function stageFiles(place: Place, key: BackupKey, { files }: Chosen, staging: string) {
  for (const file of files) await bringBack(place, key, file, staging)
}

/** A cut file of the log is mostly zeros, which take no room on the disk when they are not written. */
async function writeSparse(path: string, bytes: Bytes) {
  const file = await open(path, 'w', 0o600)
  let at = 0
  try {
    for await (const piece of bytes) {
      if (piece.some((byte) => byte !== 0)) await file.write(piece, 0, piece.length, at)
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
  await rename(join(staging, 'cluster'), join(into, 'cluster'))
  await rm(staging, { recursive: true, force: true })
  await settle(into)
}

async function settle(folder: string) {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}
