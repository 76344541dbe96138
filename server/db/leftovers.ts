/**
 * What is left of a PostgreSQL whose first process was killed. Its sessions mostly end by themselves, but one that waits for a lock
 * whose holder was killed too waits for ever, and while it lives no new server may begin on the same files.
 */
import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Ends them and resolves when they are gone. What they were writing is in the log or was never acknowledged. */
export async function endLeftovers(cluster: string) {
  for (let left = workingIn(cluster); left.length > 0; left = workingIn(cluster)) {
    for (const pid of left) kill(pid)
    await delay(20)
  }
}

/** PostgreSQL's processes work in the folder of their files, and a shell that somebody opened there is none of them. Linux tells; elsewhere none are found. */
function workingIn(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  const folder = realpathSync(cluster)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgresIn(folder, name))
    .map(Number)
}

function isPostgresIn(folder: string, pid: string) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
  } catch {
    return false // it ended just now, or is not ours to ask about
  }
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended just now
  }
}
