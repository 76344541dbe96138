/** What a refused answer tells a form, whatever sent it. */
import type { Areas } from '../../words/areas.ts'

type Words = Areas['problems']
export type Refusal = {
  code: keyof Words['problem']
  /** Faults by the name of the field. */
  fields?: Record<string, keyof Words['field']>
  facts?: Record<string, string | number>
  /** With a bug: the id to quote. */
  id?: string
}

/** The refusal inside what was thrown; anything else that is thrown is a bug of ours. */
export function refusalOf(thrown: unknown): Refusal {
  const body = thrown instanceof Error && 'body' in thrown ? (thrown.body as Partial<Refusal>) : {}
  return body.code ? (body as Refusal) : { code: 'unexpected' }
}
