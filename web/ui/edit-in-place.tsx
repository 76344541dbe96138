/**
 * A value that is edited where it stands. Enter or leaving the field saves, Esc gives the old value back. While saving
 * fails the field stays open with what was typed and the reason beside it.
 */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useWords } from '../words.tsx'
import { useSentence } from './problem.tsx'
import { refusalOf } from './refusal.ts'
import { TextArea, TextField } from './text-field.tsx'

type Props = {
  label: string
  /** What the editor begins with. */
  text: string
  /** The value as it is read. */
  children: ReactNode
  /** Is told what the editor began with too: the value may have changed meanwhile. */
  onSave: (text: string, began: string) => Promise<unknown>
  /** What is shown where the value is missing. */
  empty: string
  ltr?: boolean
  lines?: boolean
  hint?: string
  /** Shown in place of the reason, for faults that ask for a decision. */
  decide?: (fault: unknown, close: () => void) => ReactNode
}

export function EditInPlace({ label, text, children, onSave, empty, ltr, lines, hint, decide }: Props) {
  const common = useWords('common')
  const sentence = useSentence()
  const faultWords = useWords('problems').field
  const [typed, setTyped] = useState<string>()
  const [began, setBegan] = useState(text)
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const shown = useRef<HTMLButtonElement>(null)

  const open = () => {
    setBegan(text)
    setTyped(text)
  }
  const close = () => {
    setTyped(undefined)
    setFault(undefined)
    requestAnimationFrame(() => shown.current?.focus())
  }
  const save = async () => {
    if (typed === undefined || saving) return
    if (typed.trim() === text.trim()) return close()
    setSaving(true)
    setFault(undefined)
    try {
      await onSave(typed.trim(), began)
      close()
    } catch (error) {
      setFault(error)
    } finally {
      setSaving(false)
    }
  }

  if (typed === undefined)
    return (
      <button ref={shown} type="button" className={`edit-shown ${text === '' ? 'nothing' : ''}`} onClick={open}>
        <span className="hidden-text">{`${common.edit}, ${label}: `}</span>
        {text === '' ? empty : children}
      </button>
    )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (fault === undefined && !event.currentTarget.contains(event.relatedTarget)) void save()
  }
  const decision = fault === undefined ? undefined : decide?.(fault, close)
  const atField = fault === undefined ? undefined : Object.values(refusalOf(fault).fields ?? {})[0]
  const reason = fault === undefined || decision ? undefined : atField ? faultWords[atField] : sentence(fault)
  const change = (next: string) => {
    setTyped(next)
    setFault(undefined)
  }
  const field = { label, bare: true, value: typed, onChange: change, hint, autoFocus: true, validationBehavior: 'aria' as const, validate: () => reason }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the field inside it
    <div className="edit-open" onKeyDown={onKeyDown} onBlur={onBlur} aria-busy={saving}>
      {lines ? <TextArea {...field} rows={2} /> : <TextField {...field} ltr={ltr} />}
      {decision}
    </div>
  )
}
