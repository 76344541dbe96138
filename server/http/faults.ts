import type { core } from 'zod'
import { type FieldFault, fieldFaults } from '../../contract/problems.ts'

/** The faults zod found, by dotted path, in our own closed words. */
export function faultsOf(error: core.$ZodError): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {}
  for (const issue of error.issues) faults[issue.path.join('.')] ??= fault(issue)
  return faults
}

function fault(issue: core.$ZodIssue): FieldFault {
  if ((fieldFaults as readonly string[]).includes(issue.message)) return issue.message as FieldFault
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'required' : 'malformed'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? (issue.minimum === 1 ? 'required' : 'too-short') : 'too-small'
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-large'
    case 'invalid_value':
      return 'unknown'
    case 'invalid_format':
      return issue.format === 'date' || issue.format === 'datetime' ? 'not-a-date' : issue.format === 'email' ? 'not-an-email' : 'malformed'
    default:
      return 'malformed'
  }
}
