/** What the symbols of one script become in the other, learned from pairs that do not say which symbol became which: expectation–maximisation. */

/** One script written in the other. */
export type Direction = {
  /** The contexts of each symbol of the known side, the narrowest first, as numbers. */
  contextsOf: (word: readonly number[], at: number) => number[]
  /** The number of what a symbol gives: so many symbols of the other side from a place on. */
  outcomeOf: (word: readonly number[], at: number, taken: number) => number
  /** Most symbols one gives. */
  most: number
  /** The chance of an outcome of so many symbols that was never seen, and before anything was. */
  lowest: readonly number[]
  start: readonly number[]
  /** How many cases of a shorter context weigh as much as one of the longer. */
  smoothing: number
}
/** A pair: the known side between two zeroes at each side, and the other. */
export type Example = { known: readonly number[]; given: readonly number[]; weight: number }
export type Counts = Map<number, Map<number, number>>
/** The chance of an outcome of so many symbols, the contexts being the narrowest first. */
export type Chance = (contexts: readonly number[], outcome: number, taken: number) => number

const rounds = 12
export const widest = 4
/** The widest context in each round: each starts from what the shorter said. */
const depthIn = (round: number) => (round < 3 ? 1 : round < 5 ? 2 : round < 7 ? 3 : widest)

/** Chances after the counts: each context is smoothed towards the shorter one. */
export function chanceFrom(counts: Counts, depth: number, { lowest, smoothing }: Direction): Chance {
  const totals = new Map([...counts].map(([context, found]) => [context, [...found.values()].reduce((sum, count) => sum + count, 0)]))
  return (contexts, outcome, taken) => {
    let chance = lowest[taken]!
    for (let level = 0; level < Math.min(depth, contexts.length); level++) {
      const found = counts.get(contexts[level]!)
      if (!found) break
      chance = ((found.get(outcome) ?? 0) + smoothing * chance) / (totals.get(contexts[level]!)! + smoothing)
    }
    return chance
  }
}

/** The counts of every context after all rounds. */
export function learn(examples: readonly Example[], direction: Direction): Counts {
  const ready = examples.map((example) => ({ ...example, contexts: example.known.slice(2, -2).map((_, at) => direction.contextsOf(example.known, at + 2)) }))
  let chance: Chance = (_contexts, _outcome, taken) => direction.start[taken]!
  let counts: Counts = new Map()
  for (let round = 0; round < rounds; round++) {
    const depth = depthIn(round)
    counts = new Map()
    let surprise = 0
    for (const example of ready) surprise += expect(example, chance, depth, direction, counts)
    chance = chanceFrom(counts, depth, direction)
    console.log(`round ${round + 1}: ${(surprise / ready.length).toFixed(4)} nats a name, ${counts.size} contexts`)
  }
  return counts
}

type Ready = Example & { contexts: number[][] }

/** Adds how often each outcome is expected to have come of each symbol, over all the ways the two words may lie beside each other; answers the surprise. */
function expect({ contexts, given, weight }: Ready, chance: Chance, depth: number, { outcomeOf, most }: Direction, counts: Counts): number {
  const [symbols, length] = [contexts.length, given.length]
  const [width, ways] = [length + 1, most + 1]
  const forward = new Float64Array((symbols + 1) * width)
  const chances = new Float64Array(symbols * width * ways)
  forward[0] = 1
  for (let i = 0; i < symbols; i++) {
    for (let j = 0; j <= length; j++) {
      const before = forward[i * width + j]!
      if (before === 0) continue
      for (let taken = 0; taken <= most && j + taken <= length; taken++) {
        const here = chance(contexts[i]!, outcomeOf(given, j, taken), taken)
        chances[(i * width + j) * ways + taken] = here
        forward[(i + 1) * width + j + taken]! += before * here
      }
    }
  }
  const whole = forward[symbols * width + length]!
  if (!(whole > 0)) return 0
  const backward = new Float64Array((symbols + 1) * width)
  backward[symbols * width + length] = 1
  for (let i = symbols - 1; i >= 0; i--) {
    for (let j = 0; j <= length; j++) {
      for (let taken = 0; taken <= most && j + taken <= length; taken++) {
        const through = chances[(i * width + j) * ways + taken]! * backward[(i + 1) * width + j + taken]!
        if (through === 0) continue
        backward[i * width + j]! += through
        const share = (forward[i * width + j]! * through * weight) / whole
        if (share < 1e-3) continue
        const outcome = outcomeOf(given, j, taken)
        for (const context of contexts[i]!.slice(0, depth)) {
          const found = counts.get(context) ?? new Map<number, number>()
          counts.set(context, found)
          found.set(outcome, (found.get(outcome) ?? 0) + share)
        }
      }
    }
  }
  return -weight * Math.log(whole)
}

/** A context that is kept, as the symbols it is of: the symbol, the one after it, the one before, the second after. */
export type Kept = { symbols: readonly number[]; outcomes: ReadonlyMap<number, number> }

/** The contexts worth keeping: those that save at least so many bits of the text learned from over the next shorter one, and what those are smoothed towards. */
export function worthKeeping(examples: readonly Example[], counts: Counts, direction: Direction, bits: number): Kept[] {
  const chance = chanceFrom(counts, widest, direction)
  const seen = new Map<number, { symbols: number[]; chain: number[] }>()
  for (const { known } of examples) {
    for (let at = 2; at < known.length - 2; at++) {
      const chain = direction.contextsOf(known, at)
      const symbols = [known[at]!, known[at + 1]!, known[at - 1]!, known[at + 2]!]
      for (const [level, context] of chain.entries())
        if (!seen.has(context)) seen.set(context, { symbols: symbols.slice(0, level + 1), chain: chain.slice(0, level + 1) })
    }
  }
  const lengths = new Map(examples.flatMap(({ given }) => given.flatMap((_, at) => lengthsFrom(given, at, direction))))
  const kept = new Set<number>()
  for (const { symbols, chain } of seen.values()) {
    let saved = 0
    for (const [outcome, count] of counts.get(chain.at(-1)!) ?? []) {
      const taken = outcome === 0 ? 0 : lengths.get(outcome)!
      saved += count * Math.log2(chance(chain, outcome, taken) / chance(chain.slice(0, -1), outcome, taken))
    }
    if (symbols.length === 1 || saved > bits) for (const context of chain) kept.add(context)
  }
  return [...seen]
    .filter(([context]) => kept.has(context) && counts.has(context))
    .map(([context, { symbols }]) => ({ symbols, outcomes: counts.get(context)! }))
}

const lengthsFrom = (given: readonly number[], at: number, { outcomeOf, most }: Direction): [number, number][] =>
  Array.from({ length: Math.min(most, given.length - at) }, (_, n) => [outcomeOf(given, at, n + 1), n + 1])
