import { useId } from 'react'
import { axisOf } from './axis.ts'

type Bar = {
  label: string
  value: number /** The same time before, as a line. */
  before?: number /** Said on hover and in the table; the label where missing. */
  name?: string
}
type Props = {
  bars: readonly Bar[]
  caption: string
  valueName: string
  beforeName?: string
  format: (value: number) => string
  short?: (value: number) => string
  height?: number /** Every how many bars a label stands. */
  every?: number
}

/** Bars over time with a dashed line of the same time before. Screen readers get a table. */
export function Bars({ bars, caption, valueName, beforeName, format, short = format, height = 160, every = Math.ceil(bars.length / 12) || 1 }: Props) {
  const id = useId()
  const values = bars.flatMap((bar) => [bar.value, bar.before ?? 0])
  const { top, bottom, ticks } = axisOf(Math.max(1, ...values), Math.min(...values), 3)
  const y = (value: number) => ((top - value) / (top - bottom)) * 100
  const points = bars.map((bar, place) => `${place * 10 + 5},${y(bar.before ?? 0)}`).join(' ')
  return (
    <figure aria-labelledby={id}>
      <figcaption id={id} className="hidden-text">
        {caption}
      </figcaption>
      <div className="chart" style={{ ['--chart' as string]: `${height}px` }} aria-hidden>
        <div className="chart-values">
          {ticks.toReversed().map((value) => (
            <bdi key={value}>{short(value)}</bdi>
          ))}
        </div>
        <svg className="chart-plot" viewBox={`0 0 ${bars.length * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
          {ticks.map((value) => (
            <line key={value} className="grid" x1="0" x2={bars.length * 10} y1={y(value)} y2={y(value)} />
          ))}
          {bars.map((bar, place) => {
            const from = Math.min(y(bar.value), y(0))
            const tall = Math.max(bar.value === 0 ? 0 : 0.8, Math.abs(y(bar.value) - y(0)))
            return (
              <g key={bar.label + String(place)}>
                <rect
                  className={`bar ${bar.value < 0 ? 'below' : place === bars.length - 1 ? 'now' : ''}`}
                  x={place * 10 + 1.6}
                  width="6.8"
                  y={from}
                  height={tall}
                />
                <rect className="hit" x={place * 10} width="10" y="0" height="100">
                  <title>{`${bar.name ?? bar.label}: ${format(bar.value)}${bar.before === undefined ? '' : ` · ${beforeName ?? ''} ${format(bar.before)}`}`}</title>
                </rect>
              </g>
            )
          })}
          {bars.some((bar) => bar.before !== undefined) && <polyline className="before" points={points} pointerEvents="none" />}
        </svg>
        <div className="chart-times">
          {bars.map((bar, place) => (
            <bdi key={bar.label + String(place)}>{(bars.length - 1 - place) % every === 0 ? bar.label : ''}</bdi>
          ))}
        </div>
      </div>
      <table className="hidden-text">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{valueName}</th>
            {beforeName && <th scope="col">{beforeName}</th>}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, place) => (
            <tr key={bar.label + String(place)}>
              <th scope="row">{bar.name ?? bar.label}</th>
              <td>{format(bar.value)}</td>
              {beforeName && <td>{bar.before === undefined ? '' : format(bar.before)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
