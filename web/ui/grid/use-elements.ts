import { useLayoutEffect, useRef } from 'react'

/**
 * The rows on the page in the order of their elements. An element is used again for the row that comes when its own
 * leaves (the one `held` further on): filling one anew costs a fraction of making it. While the list moves the elements
 * stay where they stand in the document, for moving one costs as much as making it; at rest they stand as they are read.
 */
export function useElements({ first, end }: { first: number; end: number }, held: number, moving: boolean): number[] {
  const standing = useRef<number[]>([])
  const rows = Array.from({ length: end - first }, (_, n) => first + n)
  const indexes = moving ? inOrderOf(standing.current, rows, held) : rows
  useLayoutEffect(() => {
    standing.current = indexes.map((index) => index % held)
  })
  return indexes
}

/** The rows in the order their elements have; those without an element after them. */
export function inOrderOf(elements: readonly number[], rows: readonly number[], held: number): number[] {
  const byElement = new Map(rows.map((index) => [index % held, index]))
  const kept = elements.flatMap((element) => byElement.get(element) ?? [])
  const known = new Set(kept)
  return [...kept, ...rows.filter((index) => !known.has(index))]
}
