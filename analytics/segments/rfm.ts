/** Recency, frequency, money: three ranks that tell a customer's standing at a glance. */
import { InvalidInput } from '../invalid.ts'
import { quantiles } from '../numerics/quantiles.ts'

export type RfmInput = {
  /** Time since the last purchase, in any unit, 0 or more. */
  readonly recency: ArrayLike<number>
  /** Purchases, 0 or more. */
  readonly frequency: ArrayLike<number>
  /** Money spent, in any unit; may be negative where returns outweigh. */
  readonly money: ArrayLike<number>
}

export type RfmCuts = { readonly recency: readonly number[]; readonly frequency: readonly number[]; readonly money: readonly number[] }

export type RfmScores = {
  readonly recency: Uint8Array
  readonly frequency: Uint8Array
  readonly money: Uint8Array
  readonly bins: number
  readonly cuts: RfmCuts
}

/**
 * Scores 1 … `bins`, `bins` being best: latest, most often, most money (Hughes 1994). By the quantiles at 1/bins, 2/bins, … (type 7), a value on a cut
 * belonging below it, so equal customers have equal scores; or by given cuts, which must rise.
 * @throws InvalidInput `empty`; `length`; `not-finite`, `negative` with the row; `out-of-range` for bins outside 2 … 10; `unordered` for cuts
 */
export function rfmScores(input: RfmInput, options: { bins?: number; cuts?: RfmCuts } = {}): RfmScores {
  const { bins = options.cuts ? options.cuts.recency.length + 1 : 5 } = options
  const rows = input.recency.length
  if (rows === 0) throw new InvalidInput('empty', undefined, 'customers')
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= 10)) throw new InvalidInput('out-of-range', undefined, 'bins')
  for (const name of ['recency', 'frequency', 'money'] as const) {
    const values = input[name]
    if (values.length !== rows) throw new InvalidInput('length', Math.min(values.length, rows), name)
    for (let row = 0; row < rows; row++) {
      if (!Number.isFinite(values[row])) throw new InvalidInput('not-finite', row, name)
      if (name !== 'money' && values[row]! < 0) throw new InvalidInput('negative', row, name)
    }
  }
  const shares = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
  const cuts = options.cuts ?? {
    recency: quantiles(input.recency, shares),
    frequency: quantiles(input.frequency, shares),
    money: quantiles(input.money, shares),
  }
  for (const name of ['recency', 'frequency', 'money'] as const) {
    if (cuts[name].length !== bins - 1) throw new InvalidInput('length', undefined, `${name} cuts`)
    if (cuts[name].some((cut, i) => i > 0 && !(cut >= cuts[name][i - 1]!))) throw new InvalidInput('unordered', undefined, `${name} cuts`)
  }
  const above = (cut: readonly number[], value: number) => cut.reduce((count, end) => count + (value > end ? 1 : 0), 0)
  return {
    recency: Uint8Array.from(input.recency, (value) => bins - above(cuts.recency, value)),
    frequency: Uint8Array.from(input.frequency, (value) => 1 + above(cuts.frequency, value)),
    money: Uint8Array.from(input.money, (value) => 1 + above(cuts.money, value)),
    bins,
    cuts,
  }
}

/** A segment and the scores that belong to it, from … to, both included; a dimension left out takes any score. */
export type RfmRule<Segment extends string = string> = {
  segment: Segment
  recency?: readonly [number, number]
  frequency?: readonly [number, number]
  money?: readonly [number, number]
}

/** Segments for scores of 1 … 5 that between them cover every customer; the first rule that fits decides. */
export const rfmSegments = [
  { segment: 'champions', recency: [4, 5], frequency: [4, 5], money: [4, 5] },
  { segment: 'can-not-lose', recency: [1, 2], frequency: [4, 5], money: [4, 5] },
  { segment: 'loyal', recency: [3, 5], frequency: [4, 5] },
  { segment: 'at-risk', recency: [1, 2], frequency: [3, 5] },
  { segment: 'new', recency: [5, 5], frequency: [1, 1] },
  { segment: 'potential-loyal', recency: [4, 5], frequency: [2, 3] },
  { segment: 'promising', recency: [4, 4], frequency: [1, 1] },
  { segment: 'needs-attention', recency: [3, 3], frequency: [3, 3] },
  { segment: 'about-to-sleep', recency: [3, 3] },
  { segment: 'hibernating', recency: [2, 2] },
  { segment: 'lost' },
] as const satisfies readonly RfmRule[]

/** The segment of each customer by the first rule that fits, undefined when none does. */
export function rfmSegment<Segment extends string>(scores: RfmScores, rules: readonly RfmRule<Segment>[]): (Segment | undefined)[] {
  const fits = (range: readonly [number, number] | undefined, score: number) => !range || (score >= range[0] && score <= range[1])
  return Array.from(
    scores.recency,
    (recency, row) =>
      rules.find((rule) => fits(rule.recency, recency) && fits(rule.frequency, scores.frequency[row]!) && fits(rule.money, scores.money[row]!))?.segment,
  )
}
