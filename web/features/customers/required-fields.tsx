/** The company's own fields without which no file is opened. */
import type { CustomField, CustomValue } from '../../../contract/custom-fields.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { useSession } from '../../api/session.ts'
import { CheckboxGroup } from '../../ui/choice.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export type Filled = Record<string, CustomValue>
type Props = { filled: Filled; onFill(filled: Filled): void }

export function RequiredFields({ filled, onFill }: Props) {
  const required = useFields('customer').filter((field) => field.required && field.fallback === null)
  return required.map((field) => (
    <OneField key={field.key} field={field} value={filled[field.key]} onValue={(value) => onFill(withValue(filled, field.key, value))} />
  ))
}

function withValue(filled: Filled, key: string, value: CustomValue | undefined): Filled {
  const { [key]: _, ...others } = filled
  return value === undefined || value === '' ? others : { ...others, [key]: value }
}

type One = { field: CustomField; value: CustomValue | undefined; onValue(value: CustomValue | undefined): void }

function OneField({ field, value, onValue }: One) {
  const language = useLanguage()
  const words = useWords('custom')
  const names = useNames([field])
  const { currency } = useSession().company
  const shared = { name: `custom.${field.key}`, label: field.label[language], hint: field.help[language] || undefined, isRequired: true }
  const choices = field.choices.map((choice) => ({ id: choice.key, label: choice[language] }))
  switch (field.type) {
    case 'number':
      return <NumberField {...shared} value={(value as number | undefined) ?? Number.NaN} onChange={(next) => onValue(Number.isNaN(next) ? undefined : next)} />
    case 'money':
      return <MoneyField {...shared} currency={currency} minor={(value as number | undefined) ?? null} onMinor={(minor) => onValue(minor ?? undefined)} />
    case 'date':
      return <DateField {...shared} day={(value as string | undefined) ?? null} onDay={(day) => onValue(day ?? undefined)} />
    case 'choices':
      return (
        <CheckboxGroup
          {...shared}
          options={choices}
          value={(value as string[] | undefined) ?? []}
          onChange={(next) => onValue(next.length > 0 ? next : undefined)}
        />
      )
    case 'yesNo':
      return (
        <Select
          {...shared}
          value={value === undefined ? null : String(value)}
          options={[
            { id: 'true', label: words.yes },
            { id: 'false', label: words.no },
          ]}
          onChange={(id) => onValue(id === 'true')}
        />
      )
    case 'choice':
    case 'person':
      return (
        <Select
          {...shared}
          value={(value as string | undefined) ?? null}
          options={field.type === 'choice' ? choices : [...names].map(([id, label]) => ({ id, label }))}
          onChange={onValue}
        />
      )
    default:
      return <TextField {...shared} ltr={field.type !== 'text'} value={String(value ?? '')} onChange={onValue} />
  }
}
