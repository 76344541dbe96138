import type { FieldLimits } from '../../../contract/custom-fields.ts'
import { useSession } from '../../api/session.ts'
import { DateField } from '../../ui/date-field.tsx'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { useWords } from '../../words.tsx'
import type { Draft } from './field-draft.ts'

/** What a value must keep to, as its type allows. */
export function LimitFields({ draft: { type, limits }, onChange }: { draft: Draft; onChange(limits: FieldLimits): void }) {
  const words = useWords('fields')
  const { company } = useSession()
  const set = (part: { [Name in keyof FieldLimits]: FieldLimits[Name] | null | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...limits, ...part }).filter(([, value]) => value !== null && value !== undefined)) as FieldLimits)
  const number = (value: number) => (Number.isNaN(value) ? undefined : value)
  if (type === 'number')
    return (
      <>
        <NumberField name="limits.min" label={words.least} value={limits.min ?? Number.NaN} onChange={(min) => set({ min: number(min) })} />
        <NumberField name="limits.max" label={words.most} value={limits.max ?? Number.NaN} onChange={(max) => set({ max: number(max) })} />
      </>
    )
  if (type === 'money')
    return (
      <>
        <MoneyField label={words.least} currency={company.currency} minor={limits.min ?? null} onMinor={(min) => set({ min })} />
        <MoneyField label={words.most} currency={company.currency} minor={limits.max ?? null} onMinor={(max) => set({ max })} />
      </>
    )
  if (type === 'date')
    return (
      <>
        <DateField label={words.earliest} day={limits.earliest ?? null} onDay={(earliest) => set({ earliest })} />
        <DateField label={words.latest} day={limits.latest ?? null} onDay={(latest) => set({ latest })} />
      </>
    )
  if (type === 'text')
    return (
      <>
        <NumberField
          name="limits.longest"
          label={words.longest}
          minValue={1}
          maxValue={2000}
          value={limits.longest ?? Number.NaN}
          onChange={(longest) => set({ longest: number(longest) })}
        />
        <Select
          label={words.form}
          value={limits.form ?? 'any'}
          options={(Object.entries(words.forms) as [NonNullable<FieldLimits['form']>, string][]).map(([id, label]) => ({ id, label }))}
          onChange={(form) => set({ form: form === 'any' ? undefined : form })}
        />
      </>
    )
  return null
}
