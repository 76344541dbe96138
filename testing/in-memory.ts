/** Where a run keeps what it throws away: in memory where there is plenty, for a disk that others write to makes everything wait. */
import { existsSync, statfsSync } from 'node:fs'

const memory = '/dev/shm'
const gigabyte = 2 ** 30

/** All temporary folders of this process and of those it begins. Whoever has named a place keeps it. */
export function keepInMemory() {
  if (process.env.TMPDIR || !existsSync(memory)) return
  const { bavail, bsize } = statfsSync(memory)
  if (Math.min(bavail * bsize, process.availableMemory()) > 6 * gigabyte) process.env.TMPDIR = memory
}
