/** Does slower shipping go before fewer orders? Forty-eight months of an office supplier, and how little they can show. */
import { chain } from '../../analytics/index.ts'
import { supplier } from '../../testing/purchases.ts'
import { acrossOf, axes, dot, picture, segment, text, upOf } from './drawing.ts'

const months = 48

export function draw(): string {
  const lines = supplier()
  const monthOf = (day: number) => {
    const date = new Date(day * 86_400_000)
    return (date.getUTCFullYear() - 2014) * 12 + date.getUTCMonth()
  }
  const days = Array.from({ length: months }, () => [] as number[])
  const orders = Array.from({ length: months }, () => new Set<string>())
  for (const { day, daysToShip, customer } of lines) {
    days[monthOf(day)]!.push(daysToShip)
    orders[monthOf(day)]!.add(`${customer} ${day}`)
  }
  const [link] = chain(
    [
      { name: 'days to ship', values: days.map((one) => one.reduce((sum, value) => sum + value, 0) / one.length) },
      { name: 'orders', values: orders.map((one) => Math.log(one.size)) },
    ],
    { seed: 1, maxLag: 6, season: 12 },
  )
  const { correlations, limits } = link!
  const across = acrossOf({ from: -0.5, to: 6.5, ticks: [0, 1, 2, 3, 4, 5, 6], name: 'months from shipping to ordering' })
  const up = upOf({ from: -0.8, to: 0.8, ticks: [-0.8, -0.4, 0, 0.4, 0.8], name: 'correlation, without trend and season', label: (v) => v.toFixed(1) })
  return picture('Office supplier: days to ship and orders in the months after', 'Lagged correlations with 95 % intervals; all hold zero', [
    axes(across, up),
    segment(across(-0.5), up(0), across(6.5), up(0), 'axis'),
    ...correlations.flatMap(({ value, low, high }, lag) => [
      segment(across(lag), up(low), across(lag), up(high), 'line a'),
      dot(across(lag), up(value), 5, 'fa'),
    ]),
    text(across(6.5), 52, `what it can not show: ${limits.map((limit) => limit.replaceAll('-', ' ')).join(', ')}`, { anchor: 'end', look: 'faint' }),
  ])
}
