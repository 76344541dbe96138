import { Suspense } from 'react'
import type { ComboBoxProps as AriaComboBoxProps } from 'react-aria-components/ComboBox'
import { ComingField, type FieldProps } from './field.tsx'
import type { IconName } from './icon.tsx'
import { soon } from './later.tsx'
import type { Option } from './options.tsx'

export type ComboBoxProps = Omit<
  AriaComboBoxProps<Option>,
  'children' | 'className' | 'items' | 'defaultItems' | 'value' | 'onChange' | 'selectedKey' | 'onSelectionChange'
> &
  FieldProps & {
    options?: readonly Option[]
    /** Finds options for what was typed, where there are too many to hand over. */
    find?: (text: string, signal: AbortSignal) => Promise<Option[]>
    value?: string | null
    onChange?: (id: string | null, option: Option | undefined) => void
    placeholder?: string
    icon?: IconName
  }

const ComboBoxList = soon(() => import('./combo-box-list.tsx'))

/** One of many, found by typing. */
export function ComboBox(props: ComboBoxProps) {
  const { label, bare, className, options, value, placeholder } = props
  const chosen = options?.find((option) => option.id === value)
  return (
    <Suspense fallback={<ComingField label={label} bare={bare} className={className} says={chosen?.label ?? placeholder} />}>
      <ComboBoxList {...props} />
    </Suspense>
  )
}
