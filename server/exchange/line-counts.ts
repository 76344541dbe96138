/**
 * How many lines of each order a file has had so far. A gigabyte holds orders by the million, and their keys as strings would take most
 * of the memory of an import; here an order takes at most 24 bytes. Orders are told apart by 64 bits of their key: among ten million
 * the odds that any two are alike are one in 300,000.
 */
export type LineCounts = {
  of(key: string): number
  add(key: string, lines: number): void
}

const wordsOfEntry = 3

export function lineCounts(): LineCounts {
  let places = 1 << 12
  let used = 0
  let table = new Uint32Array(places * wordsOfEntry)

  /** Where the order stands, or the free place where it would. A free place counts no lines. */
  function placeOf(first: number, second: number) {
    let place = first & (places - 1)
    for (;;) {
      const at = place * wordsOfEntry
      if (table[at + 2] === 0 || (table[at] === first && table[at + 1] === second)) return at
      place = (place + 1) & (places - 1)
    }
  }
  function grow() {
    const before = table
    places *= 2
    table = new Uint32Array(places * wordsOfEntry)
    for (let at = 0; at < before.length; at += wordsOfEntry)
      if (before[at + 2] !== 0) table.set(before.subarray(at, at + wordsOfEntry), placeOf(before[at]!, before[at + 1]!))
  }
  return {
    of(key) {
      const [first, second] = hashOf(key)
      return table[placeOf(first, second) + 2]!
    },
    add(key, lines) {
      if (lines === 0) return
      const [first, second] = hashOf(key)
      const at = placeOf(first, second)
      if (table[at + 2] === 0) {
        table[at] = first
        table[at + 1] = second
        if (++used > places / 2) {
          table[at + 2] = lines
          return grow()
        }
      }
      table[at + 2]! += lines
    },
  }
}

/** Two hashes of 32 bits by multiplication and shifts, each mixed with the other at the end. */
function hashOf(key: string): [number, number] {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (let n = 0; n < key.length; n++) {
    const code = key.charCodeAt(n)
    first = Math.imul(first ^ code, 2654435761)
    second = Math.imul(second ^ code, 1597334677)
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909)
  return [first >>> 0, second >>> 0]
}
