/**
 * Who left and when, by the company's own rule. A customer counts as gone once the silence after an order passes the limit that held for them then;
 * who orders again has come back.
 */
import type { Histories } from '../../analytics/index.ts'
import type { ChurnRule } from '../../contract/insight-pages.ts'
import { ints } from './reading.ts'

const daysAMonth = 30.4375
/** Their own cycle is believed as much as so many cycles of everybody: two orders do not make a habit. */
const believed = 2
const [shortest, longest] = [14, 730]

/** One row a customer of the histories. `leftOn` is NaN for who is still a customer. */
export type Departures = {
  firstDay: Float64Array
  lastDay: Float64Array
  leftOn: Float64Array /** When somebody came, left or came back; one a row of both. */
  on: Int32Array
  what: Int32Array
}

export const happenings = ['won', 'left', 'returned'] as const
const [won, left, returned] = [0, 1, 2]

export function departures(past: Histories, rule: ChurnRule, asOf: number): Departures {
  const { customer, start, day } = past
  const usual = usualGap(past)
  const rows = customer.length
  const found = { firstDay: new Float64Array(rows), lastDay: new Float64Array(rows), leftOn: new Float64Array(rows).fill(Number.NaN) }
  const [on, what] = [ints(), ints()]
  const note = (at: number, happened: number) => {
    on.push(at)
    what.push(happened)
  }
  for (let row = 0; row < rows; row++) {
    const [first, end] = [start[row]!, start[row + 1]!]
    found.firstDay[row] = day[first]!
    found.lastDay[row] = day[end - 1]!
    note(day[first]!, won)
    for (let order = first; order < end; order++) {
      const gaps = order - first
      const cycle = (day[order]! - day[first]! + believed * usual) / (gaps + believed)
      const limit = rule.by === 'months' ? rule.months * daysAMonth : Math.min(longest, Math.max(shortest, rule.cycles * cycle))
      const gone = Math.ceil(day[order]! + limit)
      const next = order + 1 < end ? day[order + 1]! : undefined
      if (gone > asOf || (next !== undefined && next <= gone)) continue
      note(gone, left)
      if (next === undefined) found.leftOn[row] = gone
      else note(next, returned)
    }
  }
  return { ...found, on: on.whole(), what: what.whole() }
}

/** The middle of everybody's gaps between orders; a quarter of a year where nobody ordered twice. */
function usualGap({ start, day }: Histories): number {
  const gaps = new Int32Array(Math.max(0, day.length - (start.length - 1)))
  let count = 0
  for (let row = 0; row + 1 < start.length; row++)
    for (let order = start[row]! + 1; order < start[row + 1]!; order++) gaps[count++] = day[order]! - day[order - 1]!
  gaps.sort()
  return gaps[gaps.length >> 1] ?? 91
}

/** Customers at the start of each whole month, and who left, came back and came in it. A month is counted from year 0. */
export function monthly({ on, what }: Departures, firstMonth: number, lastMonth: number) {
  const months = Array.from({ length: Math.max(0, lastMonth - firstMonth + 1) }, (_, place) => ({
    month: firstMonth + place,
    active: 0,
    left: 0,
    returned: 0,
    won: 0,
  }))
  let before = 0
  for (const [event, at] of on.entries()) {
    const place = monthOf(at) - firstMonth
    const happened = happenings[what[event]!]!
    if (place < 0) before += happened === 'left' ? -1 : 1
    else if (place < months.length) months[place]![happened]++
  }
  for (const one of months) {
    one.active = before
    before += one.won + one.returned - one.left
  }
  return months
}

const dayLength = 86_400_000
export function monthOf(day: number): number {
  const date = new Date(day * dayLength)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
export const monthText = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
