/** Upright bars over time or steps, left to right in both languages, with a line of something beside them. */
import { useLanguage } from '../../../words.tsx'
import { axisOf } from '../axis.ts'
import { Figure, type FigureProps, Legend } from './figure.tsx'
import { someOf } from './scale.ts'
import { Walk } from './walk.tsx'

export type ColumnOf = { label: string /** Said instead of the label, where that is short. */; name?: string; value: number; line?: number }
type Props = FigureProps & { columns: readonly ColumnOf[]; xName: string; valueName: string; lineName?: string; text: (value: number) => string; top?: number }

const [above, below, beside] = [12, 24, 46]

export function Columns({ columns, xName, valueName, lineName, text, top: given, height = 220, ...frame }: Props) {
  const rightToLeft = useLanguage() === 'he'
  const { top, ticks } = axisOf(given ?? Math.max(0, ...columns.flatMap(({ value, line = 0 }) => [value, line])))
  const nameOf = ({ name, label }: ColumnOf) => name ?? label
  const says = (place: number) => {
    const one = columns[place]!
    return `${nameOf(one)}: ${valueName} ${text(one.value)}${lineName && one.line !== undefined ? ` · ${lineName} ${text(one.line)}` : ''}`
  }
  const table = {
    columns: [xName, valueName, ...(lineName ? [lineName] : [])],
    rows: columns.map((one) => [
      { text: nameOf(one), raw: nameOf(one) },
      { text: text(one.value), raw: one.value },
      ...(lineName ? [{ text: one.line === undefined ? '' : text(one.line), raw: one.line ?? '' }] : []),
    ]),
  }
  const legend = lineName && (
    <Legend
      names={[
        { name: valueName, look: 's0 wide' },
        { name: lineName, look: 's2' },
      ]}
    />
  )
  return (
    <Figure {...frame} table={table} legend={legend}>
      {(width) => {
        const [left, right] = rightToLeft ? [4, width - beside] : [beside, width - 4]
        const step = (right - left) / Math.max(1, columns.length)
        const py = (y: number) => above + (1 - y / top) * (height - above - below)
        const middle = (place: number) => left + step * (place + 0.5)
        const labels = new Set(
          someOf(
            columns.map((_, place) => place),
            Math.floor((right - left) / 64),
          ),
        )
        const line = columns.flatMap(({ line }, place) => (line === undefined ? [] : [`${middle(place).toFixed(1)} ${py(line).toFixed(1)}`]))
        return (
          <Walk
            count={columns.length}
            label={frame.title}
            says={says}
            nearest={(x) => (x < left || x > right ? undefined : Math.min(columns.length - 1, Math.floor((x - left) / step)))}
          >
            {(shown) => (
              <svg className="plot" width={width} height={height} aria-hidden="true">
                {ticks.map((value) => (
                  <g key={value}>
                    <line className="rule" x1={left} x2={right} y1={py(value)} y2={py(value)} />
                    <text className="label" x={rightToLeft ? right + 8 : left - 8} y={py(value) + 4} textAnchor={rightToLeft ? 'start' : 'end'}>
                      {text(value)}
                    </text>
                  </g>
                ))}
                {columns.map((one, place) => (
                  <g key={`${one.label} ${nameOf(one)}`}>
                    <rect
                      className={`bar ${shown === place ? 'now' : ''}`}
                      x={left + step * place + step * 0.16}
                      width={step * 0.68}
                      y={py(one.value)}
                      height={Math.max(0, py(0) - py(one.value))}
                      rx="2"
                    />
                    {labels.has(place) && (
                      <text className="label" x={middle(place)} y={height - 6} textAnchor="middle">
                        {one.label}
                      </text>
                    )}
                  </g>
                ))}
                {line.length > 1 && <path className="line s2" d={`M${line.join('L')}`} />}
              </svg>
            )}
          </Walk>
        )
      }}
    </Figure>
  )
}
