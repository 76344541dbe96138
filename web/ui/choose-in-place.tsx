/**
 * Values that are chosen where they stand. Until one is pressed it is a plain button: a page full of them costs no more
 * than their text, and the list or the calendar is made for the one that is wanted.
 */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { DateField } from './date-field.tsx'
import { dayText } from './formats.ts'
import type { Option } from './options.tsx'
import { useLocale } from './place.tsx'
import { useReadOnly } from './read-only.tsx'
import { Select } from './select.tsx'

type ShownProps = { label: string; says: ReactNode; empty?: boolean; popup: 'listbox' | 'dialog'; begin?: () => void }

function useOpening() {
  const [open, setOpen] = useState(false)
  const shown = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => shown.current?.focus())
  }
  const button = ({ label, says, empty, popup, begin }: ShownProps) => {
    const begun = () => {
      begin?.()
      setOpen(true)
    }
    return (
      <button
        ref={shown}
        type="button"
        className={`edit-shown ${empty ? 'nothing' : ''}`}
        aria-haspopup={popup}
        onClick={begun}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.code !== 'ArrowDown' && event.code !== 'ArrowUp') return
          event.preventDefault()
          begun()
        }}
      >
        {says} <span className="hidden-text">{label}</span>
      </button>
    )
  }
  return { open, setOpen, close, button }
}

type Choice<Id extends string> = { label: string; options: readonly (Option & { id: Id })[]; value: Id | null; onChange: (id: Id) => void }

/** One of a few. */
export function ChooseInPlace<Id extends string>({ label, options, value, onChange }: Choice<Id>) {
  const { open, close, button } = useOpening()
  const chosen = options.find(({ id }) => id === value)?.label ?? value
  if (useReadOnly()) return <bdi>{chosen}</bdi>
  if (!open) return button({ label, says: <bdi>{chosen}</bdi>, popup: 'listbox' })
  return (
    <Select
      bare
      defaultOpen
      label={label}
      className="edit-choice"
      options={options}
      value={value}
      onChange={onChange}
      onOpenChange={(next) => {
        if (!next) close()
      }}
    />
  )
}

type Day = { label: string; empty: string; day: string | null; from?: string; until?: string; onDay: (day: string | null) => void }

/** A day. Enter, leaving the field, or a day picked from the calendar saves; Esc gives the old one back. */
export function DayInPlace({ label, empty, day, onDay, from, until }: Day) {
  const locale = useLocale()
  const { open, setOpen, close, button } = useOpening()
  const [typed, setTyped] = useState(day)
  const calendar = useRef(false)
  const readOnly = useReadOnly()
  const says = day ? <bdi>{dayText(locale, day)}</bdi> : empty
  if (readOnly) return day ? says : <span className="faint">–</span>
  const begin = () => setTyped(day)
  if (!open) return button({ label, says, empty: !day, popup: 'dialog', begin })
  const save = (next: string | null) => {
    if (next !== day) onDay(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (calendar.current || (event.key !== 'Enter' && event.key !== 'Escape') || (event.target as Element).closest('button')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') save(typed)
    close()
  }
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (calendar.current || !event.relatedTarget || event.currentTarget.contains(event.relatedTarget)) return
    save(typed)
    setOpen(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the field inside it
    <div onKeyDownCapture={onKeyDown} onBlur={onBlur}>
      <DateField
        bare
        autoFocus
        label={label}
        className="edit-choice"
        day={typed}
        from={from}
        until={until}
        onDay={(next) => {
          setTyped(next)
          if (!calendar.current) return
          save(next)
          close()
        }}
        onOpenChange={(next) => {
          calendar.current = next
        }}
      />
    </div>
  )
}
