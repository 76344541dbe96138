/** Association rules: who has these in the basket often has that one as well. */
import { InvalidInput } from '../invalid.ts'
import { type Correction, chiSquaredUpperTail, correctForTests, hypergeometricUpperTail } from '../numerics/tails.ts'
import { goOn, type Work } from '../work.ts'
import { itemsetTable } from './itemset-table.ts'
import type { Itemsets } from './itemsets.ts'

/**
 * Rule i says: baskets with all of `items[starts[i]] … items[starts[i + 1] − 1]` (ascending) have `consequents[i]` too.
 * Of `baskets` baskets, `counts[i]` hold both sides, `antecedentCounts[i]` the left and `consequentCounts[i]` the right.
 */
export type Rules = {
  readonly starts: Int32Array
  readonly items: Int32Array
  readonly consequents: Int32Array
  readonly counts: Int32Array
  readonly antecedentCounts: Int32Array
  readonly consequentCounts: Int32Array
  readonly baskets: number
}

/** What the four numbers of a rule say. X the left side, Y the right, P shares of baskets. */
export type RuleMeasures = {
  /** P(X and Y). */
  support: number
  /** P(Y | X). */
  confidence: number
  /** P(X). */
  coverage: number
  /** P(Y | X) / P(Y) (Brin, Motwani, Ullman, Tsur 1997). */
  lift: number
  /** P(X and Y) − P(X)·P(Y) (Piatetsky-Shapiro 1991). */
  leverage: number
  /** P(X)·P(not Y) / P(X and not Y), infinite when no basket has X without Y (Brin et al. 1997). */
  conviction: number
  /** Pearson's chi-squared of the 2 × 2 table, without Yates' correction, 1 degree of freedom. */
  chiSquared: number
  /** P(chi-squared > this) when X and Y have nothing to do with each other; two-sided. */
  chiSquaredP: number
  /** Chance of this many or more together when X and Y have nothing to do with each other: Fisher's exact test, one-sided. */
  fisherP: number
  /** P(X and Y) / P(X or Y). */
  jaccard: number
  /** P(X and Y) / √(P(X)·P(Y)). */
  cosine: number
  /** Mean of P(Y | X) and P(X | Y). */
  kulczynski: number
  /** Correlation of the two yes-or-no variables. */
  phi: number
}

export type RuleOptions = Work & {
  /** Least P(Y | X), in [0, 1]. */
  confidence: number
  /** Items on both sides together, at least (2 when left out) and at most. */
  minLength?: number
  maxLength?: number
}

/**
 * Every rule with one item on the right and one or more on the left (Agrawal, Imieliński, Swami 1993) whose itemset is in the list and whose
 * confidence reaches the least one. Order: that of the itemsets.
 * @param itemsets complete, with the narrower itemsets (as `frequentItemsets` gives them)
 * @throws InvalidInput `out-of-range` for a confidence outside [0, 1]; `incomplete` when the list was cut short
 */
