/** Draws by weight; `next` gives chance in [0, 1). */
export function byWeight<Thing>(things: readonly Thing[], weight: (thing: Thing) => number): (next: () => number) => Thing {
  const sums = new Float64Array(things.length)
  let sum = 0
  for (const [place, thing] of things.entries()) sums[place] = sum += weight(thing)
  return (next) => {
    const at = next() * sum
    let [low, high] = [0, things.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > at) high = middle
      else low = middle + 1
    }
    return things[low]!
  }
}
