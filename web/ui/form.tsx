/** A form that keeps what was typed when saving fails, with the fault at its field and the reason beside the button. */
import { type ReactNode, useRef, useState } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { useWords } from '../words.tsx'
import { Button } from './button.tsx'
import { ProblemText } from './problem.tsx'
import { refusalOf } from './refusal.ts'

export type Typed = Record<string, string>
type Props = {
  /** Sends what was typed. What it throws is shown; where it is a refusal with fields, at the fields of those names. */
  onSave: (typed: Typed) => Promise<unknown>
  /** The text of the save button. */
  save?: string
  onCancel?: () => void
  /** Beside the buttons, at the start. */
  aside?: ReactNode
  children: ReactNode
  className?: string
  label?: string
  /** Shows the fields without a way to save them. */
  readOnly?: boolean
}

export function Form({ onSave, save, onCancel, aside, children, className = '', label, readOnly }: Props) {
  const words = useWords('common')
  const { fault, faults, saving, submit, form } = useSaving(onSave)
  return (
    <AriaForm
      ref={form}
      className={`form ${className}`}
      validationBehavior="aria"
      validationErrors={faults}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        submit(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])))
      }}
    >
      {children}
      {!readOnly && (
        <div className="form-end">
          {aside}
          {fault !== undefined && <ProblemText of={fault} />}
          {onCancel && (
            <Button look="quiet" onPress={onCancel}>
              {words.cancel}
            </Button>
          )}
          <Button type="submit" look="filled" isPending={saving}>
            {save ?? words.save}
          </Button>
        </div>
      )}
    </AriaForm>
  )
}

/** Sending, its faults by field and its reason. For forms that lay their buttons out themselves. */
export function useSaving(onSave: Props['onSave']) {
  const { field } = useWords('problems')
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const named = fault === undefined ? {} : (refusalOf(fault).fields ?? {})
  const faults = Object.fromEntries(Object.entries(named).map(([name, code]) => [name, field[code]]))
  const submit = async (typed: Typed) => {
    if (saving) return
    setSaving(true)
    setFault(undefined)
    try {
      await onSave(typed)
    } catch (error) {
      setFault(error)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, button)')?.focus())
    } finally {
      setSaving(false)
    }
  }
  return { fault, faults, saving, submit, form }
}
