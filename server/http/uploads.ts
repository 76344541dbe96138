/** Raw bytes sent to us: on disk and digested before any transaction opens, so that a slow sender holds up nobody. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Limits } from './limits.ts'
import { Problem } from './problem.ts'

/** What arrived. A handler that keeps the file renames it away; otherwise it is removed when the request ends. */
export type Upload = { path: string; size: number; sha256: Buffer; contentType: string }

const folderOf = (folder: string) => join(folder, 'incoming')

type Pace = Pick<Limits, 'uploadBytesPerSecond' | 'uploadGraceMs'>

/** Writes the stream to disk. Refused while it comes in, as soon as it is larger than `largest`. */
export async function receive(stream: Readable, folder: string, contentType: string, largest: number, pace: Pace): Promise<Upload> {
  await mkdir(folderOf(folder), { recursive: true })
  const path = join(folderOf(folder), randomUUID())
  const file = await open(path, 'wx', 0o600)
  const digest = createHash('sha256')
  let size = 0
  let fault: Error | null = null
  const begun = performance.now()
  const watching = setInterval(() => {
    const ms = performance.now() - begun
    if (ms > pace.uploadGraceMs && size < (ms / 1000) * pace.uploadBytesPerSecond) stream.destroy(new Error('too slow'))
  }, pace.uploadGraceMs).unref()
  try {
    // Leaving the loop must not close the connection: the refusal still has to travel back on it.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largest) throw new Problem('too-large', { facts: { bytes: largest } })
      digest.update(chunk)
      // Of a full disk the sender hears only at the end: while somebody sends, a connection that is closed takes the refusal with it.
      fault ??= await file.writeFile(chunk).then(
        () => null,
        (error: Error) => error,
      )
    }
    if (fault) throw fault
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    if (stream.errored) throw new Problem('unreadable-file') // the sender went away; nobody hears this
    throw error
  } finally {
    clearInterval(watching)
    await file.close()
  }
  return { path, size, sha256: digest.digest(), contentType }
}

export const discard = ({ path }: Upload) => rm(path, { force: true })

/** Removes what a crash left half received. */
export const clearIncoming = (folder: string) => rm(folderOf(folder), { recursive: true, force: true })
