import { Button } from 'react-aria-components/Button'
import { Select as AriaSelect, type SelectProps, SelectValue } from 'react-aria-components/Select'
import { FieldEnd, FieldLabel, type FieldProps } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'
import { type Option, OptionList } from './options.tsx'

type Props<Id extends string> = Omit<SelectProps<Option>, 'children' | 'className' | 'value' | 'defaultValue' | 'onChange'> &
  FieldProps & {
    options: readonly (Option & { id: Id })[]
    value?: Id | null
    defaultValue?: Id
    onChange?: (id: Id) => void
    icon?: IconName
    small?: boolean
  }

/** One of a short list. For a long list, or one that is found by typing, `ComboBox`. */
export function Select<Id extends string>({ label, hint, bare, className = '', options, value, defaultValue, onChange, icon, small, ...rest }: Props<Id>) {
  return (
    <AriaSelect<Option> {...rest} className={`field ${className}`} value={value} defaultValue={defaultValue} onChange={(id) => onChange?.(id as Id)}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Button className={`input select-button ${small ? 'small' : ''}`}>
        {icon && <Icon name={icon} />}
        <SelectValue<Option> className="select-value">{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
        <Icon name="chevrons-up-down" size={14} />
      </Button>
      <FieldEnd hint={hint} />
      <OptionList items={options} />
    </AriaSelect>
  )
}
