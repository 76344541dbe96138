/** Itemsets and rules on the sets arules (R) was timed on here, and offers beside one basket. */
import {
  alsoBuy,
  associationRules,
  type Baskets,
  baskets,
  companions,
  countItemsets,
  frequentItemsets,
  frequentItemsetsBy,
  parseBaskets,
  random,
} from '../../analytics/index.ts'
import { nodePool } from '../../analytics/pool/node-pool.ts'
import { testData, testDataJson } from '../../testing/test-data.ts'
import { type Bench, type Result, timed } from './timing.ts'

type Run = { support: number; itemsets_eclat: number; by_size: Record<string, number>; sum_counts: number; eclat_seconds: number; apriori_seconds: number }
type Reference = { sets: Record<string, { file: string; runs: Run[] }> }

/** Both of arules' times must be beaten; where the better is under 100 ms, half as much again is allowed. */
const goalOf = ({ eclat_seconds, apriori_seconds }: Run) => {
  const better = 1000 * Math.min(eclat_seconds, apriori_seconds)
  return better < 100 ? 1.5 * better : better
}

/** Sixty answers of five kinds each, some kinds far more frequent, three hidden types of rows. */
function denseBaskets(): Baskets {
  const draw = random(7)
  const kind = () => Math.floor(draw.uniform() ** 3 * 5)
  const types = Array.from({ length: 3 }, () => Array.from({ length: 60 }, kind))
  return baskets(
    Array.from({ length: 3190 }, () => {
      const type = types[draw.below(3)]!
      return type.map((usual, answer) => answer * 5 + (draw.uniform() < 0.3 ? usual : kind()))
    }),
  )
}

async function run(): Promise<Result[]> {
  const results: Result[] = []
  const pool = nodePool(2)
  const sets: Record<string, Baskets> = {}
  for (const [name, set] of Object.entries(testDataJson<Reference>('reference/itemsets_arules.json').sets)) {
    const bytes = testData(set.file)
    results.push(await timed(`${name}: reading the baskets`, () => parseBaskets(bytes)))
    const all = parseBaskets(bytes)
    sets[name] = all
    for (const one of set.runs) {
      const { support } = one
      const counted = countItemsets(all, { support })
      const equal =
        counted.itemsets === one.itemsets_eclat &&
        counted.sumOfCounts === one.sum_counts &&
        counted.bySize.slice(1).join() === Object.values(one.by_size).join()
      const note = `${counted.itemsets} itemsets, ${equal ? 'all counts equal' : 'COUNTS DIFFER'}; arules ${1000 * one.eclat_seconds} and ${1000 * one.apriori_seconds}`
      results.push(await timed(`${name}: itemsets at support ${support}`, () => frequentItemsets(all, { support }), { goal: goalOf(one), note }))
    }
    const least = set.runs.at(-1)!
    results.push(
      await timed(`${name}: itemsets at support ${least.support}, 2 threads`, () => frequentItemsetsBy(pool, all, { support: least.support }), {
        goal: goalOf(least),
      }),
    )
  }
  const dense = denseBaskets()
  const found = countItemsets(dense, { support: 0.1 }).itemsets
  results.push(
    await timed('made-up dense set, 3,190 × 60: support 0.1', () => frequentItemsets(dense, { support: 0.1 }), {
      runs: 3,
      warmUp: 1,
      note: `${found} itemsets`,
    }),
  )
  results.push(
    await timed('made-up dense set, 3,190 × 60: support 0.1, 2 threads', () => frequentItemsetsBy(pool, dense, { support: 0.1 }), { runs: 3, warmUp: 1 }),
  )
  pool.end()
  const groceries = sets.groceries!
  results.push(
    await timed(
      'groceries: itemsets and rules at support 0.001, confidence 0.5',
      () => associationRules(frequentItemsets(groceries, { support: 0.001 }), { confidence: 0.5 }),
      { note: 'arules 56, rules only' },
    ),
  )
  const retail = sets.online_retail!
  results.push(await timed('online_retail: companions of 3,941 items', () => companions(retail)))
  const offers = alsoBuy(companions(retail))
  const { starts, items } = retail
  const ten = Array.from({ length: starts.length - 1 }, (_, basket) => items.subarray(starts[basket], Math.min(starts[basket]! + 10, starts[basket + 1]!)))
  results.push(
    await timed(
      'online_retail: offers beside a basket of up to 10 goods, 20,728 baskets',
      () => {
        for (const basket of ten) offers(basket)
      },
      { runs: 3, warmUp: 1, note: 'divide by 20,728 for one basket' },
    ),
  )
  return results
}

export default { family: 'baskets', run } satisfies Bench
