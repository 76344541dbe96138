/** The comparison of two entries: for each field a level of agreement, or nothing where one of them does not have it. */
import type { Base } from './base.ts'
import type { Lexicon } from './lexicon.ts'
import { compareNames, nameLevels } from './name-comparison.ts'
import type { Rows } from './rows.ts'
import { errors, jaroWinkler } from './spelling.ts'

export const levels = {
  name: nameLevels,
  phone: ['different', 'near', 'same'],
  email: ['different', 'near', 'same'],
  taxId: ['different', 'two-errors', 'one-error', 'same'],
  birthDate: ['different', 'part', 'near', 'same'],
  city: ['different', 'alike', 'same'],
  postcode: ['different', 'near', 'same'],
  address: ['different', 'little', 'half', 'most', 'same'],
} as const
export type FieldName = keyof typeof levels
export const fields = Object.keys(levels) as FieldName[]

/** A pair's levels, field by field; -1 where nothing is known. `rarity`: what agreeing on these very values says more, in bits. */
export type Comparison = { levels: Int8Array; rarity: Float64Array }
export const emptyComparison = (): Comparison => ({ levels: new Int8Array(fields.length), rarity: new Float64Array(fields.length) })

/** The pattern of a comparison as one number, and back: each field's level + 1 in mixed radix. */
export function patternOf({ levels: found }: Comparison): number {
  let pattern = 0
  for (let field = 0; field < fields.length; field++) pattern = pattern * (levels[fields[field]!].length + 1) + found[field]! + 1
  return pattern
}
export function levelsOf(pattern: number): Int8Array {
  const found = new Int8Array(fields.length)
  let rest = pattern
  for (let field = fields.length - 1; field >= 0; field--) {
    const radix = levels[fields[field]!].length + 1
    found[field] = (rest % radix) - 1
    rest = Math.floor(rest / radix)
  }
  return found
}

/** The best level among the values of two rows; equal values among them give their rarity. */
function best(rows: Rows, words: Lexicon, one: number, other: number, near: (a: string, b: string) => number, top: number, told: Told) {
  told.level = -1
  told.rarity = 0
  for (let i = rows.start(one); i < rows.end(one); i++) {
    for (let j = rows.start(other); j < rows.end(other); j++) {
      const [a, b] = [rows.at(i), rows.at(j)]
      if (a === b) {
        const rarity = words.rarity(a)
        told.rarity = told.level === top ? Math.max(told.rarity, rarity) : rarity
        told.level = top
      } else if (told.level < top) told.level = Math.max(told.level, near(words.values[a]!, words.values[b]!))
    }
  }
  told.rarity = Math.max(-rarest, Math.min(rarest, told.rarity))
}
type Told = { level: number; rarity: number }
const rarest = 10

const nearPhone = (a: string, b: string) => (errors(a, b, 1) <= 1 ? 1 : 0)
const nearTaxId = (a: string, b: string) => Math.max(0, 3 - errors(a, b, 2))

/** The same before the at sign, or one letter wrong. */
function nearEmail(a: string, b: string) {
  const at = a.indexOf('@')
  return (at > 3 && b.startsWith(a.slice(0, at + 1))) || errors(a, b, 1) <= 1 ? 1 : 0
}

/** One digit wrong, or day and month exchanged; else two of year, month and day the same. */
function nearBirthDate(a: string, b: string) {
  if (errors(a, b, 1) <= 1 || (a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6))) return 2
  const same = Number(a.slice(0, 4) === b.slice(0, 4)) + Number(a.slice(4, 6) === b.slice(4, 6)) + Number(a.slice(6) === b.slice(6))
  return same >= 2 ? 1 : 0
}

const nearCity = (a: string, b: string) => (jaroWinkler(a, b) >= 0.88 || a.startsWith(`${b} `) || b.startsWith(`${a} `) ? 1 : 0)
const nearPostcode = (a: string, b: string) => (errors(a, b, 1) <= 1 ? 1 : 0)

/** Share of what both addresses say, from which the levels begin. */
const shares = [0.12, 0.35, 0.6, 0.85]
/** Slips of the pen that do not part two words of so many letters. */
const mostSlips = 2
const slips = (letters: number) => (letters < 4 ? 0 : letters < 6 ? 1 : mostSlips)

/** Words weigh by how few addresses have them: Dice's coefficient of the words both have, log₂(1 + n/bearers) each. */
function compareAddresses(base: Base, one: number, other: number, told: Told) {
  const { addresses } = base
  const words = base.words.addresses
  told.rarity = 0
  const [a, b] = [addresses.of(one), addresses.of(other)]
  told.level = a.length === 0 || b.length === 0 ? -1 : 0
  if (told.level < 0) return
  const entries = Math.max(words.entries, 1000)
  const worth = (word: number) => Math.log2(1 + entries / words.bearers[word]!)
  let both = 0
  let all = 0
  for (const word of b) all += worth(word)
  for (const word of a) {
    const own = worth(word)
    all += own
    if (b.includes(word)) both += 2 * own
    else {
      const most = slips(words.values[word]!.length)
      if (most === 0) continue
      for (const beside of b) {
        if (a.includes(beside) || base.slips.of(word, beside, (low, high) => errors(words.values[low]!, words.values[high]!, mostSlips)) > most) continue
        both += own + worth(beside)
        break
      }
    }
  }
  const share = both / all
  while (told.level < shares.length && share >= shares[told.level]!) told.level++
}

const told: Told = { level: 0, rarity: 0 }

/** Compares two entries of a base into `into`. */
export function compare(base: Base, one: number, other: number, into: Comparison): Comparison {
  const { words } = base
  const take = (field: number) => {
    into.levels[field] = told.level
    into.rarity[field] = told.rarity
  }
  compareNames(base, one, other, told)
  take(0)
  best(base.phones, words.phones, one, other, nearPhone, 2, told)
  take(1)
  best(base.emails, words.emails, one, other, nearEmail, 2, told)
  take(2)
  best(base.taxIds, words.taxIds, one, other, nearTaxId, 3, told)
  take(3)
  best(base.birthDates, words.birthDates, one, other, nearBirthDate, 3, told)
  take(4)
  best(base.cities, words.cities, one, other, nearCity, 2, told)
  take(5)
  best(base.postcodes, words.postcodes, one, other, nearPostcode, 2, told)
  take(6)
  compareAddresses(base, one, other, told)
  take(7)
  return into
}
