/** Lying bars, one a line with its name above it; they grow from where reading starts. */
import { useLanguage } from '../../../words.tsx'
import { Figure, type FigureProps, Legend } from './figure.tsx'

export type Lane = { name: string; value: number /** What it is compared with, as an upright stroke. */; beside?: number; tone?: 'good' | 'warn' | 'bad' }
type Props = FigureProps & { lanes: readonly Lane[]; xName: string; valueName: string; besideName?: string; text: (value: number) => string; top?: number }

const lane = 38
/** About what a letter takes, and what the figure at the end does. */
const [letter, figure] = [5.8, 64]

export function Lanes({ lanes, xName, valueName, besideName, text, top: given, ...frame }: Props) {
  const rightToLeft = useLanguage() === 'he'
  const top = given ?? Math.max(1e-9, ...lanes.flatMap(({ value, beside = 0 }) => [value, beside]))
  const table = {
    columns: [xName, valueName, ...(besideName ? [besideName] : [])],
    rows: lanes.map(({ name, value, beside }) => [
      { text: name, raw: name },
      { text: text(value), raw: value },
      ...(besideName ? [{ text: beside === undefined ? '' : text(beside), raw: beside ?? '' }] : []),
    ]),
  }
  const legend = besideName && (
    <Legend
      names={[
        { name: valueName, look: 's0 wide' },
        { name: besideName, look: 'upright' },
      ]}
    />
  )
  return (
    <Figure {...frame} table={table} legend={legend}>
      {(width) => {
        const long = (value: number) => (Math.max(0, value) / top) * width
        const room = Math.floor((width - figure) / letter)
        const from = (length: number) => (rightToLeft ? width - length : 0)
        return (
          <svg className="plot" width={width} height={lanes.length * lane} aria-hidden="true">
            {lanes.map(({ name, value, beside, tone = '' }, place) => (
              <g key={name}>
                <text className="label name" x={rightToLeft ? width : 0} y={place * lane + 13} textAnchor="start" direction={rightToLeft ? 'rtl' : 'ltr'}>
                  {name.length > room ? `${name.slice(0, room - 1)}…` : name}
                </text>
                <text className="label strong" x={rightToLeft ? 0 : width} y={place * lane + 13} textAnchor={rightToLeft ? 'start' : 'end'} direction="ltr">
                  {text(value)}
                </text>
                <rect className="track" x="0" width={width} y={place * lane + 20} height="8" rx="4" />
                <rect className={`bar ${tone}`} x={from(long(value))} width={long(value)} y={place * lane + 20} height="8" rx="4" />
                {beside !== undefined && (
                  <line
                    className="line upright"
                    x1={rightToLeft ? width - long(beside) : long(beside)}
                    x2={rightToLeft ? width - long(beside) : long(beside)}
                    y1={place * lane + 17}
                    y2={place * lane + 31}
                  />
                )}
              </g>
            ))}
          </svg>
        )
      }}
    </Figure>
  )
}
