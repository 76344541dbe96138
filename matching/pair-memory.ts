/** What was found of two words is kept until another two need its place: the same words meet again and again, and their number has no bound. */
const slots = 1 << 18

export class PairMemory {
  readonly #pairs = new Float64Array(slots)
  readonly #found = new Uint8Array(slots)

  /** The words are numbers above 0 and below 2²⁶; the order does not matter. */
  of(one: number, other: number, find: (low: number, high: number) => number): number {
    const [low, high] = one < other ? [one, other] : [other, one]
    const pair = low * 2 ** 26 + high
    const slot = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0) % slots
    if (this.#pairs[slot] === pair) return this.#found[slot]!
    const found = find(low, high)
    this.#pairs[slot] = pair
    this.#found[slot] = found
    return found
  }
}
