/** Where backups are kept: a folder, on another disk or machine if somebody cares for them. Everything in it appears whole or not at all. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Bytes } from './sealed.ts'

export type Kept = { name: string; size: number; sha256: string }

export type Place = {
  folder: string
  /** Keeps what `write` sends to the sink it is given: on the disk before it has its name. */
  put(name: string, write: (sink: (bytes: Bytes) => Promise<void>) => Promise<void>): Promise<Kept>
  get(name: string): Readable
  /** A small thing, read whole. */
  read(name: string): Promise<Buffer>
  has(name: string): boolean
  /** What lies directly in a folder of the place. */
  list(name: string): Promise<string[]>
  rename(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
}

/** The place in `folder`, which is made when the first thing is put there. */
export function placeIn(folder: string): Place {
  const at = (name: string) => join(folder, name)
  return {
    folder,
    async put(name, write) {
      const unfinished = `${at(name)}.new`
      await mkdir(dirname(unfinished), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let size = 0
      const file = await open(unfinished, 'w', 0o600)
      try {
        await write(async (bytes) => {
          for await (const piece of bytes) {
            hash.update(piece)
            size += piece.length
            await writeWhole(file, piece)
          }
        })
        await file.sync()
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => {}) // the fault that counts is the first
        throw error
      } finally {
        await file.close()
      }
      await rename(unfinished, at(name))
      await settle(dirname(at(name)))
      return { name, size, sha256: hash.digest('hex') }
    },
    get: (name) => createReadStream(at(name), { highWaterMark: 256 * 1024 }),
    read: (name) => readFile(at(name)),
    has: (name) => existsSync(at(name)),
    list: async (name) => (existsSync(at(name)) ? (await readdir(at(name))).filter((entry) => !entry.endsWith('.new')).sort() : []),
    async rename(from, to) {
      await settle(at(from))
      await rename(at(from), at(to))
      await settle(dirname(at(to)))
    },
    remove: (name) => rm(at(name), { recursive: true, force: true }),
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten
}

/** A new name survives a power cut once its folder is on disk too. */
async function settle(folder: string) {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
