/** The company's own fields without which no file is opened. */
import { useMemo } from 'react'
import { useFields, useShapes } from '../../api/fields.ts'
import { AnyField, type AnyFilled, withFilled } from '../../ui/any-field.tsx'

export type Filled = Record<string, AnyFilled>
type Props = { filled: Filled; onFill(filled: Filled): void }

export function RequiredFields({ filled, onFill }: Props) {
  const fields = useFields('customer')
  const required = useShapes(useMemo(() => fields.filter((field) => field.required && field.fallback === null), [fields]))
  return required.map((field) => (
    <AnyField
      key={field.key}
      field={field}
      name={`custom.${field.key}`}
      value={filled[field.key]}
      onValue={(value) => onFill(withFilled(filled, field.key, value))}
    />
  ))
}
