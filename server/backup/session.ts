/** One session on the database for one piece of backup work at a time, and what the work must know about the place it works on. */
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { connectOne, type Db, type OneSession } from '../db/connect.ts'
import { Fault, faultOf } from './fault.ts'
import { type Place, placeIn } from './place.ts'

/** Held by whoever writes to the place. */
const lock = 7_205_761

/** `work`, alone; null if another is at work. */
export async function alone<Result>(url: string, work: (session: OneSession) => Promise<Result>): Promise<Result | null> {
  const session = await connectOne(url)
  try {
    const { rows } = await session.client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock])
    return rows[0]!.held ? await work(session) : null
  } finally {
    await session.close()
  }
}

/** Whether the database is the one that comes with Kesher, in this data folder: only of that one can we copy the files. */
export async function isOwnDatabase(db: Db, folder: string): Promise<boolean> {
  const { rows } = await sql<{ cluster: string }>`select setting as cluster from pg_settings where name = 'data_directory'`.execute(db)
  return rows[0]?.cluster === join(resolve(folder), 'cluster')
}

/** Where `kesher upgrade` keeps a set of a database that had no plan for its backups yet. */
export const placeBeforeUpgrade = (folder: string) => join(folder, 'before-upgrade')
export const usualPlace = (folder: string) => join(folder, 'backups')

/** The place at `path`, unless it holds the backups of another Kesher. */
export async function claimPlace(path: string, database: string): Promise<Place> {
  const place = placeIn(path)
  try {
    if (!place.has(note)) await place.put(note, (sink) => sink([Buffer.from(`${JSON.stringify({ database })}\n`)]))
    const said = JSON.parse((await place.read(note)).toString()) as { database: string }
    if (said.database !== database) throw new Fault('foreign-place', { folder: path })
    return place
  } catch (error) {
    throw faultOf(error, path)
  }
}

const note = 'kesher-backups.json'
