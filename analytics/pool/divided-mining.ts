/** Frequent itemsets with the search divided among the workers of a pool. */
import type { Baskets, ItemsetOptions, Itemsets } from '../baskets/index.ts'
import type { Work } from '../work.ts'
import type { Pool, PoolWork } from './pool.ts'
import { sharedWithin } from './shared-memory.ts'

/**
 * As `frequentItemsets`, each worker searching its share of the most selective items in the same shared baskets. The itemsets are those of one worker,
 * in another order. Every worker reads all baskets first, so this pays when the search takes a second or more; below that one thread is quicker. Limits of itemsets and memory hold for each worker's part.
 */
export async function frequentItemsetsBy(
  pool: Pool,
  baskets: Baskets,
  options: Omit<ItemsetOptions, keyof Work | 'part'>,
  work: PoolWork = {},
): Promise<Itemsets> {
  const input = sharedWithin(baskets)
  const done = new Float64Array(pool.size)
  const parts = await Promise.all(
    Array.from({ length: pool.size }, (_, index) =>
      pool.run(
        'frequentItemsets',
        { baskets: input, options: { ...options, part: { index, of: pool.size } } },
        {
          ...work,
          onProgress: (share) => {
            done[index] = share
            work.onProgress?.(done.reduce((sum, value) => sum + value, 0) / pool.size)
          },
        },
      ),
    ),
  )
  const counts = new Int32Array(parts.reduce((sum, part) => sum + part.counts.length, 0))
  const items = new Int32Array(parts.reduce((sum, part) => sum + part.items.length, 0))
  const starts = new Int32Array(counts.length + 1)
  let set = 0
  let end = 0
  for (const part of parts) {
    counts.set(part.counts, set)
    items.set(part.items, end)
    for (let i = 1; i < part.starts.length; i++) starts[set + i] = end + part.starts[i]!
    set += part.counts.length
    end += part.items.length
  }
  return { starts, items, counts, baskets: parts[0]!.baskets, minCount: parts[0]!.minCount, complete: parts.every((part) => part.complete) }
}
