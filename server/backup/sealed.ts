/**
 * A sealed file: compressed with zstd, then encrypted with AES-256-GCM in chunks, so that it is read and written as a stream and yet
 * no byte is believed before it is authenticated. Each file has a key of its own, made from its salt and its name: one file put in
 * another's place does not open. The nonce counts the chunks and marks the last one (the STREAM construction), so that none can be
 * left out, moved or cut off.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Fault } from './fault.ts'
import type { BackupKey } from './key.ts'
import type { Kept, Place } from './place.ts'

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

const magic = Buffer.from('KESHER1\n')
const saltBytes = 32
const tagBytes = 16
const chunkBytes = 256 * 1024

/** Writes `source` sealed under `name`, into another place of writing if the folder is to get its name later. */
export async function putSealed(place: Place, key: BackupKey, name: string, source: Bytes, writtenTo = name): Promise<Kept> {
  const kept = await place.put(writtenTo, (sink) => pipeline(source, createZstdCompress({ chunkSize: chunkBytes }), sealing(key, name), sink))
  return { ...kept, name }
}

/**
 * Reads what is sealed under `name`, whose digest may be known. Whatever `use` was given before a fault is thrown away by the caller.
 */
export async function openSealed<Result>(place: Place, key: BackupKey, name: string, use: (bytes: Bytes) => Promise<Result>, sha256?: string): Promise<Result> {
  let result: Result | undefined
  await pipeline(digested(place.get(name), name, sha256), unsealing(key, name), createZstdDecompress({ chunkSize: chunkBytes }), async (bytes: Bytes) => {
    result = await use(bytes)
  })
  return result as Result
}

async function* digested(bytes: Bytes, name: string, sha256: string | undefined) {
  const hash = createHash('sha256')
  for await (const piece of bytes) {
    if (sha256) hash.update(piece)
    yield piece
  }
  if (sha256 && hash.digest('hex') !== sha256) throw new Fault('damaged', { file: name })
}

const sealing = (key: BackupKey, name: string) =>
  async function* seal(source: Bytes) {
    const salt = randomBytes(saltBytes)
    const secret = key.sealing(salt, name)
    yield Buffer.concat([magic, salt])
    let number = 0
    for await (const { bytes, last } of inChunks(source, chunkBytes)) {
      const cipher = createCipheriv('aes-256-gcm', secret, nonce(number++, last))
      yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    }
  }

const unsealing = (key: BackupKey, name: string) =>
  async function* unseal(source: Bytes) {
    let secret: Buffer | undefined
    let number = 0
    const damaged = () => new Fault('damaged', { file: name })
    for await (const { bytes, last } of inChunks(source, chunkBytes + tagBytes, magic.length + saltBytes)) {
      if (!secret) {
        if (bytes.length !== magic.length + saltBytes || !bytes.subarray(0, magic.length).equals(magic)) throw damaged()
        secret = key.sealing(bytes.subarray(magic.length), name)
        if (last) throw damaged()
        continue
      }
      if (bytes.length < tagBytes) throw damaged()
      const cipher = createDecipheriv('aes-256-gcm', secret, nonce(number++, last))
      cipher.setAuthTag(bytes.subarray(-tagBytes))
      const plain = cipher.update(bytes.subarray(0, -tagBytes))
      try {
        cipher.final()
      } catch {
        throw damaged()
      }
      yield plain
    }
  }

function nonce(number: number, last: boolean) {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 5, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

/** The bytes again in chunks of `size` (the first of `first`), the last one told apart. There is always a last one, if need be an empty one. */
async function* inChunks(source: Bytes, size: number, first = size): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let waiting: Buffer[] = []
  let length = 0
  let wanted = first
  for await (const piece of source) {
    waiting.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
    length += piece.length
    if (length <= wanted) continue
    let whole = Buffer.concat(waiting)
    for (; whole.length > wanted; wanted = size) {
      yield { bytes: whole.subarray(0, wanted), last: false }
      whole = whole.subarray(wanted)
    }
    waiting = [whole]
    length = whole.length
  }
  yield { bytes: Buffer.concat(waiting), last: true }
}
