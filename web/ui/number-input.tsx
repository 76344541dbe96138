import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField } from 'react-aria-components/NumberField'
import { FieldEnd, FieldLabel } from './field.tsx'
import type { NumberFieldProps } from './number-field.tsx'

/** The field itself. */
export default function NumberInput({ label, hint, bare, className = '', placeholder, ...rest }: NumberFieldProps) {
  return (
    <NumberField {...rest} className={`field ${className}`}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Group className="input">
        <Input placeholder={placeholder} className="ltr" />
      </Group>
      <FieldEnd hint={hint} />
    </NumberField>
  )
}
