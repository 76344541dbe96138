import type { CustomField } from '../../../contract/custom-fields.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { When } from '../../ui/values.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { useFieldChanges } from './field-changes.ts'

/** What can still be brought back. */
export function RemovedFields({ fields }: { fields: readonly CustomField[] }) {
  const words = useWords('fields')
  const language = useLanguage()
  const { bringBack } = useFieldChanges()
  return (
    <Card title={words.removedTitle}>
      <p className="muted small">{words.removedHint}</p>
      <ul className="own-fields">
        {fields.map((field) => (
          <li key={field.id} className="own-field">
            <span className="grow">
              <bdi dir="auto">{field.label[language]}</bdi>{' '}
              <span className="faint small">
                {words.subjects[field.subject]} · {field.removedAt && <When at={field.removedAt} />}
              </span>
            </span>
            <Button small onPress={() => void bringBack(field)}>
              {words.bringBack} <span className="hidden-text">{field.label[language]}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
