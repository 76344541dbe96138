import { useState } from 'react'
import type { CustomField, FieldSubject } from '../../../contract/custom-fields.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { later } from '../../ui/later.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Code } from '../../ui/values.tsx'
import { useLanguage, useWords } from '../../words.tsx'
import { useFieldChanges } from './field-changes.ts'

const FieldDialog = later(() => import('./field-dialog.tsx'))

type Editing = { subject: FieldSubject; field?: CustomField }

/** The fields in use, by what they are of. */
export function FieldList({ fields }: { fields: readonly CustomField[] }) {
  const words = useWords('fields')
  const [editing, setEditing] = useState<Editing>()
  const subjects = Object.keys(words.subjects) as FieldSubject[]
  const tabs = subjects.map((subject) => {
    const own = fields.filter((field) => field.subject === subject)
    return {
      id: subject,
      label: words.subjects[subject],
      count: own.length,
      content: (
        <div className="column">
          {own.length === 0 && <p className="muted">{words.empty}</p>}
          <ul className="own-fields" aria-label={words.subjects[subject]}>
            {own.map((field, place) => (
              <OneField
                key={field.id}
                field={field}
                fields={fields}
                first={place === 0}
                last={place === own.length - 1}
                onEdit={() => setEditing({ subject, field })}
              />
            ))}
          </ul>
          <div>
            <Button icon="plus" onPress={() => setEditing({ subject })}>
              {words.add}
            </Button>
          </div>
        </div>
      ),
    }
  })
  return (
    <>
      <Tabs label={words.title} tabs={tabs} />
      {editing && <FieldDialog {...editing} onClose={() => setEditing(undefined)} />}
    </>
  )
}

type Props = { field: CustomField; fields: readonly CustomField[]; first: boolean; last: boolean; onEdit(): void }

function OneField({ field, fields, first, last, onEdit }: Props) {
  const words = useWords('fields')
  const { roles } = useWords('people')
  const { stageOf } = useWords('standing')
  const language = useLanguage()
  const { move, remove } = useFieldChanges()
  const label = field.label[language]
  return (
    <li className="own-field">
      <div className="grow">
        <strong>
          <bdi dir="auto">{label}</bdi>
        </strong>{' '}
        <span className="own-field-type faint small">
          {words.types[field.type]} · <Code>{field.key}</Code>
        </span>
        <div className="row wrap">
          {field.section[language] && <Chip>{field.section[language]}</Chip>}
          {field.required && <Chip tone="accent">{words.requiredShort}</Chip>}
          {field.requiredFrom && <Chip tone="accent">{words.requiredFromShort(stageOf[field.requiredFrom])}</Chip>}
          {field.hiddenFrom.map((role) => (
            <Chip key={role} tone="warn">
              {words.hiddenShort(roles[role])}
            </Chip>
          ))}
        </div>
      </div>
      <IconButton small icon="arrow-up" label={words.moveUp(label)} isDisabled={first} onPress={() => void move(fields, field, -1)} />
      <IconButton small icon="arrow-down" label={words.moveDown(label)} isDisabled={last} onPress={() => void move(fields, field, 1)} />
      <IconButton small icon="pencil" label={words.editOf(label)} onPress={onEdit} />
      <IconButton small danger icon="trash-2" label={words.removeOf(label)} onPress={() => void remove(field)} />
    </li>
  )
}
