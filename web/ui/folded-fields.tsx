/** Fields of any kind that few need to fill: folded behind one button. */
import type { KeyboardEvent } from 'react'
import { AnyField, type AnyFieldShape, type AnyFilled, withFilled } from './any-field.tsx'
import { Button } from './button.tsx'
import { Kbd } from './kbd.tsx'

type Filled = Readonly<Record<string, AnyFilled>>
type Props = {
  fields: readonly AnyFieldShape[]
  filled: Filled
  onFill(filled: Record<string, AnyFilled>): void /** What takes a choice back. */
  none: string
}

/** The first is ready to be filled. */
export function UnfoldedFields({ fields, filled, onFill, none }: Props) {
  return (
    <div className="unfolded-fields" onKeyDownCapture={saveOnceLeft}>
      {fields.map((field, place) => (
        <AnyField
          key={field.key}
          field={field}
          name={`custom.${field.key}`}
          value={filled[field.key]}
          onValue={(value) => onFill(withFilled(filled, field.key, value))}
          none={none}
          autoFocus={place === 0}
        />
      ))}
    </div>
  )
}

/** A number keeps its keys to itself and counts when its field is left. */
function saveOnceLeft(event: KeyboardEvent<HTMLElement>) {
  if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.stopPropagation()
  const form = event.currentTarget.closest('form')
  ;(event.target as HTMLElement).blur()
  requestAnimationFrame(() => form?.requestSubmit())
}

type FoldProps = { label: string; keys?: string; filled: Filled; open: boolean; onPress(): void }

/** Folds and unfolds them; folded, it says how many are filled. */
export function FoldFields({ label, keys, filled, open, onPress }: FoldProps) {
  const count = Object.keys(filled).length
  return (
    <Button look="quiet" icon="list-plus" aria-expanded={open} onPress={onPress}>
      {label}
      {!open && count > 0 && <bdi className="faint"> {count}</bdi>}
      {keys && (
        <span className="only-wide">
          <Kbd keys={keys} />
        </span>
      )}
    </Button>
  )
}
