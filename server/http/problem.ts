import { type Conflicts, type FieldFault, type ProblemBody, type ProblemCode, problems } from '../../contract/problems.ts'

/** A refusal the user can act on. Anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly fields: Record<string, FieldFault> | undefined
  readonly facts: Record<string, string | number> | undefined
  readonly conflicts: Conflicts | undefined
  /** What was written before the refusal stays: a guess is counted although it was wrong. */
  readonly kept: boolean

  constructor(code: ProblemCode, details: Pick<ProblemBody, 'fields' | 'facts' | 'conflicts'> & { kept?: boolean } = {}) {
    super(code)
    this.code = code
    this.fields = details.fields
    this.facts = details.facts
    this.conflicts = details.conflicts
    this.kept = details.kept ?? false
  }

  body(): ProblemBody {
    return { code: this.code, status: problems[this.code], fields: this.fields, facts: this.facts, conflicts: this.conflicts }
  }
}

/** Refuses with one fault at one field. */
export const invalid = (field: string, fault: FieldFault) => new Problem('invalid', { fields: { [field]: fault } })

/** `value`, or the answer "not found" — also for what exists but may not be seen. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Problem('not-found')
  return value
}

type DatabaseError = Error & { code?: string; constraint?: string }

/** What a database error means to the user, where it means anything. */
export function problemOfDatabase(error: unknown): Problem | undefined {
  const { code = '', constraint = '' } = error as DatabaseError
  if (code === '23505') return new Problem('already-exists')
  if (code === '22021') return new Problem('invalid') // a character PostgreSQL keeps in no text
  if (code === '23503') {
    const column = /_([a-z]+_id)_fkey$/.exec(constraint)?.[1]
    if (column)
      return invalid(
        column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        'unknown',
      )
    return new Problem('still-in-use')
  }
  if (code === '53100') return new Problem('no-room')
  if (isAway(error as DatabaseError & { syscall?: string })) return new Problem('unavailable')
}

/** Nobody is behind the connection, or it takes nobody in: gone, starting, ending, recovering, full, or so busy that it took too long. */
function isAway({ code = '', message, syscall }: DatabaseError & { syscall?: string }) {
  if (syscall === 'connect' || ['ECONNRESET', 'EPIPE'].includes(code)) return true
  if (/^(08|53|57P|57014|25P03|58030|25006)/.test(code)) return true
  return /^Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed/.test(message ?? '')
}

/** What an error of the file system means to the user, where it means anything. */
export function problemOfFiles(error: unknown): Problem | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  if (['ENOSPC', 'EDQUOT'].includes(code)) return new Problem('no-room')
}
