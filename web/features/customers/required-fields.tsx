/** The company's own fields without which no file is opened. */
import { useMemo } from 'react'
import { useFields, useShapes } from '../../api/fields.ts'
import { AnyFields, type AnyFieldsProps } from '../../ui/any-fields.tsx'

export function RequiredFields({ filled, onFill }: Pick<AnyFieldsProps, 'filled' | 'onFill'>) {
  const fields = useFields('customer')
  const required = useShapes(useMemo(() => fields.filter((field) => field.required && field.fallback === null), [fields]))
  return <AnyFields fields={required} filled={filled} onFill={onFill} />
}
