/** From bytes to text: which encoding a file is in, and whether it is text at all. */
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Encoding } from '../../contract/exchange.ts'
import { Problem } from '../http/problem.ts'

const windowSize = 64 * 1024
const windows = 24

/** Pieces of a file from its start, its end and between; a small file whole. */
export async function samplesOf(path: string): Promise<Buffer[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size <= windowSize * windows) return [await piece(file, 0, size)]
    const step = (size - windowSize) / (windows - 1)
    return await Promise.all(Array.from({ length: windows }, (_, n) => piece(file, Math.floor(n * step), windowSize)))
  } finally {
    await file.close()
  }
}

async function piece(file: FileHandle, start: number, length: number) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
  return buffer.subarray(0, bytesRead)
}

/** The encoding of a text of which `samples` are known; refuses what is no text. */
export function encodingOf(samples: Buffer[]): Encoding {
  const [head = Buffer.alloc(0)] = samples
  if (head.length === 0) throw unreadable('empty')
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (startsLikeAnArchive(head)) throw unreadable('archive')
  const wide = wideEncoding(head)
  if (wide) return wide
  if (samples.some(looksBinary)) throw unreadable('binary')
  if (samples.every((sample, n) => isUtf8(sample, n > 0))) return 'utf-8'
  return hebrewShare(samples) > 0.5 ? 'windows-1255' : 'windows-1252'
}

export const unreadable = (reason: string, facts: Record<string, string | number> = {}) => new Problem('unreadable-file', { facts: { reason, ...facts } })

const signatures = ['504b0304', '504b0506', '1f8b', '25504446', 'd0cf11e0', '89504e47', 'ffd8ff', '377abcaf', '52617221', '7f454c46', '53514c69746520']

function startsLikeAnArchive(head: Buffer) {
  const start = head.subarray(0, 8).toString('hex')
  return signatures.some((signature) => start.startsWith(signature))
}

/** UTF-16 without a mark shows itself by the empty half of its letters, digits and line ends. */
function wideEncoding(head: Buffer): Encoding | undefined {
  const pairs = Math.min(head.length, windowSize) >> 1
  let low = 0
  let high = 0
  for (let n = 0; n < pairs; n++) {
    if (head[2 * n] === 0 && head[2 * n + 1] !== 0) high++
    if (head[2 * n + 1] === 0 && head[2 * n] !== 0) low++
  }
  if (low > pairs * 0.25 && low > high * 4) return 'utf-16le'
  if (high > pairs * 0.25 && high > low * 4) return 'utf-16be'
}

/** Control characters beyond the odd stray one are no text. */
function looksBinary(sample: Buffer) {
  let odd = 0
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++
  return odd > Math.max(8, sample.length * 0.02)
}

function isUtf8(sample: Buffer, cutAtStart: boolean) {
  let start = 0
  if (cutAtStart) while (start < 4 && ((sample[start] ?? 0) & 0xc0) === 0x80) start++
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample.subarray(start), { stream: true })
    return true
  } catch {
    return false
  }
}

/** Hebrew letters of windows-1255 stand in words, so most have another beside them; accented letters of windows-1252 stand alone. */
function hebrewShare(samples: Buffer[]) {
  const isLetter = (byte: number | undefined) => byte !== undefined && byte >= 0xe0 && byte <= 0xfa
  let high = 0
  let together = 0
  for (const sample of samples) {
    sample.forEach((byte, n) => {
      if (byte < 0x80) return
      high++
      if (isLetter(byte) && (isLetter(sample[n - 1]) || isLetter(sample[n + 1]))) together++
    })
  }
  return together / Math.max(1, high)
}

/** The text of a file from its start, in pieces, with the number of bytes read so far. What its encoding cannot mean becomes U+FFFD. */
export async function* textOf(path: string, encoding: Encoding, end?: number): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder(encoding)
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, ...(end ? { end: end - 1 } : {}) })) {
    bytes += (chunk as Buffer).length
    const text = decoder.decode(chunk as Buffer, { stream: true })
    if (text) yield { text, bytes }
  }
  const tail = decoder.decode()
  if (tail) yield { text: tail, bytes }
}
