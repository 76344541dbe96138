/** What a run of tests keeps, and where. */
import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const memory = '/dev/shm'
const gigabyte = 2 ** 30

/**
 * Temporary folders of this process and of those it begins lie in memory where there is plenty, for a disk that others write to makes everything wait.
 * Whoever has named a place keeps it.
 */
export function keepInMemory() {
  if (process.env.TMPDIR || !existsSync(memory)) return
  const { bavail, bsize } = statfsSync(memory)
  if (Math.min(bavail * bsize, process.availableMemory()) > 6 * gigabyte) process.env.TMPDIR = memory
}

/** What Node makes of sources is kept where `kesher` keeps it: the many servers, commands and threads that tests begin load them in half the time. */
export function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../node_modules/.cache/kesher')
}
