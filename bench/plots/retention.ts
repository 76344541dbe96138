/** How long customers of a telecom stay, by the contract they have: Kaplan and Meier with 95 % bands. */
import { kaplanMeier, meanLifetime } from '../../analytics/index.ts'
import { telco } from '../../testing/telco.ts'
import { acrossOf, axes, band, path, percent, picture, text, upOf } from './drawing.ts'

/** Where each name stands: month and height. */
const places = [
  [58, 0.2],
  [58, 0.78],
  [72, 1.03],
] as const

export function draw(): string {
  const { features, answers } = telco()
  const tenure = features.find(({ name }) => name === 'tenure')!
  const contract = features.find(({ name }) => name === 'Contract')!
  if (!('values' in tenure && 'codes' in contract)) throw new Error('not the telco columns')
  const across = acrossOf({ from: 0, to: 72, ticks: [0, 12, 24, 36, 48, 60, 72], name: 'months with us' })
  const up = upOf({ from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], name: 'still customers', label: percent })
  const groups = contract.categories.map((name, code) => {
    const rows = [...answers.keys()].filter((row) => contract.codes[row] === code)
    const curve = kaplanMeier({ time: rows.map((row) => tenure.values[row]!), left: rows.map((row) => answers[row]!) })
    return { name, customers: rows.length, curve, mean: meanLifetime(curve, 72), look: ['b', 'a', 'c'][code]!, place: places[code]! }
  })
  return picture('Telecom: how long customers stay, by contract', 'Kaplan–Meier curves of three contracts over 72 months with 95 % bands', [
    axes(across, up),
    ...groups.flatMap(({ name, customers, curve, mean, look, place }) => {
      const stairs = (value: (step: (typeof curve)[number]) => number) =>
        curve.flatMap((step, i) => [[across(step.time), up(i === 0 ? 1 : value(curve[i - 1]!))] as const, [across(step.time), up(value(step))] as const])
      return [
        band(
          stairs(({ high }) => high),
          stairs(({ low }) => low),
          `f${look}`,
        ),
        path([[across(0), up(1)], ...stairs(({ survival }) => survival)], look),
        text(across(place[0]), up(place[1]), `${name} · ${customers.toLocaleString('en')} customers · ${mean.toFixed(0)} of 72 months on average`, {
          anchor: 'end',
          look: 'halo',
        }),
      ]
    }),
  ])
}
