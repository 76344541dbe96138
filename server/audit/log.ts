/** The log itself, for administrators, and the end of its chain. */
import { createReadStream, existsSync } from 'node:fs'
import type { Download } from '../../contract/endpoint.ts'
import type { Context } from '../context.ts'
import { headsFile } from './heads.ts'
import { countWaiting } from './queries.ts'
import { headOf } from './sealing.ts'

export async function chainNow({ tx, place }: Context) {
  return { ...(await headOf(tx)), waiting: await countWaiting(tx), file: headsFile(place.folder) }
}

export async function headsToKeep({ place, now }: Context): Promise<Download> {
  const file = headsFile(place.folder)
  return {
    name: `kesher-audit-heads-${now.toISOString().slice(0, 10)}.txt`,
    contentType: 'text/plain; charset=utf-8',
    stream: createReadStream(existsSync(file) ? file : '/dev/null'),
  }
}
