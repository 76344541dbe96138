import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needs, testData, testDataJson } from '../../testing/test-data.ts'
import { InvalidInput } from '../invalid.ts'
import { Stopped } from '../work.ts'
import {
  alsoBuy,
  associationRules,
  type Baskets,
  baskets,
  closed,
  companions,
  countItemsets,
  frequentItemsets,
  type Itemsets,
  maximal,
  measures,
  parseBaskets,
  ruleMeasures,
  ruleSignificance,
  rulesBy,
} from './index.ts'

const listed = ({ starts, items, counts }: Itemsets) =>
  new Map(Array.from(counts, (count, set) => [items.slice(starts[set], starts[set + 1]).join(' '), count]))

/** Every subset of every basket, counted: slow and obviously right. */
function bruteForce(rows: number[][], minCount: number, maxLength = Number.POSITIVE_INFINITY): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const distinct = [...new Set(row)].sort((a, b) => a - b)
    for (let mask = 1; mask < 1 << distinct.length; mask++) {
      const set = distinct.filter((_, bit) => mask & (1 << bit))
      if (set.length <= maxLength) counts.set(set.join(' '), (counts.get(set.join(' ')) ?? 0) + 1)
    }
  }
  return new Map([...counts].filter(([, count]) => count >= minCount))
}

/** Depth first over sets of basket numbers: an independent way for more items than subsets can be listed. */
function byIntersection(rows: number[][], minCount: number): Map<string, number> {
  const found = new Map<string, number>()
  const holders = (item: number) => rows.flatMap((row, number) => (row.includes(item) ? [number] : []))
  const widen = (set: number[], held: number[], candidates: number[]) => {
    for (const [at, item] of candidates.entries()) {
      const both = held.filter((row) => rows[row]!.includes(item))
      if (both.length < minCount) continue
      found.set([...set, item].join(' '), both.length)
      widen([...set, item], both, candidates.slice(at + 1))
    }
  }
  widen(
    [],
    [...rows.keys()],
    [...new Set(rows.flat())].filter((item) => holders(item).length >= minCount).sort((a, b) => a - b),
  )
  return found
}

const smallRows = fc.array(fc.array(fc.nat(11), { maxLength: 9 }), { minLength: 1, maxLength: 40 })
const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

