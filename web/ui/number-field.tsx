import { Suspense } from 'react'
import type { NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components/NumberField'
import { ComingField, type FieldProps } from './field.tsx'
import { minorUnits, numberText } from './formats.ts'
import { soon } from './later.tsx'
import { useLocale } from './place.tsx'

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'children' | 'className'> & FieldProps & { placeholder?: string }

const NumberInput = soon(() => import('./number-input.tsx'))

/** A number, typed or stepped with the arrow keys. `formatOptions` gives it a currency or a unit. */
export function NumberField(props: NumberFieldProps) {
  const { label, bare, className, value, defaultValue, formatOptions } = props
  const locale = useLocale()
  const number = value ?? defaultValue
  const says = number === undefined || Number.isNaN(number) ? undefined : numberText(locale, number, formatOptions)
  return (
    <Suspense fallback={<ComingField label={label} bare={bare} className={className} says={says} />}>
      <NumberInput {...props} />
    </Suspense>
  )
}

type MoneyProps = Omit<NumberFieldProps, 'value' | 'onChange' | 'formatOptions'> & {
  minor: number | null
  onMinor: (minor: number | null) => void
  currency: string
}

/** Money in whole minor units, typed as people write it. */
export function MoneyField({ minor, onMinor, currency, ...rest }: MoneyProps) {
  const units = minorUnits(currency)
  return (
    <NumberField
      {...rest}
      formatOptions={{ style: 'currency', currency }}
      value={minor === null ? Number.NaN : minor / units}
      onChange={(value) => onMinor(Number.isNaN(value) ? null : Math.round(value * units))}
    />
  )
}

/** A part of a whole, from 0 to 1, typed in percent; NaN where it is empty. */
export const ShareField = (props: Omit<NumberFieldProps, 'formatOptions' | 'maxValue'>) => (
  <NumberField minValue={0} {...props} maxValue={1} formatOptions={{ style: 'percent' }} />
)
