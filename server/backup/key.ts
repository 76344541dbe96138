/**
 * The key of the backups: one file, made once. Everything in a backup is sealed with keys made from it, so a backup is
 * worth nothing without it, and nothing to a thief.
 */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from './fault.ts'

export type BackupKey = {
  /** Tells keys apart without telling what they are. */
  id: string
  file: string
  /** The key of one sealed file. */
  sealing(salt: Buffer, name: string): Buffer
  /** A digest only holders of the key can make. */
  seal(what: string, bytes: Buffer | string): string
}

/** Where the key lies: in the data folder, unless KESHER_BACKUP_KEY names another file. */
export const keyFile = (folder: string) => process.env.KESHER_BACKUP_KEY || join(folder, 'backup.key')

/** The key of this Kesher; `made` if there was none yet. */
export function keyFor(folder: string): { key: BackupKey; made: boolean } {
  const file = keyFile(folder)
  if (existsSync(file)) return { key: readKey(file), made: false }
  const fresh = `${file}.${process.pid}.new`
  writeFileSync(fresh, textOf(randomBytes(32)), { mode: 0o600, flush: true })
  try {
    linkSync(fresh, file) // fails where another process was first, whose key then holds
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
  return { key: readKey(file), made: true }
}

/** Reads a key file; faulty where there is none or it is not whole. */
export function readKey(file: string): BackupKey {
  if (!existsSync(file)) throw new Fault('no-key', { file })
  const [, secret] = /^key: ([\w-]{43})$/m.exec(readFileSync(file, 'utf8')) ?? []
  if (!secret) throw new Fault('no-key', { file })
  return keyOf(Buffer.from(secret, 'base64url'), file)
}

function keyOf(secret: Buffer, file: string): BackupKey {
  const derived = (what: string, salt: Buffer | string = '') => Buffer.from(hkdfSync('sha256', secret, salt, `kesher backup ${what}`, 32))
  return {
    id: createHash('sha256').update(derived('id')).digest('hex').slice(0, 16),
    file,
    sealing: (salt, name) => derived(`file ${name}`, salt),
    seal: (what, bytes) => createHmac('sha256', derived(what)).update(bytes).digest('hex'),
  }
}

const textOf = (secret: Buffer) => `# The key of Kesher's backups.
# Keep a copy of this file away from this machine and away from the backups: print it, or put it into a password safe.
# Whoever has it can read every backup. Without it no backup can ever be opened, by anybody.
key: ${secret.toString('base64url')}
`
