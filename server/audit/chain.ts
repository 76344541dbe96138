/** The arithmetic of the chain: each seal is a digest of the seal before it and of one entry. Knows no database. */
import { createHash } from 'node:crypto'

/** An entry as it is sealed: every value as text, to the microsecond. */
export type Entry = { id: string; at: string; actorId: string | null; action: string; fileId: string | null; subjectId: string | null; facts: string }
/** The end of the chain at some moment. */
export type Head = { seq: number; hash: string }
/** A link as it was found; its entry may be gone. */
export type Link = { seq: number; entryId: string; hash: string; entry: Entry | null }

/** The chain before its first seal. */
export const beginning: Head = { seq: 0, hash: '0'.repeat(64) }

/** The seal that comes after `before`. */
export function sealAfter(before: Head, entry: Entry): Head {
  const seq = before.seq + 1
  const told = JSON.stringify([seq, entry.id, entry.at, entry.actorId, entry.action, entry.fileId, entry.subjectId, entry.facts])
  return { seq, hash: createHash('sha256').update(Buffer.from(before.hash, 'hex')).update(told).digest('hex') }
}

/**
 * changed: what stands there is not what was sealed: it was altered, moved or put in between. removed: sealed, and gone. missing: seals were taken out.
 * rewritten: the chain holds in itself and differs from a head kept outside. cut: a head kept outside lies beyond its end. unsealed: an entry that never came in line.
 */
export type Fault = { kind: 'changed' | 'removed' | 'missing' | 'rewritten' | 'cut' | 'unsealed'; seq: number | null; entryId: string | null }

export type Verifier = {
  /** The next link of the chain, in order of `seq`; says what is wrong at it. */
  take(link: Link): Fault | null
  /** After the last link. */
  end(): Fault | null
  /** The last link that held. */
  head(): Head
}

/** Goes along a chain from its beginning and compares it with heads kept outside. */
export function verifier(heads: readonly Head[]): Verifier {
  const outside = heads.toSorted((one, other) => one.seq - other.seq)
  let passed = 0
  let last = beginning
  function take({ seq, entryId, hash, entry }: Link): Fault | null {
    if (seq !== last.seq + 1) return { kind: 'missing', seq: last.seq + 1, entryId: null }
    if (!entry) return { kind: 'removed', seq, entryId }
    const expected = sealAfter(last, entry)
    if (entry.id !== entryId || expected.hash !== hash) return { kind: 'changed', seq, entryId }
    for (; passed < outside.length && outside[passed]!.seq <= seq; passed++) {
      const head = outside[passed]!
      if (head.seq === seq && head.hash !== hash) return { kind: 'rewritten', seq, entryId }
    }
    last = expected
    return null
  }
  return {
    take,
    end: () => (passed < outside.length ? { kind: 'cut', seq: last.seq + 1, entryId: null } : null),
    head: () => last,
  }
}
