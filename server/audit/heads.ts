/** The end of the chain, noted outside the database: whoever can rewrite the one cannot undo the other, once a copy lies elsewhere. */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Head } from './chain.ts'

export const headsFile = (folder: string) => join(folder, 'audit', 'heads')

const line = /^(\d{1,15}) ([\da-f]{64}) \S+$/

/** Appends a line and waits until it lies on the disk. It begins with a line end, so that one torn by a crash spoils no other. */
export async function appendHead(folder: string, { seq, hash }: Head, now: Date): Promise<void> {
  const path = headsFile(folder)
  await mkdir(dirname(path), { recursive: true })
  await using file = await open(path, 'a', 0o600)
  await file.writeFile(`\n${seq} ${hash} ${now.toISOString()}`)
  await file.datasync()
}

/** Every head of a file, in its order; a torn line is passed over. */
export async function readHeads(path: string): Promise<Head[]> {
  if (!existsSync(path)) return []
  const heads: Head[] = []
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const [, seq, hash] = line.exec(text) ?? []
    if (seq && hash) heads.push({ seq: Number(seq), hash })
  }
  return heads
}
