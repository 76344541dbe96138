/** Why two entries are taken for one, as codes and numbers; what they are called is for the reader's language to say. */
import { apart, type Base } from './base.ts'
import { type Comparison, type FieldName, fields, levels } from './comparison.ts'
import { fieldBits, type Model } from './model.ts'
import { errors } from './spelling.ts'

/** What one field says. `letters`: how many letters of the name differ, where that is what the difference is. */
export type Reason = { field: FieldName; level: string; bits: number; letters?: number }

const fewLetters = 3
const rounded = (bits: number) => Math.round(bits * 10) / 10

/** What each known field says, the weightiest first, for or against. */
export function explained(base: Base, model: Model, comparison: Comparison, one: number, other: number): Reason[] {
  return fields
    .flatMap((field, place): Reason[] => {
      const level = comparison.levels[place]!
      if (level < 0) return []
      const bits = rounded(fieldBits(model, field, level) + comparison.rarity[place]!)
      const reason = { field, level: levels[field][level]!, bits }
      const letters = field === 'name' && reason.level !== 'same' ? lettersApart(base, one, other) : 0
      return [letters > 0 ? { ...reason, letters } : reason]
    })
    .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
}

/** How many letters part the names, or 0 where it is not a matter of few letters. */
function lettersApart(base: Base, one: number, other: number): number {
  const waysOf = (row: number) => {
    const ways: string[][] = [[]]
    for (const word of base.names.of(row)) {
      if (word === apart) ways.push([])
      else ways.at(-1)!.push(base.words.names.values[word]!)
    }
    return ways.map((way) => way.join(' '))
  }
  const least = Math.min(...waysOf(one).flatMap((a) => waysOf(other).map((b) => errors(a, b, fewLetters))))
  return least > fewLetters ? 0 : least
}
