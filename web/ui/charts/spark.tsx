/** The shape of a series in a line of text. `says` is what a screen reader hears in its place. */
export function Spark({ values, says, width = 96, down }: { values: readonly number[]; says: string; width?: number; down?: boolean }) {
  const top = Math.max(...values)
  const bottom = Math.min(...values)
  const step = 100 / Math.max(1, values.length - 1)
  const line = values
    .map(
      (value, place) =>
        `${place === 0 ? 'M' : 'L'}${(place * step).toFixed(1)} ${(top === bottom ? 14 : 26 - ((value - bottom) / (top - bottom)) * 24).toFixed(1)}`,
    )
    .join('')
  return (
    <svg
      className={`spark ${down ? 'down' : ''}`}
      style={{ ['--spark' as string]: `${width}px` }}
      viewBox="0 0 100 28"
      preserveAspectRatio="none"
      role="img"
      aria-label={says}
    >
      <path className="under" d={`${line}L100 28L0 28Z`} />
      <path d={line} />
    </svg>
  )
}
