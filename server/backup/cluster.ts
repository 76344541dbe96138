/**
 * A copy of the running database's files, by PostgreSQL's low-level backup: said to it before, copied file by file while it goes on
 * working, said to it after. What changed meanwhile is put right by the log, of which the copy needs everything from `first` to `last`.
 */
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { Fault } from './fault.ts'
import { type Entry, packed } from './pack.ts'
import { firstPageOf, pageBytes, pageIsSound, positionOf } from './pages.ts'
import type { Bytes } from './sealed.ts'

export type ClusterCopy = {
  /** Both belong beside the copied files, in the names PostgreSQL gives them. */
  label: string
  tablespaceMap: string
  /** Files of the log this copy cannot do without. */
  first: string
  last: string
  files: number
  bytes: number
}

type Part = (number: number, bytes: Bytes) => Promise<void>

/** Copies the cluster, `part` by part; each part gets whole files, and about a gigabyte of them. */
export async function copyCluster(client: pg.Client, name: string, part: Part, told: (bytes: number) => void): Promise<ClusterCopy> {
  const { rows } = await client.query<{ lsn: string; cluster: string; checked: boolean }>(
    `select pg_backup_start($1, fast => true) as lsn, current_setting('data_directory') as cluster, current_setting('data_checksums') = 'on' as checked`,
    [name],
  )
  const { lsn, cluster, checked } = rows[0]!
  try {
    const copied = await copyFiles(cluster, checked ? positionOf(lsn) : null, part, told)
    // Waits until the log up to here lies in the archive.
    await client.query(`set statement_timeout = '10min'`)
    const stopped = await client.query<{ last: string; first: string; label: string; map: string | null }>(
      `select pg_walfile_name(lsn) as last, pg_walfile_name($1::pg_lsn) as first, labelfile as label, spcmapfile as map from pg_backup_stop(wait_for_archive => true)`,
      [lsn],
    )
    await client.query('reset statement_timeout')
    const { first, last, label, map } = stopped.rows[0]!
    return { label, tablespaceMap: map ?? '', first, last, ...copied }
  } catch (error) {
    await client.query('select pg_backup_stop(wait_for_archive => false)').catch(() => {}) // or it ends with the session
    throw error
  }
}

async function copyFiles(cluster: string, start: bigint | null, part: Part, told: (bytes: number) => void) {
  const sum = { files: 0, bytes: 0 }
  const count = (bytes: number) => {
    sum.bytes += bytes
    told(sum.bytes)
  }
  const entries = entriesOf(cluster, (path, file) => {
    sum.files++
    return pagesOf(file, path, start, count)
  })
  for (let number = 1, next = await entries.next(); !next.done; number++) {
    const begun = sum.bytes
    await part(
      number,
      packed(
        (async function* () {
          for (; !next.done && sum.bytes - begun < partBytes; next = await entries.next()) yield next.value
        })(),
      ),
    )
  }
  return sum
}

const partBytes = 2 ** 30

/** Made anew by PostgreSQL at its start, of this very process, or the log, which is kept by itself. */
const emptied = [
  'pg_wal',
  'pg_wal/archive_status',
  'pg_wal/summaries',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]
const leftOut =
  /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init(\.\d+)?|pgsql_tmp[^/]*|current_logfiles(\.tmp)?|postgresql\.auto\.conf\.tmp|(backup_label|tablespace_map)(\.old)?|backup_manifest)$/
/** Read last, so that no file is newer than what it says the log must be replayed from. */
const control = 'global/pg_control'

async function* entriesOf(cluster: string, read: (path: string, file: string) => Bytes): AsyncGenerator<Entry> {
  async function* inside(folder: string): AsyncGenerator<Entry> {
    for (const found of await readdir(join(cluster, folder), { withFileTypes: true }).catch(gone)) {
      const path = folder ? `${folder}/${found.name}` : found.name
      if (leftOut.test(path) || path === control) continue
      // A tablespace is a link to a folder; its files are copied as if they lay here.
      if (found.isDirectory() || (folder === 'pg_tblspc' && found.isSymbolicLink())) {
        yield { path }
        if (!emptied.includes(path)) yield* inside(path)
        else for (const kept of emptied) if (kept.startsWith(`${path}/`)) yield { path: kept }
      } else if (found.isFile()) yield { path, bytes: read(path, join(cluster, path)) }
    }
  }
  yield* inside('')
  yield { path: control, bytes: [await wholeControl(join(cluster, control))] }
}

/** The bytes of one file, its pages checked. A file dropped since it was listed is empty: the log drops it again. */
async function* pagesOf(path: string, name: string, start: bigint | null, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = await open(path).catch(gone)
  if (!('read' in file)) return
  try {
    const first = start === null ? null : firstPageOf(name)
    const { size } = await file.stat()
    for (let position = 0; ; ) {
      // Most files are small, and it may have grown since.
      const wanted = Math.min(readBytes, Math.max(pageBytes, Math.ceil((size - position) / pageBytes) * pageBytes))
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, position)
      if (bytesRead === 0) return
      if (first !== null && start !== null) await checkPages(file, name, buffer.subarray(0, bytesRead), position, first, start)
      yield buffer.subarray(0, bytesRead)
      position += bytesRead
      count(bytesRead)
    }
  } finally {
    await file.close()
  }
}

const readBytes = 32 * pageBytes

/** A page that looks spoilt may have been read while it was written: it is read again before anybody is alarmed. */
async function checkPages(file: FileHandle, name: string, bytes: Buffer, position: number, first: number, start: bigint) {
  for (let from = 0; from + pageBytes <= bytes.length; from += pageBytes) {
    const number = first + (position + from) / pageBytes
    const page = bytes.subarray(from, from + pageBytes)
    for (let tries = 0; !pageIsSound(page, number, start); tries++) {
      if (tries === 3) throw new Fault('damaged-page', { file: name, page: number })
      await file.read(page, 0, pageBytes, position + from)
    }
  }
}

/** The control file is small and rewritten in place: it is whole when it reads the same twice. */
async function wholeControl(path: string): Promise<Buffer> {
  const read = async () => {
    const file = await open(path)
    try {
      return await file.readFile()
    } finally {
      await file.close()
    }
  }
  for (let before = await read(); ; ) {
    const again = await read()
    if (again.equals(before)) return again
    before = again
  }
}

function gone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
