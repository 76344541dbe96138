/**
 * How probable a Latin spelling is for a name in Hebrew letters: the counterpart of `transliteration.ts`.
 *
 * Each Hebrew sign gives none to three Latin letters: itself and the vowels nobody wrote. Which, depends on the sign, the one after it, the one before it and
 * the second after it. The two directions see different faults: a Hebrew spelling that leaves a consonant out is probable for the Latin one, whose letter may be
 * silent; the Latin one is improbable for it, where a consonant comes from nothing.
 */

import { contexts } from './latin-spelling-table.ts'
import { lettersOf, signs, signsOf } from './letters.ts'

/** Digits of the table for how often, this many steps to a doubling, from a quarter on. */
export const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const steps = 2
/** How many cases of a shorter context weigh as much as one of the longer. */
export const smoothing = 8
/** The chance of an outcome of 0 to 3 letters a sign has never had. */
export const lowest = [1e-3, 2e-4, 1e-5, 3e-7] as const
/** Most letters a sign gives. */
export const most = 3

const width = signs + 1

/** The signs of a normalised Hebrew token as numbers from 1 between two zeroes at each side. */
export const boundedSignsOf = (token: string) => [0, 0, ...signsOf(token).map((sign) => sign + 1), 0, 0]

/** The contexts of the sign at a place of `boundedSignsOf`, the narrowest first, as numbers. */
export function contextsOf(word: readonly number[], at: number): number[] {
  const one = word[at]!
  const two = one * width + word[at + 1]!
  const three = two * width + word[at - 1]!
  const four = three * width + word[at + 2]!
  return [one, 10_000 + two, 1_000_000 + three, 10_000_000 + four]
}

/** The number of what a sign gives: the `taken` letters, each 0–25, from `at` on. */
export function outcomeOf(word: readonly number[], at: number, taken: number): number {
  let number = 0
  for (let next = at; next < at + taken; next++) number = number * 27 + word[next]! + 1
  return number
}

/** The letters of a normalised Latin token as numbers 0–25. */
export const plainLettersOf = (token: string) => lettersOf(token).flatMap((letter) => (letter > 0 ? [letter - 1] : []))

/** What a sign may give in one context: the chances of what it was seen to give, and how much of the shorter one's chance anything else has. */
type Row = { chances: ReadonlyMap<number, number>; others: number; shorter: Row | undefined }

const rows = new Map<number, Row>()
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשת'
const signAt = (written: string | undefined) =>
  written === undefined || written === '_' ? 0 : hebrew.indexOf(written[0]!) + 1 + (written.length > 1 ? hebrew.length : 0)

// The lines are sorted by the length of their context, so one stands after the shorter ones it is smoothed towards.
for (const line of contexts.split('\n')) {
  const [name, outcomes] = line.split(' ') as [string, string]
  const written = name.match(/_|[א-ת]'?/g)!
  const chain = contextsOf([0, signAt(written[2]), signAt(written[0]), signAt(written[1]), signAt(written[3])], 2)
  const seen: { outcome: number; taken: number; count: number }[] = []
  let total = smoothing
  for (const [, letters, digit] of outcomes.matchAll(/([a-z]*)([0-9A-Z])/g)) {
    const count = 2 ** (digits.indexOf(digit!) / steps) / 4
    seen.push({ outcome: outcomeOf(plainLettersOf(letters!), 0, letters!.length), taken: letters!.length, count })
    total += count
  }
  const shorter = rows.get(chain[written.length - 2]!)
  const before = (outcome: number, taken: number) => (shorter ? chanceOf(shorter, outcome, taken) : lowest[taken]!)
  const chances = new Map(seen.map(({ outcome, taken, count }) => [outcome, (count + smoothing * before(outcome, taken)) / total]))
  rows.set(chain[written.length - 1]!, { chances, others: smoothing / total, shorter })
}

const unknown: Row = { chances: new Map(), others: 1, shorter: undefined }

/** The row of every sign of a normalised Hebrew token. */
export function signRowsOf(token: string): Row[] {
  const word = boundedSignsOf(token)
  return word.slice(2, -2).map((_, at) => {
    const chain = contextsOf(word, at + 2)
    const known = chain.findLast((context) => rows.has(context))
    return rows.get(known ?? chain[0]!) ?? unknown
  })
}
export type SignRow = Row

function chanceOf(row: Row, outcome: number, taken: number): number {
  let share = 1
  for (let at: Row | undefined = row; at; at = at.shorter) {
    const chance = at.chances.get(outcome)
    if (chance !== undefined) return share * chance
    share *= at.others
  }
  return share * lowest[taken]!
}

/** What the letters from each place on are as outcomes: of none to three of them. */
export type Letters = { length: number; outcomes: readonly (readonly number[])[] }

export function lettersFor(token: string): Letters {
  const word = plainLettersOf(token)
  const outcomes = Array.from({ length: word.length + 1 }, (_, at) =>
    Array.from({ length: Math.min(most, word.length - at) + 1 }, (_, taken) => outcomeOf(word, at, taken)),
  )
  return { length: word.length, outcomes }
}

const longest = 64
let before = new Float64Array(longest + most + 1)
let after = new Float64Array(longest + most + 1)

/** The logarithm of the chance that a name with these rows is spelled so. */
export function logChanceOfLatin(word: readonly Row[], { length, outcomes }: Letters): number {
  if (length > longest || length > most * word.length) return Number.NEGATIVE_INFINITY
  before.fill(0, 0, length + 1)
  before[0] = 1
  for (const [i, row] of word.entries()) {
    after.fill(0, 0, length + 1)
    const from = Math.max(0, length - most * (word.length - i))
    const to = Math.min(length, most * i)
    for (let j = from; j <= to; j++) {
      const here = before[j]!
      if (here === 0) continue
      for (const [taken, outcome] of outcomes[j]!.entries()) after[j + taken]! += here * chanceOf(row, outcome, taken)
    }
    const spare = before
    before = after
    after = spare
  }
  return Math.log(before[length]!)
}
