import { type ComponentType, Suspense } from 'react'
import type { SelectProps as AriaSelectProps } from 'react-aria-components/Select'
import { ComingField, type FieldProps } from './field.tsx'
import type { IconName } from './icon.tsx'
import { soon } from './later.tsx'
import type { Option } from './options.tsx'

export type SelectProps<Id extends string> = Omit<AriaSelectProps<Option>, 'children' | 'className' | 'value' | 'defaultValue' | 'onChange'> &
  FieldProps & {
    options: readonly (Option & { id: Id })[]
    value?: Id | null
    defaultValue?: Id
    onChange?: (id: Id) => void
    icon?: IconName
    small?: boolean
  }

const SelectList = soon((() => import('./select-list.tsx')) as () => Promise<{ default: ComponentType<SelectProps<string>> }>)

/** One of a short list. For a long list, or one that is found by typing, `ComboBox`. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, bare, className, options, value, defaultValue, placeholder } = props
  const chosen = options.find((option) => option.id === (value ?? defaultValue))
  return (
    <Suspense fallback={<ComingField label={label} bare={bare} className={className} says={chosen?.label ?? placeholder} />}>
      <SelectList {...(props as unknown as SelectProps<string>)} />
    </Suspense>
  )
}
