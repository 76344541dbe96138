import { useSentence } from '../../ui/problem.tsx'
import { refusalOf } from '../../ui/refusal.ts'
import { useWords } from '../../words.tsx'

/** Why a file or an import was refused, as exactly as it is known. */
export function useReason() {
  const words = useWords('exchange')
  const sentence = useSentence()
  return (thrown: unknown) => {
    const { code, facts, fields } = refusalOf(thrown)
    const reason = String(facts?.reason ?? '')
    if (code === 'unreadable-file' && reason in words.unreadable) {
      const text = words.unreadable[reason as keyof typeof words.unreadable]
      return facts?.row ? `${text} (${words.rowNo(Number(facts.row))})` : text
    }
    const names = Object.keys(fields ?? {}).flatMap((field) => fieldName(words, field.split('.').at(-1) ?? '') ?? [])
    return names.length > 0 ? words.missing(names.join(', ')) : sentence(thrown)
  }
}

/** What a problem kept with an import says, in the form of one that was thrown. */
export const asThrown = (problem: object) => Object.assign(new Error('refused'), { body: problem })

type Words = ReturnType<typeof useWords<'exchange'>>
export const fieldName = (words: Words, field: string): string | undefined => (field in words.field ? words.field[field as keyof Words['field']] : undefined)
