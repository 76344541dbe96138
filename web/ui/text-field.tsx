import type { ReactNode, Ref } from 'react'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'
import { FieldEnd, FieldLabel, type FieldProps } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

type Props = Omit<TextFieldProps, 'children' | 'className'> & FieldProps & { placeholder?: string }

/** One line of text. `ltr` for what is written left to right in every language: phone, e-mail, number, address of a site. */
export function TextField({
  label,
  hint,
  bare,
  className = '',
  placeholder,
  icon,
  end,
  ltr,
  inputRef,
  ...rest
}: Props & { icon?: IconName; end?: ReactNode; ltr?: boolean; inputRef?: Ref<HTMLInputElement> }) {
  return (
    <AriaTextField {...rest} className={`field ${className}`}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <Group className="input">
        {icon && <Icon name={icon} />}
        <Input ref={inputRef} placeholder={placeholder ?? ' '} className={ltr ? 'ltr' : ''} dir={ltr ? 'ltr' : 'auto'} />
        {end}
      </Group>
      <FieldEnd hint={hint} />
    </AriaTextField>
  )
}

/** Text of several lines; it grows as it is written, and takes the direction of what is written. */
export function TextArea({
  label,
  hint,
  bare,
  className = '',
  placeholder,
  rows = 3,
  inputRef,
  ...rest
}: Props & { rows?: number; inputRef?: Ref<HTMLTextAreaElement> }) {
  return (
    <AriaTextField {...rest} className={`field ${className}`}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <AriaTextArea ref={inputRef} className="input" rows={rows} placeholder={placeholder ?? ' '} dir="auto" />
      <FieldEnd hint={hint} />
    </AriaTextField>
  )
}
