/** The folder Kesher keeps its data in, and the rule that one Kesher at a time works on it. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from './refusal.ts'

export const dataFolder = () => resolve(process.env.KESHER_DATA || 'data')

/** What the Kesher at work on a folder tells the others: its process, its database, and its address once it answers there. */
export type Occupant = { pid: number; database: string | null; address: string | null }

export type Claim = {
  /** Tells others who is at work here. */
  tell(occupant: Occupant): void
  release(): void
}

/**
 * Claims the folder, or says that somebody else is at work on it.
 * The claim is a lock of the operating system (taken through SQLite, which has them on every system):
 * it ends with the process however that ended, and no reused process number can be mistaken for it.
 */
export function claim(folder: string): Claim | null {
  mkdirSync(folder, { recursive: true })
  const lock = new DatabaseSync(join(folder, 'kesher.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode === 5) return null
    throw error
  }
  const tell = (occupant: Occupant) => {
    const file = noticeIn(folder)
    writeFileSync(`${file}.new`, `${JSON.stringify(occupant)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  tell({ pid: process.pid, database: null, address: null })
  const release = () => {
    rmSync(noticeIn(folder), { force: true })
    lock.close()
  }
  return { tell, release }
}

/** Who is at work on a folder that could not be claimed. */
export function occupantOf(folder: string): Occupant {
  try {
    return JSON.parse(readFileSync(noticeIn(folder), 'utf8'))
  } catch {
    return { pid: 0, database: null, address: null } // it has the lock and has not written its first word yet
  }
}

const noticeIn = (folder: string) => join(folder, 'kesher.json')

/** A folder into which a restore did not come to its end holds no database yet, and must not be given an empty one. */
export function refuseHalfRestored(folder: string) {
  if (existsSync(join(folder, 'cluster'))) return
  if (existsSync(join(folder, '.restoring')))
    throw new Refusal(`A restore into ${folder} did not come to its end. Run it again, or remove ${join(folder, '.restoring')}.`)
}
