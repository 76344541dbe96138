/**
 * What only this Kesher can read: secrets that must be used again, and so cannot be hashed, are sealed before they
 * are stored. The key lies in the data folder, outside the database: a copy of the tables alone tells nothing.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../http/problem.ts'

const algorithm = 'aes-256-gcm'
const [versionBytes, nonceBytes, tagBytes, keyBytes] = [1, 12, 16, 32]
const version = Buffer.from([1])

/** Seals `text`. It opens only for the same `purpose`: a secret moved to another row is refused. */
export function seal(folder: string, purpose: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(folder), nonce).setAAD(Buffer.from(purpose))
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([version, nonce, cipher.getAuthTag(), hidden])
}

/** What was sealed with another key than the one that lies here now cannot be opened by anybody: the key was lost or replaced. */
export function unseal(folder: string, purpose: string, sealed: Buffer): string {
  try {
    return opened(folder, purpose, sealed)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    throw new Problem('sealing-key-lost')
  }
}

function opened(folder: string, purpose: string, sealed: Buffer): string {
  const nonce = sealed.subarray(versionBytes, versionBytes + nonceBytes)
  const tag = sealed.subarray(versionBytes + nonceBytes, versionBytes + nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, keyOf(folder), nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(purpose)).setAuthTag(tag)
  return decipher.update(sealed.subarray(versionBytes + nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
}

const keys = new Map<string, Buffer>()

/** The key of a data folder, made when it is first needed. Several servers on one database share `KESHER_SEALING_KEY`, 32 bytes in base64. */
function keyOf(folder: string): Buffer {
  const known = keys.get(folder)
  if (known) return known
  const key = process.env.KESHER_SEALING_KEY ? Buffer.from(process.env.KESHER_SEALING_KEY, 'base64') : keyFile(join(folder, 'secrets'))
  if (key.length !== keyBytes) throw new Error('The sealing key must have 32 bytes')
  keys.set(folder, key)
  return key
}

/** Written whole beside its place and linked into it, so that of two first users one key stands and both read it. */
function keyFile(folder: string): Buffer {
  const place = join(folder, 'sealing.key')
  const read = () => Buffer.from(readFileSync(place, 'utf8').trim(), 'base64')
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${place}.${process.pid}`
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, place)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return read()
}
