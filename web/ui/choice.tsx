import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox'
import { CheckboxGroup as AriaCheckboxGroup, type CheckboxGroupProps } from 'react-aria-components/CheckboxGroup'
import { RadioGroup as AriaRadioGroup, Radio, type RadioGroupProps } from 'react-aria-components/RadioGroup'
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components/Switch'
import { FieldEnd, FieldLabel, type FieldProps } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

export function Checkbox({
  children,
  label,
  className = '',
  ...rest
}: Omit<CheckboxProps, 'children' | 'className'> & {
  children?: ReactNode /** Read aloud where no text stands beside it. */
  label?: string
  className?: string
}) {
  return (
    <AriaCheckbox {...rest} aria-label={label} className={`checkbox ${className}`}>
      {({ isIndeterminate }) => (
        <>
          <span className="mark">
            <Icon name={isIndeterminate ? 'minus' : 'check'} />
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}

/** Something that is on or off at once, without saving. */
export function Switch({ children, label, ...rest }: Omit<SwitchProps, 'children' | 'className'> & { children?: ReactNode; label?: string }) {
  return (
    <AriaSwitch {...rest} aria-label={label} className="switch">
      <span className="track" />
      {children}
    </AriaSwitch>
  )
}

type Choice<Id extends string> = { id: Id; label: string; icon?: IconName; disabled?: boolean }

type RadioProps<Id extends string> = Omit<RadioGroupProps, 'children' | 'className' | 'value' | 'defaultValue' | 'onChange'> &
  FieldProps & {
    options: readonly Choice<Id>[]
    value?: Id | null
    defaultValue?: Id
    onChange?: (id: Id) => void /** Side by side in one frame. */
    segmented?: boolean
  }

/** One of a few, all in sight. */
export function RadioGroup<Id extends string>({ label, hint, bare, className = '', options, onChange, segmented, ...rest }: RadioProps<Id>) {
  return (
    <AriaRadioGroup
      {...rest}
      orientation={segmented ? 'horizontal' : rest.orientation}
      className={`field ${className}`}
      onChange={(id) => onChange?.(id as Id)}
    >
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <div className={segmented ? 'segmented' : 'options'} data-orientation={rest.orientation}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} isDisabled={option.disabled} className="radio">
            <span className="mark" />
            {option.icon && <Icon name={option.icon} />}
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldEnd hint={hint} />
    </AriaRadioGroup>
  )
}

/** Any of a few, all in sight. */
export function CheckboxGroup({
  label,
  hint,
  bare,
  className = '',
  options,
  ...rest
}: Omit<CheckboxGroupProps, 'children' | 'className'> & FieldProps & { options: readonly Choice<string>[]; orientation?: 'horizontal' | 'vertical' }) {
  return (
    <AriaCheckboxGroup {...rest} className={`field ${className}`}>
      <FieldLabel label={label} bare={bare} must={rest.isRequired} />
      <div className="options" data-orientation={rest.orientation}>
        {options.map((option) => (
          <Checkbox key={option.id} value={option.id} isDisabled={option.disabled}>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <FieldEnd hint={hint} />
    </AriaCheckboxGroup>
  )
}
