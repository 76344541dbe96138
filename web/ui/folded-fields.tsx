/** Fields of any kind that few need to fill: folded behind one button. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { AnyFields, type AnyFieldsProps, type Filled } from './any-fields.tsx'
import { Button } from './button.tsx'
import { Kbd } from './kbd.tsx'

export function UnfoldedFields(props: Omit<AnyFieldsProps, 'autoFocus'> & { none: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void box.current?.scrollIntoView({ block: 'nearest' }) // a promise in newer browsers, and no clean-up
  }, [])
  return (
    <div ref={box} className="unfolded-fields" onKeyDownCapture={saveOnceLeft}>
      <AnyFields {...props} autoFocus />
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

type FoldProps = { label: string; keys?: string; filled: Readonly<Filled>; open: boolean; onPress(): void }

/** Folds and unfolds them; folded, it says how many are filled. */
export function FoldFields({ label, keys, filled, open, onPress }: FoldProps) {
  const count = Object.keys(filled).length
  return (
    <Button look="quiet" icon="list-plus" className="fold-fields" aria-expanded={open} onPress={onPress}>
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
