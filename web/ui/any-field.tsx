/** A control for a value of a kind that is known only when it is shown. */
import type { AnyValueProps } from './any-value.tsx'
import { CheckboxGroup } from './choice.tsx'
import { DateField } from './date-field.tsx'
import { MoneyField, NumberField } from './number-field.tsx'
import { usePlace } from './place.tsx'
import { Select } from './select.tsx'
import { TextField } from './text-field.tsx'

export type AnyFilled = string | number | boolean | string[]
export type AnyFieldShape = {
  key: string
  kind: AnyValueProps['kind']
  label: string
  hint?: string | undefined
  /** What is chosen from; of yes and no `true` and `false`. */
  options: readonly { id: string; label: string }[]
}
type Props = {
  field: AnyFieldShape
  name: string
  value: AnyFilled | undefined
  onValue(value: AnyFilled | undefined): void
  /** What takes a choice back; where there is none, the field must be filled. */
  none?: string
  autoFocus?: boolean
}

export function AnyField({ field: { kind, label, hint, options }, name, value, onValue, none, autoFocus }: Props) {
  const { currency } = usePlace()
  const shared = { name, label, hint, isRequired: none === undefined, autoFocus }
  switch (kind) {
    case 'number':
      return <NumberField {...shared} value={(value as number | undefined) ?? Number.NaN} onChange={(next) => onValue(Number.isNaN(next) ? undefined : next)} />
    case 'money':
      return <MoneyField {...shared} currency={currency} minor={(value as number | undefined) ?? null} onMinor={(minor) => onValue(minor ?? undefined)} />
    case 'date':
      return <DateField {...shared} from="1900-01-01" day={(value as string | undefined) ?? null} onDay={(day) => onValue(day ?? undefined)} />
    case 'choices':
      return (
        <CheckboxGroup
          name={name}
          label={label}
          hint={hint}
          isRequired={none === undefined}
          options={options}
          value={(value as string[] | undefined) ?? []}
          onChange={(next) => onValue(next.length > 0 ? next : undefined)}
        />
      )
    case 'yesNo':
    case 'choice':
    case 'person':
      return (
        <Select
          {...shared}
          value={value === undefined ? (none === undefined ? null : nothing) : String(value)}
          options={none === undefined ? options : [{ id: nothing, label: none }, ...options]}
          onChange={(id) => onValue(id === nothing ? undefined : kind === 'yesNo' ? id === 'true' : id)}
        />
      )
    default:
      return <TextField {...shared} ltr={kind !== 'text'} value={String(value ?? '')} onChange={(text) => onValue(text || undefined)} />
  }
}

const nothing = 'none'

/** What was filled with one field changed; an emptied one is not there. */
export function withFilled(filled: Readonly<Record<string, AnyFilled>>, key: string, value: AnyFilled | undefined): Record<string, AnyFilled> {
  const { [key]: _, ...others } = filled
  return value === undefined ? others : { ...others, [key]: value }
}
