import { useRef } from 'react'
import type { Rows } from './rows.ts'
import { everything, extend, nothing, type Range, type Selection, toggle } from './selection.ts'

/** Choosing rows by keyboard and mouse: one, a range from where it began, everything, nothing. */
export function useChoosing<Row extends { id: string }>(rows: Rows<Row>, selection: Selection, onSelect: ((selection: Selection) => void) | undefined) {
  const range = useRef<Range>(undefined)
  const idAt = (index: number) => rows.at(index)?.id
  return {
    /** The next range begins anew. */
    endRange() {
      range.current = undefined
    },
    one(index: number) {
      const id = idAt(index)
      if (id === undefined) return
      const next = toggle(selection, id)
      range.current = { before: next, anchor: index }
      onSelect?.(next)
    },
    upTo(index: number, from: number) {
      range.current ??= { before: selection, anchor: from }
      onSelect?.(extend(range.current, index, idAt))
    },
    all() {
      range.current = undefined
      onSelect?.(everything)
    },
    none() {
      range.current = undefined
      onSelect?.(nothing)
    },
  }
}
