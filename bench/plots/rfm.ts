/** Recency, frequency, money: the customers of a wholesaler on one map. */
import { histories, rfmScores, rfmSegment, rfmSegments } from '../../analytics/index.ts'
import { wholesaler } from '../../testing/purchases.ts'
import { acrossOf, axes, bar, picture, text, upOf } from './drawing.ts'

export function draw(): string {
  const { customer, start, day, amount } = histories(wholesaler())
  const last = day.reduce((most, at) => Math.max(most, at), 0)
  const scores = rfmScores({
    recency: customer.map((_, i) => last - day[start[i + 1]! - 1]!),
    frequency: customer.map((_, i) => start[i + 1]! - start[i]!),
    money: customer.map((_, i) => amount.subarray(start[i], start[i + 1]).reduce((sum, value) => sum + value, 0)),
  })
  const total = amount.reduce((sum, value) => sum + value, 0)
  const segments = rfmSegment(scores, rfmSegments)
  const across = acrossOf({ from: 0.5, to: 5.5, ticks: [1, 2, 3, 4, 5], name: 'recency score: 5 bought last' })
  const up = upOf({ from: 0.5, to: 5.5, ticks: [1, 2, 3, 4, 5], name: 'frequency score: 5 buys most often' })
  const cells = [1, 2, 3, 4, 5].flatMap((r) =>
    [1, 2, 3, 4, 5].map((f) => ({ r, f, rows: [...customer.keys()].filter((i) => scores.recency[i] === r && scores.frequency[i] === f) })),
  )
  const paid = (rows: number[]) => rows.reduce((sum, i) => sum + amount.subarray(start[i], start[i + 1]).reduce((all, value) => all + value, 0), 0)
  const most = Math.max(...cells.map(({ rows }) => paid(rows)))
  const w = across(2) - across(1)
  const h = up(1) - up(2)
  return picture(
    `Wholesaler: ${customer.length.toLocaleString('en')} customers, stronger cells paid more`,
    'Map of customers by recency and frequency scores with their share of revenue',
    [
      axes(across, up),
      ...cells.flatMap(({ r, f, rows }) => {
        if (rows.length === 0) return []
        const share = paid(rows) / total
        const counts = new Map<string, number>()
        for (const i of rows) counts.set(segments[i]!, (counts.get(segments[i]!) ?? 0) + 1)
        const name = [...counts].sort((a, b) => b[1] - a[1])[0]![0]
        const opacity = 0.08 + 0.8 * Math.sqrt(paid(rows) / most)
        const look = opacity > 0.55 ? 'on' : ''
        return [
          bar(across(r) - w / 2 + 2, up(f) - h / 2 + 2, w - 4, h - 4, 'fa', opacity),
          text(across(r), up(f) - 4, name.replaceAll('-', ' '), { anchor: 'middle', look }),
          text(across(r), up(f) + 13, `${rows.length} · ${(100 * share).toFixed(share < 0.1 ? 1 : 0)} % of sales`, { anchor: 'middle', look }),
        ]
      }),
    ],
  )
}
