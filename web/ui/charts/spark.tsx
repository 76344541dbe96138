type Props = {
  values: readonly number[]
  /** What a screen reader hears in its place. */
  says: string
  width?: number
  /** What the whole height stands for; the least and the most of the values where it is not said. */
  between?: readonly [bottom: number, top: number]
  /** A place along the line, from 0 to 1, at which an upright stroke stands. */
  mark?: number
}

/** The shape of a series in a line of text. */
export function Spark({ values, says, width = 96, between, mark }: Props) {
  const [bottom, top] = between ?? [Math.min(...values), Math.max(...values)]
  const step = 100 / Math.max(1, values.length - 1)
  const line = values
    .map(
      (value, place) =>
        `${place === 0 ? 'M' : 'L'}${(place * step).toFixed(1)} ${(top === bottom ? 14 : 26 - ((value - bottom) / (top - bottom)) * 24).toFixed(1)}`,
    )
    .join('')
  return (
    <svg className="spark" style={{ ['--spark' as string]: `${width}px` }} viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label={says}>
      <path className="under" d={`${line}L100 28L0 28Z`} />
      <path d={line} />
      {mark !== undefined && <path className="mark" d={`M${(mark * 100).toFixed(1)} 0V28`} />}
    </svg>
  )
}
