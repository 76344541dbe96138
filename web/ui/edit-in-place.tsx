/**
 * A value that is edited where it stands. Enter or leaving the field saves, Esc gives the old value back. While saving
 * fails the field stays open with what was typed and the reason beside it.
 */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useWords } from '../words.tsx'
import { useSentence } from './problem.tsx'
import { useReadOnly } from './read-only.tsx'
import { refusalOf } from './refusal.ts'
import { TextArea, TextField } from './text-field.tsx'

type EditorProps = {
  label: string
  /** What the editor begins with. */
  text: string
  /** Is told what the editor began with too: the value may have changed meanwhile. */
  onSave: (text: string, began: string) => Promise<unknown>
  ltr?: boolean
  lines?: boolean
  hint?: string
  /** Shown in place of the reason, for faults that ask for a decision; `again` saves what was decided. */
  decide?: (fault: unknown, close: () => void, again: (saving: () => Promise<unknown>) => void) => ReactNode
}

type Props = EditorProps & {
  /** The value as it is read. */
  children: ReactNode
  /** What is shown where the value is missing. */
  empty: string
}

/** The value, to be pressed; then its editor. */
export function EditInPlace({ children, empty, ...editor }: Props) {
  const common = useWords('common')
  const [open, setOpen] = useState(false)
  const shown = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => shown.current?.focus())
  }
  if (useReadOnly()) return editor.text === '' ? <span className="faint">–</span> : children
  if (open) return <InPlaceEditor {...editor} onClose={close} />
  return (
    <button ref={shown} type="button" className={`edit-shown ${editor.text === '' ? 'nothing' : ''}`} onClick={() => setOpen(true)}>
      <span className="hidden-text">{`${common.edit}, ${editor.label}: `}</span>
      {editor.text === '' ? empty : children}
    </button>
  )
}

/** The editor alone, for a value that is not itself what is pressed: a link, or one opened from a menu. */
export function InPlaceEditor({ label, text, onSave, ltr, lines, hint, decide, onClose: close }: EditorProps & { onClose: () => void }) {
  const sentence = useSentence()
  const faultWords = useWords('problems').field
  const [typed, setTyped] = useState(text)
  const [began] = useState(text)
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)

  const save = async () => {
    if (saving) return
    if (typed.trim() === began.trim()) return close()
    await settle(() => onSave(typed.trim(), began))
  }
  const settle = async (saved: () => Promise<unknown>) => {
    setSaving(true)
    setFault(undefined)
    try {
      await saved()
      close()
    } catch (error) {
      setFault(error)
    } finally {
      setSaving(false)
    }
  }

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
  const decision = fault === undefined ? undefined : decide?.(fault, close, settle)
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
