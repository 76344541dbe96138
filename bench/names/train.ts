/**
 * `node bench/names/train.ts`: writes `names/transliteration-table.ts` from the training part of the pairs.
 *
 * Which letter became which sign is not in the data: it is inferred by expectation–maximisation, first for a letter alone, then with its neighbours, each step
 * starting from the one before. A context is kept where what it says differs enough from the shorter one.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lettersOf, signsOf } from '../../names/letters.ts'
import { contextsOf, digits, lowest, outcomeOf, smoothing, steps } from '../../names/transliteration.ts'
import { type Pair, pairsOf } from './pairs.ts'

const rounds = 12
/** The widest context in each round. */
const depthIn = (round: number) => (round < 3 ? 1 : round < 5 ? 2 : round < 7 ? 3 : 4)
/** Bits of the training text a context must save to be worth its bytes. */
const worth = 2
const mostOutcomes = digits.length

type Counts = Map<number, Map<number, number>>
type Example = { contexts: number[][]; signs: number[]; weight: number }
type Chance = (contexts: number[], outcome: number, length: number) => number

const start: Chance = (_contexts, _outcome, length) => (length === 0 ? 0.3 : length === 1 ? 0.7 / 44 : 0.05 / 1936)

/** Chances after the counts: each context is smoothed towards the shorter one. */
function chanceFrom(counts: Counts, depth: number): Chance {
  const totals = new Map([...counts].map(([context, found]) => [context, [...found.values()].reduce((sum, count) => sum + count, 0)]))
  return (contexts, outcome, length) => {
    let chance = lowest[length]!
    for (let level = 0; level < depth; level++) {
      const found = counts.get(contexts[level]!)
      if (!found) break
      chance = ((found.get(outcome) ?? 0) + smoothing * chance) / (totals.get(contexts[level]!)! + smoothing)
    }
    return chance
  }
}

/** How often each sign is expected to have come of each letter, over all the ways the two words may lie beside each other. */
function expect(examples: readonly Example[], chance: Chance, depth: number): { counts: Counts; surprise: number } {
  const counts: Counts = new Map()
  let surprise = 0
  for (const { contexts, signs, weight } of examples) {
    const [letters, length] = [contexts.length, signs.length]
    const width = length + 1
    const forward = new Float64Array((letters + 1) * width)
    const chances = new Float64Array(letters * width * 3)
    forward[0] = 1
    for (let i = 0; i < letters; i++) {
      for (let j = 0; j <= length; j++) {
        const before = forward[i * width + j]!
        if (before === 0) continue
        for (let taken = 0; taken <= 2 && j + taken <= length; taken++) {
          const here = chance(contexts[i]!, outcomeOf(signs, j, taken), taken)
          chances[(i * width + j) * 3 + taken] = here
          forward[(i + 1) * width + j + taken]! += before * here
        }
      }
    }
    const whole = forward[letters * width + length]!
    if (!(whole > 0)) continue
    surprise -= weight * Math.log(whole)
    const backward = new Float64Array((letters + 1) * width)
    backward[letters * width + length] = 1
    for (let i = letters - 1; i >= 0; i--) {
      for (let j = 0; j <= length; j++) {
        for (let taken = 0; taken <= 2 && j + taken <= length; taken++) {
          const through = chances[(i * width + j) * 3 + taken]! * backward[(i + 1) * width + j + taken]!
          if (through === 0) continue
          backward[i * width + j]! += through
          const share = (forward[i * width + j]! * through * weight) / whole
          if (share < 1e-3) continue
          const outcome = outcomeOf(signs, j, taken)
          for (let level = 0; level < depth; level++) {
            const context = contexts[i]![level]!
            const found = counts.get(context) ?? new Map<number, number>()
            counts.set(context, found)
            found.set(outcome, (found.get(outcome) ?? 0) + share)
          }
        }
      }
    }
  }
  return { counts, surprise }
}