describe('frequent itemsets', () => {
  test('are those that counting every subset finds', () => {
    fc.assert(
      fc.property(smallRows, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), (rows, count, maxLength) => {
        expect(sorted(listed(frequentItemsets(baskets(rows), { count, maxLength })))).toEqual(sorted(bruteForce(rows, count, maxLength)))
      }),
    )
  })

  test('are right on dense data, where rows are columns of bits or bit masks', () => {
    const dense = fc
      .integer({ min: 8, max: 26 })
      .chain((items) => fc.array(fc.array(fc.nat(3), { minLength: items, maxLength: items }), { minLength: 30, maxLength: 70 }))
    fc.assert(
      fc.property(dense, fc.integer({ min: 9, max: 20 }), (rows, count) => {
        const lists = rows.map((row) => row.flatMap((draw, item) => (draw < 2 ? [item] : [])))
        expect(sorted(listed(frequentItemsets(baskets(lists), { count })))).toEqual(sorted(byIntersection(lists, count)))
      }),
      { numRuns: 40 },
    )
  })

  test('do not depend on the order of baskets, nor of items in a basket', () => {
    fc.assert(
      fc.property(smallRows, fc.integer({ min: 1, max: 5 }), (rows, count) => {
        const turned = rows.map((row) => [...row].reverse()).reverse()
        expect(sorted(listed(frequentItemsets(baskets(turned), { count })))).toEqual(sorted(listed(frequentItemsets(baskets(rows), { count }))))
      }),
    )
  })

  test('twice the baskets give twice the counts', () => {
    fc.assert(
      fc.property(smallRows, (rows) => {
        const once = listed(frequentItemsets(baskets(rows), { count: 2 }))
        const twice = listed(frequentItemsets(baskets([...rows, ...rows]), { count: 4 }))
        expect(sorted(twice)).toEqual(sorted(new Map([...once].map(([set, count]) => [set, 2 * count]))))
      }),
    )
  })

  test('searched in parts by several workers are together the whole', () => {
    fc.assert(
      fc.property(smallRows, fc.integer({ min: 1, max: 4 }), (rows, of) => {
        const whole = frequentItemsets(baskets(rows), { count: 2 })
        const parts = Array.from({ length: of }, (_, index) => frequentItemsets(baskets(rows), { count: 2, part: { index, of } }))
        expect(sorted(new Map(parts.flatMap((part) => [...listed(part)])))).toEqual(sorted(listed(whole)))
        expect(parts.reduce((sum, part) => sum + part.counts.length, 0)).toBe(whole.counts.length)
      }),
    )
  })

  test('are listed with ascending items, and counted without being listed', () => {
    const all = baskets([
      [5, 1, 3],
      [3, 1],
      [1, 3, 5],
    ])
    const found = frequentItemsets(all, { count: 2 })
    expect(listed(found)).toEqual(
      new Map([
        ['1', 3],
        ['3', 3],
        ['5', 2],
        ['1 3', 3],
        ['1 5', 2],
        ['3 5', 2],
        ['1 3 5', 2],
      ]),
    )
    expect(countItemsets(all, { count: 2 })).toEqual({ bySize: [0, 3, 3, 1], itemsets: 7, sumOfCounts: 17 })
  })

  test('a limit of itemsets or of memory ends the search and says so', () => {
    const all = baskets(Array.from({ length: 4 }, () => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    expect(frequentItemsets(all, { count: 1 })).toMatchObject({ complete: true })
    expect(frequentItemsets(all, { count: 1, maxItemsets: 100 })).toMatchObject({ complete: false, counts: { length: 100 } })
    expect(frequentItemsets(all, { count: 1, maxBytes: 1000 }).complete).toBe(false)
  })

  test('a search tells how far it is, and stops when it is told to', () => {
    const all = baskets(Array.from({ length: 50 }, (_, row) => [row % 7, 7 + (row % 5), 12 + (row % 3)]))
    const shares: number[] = []
    frequentItemsets(all, { count: 1, onProgress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const signal = { aborted: false }
    expect(() => frequentItemsets(all, { count: 1, signal, onProgress: () => (signal.aborted = true) })).toThrow(Stopped)
  })

  test('a basket or threshold that is none is refused with its row and rule', () => {
    const refusal = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        if (error instanceof InvalidInput) return [error.rule, error.row]
        throw error
      }
    }
    expect(refusal(() => baskets([]))).toEqual(['empty', undefined])
    expect(refusal(() => baskets([[1], [2, -1]]))).toEqual(['negative', 1])
    expect(refusal(() => baskets([[1], [2], [Number.NaN]]))).toEqual(['not-finite', 2])
    expect(refusal(() => baskets([[1], [7_290_000_066_318]]))).toEqual(['out-of-range', 1])
    expect(refusal(() => measures(0.5, 1, 1, 2))).toEqual(['not-whole', undefined])
    expect(refusal(() => parseBaskets(new TextEncoder().encode('1 2\n99999999999\n')))).toEqual(['out-of-range', 1])
    const some = baskets([[1]])
    expect(refusal(() => frequentItemsets(some, { support: 0 }))).toEqual(['out-of-range', undefined])
    expect(refusal(() => frequentItemsets(some, { support: Number.NaN }))).toEqual(['out-of-range', undefined])
    expect(refusal(() => frequentItemsets(some, { count: 1.5 }))).toEqual(['not-whole', undefined])
  })

  test('text is read with blanks at line ends, empty lines and no last line end', () => {
    const { starts, items } = parseBaskets(new TextEncoder().encode('3 1 3 \r\n\n12'))
    expect([...starts]).toEqual([0, 2, 2, 3])
    expect([...items]).toEqual([3, 1, 12])
  })
})

describe('closed and maximal itemsets', () => {
  test('are those no wider itemset covers', () => {
    fc.assert(
      fc.property(smallRows, fc.integer({ min: 1, max: 4 }), (rows, count) => {
        const itemsets = frequentItemsets(baskets(rows), { count })
        const all = [...listed(itemsets)].map(([set, held]) => ({ set: set.split(' '), held }))
        const wider = (one: (typeof all)[number]) =>
          all.filter((other) => other.set.length > one.set.length && one.set.every((item) => other.set.includes(item)))
        expect([...closed(itemsets)]).toEqual(all.map((one) => (wider(one).some((other) => other.held === one.held) ? 0 : 1)))
        expect([...maximal(itemsets)]).toEqual(all.map((one) => (wider(one).length > 0 ? 0 : 1)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('rules', () => {
  test('hold every split of every frequent itemset that reaches the confidence', () => {
    fc.assert(
      fc.property(smallRows, fc.constantFrom(0, 0.3, 0.5, 1), (rows, confidence) => {
        const counts = bruteForce(rows, 2)
        const expected = new Map<string, number>()
        for (const [set, count] of counts) {
          const items = set.split(' ')
          if (items.length < 2) continue
          for (const right of items) {
            const left = items.filter((item) => item !== right).join(' ')
            if (count / counts.get(left)! >= confidence) expected.set(`${left} → ${right}`, count)
          }
        }
        const rules = associationRules(frequentItemsets(baskets(rows), { count: 2 }), { confidence })
        const found = Array.from(rules.consequents, (right, rule): [string, number] => [
          `${rules.items.slice(rules.starts[rule], rules.starts[rule + 1]).join(' ')} → ${right}`,
          rules.counts[rule]!,
        ])
        expect(sorted(new Map(found))).toEqual(sorted(expected))
      }),
      { numRuns: 50 },
    )
  })

  test('Fisher’s p-value is the sum of the tables as far from chance', () => {
    const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(30), fc.nat(30), fc.nat(30), (both, left, right, neither) => {
        const [x, y, all] = [both + left, both + right, both + left + right + neither]
        let p = 0
        for (let k = both; k <= Math.min(x, y); k++) p += (choose(y, k) * choose(all - y, x - k)) / choose(all, x)
        expect(measures(both, x, y, all).fisherP / p).toBeCloseTo(1, 10)
      }),
    )
  })

  test('many tests make each weigh less', () => {
    const rules = associationRules(frequentItemsets(baskets([[0, 1], [0, 1], [0, 1], [2], [2, 3], [3], [0, 2], [1, 3]]), { count: 1 }), { confidence: 0 })
    const p = (correction: 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg') => [...ruleSignificance(rules, { test: 'fisher', correction })]
    const [none, bonferroni, holm, hochberg] = [p('none'), p('bonferroni'), p('holm'), p('benjamini-hochberg')]
    for (const i of none.keys()) {
      expect(bonferroni[i]).toBeGreaterThanOrEqual(holm[i]!)
      expect(holm[i]).toBeGreaterThanOrEqual(hochberg[i]!)
      expect(hochberg[i]).toBeGreaterThanOrEqual(none[i]!)
    }
  })

  test('a list that was cut short makes no rules', () => {
    const cut = frequentItemsets(
      baskets([
        [0, 1, 2],
        [0, 1, 2],
      ]),
      { count: 1, maxItemsets: 3 },
    )
    expect(() => associationRules(cut, { confidence: 0.5 })).toThrow(InvalidInput)
  })
})

describe('also buy', () => {
  const all = baskets([
    [0, 1],
    [0, 1],
    [0, 1, 2],
    [2, 3],
    [2, 3],
    [0, 4],
  ])
  const offers = alsoBuy(companions(all, { minTogether: 1 }))

  test('offers what goes with the basket, never what is in it, with its evidence', () => {
    expect(offers([0]).map((offer) => offer.item)).toEqual([1, 4, 2])
    expect(offers([0])[0]).toEqual({ item: 1, score: 3 / Math.sqrt(12), because: 0, together: 3, confidence: 0.75, lift: 1.5 })
    expect(offers([0, 1, 2, 3]).map((offer) => offer.item)).toEqual([4])
  })

  test('companions are those that counting every pair finds, however rare the others in the baskets are', () => {
    const anyBaskets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 14 })
    fc.assert(
      fc.property(anyBaskets, fc.integer({ min: 1, max: 4 }), (rows, minTogether) => {
        const found = companions(baskets(rows), { minTogether, keep: 100 })
        const holding = (...items: number[]) => rows.filter((row) => items.every((item) => row.includes(item))).length
        for (let item = 0; item < found.itemCounts.length; item++) {
          const expected = Array.from({ length: 10 }, (_, other) => other)
            .filter((other) => other !== item && holding(item) > 0 && holding(item, other) >= minTogether)
            .map((other) => ({ other, together: holding(item, other), similarity: holding(item, other) / Math.sqrt(holding(item) * holding(other)) }))
            .sort((a, b) => b.similarity - a.similarity || a.other - b.other)
          const [from, to] = [found.starts[item]!, found.starts[item + 1]!]
          expect(Array.from(found.others.subarray(from, to))).toEqual(expected.map(({ other }) => other))
          expect(Array.from(found.together.subarray(from, to))).toEqual(expected.map(({ together }) => together))
        }
      }),
    )
  })

  test('answers the same however often it is asked', () => {
    const first = offers([2, 0])
    offers([1, 3])
    expect(offers([2, 0])).toEqual(first)
  })

  test('keeps silent about goods it never saw', () => {
    expect(offers([77])).toEqual([])
    expect(offers([])).toEqual([])
  })
})

type Run = { support: number; min_count: number; itemsets_eclat: number; by_size: Record<string, number>; sum_counts: number }
type ReferenceSets = { sets: Record<string, { file: string; transactions: number; runs: Run[] }> }

describe('against arules (R)', () => {
  const files = ['groceries/groceries.dat', 'fimi/retail.dat', 'online_retail/baskets.dat']
  test('every set and support has the same itemsets by size, and the same sum of counts', needs('reference/itemsets_arules.json', ...files), () => {
    for (const set of Object.values(testDataJson<ReferenceSets>('reference/itemsets_arules.json').sets)) {
      const all = parseBaskets(testData(set.file))
      expect(all.starts.length - 1).toBe(set.transactions)
      for (const run of set.runs) {
        const counted = countItemsets(all, { support: run.support })
        expect(counted).toEqual({ bySize: [0, ...Object.values(run.by_size)], itemsets: run.itemsets_eclat, sumOfCounts: run.sum_counts })
      }
    }
  })

  type Reference = {
    support: number
    confidence: number
    n_rules: number
    rules_by_lift: (Record<string, number | 'Inf'> & { lhs: string[]; rhs: string[] })[]
  }
  test('every rule has the same measures', needs('reference/rules_arules.json', ...files, 'groceries/groceries_items.csv'), () => {
    const reference = testDataJson<Record<string, Reference>>('reference/rules_arules.json')
    const labels = new TextDecoder()
      .decode(testData('groceries/groceries_items.csv'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => /^\d+,(?:"([^"]*)"|([^,]*))/.exec(line)!)
    const label = labels.map(([, quoted, plain]) => quoted ?? plain!)
    const sets: [RegExp, Baskets, (item: number) => string][] = [
      [/^groceries_s/, parseBaskets(testData(files[0]!)), (item) => label[item]!],
      [/^retail_s/, parseBaskets(testData(files[1]!)), String],
      [/^online_retail_s/, parseBaskets(testData(files[2]!)), String],
    ]
    let compared = 0
    for (const [name, { support, confidence, n_rules, rules_by_lift }] of Object.entries(reference)) {
      const set = sets.find(([pattern]) => pattern.test(name))
      if (!set) continue
      const rules = associationRules(frequentItemsets(set[1], { support }), { confidence })
      expect([name, rules.counts.length]).toEqual([name, n_rules])
      const byName = new Map(
        Array.from(rules.consequents, (right, rule) => [
          `${Array.from(rules.items.slice(rules.starts[rule], rules.starts[rule + 1]), set[2])
            .sort()
            .join('|')}→${set[2](right)}`,
          rule,
        ]),
      )
      for (const expected of rules_by_lift) {
        const rule = byName.get(`${[...expected.lhs].sort().join('|')}→${expected.rhs[0]}`)!
        const found = ruleMeasures(rules, rule)
        expect(rules.counts[rule]).toBe(expected.count)
        for (const [measure, key] of [
          ['support', 'support'],
          ['confidence', 'confidence'],
          ['coverage', 'coverage'],
          ['lift', 'lift'],
          ['leverage', 'leverage'],
          ['conviction', 'conviction'],
          ['chiSquared', 'chiSquared'],
          ['jaccard', 'jaccard'],
          ['cosine', 'cosine'],
          ['kulczynski', 'kulczynski'],
          ['phi', 'phi'],
          ['fisherP', 'fishersExactTest'],
        ] as const) {
          const [mine, theirs] = [found[measure], expected[key] === 'Inf' ? Number.POSITIVE_INFINITY : (expected[key] as number)]
          const off = mine === theirs ? 0 : Math.abs(mine - theirs) / Math.max(Math.abs(theirs), 1e-300)
          if (!(off < 1e-10)) expect.fail(`${name} ${expected.lhs} → ${expected.rhs} ${measure}: ${mine}, arules ${theirs}`)
          compared++
        }
      }
      expect(rulesBy(rules, 'lift', 1).length).toBe(1)
    }
    expect(compared).toBeGreaterThan(12_000)
  })

  test('groceries have as many closed and maximal itemsets', needs('reference/rules_arules.json', files[0]!), () => {
    const counts = testDataJson<{ groceries_closed_maximal: Record<string, { closed: number; maximal: number }> }>(
      'reference/rules_arules.json',
    ).groceries_closed_maximal
    const all = parseBaskets(testData(files[0]!))
    const sum = (marks: Uint8Array) => marks.reduce((total, mark) => total + mark, 0)
    for (const [support, expected] of Object.entries(counts)) {
      const itemsets = frequentItemsets(all, { support: Number(support) })
      expect({ closed: sum(closed(itemsets)), maximal: sum(maximal(itemsets)) }).toEqual(expected)
    }
  })
})
