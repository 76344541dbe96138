/** The axis of values beside a chart: round numbers, evenly apart, that reach just beyond what is drawn. */
export type Axis = { top: number; bottom: number; ticks: readonly number[] }

/** 1, 2, 2.5 or 5 times a power of ten, the smallest that crosses `span` in at most `most` steps. */
function roundStep(span: number, most: number) {
  const power = 10 ** Math.floor(Math.log10(span / most))
  return [1, 2, 2.5, 5, 10].map((times) => times * power).find((step) => span / step <= most * (1 + 1e-9))!
}

/** From nothing, or from below it, up to the round number at `highest` or next above it, in at most `most` steps each way. */
export function axisOf(highest: number, lowest = 0, most = 4): Axis {
  const [above, below] = [Math.max(0, highest), Math.max(0, -lowest)]
  const step = roundStep(Math.max(above, below) || 1, most)
  const steps = (reach: number) => Math.ceil(reach / step - 1e-9)
  const [up, down] = [above + below === 0 ? 1 : steps(above), steps(below)]
  return { top: up * step, bottom: -down * step || 0, ticks: Array.from({ length: up + down + 1 }, (_, place) => (place - down) * step) }
}
