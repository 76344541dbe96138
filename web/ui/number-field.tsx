import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField as AriaNumberField, type NumberFieldProps } from 'react-aria-components/NumberField'
import { FieldEnd, FieldLabel, type FieldProps } from './field.tsx'

type Props = Omit<NumberFieldProps, 'children' | 'className'> & FieldProps & { placeholder?: string }

/** A number, typed or stepped with the arrow keys. `formatOptions` gives it a currency or a unit. */
export function NumberField({ label, hint, bare, className = '', placeholder, ...rest }: Props) {
  return (
    <AriaNumberField {...rest} className={`field ${className}`}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Group className="input">
        <Input placeholder={placeholder} className="ltr" />
      </Group>
      <FieldEnd hint={hint} />
    </AriaNumberField>
  )
}

/** Money in whole minor units, typed as people write it. */
export function MoneyField({
  minor,
  onMinor,
  currency,
  ...rest
}: Omit<Props, 'value' | 'onChange' | 'formatOptions'> & { minor: number | null; onMinor: (minor: number | null) => void; currency: string }) {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return (
    <NumberField
      {...rest}
      formatOptions={{ style: 'currency', currency }}
      value={minor === null ? Number.NaN : minor / 10 ** digits}
      onChange={(value) => onMinor(Number.isNaN(value) ? null : Math.round(value * 10 ** digits))}
    />
  )
}
