/** Many files in one stream: folders, and files with their bytes, size and digest. */
import { createHash } from 'node:crypto'
import { Fault } from './fault.ts'
import type { Bytes } from './sealed.ts'

export type Entry = { path: string; bytes?: Bytes }
/** Where the files go when a pack is opened. */
export type Unpacked = { folder(path: string): Promise<void>; file(path: string, bytes: Bytes): Promise<void> }

const folderFrame = 1
const fileFrame = 2
const bytesFrame = 3
const endFrame = 4
const headBytes = 5

/** The stream of `entries`. How long a file is, is known when it has been read: a living database goes on writing. */
export async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { path, bytes } of entries) {
    yield frame(bytes ? fileFrame : folderFrame, Buffer.from(path))
    if (!bytes) continue
    const hash = createHash('sha256')
    for await (const piece of bytes) {
      hash.update(piece)
      yield head(bytesFrame, piece.length)
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    }
    yield frame(endFrame, hash.digest())
  }
}

const frame = (kind: number, bytes: Buffer) => Buffer.concat([head(kind, bytes.length), bytes])

function head(kind: number, length: number) {
  const bytes = Buffer.alloc(headBytes)
  bytes[0] = kind
  bytes.writeUInt32BE(length, 1)
  return bytes
}

/** Hands over what a pack holds, file by file. `name` is the pack's, for who must be told that it is damaged. */
export async function unpack(name: string, bytes: Bytes, into: Unpacked): Promise<void> {
  const damaged = () => new Fault('damaged', { file: name })
  const frames = framesOf(bytes, damaged)
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    const path = next.value.bytes.toString()
    if (!/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\0]+$/.test(path)) throw damaged()
    if (next.value.kind === folderFrame) await into.folder(path)
    else if (next.value.kind === fileFrame) await into.file(path, content(frames, damaged))
    else throw damaged()
  }
}

type Frames = AsyncGenerator<{ kind: number; bytes: Buffer }>

async function* content(frames: Frames, damaged: () => Fault): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for (;;) {
    const { value, done } = await frames.next()
    if (done) throw damaged()
    if (value.kind === endFrame) {
      if (!hash.digest().equals(value.bytes)) throw damaged()
      return
    }
    if (value.kind !== bytesFrame) throw damaged()
    hash.update(value.bytes)
    yield value.bytes
  }
}

async function* framesOf(source: Bytes, damaged: () => Fault): Frames {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    while (rest.length >= headBytes) {
      const end = headBytes + rest.readUInt32BE(1)
      if (rest.length < end) break
      yield { kind: rest[0]!, bytes: rest.subarray(headBytes, end) }
      rest = rest.subarray(end)
    }
  }
  if (rest.length > 0) throw damaged()
}
