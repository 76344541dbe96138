import type { User } from '../../../contract/people.ts'
import { RadioGroup } from '../../ui/choice.tsx'
import { useWords } from '../../words.tsx'

type Speaking = Pick<User, 'formOfAddress' | 'language'>

/** How Kesher speaks to one of our people. */
export function SpeakingFields({ formOfAddress, language, onChange }: Speaking & { onChange: (part: Partial<Speaking>) => void }) {
  const words = useWords('people')
  return (
    <>
      <RadioGroup
        segmented
        label={words.formOfAddress}
        value={formOfAddress}
        onChange={(formOfAddress) => onChange({ formOfAddress })}
        options={(['f', 'm', 'x'] as const).map((id) => ({ id, label: words.forms[id] }))}
      />
      <RadioGroup
        segmented
        label={words.language}
        value={language}
        onChange={(language) => onChange({ language })}
        options={[
          { id: 'he', label: words.hebrew },
          { id: 'en', label: words.english },
        ]}
      />
    </>
  )
}
