import type { DateValue } from '@internationalized/date'
import { Suspense } from 'react'
import type { DatePickerProps } from 'react-aria-components/DatePicker'
import { ComingField, type FieldProps } from './field.tsx'
import { dayText } from './formats.ts'
import { soon } from './later.tsx'
import { useLocale } from './place.tsx'

export type DateFieldProps = Omit<DatePickerProps<DateValue>, 'children' | 'className' | 'value' | 'defaultValue' | 'onChange' | 'minValue' | 'maxValue'> &
  FieldProps & {
    /** `YYYY-MM-DD`. */
    day?: string | null
    defaultDay?: string
    onDay?: (day: string | null) => void
    from?: string
    until?: string
  }

const DatePickerField = soon(() => import('./date-picker.tsx'))

/** A day, typed part by part or picked from a calendar whose weeks start on Sunday. */
export function DateField(props: DateFieldProps) {
  const { label, bare, className, day, defaultDay } = props
  const locale = useLocale()
  const shown = day ?? defaultDay
  return (
    <Suspense fallback={<ComingField label={label} bare={bare} className={className} says={shown ? dayText(locale, shown) : undefined} />}>
      <DatePickerField {...props} />
    </Suspense>
  )
}
