/** At most `most` of them, evenly apart, the last always among them. */
export function someOf<Value>(values: readonly Value[], most: number): Value[] {
  const step = Math.ceil(values.length / Math.max(1, most))
  return values.filter((_, place) => (values.length - 1 - place) % step === 0)
}
