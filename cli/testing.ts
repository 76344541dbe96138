/** Runs `kesher` on the database of a test, as at a terminal. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Kesher } from '../testing/kesher.ts'

export const commandsOf =
  (kesher: Kesher) =>
  async (...args: string[]): Promise<{ code: number; text: string }> => {
    const env = { ...process.env, DATABASE_URL: kesher.house.url, KESHER_DATA: kesher.house.place.folder }
    const run = promisify(execFile)(process.execPath, [join(import.meta.dirname, 'kesher.ts'), ...args], { env })
    return run.then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error) => ({ code: error.code as number, text: `${error.stdout}${error.stderr}` }),
    )
  }
