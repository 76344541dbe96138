/** What losing one customer costs: the case every tester knows. */
import { costOfLoss } from '../../analytics/index.ts'
import { acrossOf, axes, bar, legend, picture, text, upOf } from './drawing.ts'

export function draw(): string {
  const profitShare = 0.2
  const { series, sales, profit } = costOfLoss({ yearly: 10_000, growth: 2_000, years: 5, profitShare })
  const across = acrossOf({ from: 0.4, to: 5.6, ticks: [1, 2, 3, 4, 5], name: 'year' })
  const up = upOf({ from: 0, to: 20_000, ticks: [0, 5_000, 10_000, 15_000, 20_000], name: 'purchases that will not be made' })
  return picture(
    `A lost customer of 10,000 a year: ${sales.toLocaleString('en')} of sales, ${profit.toLocaleString('en')} of profit`,
    'Purchases of five years, growing by 2,000 a year, and the profit in them',
    [
      axes(across, up),
      ...series.flatMap((value, i) => [
        bar(across(i + 1) - 36, up(value), 72, up(0) - up(value), 'fa', 0.35),
        bar(across(i + 1) - 36, up(value * profitShare), 72, up(0) - up(value * profitShare), 'fb'),
        text(across(i + 1), up(value) - 6, value.toLocaleString('en'), { anchor: 'middle' }),
      ]),
      legend([
        ['sales', 'a'],
        ['profit, 20 %', 'b'],
      ]),
    ],
  )
}
