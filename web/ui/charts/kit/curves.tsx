/** Lines over time or another number. Time and numbers run left to right in both languages; the values stand at the right in Hebrew. */
import { useLanguage } from '../../../words.tsx'
import { axisOf } from '../axis.ts'
import { Figure, type FigureProps, Legend } from './figure.tsx'
import { someOf } from './scale.ts'
import { Walk } from './walk.tsx'

export type Point = { x: number; y: number /** A band around it. */; low?: number; high?: number }
export type Curve = {
  name: string
  points: readonly Point[]
  /** Drawn as what is compared with: faint and dashed. */
  quiet?: true
  /** Drawn as dots, where nothing is known between them. */
  dots?: true
}
type Props = FigureProps & {
  curves: readonly Curve[]
  xName: string
  xText: (x: number) => string
  /** What stands under the axis, where that is not some of the points. */
  xMarks?: readonly number[]
  yText: (y: number) => string
  /** Where the values end, if not at a round number above them. */
  top?: number
  /** An upright line with its name. */
  mark?: { x: number; name: string } | undefined
}

const [above, below, beside] = [12, 24, 46]
export const lookOf = (place: number) => `s${place % 6}`

export function Curves({ curves, xName, xText, xMarks, yText, top: given, mark, height = 220, ...frame }: Props) {
  const rightToLeft = useLanguage() === 'he'
  const xs = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b)
  const at = curves.map(({ points }) => new Map(points.map((point) => [point.x, point])))
  const { top, ticks } = axisOf(given ?? Math.max(0, ...curves.flatMap(({ points }) => points.map(({ y, high }) => high ?? y))))
  const [first = 0, last = 1] = [xs[0], xs.at(-1)]
  const names = curves.map(({ name, quiet }, place) => ({ name, look: quiet ? 'quiet' : lookOf(place) }))
  const says = (place: number) =>
    `${xText(xs[place]!)}: ${curves.flatMap(({ name }, curve) => (at[curve]!.has(xs[place]!) ? [`${curves.length > 1 ? `${name} ` : ''}${yText(at[curve]!.get(xs[place]!)!.y)}`] : [])).join(' · ')}`
  const table = {
    columns: [xName, ...curves.map(({ name }) => name)],
    rows: xs.map((x) => [
      { text: xText(x), raw: xText(x) },
      ...at.map((points) => ({ text: points.has(x) ? yText(points.get(x)!.y) : '', raw: points.get(x)?.y ?? '' })),
    ]),
  }
  return (
    <Figure {...frame} table={table} legend={curves.length > 1 && <Legend names={names} />}>
      {(width) => {
        const [left, right] = rightToLeft ? [8, width - beside] : [beside, width - 8]
        const px = (x: number) => left + ((x - first) / (last - first || 1)) * (right - left)
        const py = (y: number) => above + (1 - y / top) * (height - above - below)
        const path = (points: readonly Point[], of: (point: Point) => number = ({ y }) => y) =>
          points.map((point, place) => `${place === 0 ? 'M' : 'L'}${px(point.x).toFixed(1)} ${py(of(point)).toFixed(1)}`).join('')
        const nearest = (x: number) => xs.reduce((best, one, place) => (Math.abs(px(one) - x) < Math.abs(px(xs[best]!) - x) ? place : best), 0)
        return (
          <Walk count={xs.length} label={frame.title} says={says} nearest={nearest}>
            {(shown) => (
              <svg className="plot" width={width} height={height} aria-hidden="true">
                {ticks.map((value) => (
                  <g key={value}>
                    <line className="rule" x1={left} x2={right} y1={py(value)} y2={py(value)} />
                    <text className="label" x={rightToLeft ? right + 8 : left - 8} y={py(value) + 4} textAnchor={rightToLeft ? 'start' : 'end'}>
                      {yText(value)}
                    </text>
                  </g>
                ))}
                {(xMarks ?? someOf(xs, Math.max(2, Math.floor((right - left) / 84)))).map((x) => (
                  <text key={x} className="label" x={Math.min(px(x), width - 16)} y={height - 6} textAnchor="middle">
                    {xText(x)}
                  </text>
                ))}
                {curves.map(({ name, points }, place) =>
                  points.some(({ low }) => low !== undefined) ? (
                    <path
                      key={`band ${name}`}
                      className={`band ${lookOf(place)}`}
                      d={`${path(points, ({ high, y }) => high ?? y)}${path([...points].reverse(), ({ low, y }) => low ?? y).replace('M', 'L')}Z`}
                    />
                  ) : null,
                )}
                {mark && (
                  <g>
                    <line className="mark" x1={px(mark.x)} x2={px(mark.x)} y1={above} y2={height - below} />
                    <text
                      className="label"
                      x={px(mark.x) + (px(mark.x) > width / 2 ? -6 : 6)}
                      y={above + 8}
                      textAnchor={px(mark.x) > width / 2 ? 'end' : 'start'}
                    >
                      {mark.name}
                    </text>
                  </g>
                )}
                {curves.map(({ name, points, quiet, dots }, place) =>
                  dots ? (
                    points.map(({ x, y }) => <circle key={`${name} ${x} ${y}`} className={`dot ${lookOf(place)}`} cx={px(x)} cy={py(y)} r="5" />)
                  ) : (
                    <path key={name} className={`line ${quiet ? 'quiet' : lookOf(place)}`} d={path(points)} />
                  ),
                )}
                {shown !== undefined && (
                  <g data-screen>
                    <line className="cursor" x1={px(xs[shown]!)} x2={px(xs[shown]!)} y1={above} y2={height - below} />
                    {at.map((points, curve) => {
                      const point = points.get(xs[shown]!)
                      return point && <circle key={curves[curve]!.name} className={`dot ${names[curve]!.look}`} cx={px(point.x)} cy={py(point.y)} r="4" />
                    })}
                  </g>
                )}
              </svg>
            )}
          </Walk>
        )
      }}
    </Figure>
  )
}
