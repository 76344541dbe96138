/**
 * The closed list of what can go wrong for a reason the user can act on. Everything else is a bug:
 * it answers `unexpected` with an id to quote, and is logged whole.
 */
export const problems = {
  'invalid': 422,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wrong-code': 401,
  'passkey-refused': 401,
  'too-late': 410,
  'no-account': 403,
  'provider-failed': 502,
  'sealing-key-lost': 503,
  'slow-down': 429,
  'confirm-first': 403,
  'second-factor-needed': 403,
  'not-allowed': 403,
  'not-found': 404,
  'link-used-up': 410,
  'already-set-up': 409,
  'changed-meanwhile': 409,
  'already-exists': 409,
  'still-in-use': 409,
  'details-missing': 409,
  'too-large': 413,
  'unreadable-file': 422,
  'wrong-state': 409,
  'on-hold': 409,
  'key-reused': 422,
  'unavailable': 503,
  'no-room': 507,
  'unexpected': 500,
} as const

export type ProblemCode = keyof typeof problems

/** What can be wrong with one field. Each has a sentence in `words/problems.ts`. */
export const fieldFaults = [
  'required',
  'too-long',
  'too-short',
  'too-small',
  'too-large',
  'malformed',
  'unknown',
  'taken',
  'not-a-phone',
  'not-an-email',
  'check-digit',
  'not-a-date',
  'before-start',
  'guessable',
  'weak-password',
  'not-an-address',
  'not-public',
  'not-a-folder',
  'not-the-name',
] as const
export type FieldFault = (typeof fieldFaults)[number]

/** With `changed-meanwhile`, field by field: what stands there now, and what was sent. */
export type Conflicts = Record<string, { theirs: unknown; mine: unknown }>

/** The body of every refused answer (`application/problem+json`). */
export type ProblemBody = {
  code: ProblemCode
  status: number
  /** Faults by dotted field path, with `invalid`. */
  fields?: Record<string, FieldFault>
  /** Facts for the sentence: seconds to wait, the largest size … */
  facts?: Record<string, string | number>
  conflicts?: Conflicts
  /** With `unexpected`: the id the log carries. */
  id?: string
}
