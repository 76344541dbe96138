/** A grid of fields, the fuller the more: hours of a week, recency against frequency. Its columns are numbers or times and run left to right. */
import { useLanguage } from '../../../words.tsx'
import { Figure, type FigureProps } from './figure.tsx'
import { Walk } from './walk.tsx'

export type Field = { value: number /** With an edge of its own: open hours, a segment chosen. */; framed?: boolean; text?: string; says: string }
type Props = FigureProps & {
  rows: readonly string[]
  columns: readonly string[]
  corner: string
  /** The axes, named where the labels alone do not say what they are. */
  across?: string
  fields: readonly (readonly Field[])[]
  text: (value: number) => string
}

export function Grid({ rows, columns, corner, across, fields, text, height: given, ...frame }: Props) {
  const rightToLeft = useLanguage() === 'he'
  const under = across ? 40 : 22
  const height = given ?? 28 * rows.length + under
  const most = Math.max(1e-9, ...fields.flatMap((row) => row.map(({ value }) => value)))
  const table = {
    columns: [corner, ...columns],
    rows: fields.map((row, place) => [{ text: rows[place]!, raw: rows[place]! }, ...row.map(({ value }) => ({ text: text(value), raw: value }))]),
  }
  return (
    <Figure {...frame} table={table}>
      {(width) => {
        const beside = Math.min(120, 14 + 7 * Math.max(...rows.map((name) => name.length)))
        const [left, right] = rightToLeft ? [2, width - beside] : [beside, width - 2]
        const [wide, tall] = [(right - left) / columns.length, (height - under) / rows.length]
        const every = Math.max(1, Math.ceil(28 / wide))
        return (
          <Walk
            count={rows.length * columns.length}
            across={columns.length}
            label={frame.title}
            says={(place) => fields[Math.floor(place / columns.length)]![place % columns.length]!.says}
            nearest={(x, y) => {
              const [row, column] = [Math.floor(y / tall), Math.floor((x - left) / wide)]
              return row < 0 || row >= rows.length || column < 0 || column >= columns.length ? undefined : row * columns.length + column
            }}
          >
            {(shown) => (
              <svg className="plot" width={width} height={height} aria-hidden="true">
                {rows.map((name, row) => (
                  <text
                    key={name}
                    className="label"
                    x={rightToLeft ? right + 8 : left - 8}
                    y={row * tall + tall / 2 + 4}
                    textAnchor={rightToLeft ? 'start' : 'end'}
                    direction="ltr"
                  >
                    {name}
                  </text>
                ))}
                {fields.map((row, r) =>
                  row.map((field, c) => (
                    <g key={`${rows[r]} ${columns[c]}`}>
                      <rect
                        className={`field ${field.framed ? 'framed' : ''} ${shown === r * columns.length + c ? 'now' : ''}`}
                        x={left + c * wide + 1}
                        y={r * tall + 1}
                        width={Math.max(1, wide - 2)}
                        height={tall - 2}
                        rx="3"
                      />
                      <rect
                        className="filled"
                        x={left + c * wide + 2}
                        y={r * tall + 2}
                        width={Math.max(1, wide - 4)}
                        height={tall - 4}
                        rx="2"
                        opacity={field.value === 0 ? 0 : 0.12 + 0.88 * (field.value / most)}
                      />
                      {field.text && wide > 34 && (
                        <text
                          className={`label ${field.value / most > 0.6 ? 'on' : 'strong'}`}
                          x={left + (c + 0.5) * wide}
                          y={r * tall + tall / 2 + 4}
                          textAnchor="middle"
                        >
                          {field.text}
                        </text>
                      )}
                    </g>
                  )),
                )}
                {columns.map(
                  (name, column) =>
                    column % every === 0 && (
                      <text key={name} className="label" x={left + (column + 0.5) * wide} y={height - under + 16} textAnchor="middle">
                        {name}
                      </text>
                    ),
                )}
                {across && (
                  <text className="label" x={(left + right) / 2} y={height - 6} textAnchor="middle">
                    {across}
                  </text>
                )}
              </svg>
            )}
          </Walk>
        )
      }}
    </Figure>
  )
}
