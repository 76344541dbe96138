/**
 * A file that lies on the disk for the day it is full. When room runs out it is given up: what it took is left to reading, which
 * is recorded, and to the database's own log, and writing stops until it can be laid down again. So it is Kesher that stops
 * first and says so, and not PostgreSQL.
 */
import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { House } from './house.ts'

const weight = 64 * 2 ** 20
const piece = 4 * 2 ** 20
const pause = 500

/** Backups and restores leave it where it is. */
export const ballastIn = (folder: string) => join(folder, 'ballast')

export type Carrying = { stop(): Promise<void> }

/** Lays the ballast down and watches over it until it is stopped. */
export async function carryBallast(house: House): Promise<Carrying> {
  const { log, room } = house
  const file = ballastIn(house.place.folder)
  const whole = await stat(file).then(
    ({ size }) => size === weight,
    () => false,
  )
  room.left = whole
  const ended = new AbortController()
  const watching = watch()
  await look()
  return {
    async stop() {
      ended.abort()
      await watching
    },
  }

  async function watch() {
    while (await delay(pause, true, { signal: ended.signal, ref: false }).catch(() => false)) await look()
  }

  async function look() {
    try {
      const { bavail, bsize } = await statfs(house.place.folder)
      const free = bavail * bsize
      if (room.left && free < weight / 4) await giveUp()
      else if (!room.left && free > weight * 1.5) await layDown()
    } catch (error) {
      log.warn({ stack: (error as Error).stack }, 'how much room the disk has could not be looked after')
    }
  }

  async function giveUp() {
    room.left = false
    await rm(file, { force: true })
    log.error('the disk is nearly full: nothing is written any more until there is room')
  }

  async function layDown() {
    await write(file)
    room.left = true
    await goOnWithJobs(house)
    log.info('the disk has room enough')
  }
}

/** Bytes that no file system can shrink, under their name only when they are all there. */
async function write(file: string) {
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    for (let size = 0; size < weight; size += piece) await handle.writeFile(randomBytes(piece))
    await handle.sync()
  } catch (error) {
    await rm(`${file}.new`, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

/** What failed for want of room is tried again now, not when its patience ends. */
const goOnWithJobs = ({ db }: House) =>
  sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where last_error is not null and attempts < max_attempts and locked_by is null), now(), attempts => 0)`.execute(
    db,
  )
