/**
 * Long work gives way to those who wait for an answer. On Linux each thread has a priority of its own, and so has each session of a PostgreSQL on this machine;
 * elsewhere nothing changes.
 */
import { readFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import type pg from 'pg'

const linux = process.platform === 'linux'

/** A tenth of what an answer gets where both want a core; all of it where nobody else does. */
function giveWay(id: number) {
  setPriority(id, Math.min(getPriority(id) + 10, 19))
}

/** The thread this is called in; never the one that answers. */
export function threadGivesWay() {
  if (linux && !isMainThread) giveWay(0)
}

/** The session's process, where it is one of this machine. */
export function sessionGivesWay(client: pg.Client) {
  const { processID } = client as pg.Client & { processID: number | null }
  if (!linux || !processID) return
  try {
    // A number told by a database elsewhere may be that of another program here.
    if (readFileSync(`/proc/${processID}/cmdline`, 'utf8').startsWith('postgres: ')) giveWay(processID)
  } catch {
    // elsewhere, or not ours to tell
  }
}
