import { expect, test } from 'vitest'
import { wholesalerLines } from '../../testing/purchases.ts'
import { needs, testDataJson } from '../../testing/test-data.ts'
import { alsoBuy, baskets, companions } from './index.ts'

test('the wholesaler: of goods a customer never bought, the offers find those of the last basket as often as the item–item baseline, and popularity far less', {
  ...needs('online_retail/online_retail.csv', 'reference/next_basket_online_retail.json'),
  timeout: 60_000,
}, () => {
  type Figures = { users: number; hit10: number; recall10: number }
  const reference = testDataJson<{ users: number; baselines: Record<string, { new_items_only: Figures }> }>('reference/next_basket_online_retail.json')
  const customers = new Map<number, Map<number, Set<number>>>()
  for (const { customer, day, item } of wholesalerLines()) {
    const days = customers.get(customer) ?? new Map<number, Set<number>>()
    customers.set(customer, days.set(day, (days.get(day) ?? new Set<number>()).add(item)))
  }
  const people = [...customers.values()].filter((days) => days.size >= 3).map((days) => [...days].sort(([a], [b]) => a - b).map(([, goods]) => goods))
  expect(people).toHaveLength(reference.users)
  const offers = alsoBuy(companions(baskets(people.flatMap((visits) => visits.slice(0, -1).map((goods) => [...goods]))), { keep: 10_000, minTogether: 1 }))
  let [judged, hits, recall] = [0, 0, 0]
  for (const visits of people) {
    const had = new Set(visits.slice(0, -1).flatMap((goods) => [...goods]))
    const fresh = new Set([...visits.at(-1)!].filter((item) => !had.has(item)))
    if (fresh.size === 0) continue
    const found = offers([...had], 10).filter(({ item }) => fresh.has(item)).length
    judged++
    hits += Number(found > 0)
    recall += found / fresh.size
  }
  const { item_item_cosine_sum: similar, global_popularity: popular } = reference.baselines
  expect(judged).toBe(similar!.new_items_only.users)
  expect(recall / judged).toBeGreaterThan(similar!.new_items_only.recall10)
  expect(Math.abs(hits / judged - similar!.new_items_only.hit10)).toBeLessThan(0.01)
  expect(hits / judged).toBeGreaterThan(1.3 * popular!.new_items_only.hit10)
})
