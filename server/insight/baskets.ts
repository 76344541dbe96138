/** What is bought together: rules that beat chance, and what goes with each product. From the baskets of the last year. */
import type pg from 'pg'
import {
  associationRules,
  type Baskets,
  type Companions,
  companions,
  frequentItemsets,
  ruleMeasures,
  ruleSignificance,
  rulesBy,
} from '../../analytics/index.ts'
import type { BasketsTold } from '../../contract/insight-pages.ts'
import { dayText, ints, streamed } from './reading.ts'

/** Product lines read at most, the latest customers' first to go: what goes together shows in fewer. */
const linesRead = 5_000_000
/** An order of more products than this is a catalogue: it says nothing of what goes with what, and would cost the square of its size. */
const mostProducts = 1_000
const [itemsetsHeld, rulesTold, companionsKept] = [200_000, 1_000, 10]
const [leastBaskets, leastShare, longestRule, sure] = [5, 0.0005, 4, 0.05]

export type Bought = { baskets: Baskets; productIds: string[] }

export async function readBaskets(client: pg.Client, asOf: number): Promise<Bought> {
  const [starts, items] = [ints(), ints()]
  const known = new Map<string, number>()
  /** The basket each product was last seen in: twice in one basket is once. */
  const seenIn: number[] = []
  let basket = ''
  let count = 0
  let from = 0
  const closeBasket = () => {
    if (items.length - from > mostProducts) items.length = from
    else if (count > 0) starts.push(from)
    from = items.length
  }
  await streamed<[string, string]>(
    client,
    `select l.order_id::text, l.product_id::text
     from orders o join order_lines l on l.customer_id = o.customer_id and l.order_id = o.id
     where o.kind = 'order' and o.ordered_at > $1::date - 365 and o.ordered_at < $1::date + 1
     order by l.customer_id, l.order_id limit ${linesRead}`,
    [dayText(asOf)],
    ([order, product]) => {
      if (order !== basket) {
        closeBasket()
        basket = order
        count++
      }
      if (!known.has(product)) known.set(product, known.size)
      const item = known.get(product)!
      if (seenIn[item] === count) return
      seenIn[item] = count
      items.push(item)
    },
  )
  closeBasket()
  starts.push(items.length)
  return { baskets: { starts: starts.whole(), items: items.whole(), itemCount: known.size }, productIds: [...known.keys()] }
}

export type BasketsFound = { told: Omit<BasketsTold, 'products'>; companions: Companions | null; productIds: string[] }

/** The lower the share of baskets asked for, the more sets there are: it is doubled until they can be held. */
export function basketsFound({ baskets, productIds }: Bought): BasketsFound {
  const count = baskets.starts.length - 1
  if (count === 0) return { told: { baskets: 0, least: leastBaskets, rules: [] }, companions: null, productIds }
  let least = Math.max(leastBaskets, Math.ceil(count * leastShare))
  let itemsets = frequentItemsets(baskets, { count: least, maxLength: longestRule, maxItemsets: itemsetsHeld })
  while (!itemsets.complete) {
    least *= 2
    itemsets = frequentItemsets(baskets, { count: least, maxLength: longestRule, maxItemsets: itemsetsHeld })
  }
  const rules = associationRules(itemsets, { confidence: 0.1 })
  const p = ruleSignificance(rules, { test: 'fisher', correction: 'holm' })
  const told = Array.from(rulesBy(rules, 'leverage'))
    .filter((rule) => p[rule]! < sure && ruleMeasures(rules, rule).lift > 1)
    .slice(0, rulesTold)
    .map((rule) => {
      const { support, confidence, lift } = ruleMeasures(rules, rule)
      return {
        of: Array.from(rules.items.subarray(rules.starts[rule]!, rules.starts[rule + 1]!)),
        also: rules.consequents[rule]!,
        together: rules.counts[rule]!,
        support,
        confidence,
        lift,
        p: p[rule]!,
      }
    })
  return { told: { baskets: count, least, rules: told }, companions: companions(baskets, { keep: companionsKept, minTogether: leastBaskets }), productIds }
}

/** Puts the names beside the rules, and what goes with each product where the file finds it. */
export async function storeBaskets(client: pg.Client, { told, companions: near, productIds }: BasketsFound): Promise<BasketsTold> {
  const used = [...new Set(told.rules.flatMap(({ of, also }) => [...of, also]))].sort((a, b) => a - b)
  const { rows } = await client.query<{ id: string; name: string }>('select id, name from products where id = any($1::uuid[])', [
    used.map((item) => productIds[item]),
  ])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  // A product may have been removed since the baskets were read.
  const there = used.filter((item) => names.has(productIds[item]!))
  const place = new Map(there.map((item, at) => [item, at]))
  await client.query('delete from product_companions')
  if (near) await storeCompanions(client, near, productIds)
  return {
    ...told,
    products: there.map((item) => ({ id: productIds[item]!, name: names.get(productIds[item]!)! })),
    rules: told.rules
      .filter(({ of, also }) => [...of, also].every((item) => place.has(item)))
      .map((rule) => ({ ...rule, of: rule.of.map((item) => place.get(item)!), also: place.get(rule.also)! })),
  }
}

async function storeCompanions(client: pg.Client, { starts, others, similarity, together, itemCounts, baskets }: Companions, productIds: readonly string[]) {
  const of: string[] = []
  const confidence: number[] = []
  const lift: number[] = []
  for (let item = 0; item + 1 < starts.length; item++) {
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      of.push(productIds[item]!)
      confidence.push(together[at]! / itemCounts[item]!)
      lift.push((together[at]! * baskets) / (itemCounts[item]! * itemCounts[others[at]!]!))
    }
  }
  await client.query(
    `insert into product_companions (product_id, companion_id, similarity, together, confidence, lift)
     select f.* from unnest($1::uuid[], $2::uuid[], $3::real[], $4::integer[], $5::real[], $6::real[]) as f(product_id, companion_id, similarity, together, confidence, lift)
     join products p on p.id = f.product_id join products c on c.id = f.companion_id`,
    [of, Array.from(others, (item) => productIds[item]!), Array.from(similarity), Array.from(together), confidence, lift],
  )
}
