/** Does the model follow the weeks it has not seen? The record shop: fitted on 39 weeks, held against 78. */
import { actualTracking, betaGeometric, expectedTracking, fitBgNbd, fitParetoNbd, histories, paretoNbd, summarise } from '../../analytics/index.ts'
import { dayOf, recordShop } from '../../testing/purchases.ts'
import { acrossOf, axes, legend, path, picture, segment, text, upOf } from './drawing.ts'

const weeks = 78

export function draw(): string {
  const purchases = recordShop()
  const begin = Math.min(...purchases.day)
  const summary = summarise(purchases, { until: dayOf('1997-09-30') })
  const { start, day } = histories(purchases)
  const repeats = Array.from(day, (at) => (at - begin) / 7).filter((_, entry) => !start.includes(entry))
  const births = summary.birth
  const actual = actualTracking(repeats, weeks).perPeriod
  const models = [
    ['b', expectedTracking(betaGeometric(fitBgNbd(summary).parameters), births, weeks).perPeriod],
    ['c dash', expectedTracking(paretoNbd(fitParetoNbd(summary).parameters), births, weeks).perPeriod],
  ] as const
  const across = acrossOf({ from: 0, to: weeks, ticks: [0, 13, 26, 39, 52, 65, 78], name: 'week' })
  const up = upOf({ from: 0, to: 140, ticks: [0, 35, 70, 105, 140], name: 'repeat purchases in the week' })
  const line = (values: Float64Array, look: string) =>
    path(
      Array.from(values, (value, week) => [across(week + 1), up(value)] as const),
      look,
    )
  return picture(
    'CDNOW: purchases of each week, seen and expected',
    'Weekly repeat purchases and the lines of two models over 78 weeks, fitted on the first 39',
    [
      axes(across, up),
      segment(across(39), up(0), across(39), up(140), 'axis dash'),
      text(across(39) - 6, up(136), 'fitted on these weeks', { anchor: 'end', look: 'faint' }),
      text(across(39) + 6, up(136), 'not seen by the models', { look: 'faint' }),
      line(actual, 'n'),
      ...models.map(([look, values]) => line(values, look)),
      legend([
        ['seen', 'n'],
        ['BG/NBD', 'b'],
        ['Pareto/NBD', 'c dash'],
      ]),
    ],
  )
}
