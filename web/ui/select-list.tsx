import { Button } from 'react-aria-components/Button'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { useWords } from '../words.tsx'
import { FieldEnd, FieldLabel } from './field.tsx'
import { Icon } from './icon.tsx'
import { type Option, OptionList } from './options.tsx'
import type { SelectProps } from './select.tsx'

/** The select itself. */
export default function SelectList({ label, hint, bare, className = '', options, value, defaultValue, onChange, icon, small, ...rest }: SelectProps<string>) {
  const words = useWords('common')
  return (
    <AriaSelect<Option>
      placeholder={words.choose}
      {...rest}
      className={`field ${className}`}
      value={value}
      defaultValue={defaultValue}
      onChange={(id) => onChange?.(id as string)}
    >
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
