/** The loaded pages of a timeline, and what became of their top meanwhile. */
import type { TimelineEntry, TimelinePage } from '../../../contract/file.ts'

export const keyOf = (entry: TimelineEntry) => `${entry.kind}:${entry.id}`

/** How many entries of a fresh first page are not on the screen yet. */
export function newIn(fresh: TimelinePage, shown: readonly TimelineEntry[]): number {
  const known = new Set(shown.map(keyOf))
  return fresh.items.filter((entry) => !known.has(keyOf(entry))).length
}

/**
 * The pages with a fresh first page laid over their top: what is new appears, what was taken back is gone, what changed
 * is changed, and the older pages below stay. Where so much is new that a gap would open, only the fresh page is kept.
 */
export function withFreshTop(pages: readonly TimelinePage[], fresh: TimelinePage): TimelinePage[] {
  const last = fresh.items.at(-1)
  const shown = pages.flatMap(({ items }) => items)
  const next = pages.at(-1)?.next ?? null
  if (!last || !fresh.next) return [fresh]
  const place = shown.findIndex((entry) => keyOf(entry) === keyOf(last))
  if (place < 0) return [fresh]
  return [{ items: [...fresh.items, ...shown.slice(place + 1)], next: place + 1 === shown.length ? fresh.next : next }]
}
