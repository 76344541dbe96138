/**
 * The log between two sets: PostgreSQL lays each finished file of it into the archive of the data folder; a sweep seals it into the
 * place and takes it away. With a set and the log after it any moment can be gone back to.
 */
import { createReadStream } from 'node:fs'
import { chown, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { archiveOf } from '../db/embedded.ts'
import { Fault } from './fault.ts'
import type { BackupKey } from './key.ts'
import type { Place } from './place.ts'
import { type Bytes, openSealed, putSealed } from './sealed.ts'

const logName = (file: string) => `log/${file}`
export const isLogFile = (file: string) => /^[0-9A-F]{24}$/.test(file)
export const timelineOf = (file: string) => file.slice(0, 8)

/** From now on PostgreSQL archives its log. */
export async function beginArchive(folder: string) {
  const archive = archiveOf(folder)
  await mkdir(archive, { recursive: true, mode: 0o700 })
  const { uid, gid } = await stat(join(folder, 'cluster'))
  await chown(archive, uid, gid)
}

/**
 * Where the place stays away, the log piles up in the archive. Before it takes the room the database needs it is given up, and moments
 * after the last sweep can only be gone back to from the next set on.
 */
export async function giveUpArchiveIfFull(folder: string): Promise<boolean> {
  const archive = archiveOf(folder)
  const waiting = await Promise.all((await readdir(archive).catch(() => [])).map(async (file) => (await stat(join(archive, file))).size))
  const { bavail, bsize } = await statfs(folder)
  if (waiting.reduce((sum, size) => sum + size, 0) < bavail * bsize) return false
  await rm(archive, { recursive: true })
  return true
}

/**
 * Finishes the file of the log being written and waits for it in the archive. The empty commit is later than the moment returned,
 * so that PostgreSQL, asked for that moment, finds out in this very log that it has passed it.
 */
export async function cutLog(client: pg.Client): Promise<{ at: string; through: string }> {
  const { rows: before } = await client.query<{ at: string }>('select clock_timestamp() as at')
  await client.query('select pg_current_xact_id()')
  const { rows } = await client.query<{ through: string }>('select pg_walfile_name(pg_switch_wal()) as through')
  const { through } = rows[0]!
  const deadline = Date.now() + 60_000
  for (;;) {
    const { rows: said } = await client.query<{ archived: boolean }>(`select coalesce(last_archived_wal >= $1, false) as archived from pg_stat_archiver`, [
      through,
    ])
    if (said[0]!.archived) return { at: before[0]!.at, through }
    if (Date.now() > deadline) throw new Fault('archiving-off')
    await delay(20)
  }
}

/** Seals what lies in the archive into the place, oldest first, and takes it out of the archive. Returns how many bytes it came to. */
export async function sweepArchive(place: Place, key: BackupKey, folder: string): Promise<number> {
  const archive = archiveOf(folder)
  let bytes = 0
  for (const file of (await readdir(archive)).filter((name) => !name.endsWith('.new')).sort()) {
    if (file.endsWith('.backup')) {
      await rm(join(archive, file)) // a note of what stands in the manifest
      continue
    }
    const { size } = await putSealed(place, key, logName(file), createReadStream(join(archive, file), { highWaterMark: 256 * 1024 }))
    await rm(join(archive, file))
    bytes += size
  }
  return bytes
}

/** The files of the log from `first` to `last`, in order, and every history of timelines. Faulty where one is missing. */
export async function logBetween(place: Place, first: string, last: string): Promise<string[]> {
  const there = await place.list('log')
  const names = new Set(there)
  const wanted: string[] = []
  for (let file = first; file <= last; file = after(file)) {
    if (!names.has(file)) throw new Fault('log-gap', { file: logName(file) })
    wanted.push(file)
  }
  return [...wanted, ...there.filter((name) => name.endsWith('.history'))]
}

export const readLog = <Result>(place: Place, key: BackupKey, file: string, use: (bytes: Bytes) => Promise<Result>) =>
  openSealed(place, key, logName(file), use)

/** Removes the log that no set still needs. */
export async function forgetLogBefore(place: Place, first: string) {
  for (const file of await place.list('log')) if (!file.endsWith('.history') && file.slice(8, 24) < first.slice(8)) await place.remove(logName(file))
}

/** The name that follows: timeline, then the high and the low half of the number (256 files of 16 MB make one of the high half). */
function after(file: string): string {
  const number = BigInt(`0x${file.slice(8, 16)}`) * 256n + BigInt(`0x${file.slice(16)}`) + 1n
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')
  return timelineOf(file) + hex(number / 256n) + hex(number % 256n)
}
