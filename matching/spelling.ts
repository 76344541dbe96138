/** How differently two texts are written. */

const widest = 64
const lines = [new Uint8Array(widest + 1), new Uint8Array(widest + 1), new Uint8Array(widest + 1)] as const

/** In how many places two texts of one length differ; told up to three. */
function places(one: string, other: string) {
  let apart = 0
  for (let at = 0; at < one.length && apart < 3; at++) if (one.charCodeAt(at) !== other.charCodeAt(at)) apart++
  return apart
}

/**
 * Letters wrong, missing, added, or exchanged with the next (optimal string alignment), counted up to `most`; beyond that `most + 1`.
 * Damerau, F. J. (1964), "A technique for computer detection and correction of spelling errors".
 */
export function errors(one: string, other: string, most: number): number {
  if (one === other) return 0
  const beyond = most + 1
  if (Math.abs(one.length - other.length) > most || Math.max(one.length, other.length) > widest) return beyond
  if (most === 1 && one.length === other.length && places(one, other) > 2) return beyond
  let [older, old, now] = lines
  for (let j = 0; j <= other.length; j++) old[j] = j
  for (let i = 0; i < one.length; i++) {
    now[0] = i + 1
    let least = i + 1
    const letter = one.charCodeAt(i)
    for (let j = 0; j < other.length; j++) {
      const beside = other.charCodeAt(j)
      let cost = Math.min(old[j]! + (letter === beside ? 0 : 1), old[j + 1]! + 1, now[j]! + 1)
      if (i > 0 && j > 0 && letter === other.charCodeAt(j - 1) && beside === one.charCodeAt(i - 1)) cost = Math.min(cost, older[j - 1]! + 1)
      now[j + 1] = cost
      if (cost < least) least = cost
    }
    if (least > most) return beyond
    const spare = older
    older = old
    old = now
    now = spare
  }
  return Math.min(old[other.length]!, beyond)
}

const taken = new Uint8Array(widest)
const prefixCounted = 4
const prefixWorth = 0.1

/**
 * Jaro's likeness with Winkler's prefix, from 0 to 1: jaro + ℓ·0.1·(1 − jaro), ℓ the letters alike at the beginning, at most four.
 * Jaro, M. A. (1989), "Advances in record-linkage methodology"; Winkler, W. E. (1990), "String comparator metrics and enhanced decision rules".
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1
  const [a, b] = one.length <= other.length ? [one, other] : [other, one]
  if (a.length === 0 || b.length > widest) return 0
  const reach = Math.max(0, (b.length >> 1) - 1)
  taken.fill(0, 0, b.length)
  let common = ''
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = 1
      common += a[i]
      break
    }
  }
  if (common === '') return 0
  let moved = 0
  for (let j = 0, place = 0; j < b.length; j++) if (taken[j] && b[j] !== common[place++]) moved++
  const m = common.length
  const jaro = (m / a.length + m / b.length + (m - moved / 2) / m) / 3
  let prefix = 0
  while (prefix < Math.min(prefixCounted, a.length) && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * prefixWorth * (1 - jaro)
}
