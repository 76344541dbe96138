/** A disk of a few megabytes that can be filled to its last byte. Only where the machine lets us mount one. */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = {
  folder: string
  free(): number
  /** Writes until there is no room for a single page more. */
  fill(): void
  /** Gives back what `fill` took. */
  empty(): void
  remove(): void
}

/** The disk, or undefined where mounting is not permitted. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  let fillers = 0
  return {
    folder,
    free() {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    fill() {
      const file = openSync(join(folder, `filler-${fillers++}`), 'w')
      for (const size of [2 ** 20, 4096]) {
        const bytes = Buffer.alloc(size)
        try {
          for (;;) writeSync(file, bytes)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        }
      }
      closeSync(file)
    },
    empty() {
      while (fillers > 0) rmSync(join(folder, `filler-${--fillers}`))
    },
    remove() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const notPermitted = 'Skipped: mounting a small disk is not permitted here. Run as root to try it.'
