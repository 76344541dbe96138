import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../../contract/file.ts'
import { keyOf, newIn, withFreshTop } from './merge-timeline.ts'
import { timelineRows } from './timeline-rows.ts'

const call = (n: number, conversationId: string, at: string): TimelineEntry => ({
  kind: 'interaction',
  id: `i${n}`,
  at,
  channel: 'phone',
  direction: 'in',
  conversationId,
  user: null,
  contact: null,
  subject: `Call ${n}`,
  preview: '',
  longer: false,
  asked: '',
  durationSeconds: null,
  attachments: [],
  custom: {},
})
const promise = (n: number, at: string): TimelineEntry => ({
  kind: 'promise',
  id: `p${n}`,
  at,
  text: 'x',
  dueOn: '2026-01-01',
  keeper: { id: 'u', name: 'U' },
  outcome: null,
})
const dayOf = (at: string) => at.slice(0, 10)
const shape = (entries: TimelineEntry[], order: 'day' | 'conversation', open: string[] = [], more = false) =>
  timelineRows({ entries, order, dayOf, open: new Set(open), more }).map((row) =>
    row.kind === 'day'
      ? `${row.day} ${row.whole ? row.entries : '…'}`
      : `${row.inside ? '  ' : ''}${row.entry.id}${row.folded.length ? `+${row.folded.length}` : ''}`,
  )

const entries = [
  call(1, 'a', '2026-11-22T10'),
  promise(1, '2026-11-22T09'),
  call(2, 'a', '2026-11-22T08'),
  call(3, 'a', '2026-11-21T08'),
  call(4, 'b', '2026-11-21T07'),
]

test('by day, a conversation is folded within its day', () => {
  expect(shape(entries, 'day')).toEqual(['2026-11-22 3', 'i1+1', 'p1', '2026-11-21 2', 'i3', 'i4'])
})

test('by conversation, all of it stands at its newest entry, and opens there', () => {
  expect(shape(entries, 'conversation')).toEqual(['2026-11-22 4', 'i1+2', 'p1', '2026-11-21 1', 'i4'])
  expect(shape(entries, 'conversation', ['a'])).toEqual(['2026-11-22 4', 'i1+2', '  i2', '  i3', 'p1', '2026-11-21 1', 'i4'])
})

test('the last day has no count while older entries are still to come', () => {
  expect(shape(entries, 'day', [], true).at(-3)).toBe('2026-11-21 …')
})

test('a fresh top never loses, doubles or disorders an entry', () => {
  const all = Array.from({ length: 60 }, (_, n) => promise(60 - n, `2026-01-01T00:${String(59 - n).padStart(2, '0')}`))
  const page = (from: number, size: number) => ({ items: all.slice(from, from + size), next: from + size < all.length ? `after ${from + size}` : null })
  fc.assert(
    fc.property(fc.nat(30), fc.integer({ min: 1, max: 4 }), (arrived, loaded) => {
      const pages = Array.from({ length: loaded }, (_, n) => page(arrived + n * 10, 10))
      const fresh = page(0, 10)
      const merged = withFreshTop(pages, fresh)
      const items = merged.flatMap((each) => each.items)
      expect(items.map(keyOf)).toEqual(all.slice(0, items.length).map(keyOf))
      expect(merged.at(-1)!.next).toBe(items.length < all.length ? `after ${items.length}` : null)
      expect(
        newIn(
          fresh,
          pages.flatMap((each) => each.items),
        ),
      ).toBe(Math.min(10, arrived))
    }),
  )
})

test('an entry that was taken back leaves the screen', () => {
  const shown = [promise(3, '2026-01-03'), promise(2, '2026-01-02'), promise(1, '2026-01-01')]
  expect(withFreshTop([{ items: shown, next: null }], { items: [shown[0]!, shown[2]!], next: null }).flatMap(({ items }) => items.map(keyOf))).toEqual([
    'promise:p3',
    'promise:p1',
  ])
})