export function associationRules(itemsets: Itemsets, options: RuleOptions): Rules {
  const { confidence, minLength = 2, maxLength = Number.POSITIVE_INFINITY } = options
  if (!(confidence >= 0 && confidence <= 1)) throw new InvalidInput('out-of-range', undefined, 'confidence')
  if (!itemsets.complete) throw new InvalidInput('incomplete', undefined, 'itemsets')
  const { starts, items, counts } = itemsets
  const find = itemsetTable(itemsets)
  const sets: number[] = []
  const places: number[] = []
  const antecedents: number[] = []
  const one = new Int32Array(1)
  const single = new Map<number, number>()
  let size = 0
  for (let set = 0; set < counts.length; set++) {
    if ((set & 4095) === 0) {
      goOn(options)
      options.onProgress?.(set / counts.length)
    }
    const from = starts[set]!
    const length = starts[set + 1]! - from
    if (length === 1) single.set(items[from]!, counts[set]!)
    if (length < Math.max(2, minLength) || length > maxLength) continue
    for (let place = 0; place < length; place++) {
      const antecedent = find(items, from, length, place)
      if (antecedent < 0) throw new InvalidInput('incomplete', set, 'itemsets')
      if (counts[set]! < confidence * counts[antecedent]! - 1e-9 * counts[antecedent]!) continue
      sets.push(set)
      places.push(place)
      antecedents.push(antecedent)
      size += length - 1
    }
  }
  const rules = {
    starts: new Int32Array(sets.length + 1),
    items: new Int32Array(size),
    consequents: new Int32Array(sets.length),
    counts: new Int32Array(sets.length),
    antecedentCounts: new Int32Array(sets.length),
    consequentCounts: new Int32Array(sets.length),
    baskets: itemsets.baskets,
  }
  let end = 0
  for (let rule = 0; rule < sets.length; rule++) {
    const set = sets[rule]!
    const from = starts[set]!
    for (let i = from; i < starts[set + 1]!; i++) if (i - from !== places[rule]) rules.items[end++] = items[i]!
    rules.starts[rule + 1] = end
    one[0] = items[from + places[rule]!]!
    rules.consequents[rule] = one[0]!
    rules.counts[rule] = counts[set]!
    rules.antecedentCounts[rule] = counts[antecedents[rule]!]!
    rules.consequentCounts[rule] = single.get(one[0]!) ?? counts[find(one, 0, 1, -1)]!
  }
  options.onProgress?.(1)
  return rules
}

/** Every measure of rule `rule`. */
export const ruleMeasures = (rules: Rules, rule: number): RuleMeasures =>
  measures(rules.counts[rule]!, rules.antecedentCounts[rule]!, rules.consequentCounts[rule]!, rules.baskets)

/**
 * Every measure from four numbers of baskets: with both sides, with the left, with the right, in all.
 * @throws InvalidInput `not-whole` or `out-of-range` when they can not be such numbers
 */
export function measures(both: number, left: number, right: number, all: number): RuleMeasures {
  if (!(Number.isInteger(both) && Number.isInteger(left) && Number.isInteger(right) && Number.isInteger(all)))
    throw new InvalidInput('not-whole', undefined, 'counts')
  if (!(both >= 0 && left > 0 && right > 0 && both <= left && both <= right && left + right - both <= all))
    throw new InvalidInput('out-of-range', undefined, 'counts')
  const independent = both * all - left * right
  const variance = left * right * (all - left) * (all - right)
  const phi = variance === 0 ? 0 : independent / Math.sqrt(variance)
  const chiSquared = all * phi * phi
  return {
    support: both / all,
    confidence: both / left,
    coverage: left / all,
    lift: (both * all) / (left * right),
    leverage: independent / all / all,
    conviction: left === both ? Number.POSITIVE_INFINITY : (left * (all - right)) / (all * (left - both)),
    chiSquared,
    chiSquaredP: chiSquaredUpperTail(chiSquared),
    fisherP: hypergeometricUpperTail(both, right, left, all),
    jaccard: both / (left + right - both),
    cosine: both / Math.sqrt(left * right),
    kulczynski: (both / left + both / right) / 2,
    phi,
  }
}

/**
 * The p-value of each rule, corrected for as many tests as there are rules, or for `tests` when more were looked at
 * (for all candidates of a search, the number of itemsets times their items).
 */
export function ruleSignificance(rules: Rules, options: { test: 'fisher' | 'chi-squared'; correction: Correction; tests?: number }): Float64Array {
  const p = new Float64Array(rules.counts.length)
  for (let rule = 0; rule < p.length; rule++) {
    const all = ruleMeasures(rules, rule)
    p[rule] = options.test === 'fisher' ? all.fisherP : all.chiSquaredP
  }
  return correctForTests(p, options.correction, options.tests)
}

/** The numbers of the rules, the highest of a measure first, `limit` of them. */
export function rulesBy(rules: Rules, measure: keyof RuleMeasures, limit = rules.counts.length): Int32Array {
  const value = Float64Array.from({ length: rules.counts.length }, (_, rule) => ruleMeasures(rules, rule)[measure])
  return Int32Array.from(value.keys())
    .sort((a, b) => value[b]! - value[a]! || a - b)
    .slice(0, limit)
}
