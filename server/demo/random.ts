/** Chance that can be repeated: the same seed tells the same story, on any machine. */

export type Random = {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<Item>(items: readonly Item[]): Item
  chance(probability: number): boolean
  /** A UUIDv7 of this moment. */
  id(at: number): string
}

/** The stream of chance number `stream` of a seed. Streams are independent, so any customer can be told without the others. */
export function random(seed: string, stream: number): Random {
  let [a, b, c, count] = start(seed, stream)
  // sfc32 by Chris Doty-Humphrey: small, fast, well tested.
  const bits = () => {
    const sum = (a + b + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let n = 0; n < 12; n++) bits()
  const next = () => bits() / 2 ** 32
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)]!,
    chance: (probability) => next() < probability,
    id(at) {
      const time = Math.floor(at).toString(16).padStart(12, '0')
      const [x, y, z] = [hex(bits()), hex(bits()), hex(bits())]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${x.slice(0, 3)}-${'89ab'[Number.parseInt(x[3]!, 16) & 3]}${x.slice(4, 7)}-${y}${z.slice(0, 4)}`
    },
  }
}

const hex = (bits: number) => bits.toString(16).padStart(8, '0')

function start(seed: string, stream: number): [number, number, number, number] {
  let hash = 2_166_136_261
  for (const letter of seed) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619)
  return [hash, stream | 0, Math.floor(stream / 2 ** 32) ^ 0x9e3779b9, 1]
}
