/** When the outlook says 30 %, do 30 % leave? The wholesaler, read on a day of the past. */
import { backtest, histories, outlook } from '../../analytics/index.ts'
import { dayOf, wholesaler } from '../../testing/purchases.ts'
import { acrossOf, axes, dot, legend, path, percent, picture, text, upOf } from './drawing.ts'

export function draw(): string {
  const past = histories(wholesaler())
  const cutoff = dayOf('2011-08-31')
  const across = acrossOf({
    from: 0,
    to: 0.8,
    ticks: [0, 0.2, 0.4, 0.6, 0.8],
    name: 'told: probability within 100 days, customers in ten groups',
    label: percent,
  })
  const up = upOf({ from: 0, to: 0.8, ticks: [0, 0.2, 0.4, 0.6, 0.8], name: 'seen: share of the group', label: percent })
  const kinds = [
    ['full', 'a', 'bought nothing'],
    ['partial', 'b', 'bought less than half their rate'],
  ] as const
  const found = kinds.map(([outcome, look, words]) => ({
    look,
    words,
    ...backtest(outlook({ horizon: 100, outcome }), past, { cutoff, horizon: 100, outcome }),
  }))
  return picture(
    'Wholesaler: told and seen defection, 819 regular customers',
    'Calibration of the outlook: ten groups of customers by told probability against the share seen',
    [
      axes(across, up),
      path(
        [
          [across(0), up(0)],
          [across(0.8), up(0.8)],
        ],
        'n dash',
      ),
      ...found.flatMap(({ calibration, look }) => [
        path(
          calibration.map(({ predicted, observed }) => [across(predicted), up(observed)] as const),
          look,
        ),
        ...calibration.map(({ predicted, observed }) => dot(across(predicted), up(observed), 4, `f${look}`)),
      ]),
      ...found.map(({ auc, words }, i) => text(across(0.79), up(0.12 - 0.05 * i), `${words}: AUC ${auc.toFixed(3)}`, { anchor: 'end', look: 'faint' })),
      legend(kinds.map(([, look, words]) => [words, look] as const)),
    ],
  )
}
