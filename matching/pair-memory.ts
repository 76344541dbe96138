/** What was found of two words is kept until another two need its place: the same words meet again and again, and their number has no bound. */
const [fewest, most] = [1 << 9, 1 << 18]

export class PairMemory {
  #pairs = new Float64Array(fewest)
  #found = new Uint8Array(fewest)
  #kept = 0

  /** The words are numbers above 0 and below 2²⁶; the order does not matter. */
  of(one: number, other: number, find: (low: number, high: number) => number): number {
    const [low, high] = one < other ? [one, other] : [other, one]
    const pair = low * 2 ** 26 + high
    const slot = this.#slotOf(low, high)
    if (this.#pairs[slot] === pair) return this.#found[slot]!
    const found = find(low, high)
    this.#keep(low, high, pair, found)
    return found
  }

  #slotOf = (low: number, high: number) => ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0) % this.#pairs.length

  #keep(low: number, high: number, pair: number, found: number) {
    // A base of a few files is made for every row of a file, so room is made as it is needed; what was known is soon found again.
    if (++this.#kept > this.#pairs.length && this.#pairs.length < most) {
      this.#pairs = new Float64Array(this.#pairs.length * 8)
      this.#found = new Uint8Array(this.#found.length * 8)
    }
    const slot = this.#slotOf(low, high)
    this.#pairs[slot] = pair
    this.#found[slot] = found
  }
}
