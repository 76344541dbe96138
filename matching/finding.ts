/** The pairs of a base: candidates by blocks, the model fitted to a part of them, all of them weighed. */
import type { Base } from './base.ts'
import { type Blocks, fewestPairs, type Step } from './blocking.ts'
import { compare, emptyComparison, patternOf } from './comparison.ts'
import { fitModel, judge, type Model, type Patterns, type Verdict, weigh } from './model.ts'

export type Found = { one: number; other: number; bits: number; verdict: Exclude<Verdict, 'no'> }
export type Looking = { pairs: Found[]; compared: number; crowded: number }

/** Pairs the model is fitted to, and drawn at random, at most. */
const fittedTo = 500_000
const drawn = 200_000

/** The same pairs for the same base: the parts of a random sequence (SplitMix32). */
function sequence(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
}

const count = (patterns: Patterns, pattern: number, times: number) => void patterns.set(pattern, (patterns.get(pattern) ?? 0) + times)

/** All pairs of a small base, as many drawn at random of a large one. */
function randomPatterns(base: Base): Patterns {
  const patterns: Patterns = new Map()
  const comparison = emptyComparison()
  const n = base.length
  if ((n * (n - 1)) / 2 <= drawn) {
    for (let one = 0; one < n; one++) for (let other = one + 1; other < n; other++) count(patterns, patternOf(compare(base, one, other, comparison)), 1)
    return patterns
  }
  const random = sequence(n)
  for (let pair = 0; pair < drawn; pair++) {
    const one = Math.floor(random() * n)
    const other = Math.floor(random() * (n - 1))
    count(patterns, patternOf(compare(base, one, other < one ? other : other + 1, comparison)), 1)
  }
  return patterns
}

/** Every pair has its place on a line from 0 to 1, whichever block it is met in. */
function placeOf(one: number, other: number) {
  let hash = Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 0x7f4a7c15, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

/** The model of this base, fitted without labels. Steps are told on the way; the same base gives the same model. */
export function* fitted(blocks: Blocks): Generator<Step, Model> {
  const { base } = blocks
  // How many pairs there are is not known before: first all below a threshold that falls whenever there are too many.
  let share = Math.min(1, (2 * fittedTo) / (base.length * fewestPairs))
  let kept = new Map<number, { place: number; pattern: number }>()
  const comparison = emptyComparison()
  yield* blocks.through((one, other) => {
    const place = placeOf(one, other)
    if (place >= share) return
    const pair = one * 2 ** 26 + other
    if (kept.has(pair)) return
    kept.set(pair, { place, pattern: patternOf(compare(base, one, other, comparison)) })
    if (kept.size <= fittedTo) return
    share /= 2
    kept = new Map([...kept].filter(([, pair]) => pair.place < share))
  })
  const candidates: Patterns = new Map()
  for (const { pattern } of kept.values()) count(candidates, pattern, 1 / share)
  return fitModel(candidates, randomPatterns(base), base.length)
}

/** Every pair of the base that is surely or maybe one person by the model, the weightiest first. */
export function* foundIn(blocks: Blocks, model: Model): Generator<Step, Looking> {
  const { base } = blocks
  const weightOf = weigh(model)
  const comparison = emptyComparison()
  const found = new Map<number, Found>()
  yield* blocks.through((one, other) => {
    const bits = weightOf(compare(base, one, other, comparison))
    const verdict = judge(model, comparison, bits)
    if (verdict !== 'no') found.set(one * 2 ** 26 + other, { one, other, bits, verdict })
  })
  return { pairs: [...found.values()].sort((a, b) => b.bits - a.bits), compared: blocks.pairs, crowded: blocks.crowded }
}
