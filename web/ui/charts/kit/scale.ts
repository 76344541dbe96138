/** From values to places on the paper. */

/** The next round number above: 1, 2, 2.5 or 5 times a power of ten. */
export function niceTop(value: number) {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power
}

/** Nothing, a round number above, and the quarters between. */
export const ticksTo = (top: number) => [0, 0.25, 0.5, 0.75, 1].map((part) => part * top)

/** At most `most` of them, evenly apart, the last always among them. */
export function someOf<Value>(values: readonly Value[], most: number): Value[] {
  const step = Math.ceil(values.length / Math.max(1, most))
  return values.filter((_, place) => (values.length - 1 - place) % step === 0)
}
