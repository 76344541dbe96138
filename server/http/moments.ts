import { invalid } from './problem.ts'

const clocksMayDiffer = 86_400_000

/** When something happened: now unless told. A day ahead and more is a slip of the hand, not a fact. */
export function happenedAt(now: Date, told: string | undefined, field: string): Date {
  const at = told ? new Date(told) : now
  if (at.getTime() > now.getTime() + clocksMayDiffer) throw invalid(field, 'too-large')
  return at
}
