import type { KeyboardEvent } from 'react'
import { AnyField, type AnyFieldShape, type AnyFilled, withFilled } from '../../ui/any-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useWords } from '../../words.tsx'

type Filled = Readonly<Record<string, AnyFilled>>
type Props = { fields: readonly AnyFieldShape[]; filled: Filled; onFill(filled: Record<string, AnyFilled>): void }

/** The company's own fields of an entry: unfolded by who needs them, the first ready to be filled. */
export function OwnFields({ fields, filled, onFill }: Props) {
  const { none } = useWords('custom')
  return (
    <div className="along own-of-entry" onKeyDownCapture={saveOnceLeft}>
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

/** Folds and unfolds them; folded, it says how many are filled. */
export function OwnFieldsButton({ filled, open, onPress }: { filled: Filled; open: boolean; onPress(): void }) {
  const words = useWords('interactions')
  const count = Object.keys(filled).length
  return (
    <Button look="quiet" icon="list-plus" aria-expanded={open} onPress={onPress}>
      {words.ownFields}
      {!open && count > 0 && <bdi className="faint"> {count}</bdi>}
      <span className="only-wide">
        <Kbd keys="alt+o" />
      </span>
    </Button>
  )
}
