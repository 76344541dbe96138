import { TextField } from '../../ui/text-field.tsx'
import { hourOf } from './hour.ts'

/** An hour of the day in 24 hours, whatever the browser thinks of clocks. */
export function HourField({
  name,
  label,
  value,
  onChange,
  isReadOnly,
}: {
  name: string
  label: string
  value: string
  onChange: (hour: string) => void
  isReadOnly: boolean
}) {
  return (
    <TextField
      bare
      ltr
      inputMode="numeric"
      placeholder="00:00"
      maxLength={5}
      name={name}
      label={label}
      value={value}
      onChange={onChange}
      onBlur={() => onChange(hourOf(value))}
      isReadOnly={isReadOnly}
    />
  )
}
