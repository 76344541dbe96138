import type { BackupFault } from '../../contract/backup.ts'
import { backup } from '../../words/backup.ts'
import { spoken } from '../../words/phrases.ts'

/** What the sentence about a fault is filled with: a file, a moment, a number. Never anything about a customer. */
export type FaultFacts = Record<string, string | number>

const sentences = spoken(backup, 'en').fault

/** A reason why a backup or a restore does not go on that somebody can act on. Its message is the English sentence. */
export class Fault extends Error {
  readonly code: BackupFault
  readonly facts: FaultFacts

  constructor(code: BackupFault, facts: FaultFacts = {}) {
    const sentence = sentences[code]
    super(typeof sentence === 'string' ? sentence : sentence(facts))
    this.code = code
    this.facts = facts
  }
}

const full = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100']
const away = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ENOTDIR', 'EEXIST']

/** The same fault, with what the disk said put into words. */
export function faultOf(error: unknown, folder: string): unknown {
  const { code = '', path = '' } = error as { code?: string; path?: string }
  if (error instanceof Fault) return error
  if (full.includes(code)) return new Fault('no-room', { folder })
  if (away.includes(code) && path.startsWith(folder)) return new Fault('place-away', { folder, code })
  return error
}
