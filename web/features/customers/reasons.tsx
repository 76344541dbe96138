import type { DuplicateReason } from '../../../contract/duplicates.ts'
import { Chip } from '../../ui/chip.tsx'
import { useWords } from '../../words.tsx'

/** What a field says of two files, in words. */
export function useReasonText() {
  const words = useWords('duplicates')
  return ({ field, level, letters }: DuplicateReason): string => {
    if (field === 'name' && letters) return words.nameLetters(letters)
    const ofField: Record<string, string> = words.says[field as keyof typeof words.says]
    return ofField[level] ?? level
  }
}

/** Says so little that it is not worth a word. */
const silent = 0.5

/** What speaks for one customer, and what against it, the weightiest first. */
export function Reasons({ of }: { of: readonly DuplicateReason[] }) {
  const words = useWords('duplicates')
  const text = useReasonText()
  const speaking = of.filter(({ bits }) => Math.abs(bits) >= silent)
  return (
    <>
      {[true, false].map((speaksFor) => {
        const reasons = speaking.filter(({ bits }) => bits > 0 === speaksFor)
        return (
          reasons.length > 0 && (
            <ul key={String(speaksFor)} className="duplicate-reasons" aria-label={speaksFor ? words.speaksFor : words.speaksAgainst}>
              {reasons.map((reason) => (
                <li key={reason.field}>
                  <Chip tone={speaksFor ? 'good' : 'warn'} icon={speaksFor ? 'check' : 'minus'}>
                    {text(reason)}
                  </Chip>
                </li>
              ))}
            </ul>
          )
        )
      })}
    </>
  )
}
