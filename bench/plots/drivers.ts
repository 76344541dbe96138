/** What carries the satisfaction of airline passengers, and where improving pays. */
import { importancePerformance } from '../../analytics/index.ts'
import { airline } from '../analytics/drivers.ts'
import { acrossOf, axes, dot, namesOf, percent, picture, segment, text, upOf } from './drawing.ts'

const looks = { 'improve-first': 'b', 'keep-up': 'c', 'low-priority': 'n', 'possible-overkill': 'a' } as const
export function draw(): string {
  const { places, importanceLine, performanceLine } = importancePerformance(airline(), { seed: 1, method: 'relative-weights' })
  const across = acrossOf({ from: 2.6, to: 3.8, ticks: [2.6, 2.8, 3, 3.2, 3.4, 3.6, 3.8], name: 'performance: mean rating, 1 … 5', label: (v) => v.toFixed(1) })
  const up = upOf({
    from: 0.005,
    to: 0.5,
    ticks: [0.01, 0.02, 0.05, 0.1, 0.2, 0.4],
    log: true,
    name: 'importance: share of what explains satisfaction',
    label: percent,
  })
  return picture(
    'Airline: importance × performance of 14 criteria',
    'Map of importance and performance with 95 % intervals; the top left is what to improve first',
    [
      axes(across, up),
      segment(across(2.6), up(importanceLine), across(3.8), up(importanceLine), 'axis dash'),
      segment(across(performanceLine), up(0.005), across(performanceLine), up(0.5), 'axis dash'),
      text(across(2.61), up(0.44), 'improve first', { look: 'faint' }),
      text(across(3.79), up(0.44), 'keep up', { anchor: 'end', look: 'faint' }),
      text(across(2.61), up(0.0055), 'low priority', { look: 'faint' }),
      text(across(3.79), up(0.0055), 'possible overkill', { anchor: 'end', look: 'faint' }),
      ...places.flatMap(({ importance, performance, quadrant }) => {
        const [x, y] = [across(performance.value), up(importance.value)]
        return [
          segment(across(performance.low), y, across(performance.high), y, looks[quadrant]),
          segment(x, up(importance.low), x, up(importance.high), looks[quadrant]),
          dot(x, y, 4, `f${looks[quadrant]}`),
        ]
      }),
      ...namesOf(places.map(({ name, importance, performance }) => ({ x: across(performance.value), y: up(importance.value), name }))),
    ],
  )
}