/** The counts of every context after all rounds. A name many people bear counts more, but by its logarithm. */
function train(pairs: readonly Pair[]): Counts {
  const examples = pairs.map(({ latin, hebrew, count }) => {
    const letters = lettersOf(latin)
    return { contexts: Array.from(latin, (_, at) => contextsOf(letters, at + 2)), signs: signsOf(hebrew), weight: 1 + Math.log(count) }
  })
  let chance = start
  let counts: Counts = new Map()
  for (let round = 0; round < rounds; round++) {
    const expected = expect(examples, chance, depthIn(round))
    counts = expected.counts
    chance = chanceFrom(counts, depthIn(round))
    console.log(`round ${round + 1}: ${(expected.surprise / examples.length).toFixed(4)} nats a name, ${counts.size} contexts`)
  }
  return counts
}

const boundary = '_'
const letterAt = (number: number) => (number === 0 ? boundary : String.fromCharCode(96 + number))

/** The table as text: see `names/transliteration.ts` for how it is read. */
function written(pairs: readonly Pair[], counts: Counts): string {
  const totals = new Map<number, number>()
  for (const [context, found] of counts) if (context < 27) for (const [outcome, count] of found) totals.set(outcome, (totals.get(outcome) ?? 0) + count)
  const outcomes = [...totals]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, mostOutcomes)
    .map(([outcome]) => outcome)
  const digitOf = new Map(outcomes.map((outcome, place) => [outcome, digits[place]!]))
  const chance = chanceFrom(counts, 4)
  const seen = new Map<number, { name: string; chain: number[] }>()
  for (const { latin } of pairs) {
    const letters = lettersOf(latin)
    for (let at = 2; at < letters.length - 2; at++) {
      const chain = contextsOf(letters, at)
      const name = [letters[at]!, letters[at + 1]!, letters[at - 1]!, letters[at + 2]!].map(letterAt).join('')
      for (const [level, context] of chain.entries())
        if (!seen.has(context)) seen.set(context, { name: name.slice(0, level + 1), chain: chain.slice(0, level + 1) })
    }
  }
  const kept = new Set<number>()
  for (const { name, chain } of seen.values()) {
    const found = counts.get(chain.at(-1)!)
    if (!found) continue
    let saved = 0
    for (const [outcome, count] of found) {
      const length = outcome === 0 ? 0 : outcome < 45 ? 1 : 2
      saved += count * Math.log2(chance(chain, outcome, length) / chance(chain.slice(0, -1), outcome, length))
    }
    if (name.length === 1 || saved > worth) for (const context of chain) kept.add(context)
  }
  const lines = [...seen]
    .filter(([context]) => kept.has(context))
    .map(([context, { name }]) => {
      const found = [...counts.get(context)!].filter(([outcome, count]) => digitOf.has(outcome) && count >= 0.25).toSorted((a, b) => b[1] - a[1])
      return name + ' ' + found.map(([outcome, count]) => digitOf.get(outcome)! + digits[Math.round(steps * Math.log2(count * 4))]!).join('')
    })
    .toSorted()
  const spelled = outcomes.map((outcome) => (outcome === 0 ? [] : outcome < 45 ? [outcome - 1] : [Math.floor((outcome - 45) / 44), (outcome - 45) % 44]))
  console.log(`${lines.length} contexts kept`)
  return [
    '/** Generated by `node bench/names/train.ts` from NETransliteration-COLING2018 `wd_hebrew_64` (mined from Wikidata, CC0). Read by `transliteration.ts`. */',
    `export const outcomes: readonly (readonly number[])[] = ${JSON.stringify(spelled)}`,
    `export const contexts = ${JSON.stringify(lines.join('\n'))}`,
    '',
  ].join('\n')
}

const pairs = pairsOf('64')
const text = written(pairs, train(pairs))
writeFileSync(join(import.meta.dirname, '../../names/transliteration-table.ts'), text)
console.log(`${Math.round(text.length / 1024)} KB`)
