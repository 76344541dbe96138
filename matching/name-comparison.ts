/** How two names agree, word by word, in any order and whatever their scripts. */
import { likeness } from '../names/index.ts'
import { apart, type Base } from './base.ts'
import { jaroWinkler } from './spelling.ts'

/** From nothing in common to the same words. `part`: a single word is all that is known of one, and the other has it. */
export const nameLevels = ['different', 'faint', 'one', 'near', 'part', 'most', 'within', 'alike', 'same'] as const

/** Likeness of two words that counts as one name written differently, and as perhaps so. */
const alike = 0.66
const faint = 0.48
/** The same by letters alone, for errors that no ear makes. */
const alikeWritten = 0.88
const faintWritten = 0.8
const worthHearing = 0.72

const unequal = 0
const faintly = 1
const nearly = 2
type Kinship = typeof unequal | typeof faintly | typeof nearly

/** How two different words are related. */
function related(base: Base, low: number, high: number): Kinship {
  const [one, other] = [base.words.names.values[low]!, base.words.names.values[high]!]
  // An initial says little, and does not contradict.
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? faintly : unequal
  const written = jaroWinkler(one, other)
  if (written >= alikeWritten) return nearly
  // Asking how alike they sound takes a hundred times longer, so only where they may.
  const heard = written >= worthHearing || shareSound(base.sounds(low), base.sounds(high)) ? likeness(one, other) : 0
  if (heard >= alike) return nearly
  return heard >= faint || written >= faintWritten ? faintly : unequal
}

const shareSound = (some: Uint32Array, others: Uint32Array) => some.some((sound) => others.includes(sound))

const freeOfOne = new Uint32Array(64)
const freeOfOther = new Uint32Array(64)

/** Level of one way of writing against another; `equal` gets the words both have. */
function levelOf(base: Base, [from, to]: readonly [number, number], [otherFrom, otherTo]: readonly [number, number], equal: number[]): number {
  let left = 0
  let right = 0
  for (let at = otherFrom; at < otherTo; at++) freeOfOther[right++] = base.names.at(at)
  for (let at = from; at < to; at++) {
    const word = base.names.at(at)
    let twin = 0
    while (twin < right && freeOfOther[twin] !== word) twin++
    if (twin === right) freeOfOne[left++] = word
    else {
      freeOfOther[twin] = freeOfOther[--right]!
      equal.push(word)
    }
  }
  let near = 0
  let faintOnes = 0
  for (let at = 0; at < left; at++) {
    let best: Kinship = unequal
    let twin = -1
    for (let other = 0; other < right && best < nearly; other++) {
      const found = base.kinships.of(freeOfOne[at]!, freeOfOther[other]!, (low, high) => related(base, low, high)) as Kinship
      if (found > best) [best, twin] = [found, other]
    }
    if (twin < 0) continue
    freeOfOther[twin] = freeOfOther[--right]!
    if (best === nearly) near++
    else faintOnes++
  }
  const [one, other] = [to - from, otherTo - otherFrom]
  const shorter = Math.min(one, other)
  const matched = equal.length + near
  if (matched === one && matched === other && matched > 1) return near === 0 ? 8 : 7
  if (matched === shorter && shorter > 1) return near === 0 ? 6 : 5
  if (shorter > 3 && matched >= 0.75 * shorter) return 5
  if (matched === 1 && shorter === 1) return equal.length > 0 ? 4 : 1
  if (matched > 0 && matched + faintOnes === shorter) return 3
  if (equal.length > 0) return 2
  return near + faintOnes > 0 ? 1 : 0
}

/** The ways a name is written, as spans of its row. */
function ways(base: Base, row: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let from = base.names.start(row)
  const end = base.names.end(row)
  for (let at = from; at < end; at++) {
    if (base.names.at(at) !== apart) continue
    found.push([from, at])
    from = at + 1
  }
  if (from < end) found.push([from, end])
  return found
}

const equalNow: number[] = []
const rarest = 10

/** The level of the likest ways of writing, or -1 where a name is missing, and how rare the words are that both have, in bits. */
export function compareNames(base: Base, one: number, other: number, told: { level: number; rarity: number }) {
  told.level = -1
  told.rarity = 0
  const own = ways(base, one)
  const others = ways(base, other)
  for (const way of own) {
    for (const otherWay of others) {
      // Two names written in both scripts are compared in each; across scripts only where one is missing.
      if (own.length > 1 && others.length > 1 && base.isLatin(way[0]) !== base.isLatin(otherWay[0])) continue
      equalNow.length = 0
      const level = levelOf(base, way, otherWay, equalNow)
      const rarity = equalNow.reduce((sum, word) => sum + base.words.names.rarity(word), 0)
      if (level < told.level || (level === told.level && rarity <= told.rarity)) continue
      told.level = level
      told.rarity = Math.min(rarest, Math.max(-rarest, rarity))
    }
  }
}
