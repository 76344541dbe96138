/**
 * How probable a Hebrew spelling is for a name in Latin letters.
 *
 * Each Latin letter gives none, one or two Hebrew signs, and which depends on the letter, the one after it, the one before it and the second after it: the
 * widest of these contexts the table knows is taken. The probability of a spelling is the sum over all ways of sharing its signs among the letters, so every
 * name's spellings together have probability 1, which makes figures of different names comparable.
 *
 * The model is that of letters to sounds by joint counts (Bisani and Ney, Speech Communication 50, 2008), with the whole Latin word as the known side.
 */
import { lettersOf, signs } from './letters.ts'
import { contexts, outcomes } from './transliteration-table.ts'

/** Digits of the table. Left out: what would need escaping in a string. */
export const digits = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place)).filter((sign) => !'"\\`$'.includes(sign))
/** Counts are written by their logarithm, this many steps to a doubling, from a quarter on. */
export const steps = 5
/** How many cases of a shorter context weigh as much as one of the longer. */
export const smoothing = 12
/** The chance of an outcome of 0, 1 or 2 signs a letter has never had. */
export const lowest = [1e-3, 2e-5, 5e-7] as const

/** The contexts of the letter at a place of `lettersOf`, the narrowest first, as numbers. */
export function contextsOf(letters: readonly number[], at: number): number[] {
  const one = letters[at]!
  const two = one * 27 + letters[at + 1]!
  const three = two * 27 + letters[at - 1]!
  const four = three * 27 + letters[at + 2]!
  return [one, 1_000 + two, 100_000 + three, 1_000_000 + four]
}

/** The number of what a letter gives: the `taken` signs from `at` on. */
export const outcomeOf = (word: readonly number[], at: number, taken: number) =>
  taken === 0 ? 0 : taken === 1 ? 1 + word[at]! : 1 + signs + word[at]! * signs + word[at + 1]!

/** What a letter may give in one context: the chance of each outcome of the table, in its order, and of nothing. */
export type Row = { chances: Float32Array; nothing: number; best: number }

const places = new Int16Array(1 + signs + signs * signs).fill(-1)
for (const [place, word] of outcomes.entries()) places[outcomeOf(word, 0, word.length)] = place
const silent = places[0]!

/** The number of the letter at a place of `lettersOf` with its neighbours, in the order of `contextsOf`: those of a context without the further ones follow each other. */
const placeOf = (letters: readonly number[], at: number) => ((letters[at]! * 27 + letters[at + 1]!) * 27 + letters[at - 1]!) * 27 + letters[at + 2]!

/** Of each letter with its neighbours the row of the widest context that is known: those of the shorter contexts, and over them the longer ones. */
const widest = new Uint16Array(27 ** 4)
const rows: Row[] = []
const numberOf = (letter: string | undefined) => (letter === undefined || letter === '_' ? 0 : letter.charCodeAt(0) - 96)

// The lines are sorted, so a context stands after the shorter ones it is smoothed towards, and its place is still theirs.
for (const line of contexts.split('\n')) {
  const [name, counts] = line.split(' ') as [string, string]
  const letters = [0, numberOf(name[2]), numberOf(name[0]), numberOf(name[1]), numberOf(name[3])]
  const from = placeOf(letters, 2)
  const shorter = name.length > 1 ? rows[widest[from]!]!.chances : undefined
  const chances = new Float32Array(outcomes.length)
  let total = 0
  for (let at = 0; at < counts.length; at += 2) {
    const count = 2 ** (digits.indexOf(counts[at + 1]!) / steps) / 4
    chances[digits.indexOf(counts[at]!)] = count
    total += count
  }
  let best = 0
  for (let place = 0; place < chances.length; place++) {
    const before = shorter ? shorter[place]! : lowest[outcomes[place]!.length]!
    chances[place] = (chances[place]! + smoothing * before) / (total + smoothing)
    if (chances[place]! > best) best = chances[place]!
  }
  widest.fill(rows.length, from, from + 27 ** (4 - name.length))
  rows.push({ chances, nothing: chances[silent]!, best: Math.log(best) })
}

/** The row of every letter of a normalised Latin token. */
export function rowsOf(token: string): Row[] {
  const letters = lettersOf(token)
  const found: Row[] = []
  for (let at = 2; at < letters.length - 2; at++) found.push(rows[widest[placeOf(letters, at)]!]!)
  return found
}

/** A Hebrew word made ready: at each place the outcome of its one sign and of its two, −1 where the table has none. */
export type Spelling = { length: number; ones: Int16Array; twos: Int16Array }

export function spellingOf(word: readonly number[]): Spelling {
  const ones = new Int16Array(word.length)
  const twos = new Int16Array(word.length)
  for (let at = 0; at < word.length; at++) {
    ones[at] = places[outcomeOf(word, at, 1)]!
    twos[at] = at + 1 < word.length ? places[outcomeOf(word, at, 2)]! : -1
  }
  return { length: word.length, ones, twos }
}

const longest = 64
let before = new Float64Array(longest + 3)
let after = new Float64Array(longest + 3)

/** The logarithm of the chance that a name with these rows is spelled so. */
export function logChance(letters: readonly Row[], { length, ones, twos }: Spelling): number {
  if (length > longest || length > 2 * letters.length) return Number.NEGATIVE_INFINITY
  before.fill(0, 0, length + 3)
  before[0] = 1
  for (let i = 0; i < letters.length; i++) {
    const { chances, nothing } = letters[i]!
    after.fill(0, 0, length + 3)
    const from = Math.max(0, length - 2 * (letters.length - i))
    const to = Math.min(length, 2 * i)
    for (let j = from; j <= to; j++) {
      const here = before[j]!
      if (here === 0) continue
      after[j]! += here * nothing
      if (j === length) continue
      const one = ones[j]!
      const two = twos[j]!
      after[j + 1]! += here * (one < 0 ? lowest[1] : chances[one]!)
      if (two >= 0) after[j + 2]! += here * chances[two]!
    }
    const spare = before
    before = after
    after = spare
  }
  return Math.log(before[length]!)
}
