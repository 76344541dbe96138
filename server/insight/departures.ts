/**
 * Who left and when, by the company's own rule. A customer counts as gone once the silence after an order passes the limit that held for them then;
 * who orders again has come back.
 */
import type { Histories } from '../../analytics/index.ts'
import type { ChurnRule } from '../../contract/insight-pages.ts'

const daysAMonth = 30.4375
/** Their own cycle is believed as much as so many cycles of everybody: two orders do not make a habit. */
const believed = 2
const [shortest, longest] = [14, 730]

/** One row a customer of the histories. `leftOn` is NaN for who is still a customer. */
export type Departures = { firstDay: Float64Array; lastDay: Float64Array; leftOn: Float64Array; events: { day: number; kind: 'won' | 'left' | 'returned' }[] }

export function departures(past: Histories, rule: ChurnRule, asOf: number): Departures {
  const { customer, start, day } = past
  const usual = usualGap(past)
  const rows = customer.length
  const found: Departures = { firstDay: new Float64Array(rows), lastDay: new Float64Array(rows), leftOn: new Float64Array(rows).fill(Number.NaN), events: [] }
  for (let row = 0; row < rows; row++) {
    const [first, end] = [start[row]!, start[row + 1]!]
    found.firstDay[row] = day[first]!
    found.lastDay[row] = day[end - 1]!
    found.events.push({ day: day[first]!, kind: 'won' })
    for (let order = first; order < end; order++) {
      const gaps = order - first
      const cycle = (day[order]! - day[first]! + believed * usual) / (gaps + believed)
      const limit = rule.by === 'months' ? rule.months * daysAMonth : Math.min(longest, Math.max(shortest, rule.cycles * cycle))
      const gone = Math.ceil(day[order]! + limit)
      const next = order + 1 < end ? day[order + 1]! : undefined
      if (gone > asOf || (next !== undefined && next <= gone)) continue
      found.events.push({ day: gone, kind: 'left' })
      if (next === undefined) found.leftOn[row] = gone
      else found.events.push({ day: next, kind: 'returned' })
    }
  }
  return found
}

/** The middle of everybody's gaps between orders; a quarter of a year where nobody ordered twice. */
function usualGap({ start, day }: Histories): number {
  const gaps: number[] = []
  for (let row = 0; row + 1 < start.length; row++) for (let order = start[row]! + 1; order < start[row + 1]!; order++) gaps.push(day[order]! - day[order - 1]!)
  gaps.sort((a, b) => a - b)
  return gaps[gaps.length >> 1] ?? 91
}

/** Customers at the start of each whole month, and who left, came back and came in it. A month is counted from year 0. */
export function monthly({ events }: Departures, firstMonth: number, lastMonth: number) {
  const months = Array.from({ length: Math.max(0, lastMonth - firstMonth + 1) }, (_, place) => ({
    month: firstMonth + place,
    active: 0,
    left: 0,
    returned: 0,
    won: 0,
  }))
  let before = 0
  for (const { day, kind } of events) {
    const place = monthOf(day) - firstMonth
    if (place < 0) before += kind === 'left' ? -1 : 1
    else if (place < months.length) months[place]![kind]++
  }
  for (const one of months) {
    one.active = before
    before += one.won + one.returned - one.left
  }
  return months
}

/** Was a customer on that day: had begun, and had not left or had come back. */
export function activeOn({ events }: Departures, day: number): number {
  return events.reduce((sum, event) => sum + (event.day > day ? 0 : event.kind === 'left' ? -1 : 1), 0)
}

const dayLength = 86_400_000
export function monthOf(day: number): number {
  const date = new Date(day * dayLength)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
export const monthText = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
