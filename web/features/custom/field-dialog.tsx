import { useRef, useState } from 'react'
import type { CustomField, FieldSubject } from '../../../contract/custom-fields.ts'
import { type LoyaltyStep, loyaltySteps } from '../../../contract/segments.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { Checkbox, CheckboxGroup } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { ChoiceEditor } from './choice-editor.tsx'
import { refreshFields } from './field-changes.ts'
import { changeOf, type Draft, emptyDraft, isChosen, isSearched, keyFrom, newFieldOf } from './field-draft.ts'
import { LimitFields } from './limit-fields.tsx'

type Props = { subject: FieldSubject; field?: CustomField; onClose(): void }

/** Writing a field. Its key and its type are for ever; everything else may change. */
export default function FieldDialog({ subject, field, onClose }: Props) {
  const words = useWords('fields')
  const { roles } = useWords('people')
  const { stageOf } = useWords('standing')
  const id = useRef(field?.id ?? newId())
  const [draft, setDraft] = useState<Draft>(field ?? emptyDraft)
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const pair = (name: 'label' | 'help' | 'section', he: string, en: string, must = false) =>
    (['he', 'en'] as const).map((language) => (
      <TextField
        key={`${name}.${language}`}
        name={`${name}.${language}`}
        label={language === 'he' ? he : en}
        hint={name === 'section' ? words.sectionHint : undefined}
        isRequired={must}
        maxLength={name === 'help' ? 300 : 80}
        value={draft[name][language]}
        onChange={(text) => set({ [name]: { ...draft[name], [language]: text } })}
      />
    ))

  async function save() {
    if (field) await call('PATCH /custom-fields/:id', { params: { id: field.id }, body: changeOf(draft) })
    else await call('POST /custom-fields', { body: newFieldOf(id.current, subject, draft) })
    await refreshFields()
    onClose()
  }

  return (
    <Dialog title={field ? words.edit : words.add} onClose={onClose} size="large">
      <Form onSave={save} onCancel={onClose}>
        <div className="form-fields">
          {pair('label', words.labelHe, words.labelEn, true)}
          <TextField
            name="key"
            label={words.key}
            hint={words.keyHint}
            ltr
            maxLength={40}
            isDisabled={field !== undefined}
            value={draft.key}
            placeholder={keyFrom(draft.label.en)}
            onChange={(key) => set({ key })}
          />
          <Select
            label={words.type}
            isDisabled={field !== undefined}
            value={draft.type}
            options={entries(words.types)}
            onChange={(type) => set({ type, limits: {} })}
          />
          {isChosen(draft) && <ChoiceEditor choices={draft.choices} onChange={(choices) => set({ choices })} />}
          <LimitFields draft={draft} onChange={(limits) => set({ limits })} />
          {pair('help', words.helpHe, words.helpEn)}
          {pair('section', words.sectionHe, words.sectionEn)}
          {subject === 'customer' && (
            <Select
              label={words.required}
              hint={words.requiredHint}
              value={draft.required ? 'opening' : (draft.requiredFrom ?? 'never')}
              options={[
                { id: 'never', label: words.never },
                { id: 'opening', label: words.atOpening },
                ...loyaltySteps.map((id) => ({ id, label: words.fromStage(stageOf[id]) })),
              ]}
              onChange={(id) => set({ required: id === 'opening', requiredFrom: isStep(id) ? id : null })}
            />
          )}
          {isSearched(draft) && (
            <Checkbox isSelected={draft.searchable} onChange={(searchable) => set({ searchable })}>
              {words.searchable}
            </Checkbox>
          )}
          <Select
            label={words.personal}
            className="whole"
            value={draft.personal}
            options={entries(words.personalClasses)}
            onChange={(personal) => set({ personal })}
          />
          <CheckboxGroup
            label={words.hiddenFrom}
            className="whole"
            orientation="horizontal"
            value={draft.hiddenFrom}
            options={entries(roles).filter((role) => role.id !== 'administrator')}
            onChange={(hiddenFrom) => set({ hiddenFrom: hiddenFrom as Draft['hiddenFrom'] })}
          />
        </div>
      </Form>
    </Dialog>
  )
}

const isStep = (id: string): id is LoyaltyStep => (loyaltySteps as readonly string[]).includes(id)

const entries = <Id extends string>(labels: Record<Id, string>) => (Object.entries(labels) as [Id, string][]).map(([id, label]) => ({ id, label }))
