/** The rows of a timeline: entries under their days, or under their conversations, each conversation folded into one. */
import type { TimelineEntry } from '../../../contract/file.ts'
import { keyOf } from './merge-timeline.ts'

export type Row =
  | { kind: 'day'; key: string; day: string; entries: number; whole: boolean }
  | { kind: 'entry'; key: string; entry: TimelineEntry; folded: readonly TimelineEntry[]; open: boolean; inside?: boolean }

type Ask = {
  entries: readonly TimelineEntry[]
  order: 'day' | 'conversation'
  dayOf(at: string): string
  open: ReadonlySet<string> /** There are older entries. */
  more: boolean
}

const conversationOf = (entry: TimelineEntry) => (entry.kind === 'interaction' ? entry.conversationId : undefined)

/** In each day the newest entry of a conversation stands for the others of that day; by conversation, for all of it. */
export function timelineRows({ entries, order, dayOf, open, more }: Ask): Row[] {
  const groups = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const conversation = conversationOf(entry)
    const group = conversation ? (order === 'day' ? `${dayOf(entry.at)}/${conversation}` : conversation) : keyOf(entry)
    const known = groups.get(group)
    if (known) known.push(entry)
    else groups.set(group, [entry])
  }
  const rows: Row[] = []
  let heading: Extract<Row, { kind: 'day' }> | undefined
  for (const [group, [head, ...folded]] of groups) {
    if (!head) continue
    const day = dayOf(head.at)
    if (heading?.day !== day) {
      heading = { kind: 'day', key: `day:${day}:${rows.length === 0 ? 'first' : group}`, day, entries: 0, whole: true }
      rows.push(heading)
    }
    heading.entries += 1 + folded.length
    const isOpen = open.has(group)
    rows.push({ kind: 'entry', key: group, entry: head, folded, open: isOpen })
    if (isOpen) for (const entry of folded) rows.push({ kind: 'entry', key: `in:${keyOf(entry)}`, entry, folded: [], open: false, inside: true })
  }
  // The last day on the screen may go on below; its count would not be true.
  if (heading && more) heading.whole = false
  return rows
}
