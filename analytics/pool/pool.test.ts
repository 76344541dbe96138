import { afterAll, describe, expect, test } from 'vitest'
import { baskets, frequentItemsets, type Itemsets } from '../baskets/index.ts'
import { numbers } from '../churn/index.ts'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { Stopped } from '../work.ts'
import { answer } from './answering.ts'
import { createPool, frequentItemsetsBy, type PoolWorker, shared, sharedWithin } from './index.ts'
import { nodePool } from './node-pool.ts'

const draw = random(4)
const some = baskets(Array.from({ length: 300 }, () => Array.from({ length: 6 }, () => draw.below(25))))
/** Baskets whose itemsets no machine finishes in the time of a test. */
const endless = baskets(Array.from({ length: 300 }, () => Array.from({ length: 60 }, () => draw.below(120))))
const listed = ({ starts, items, counts }: Itemsets) =>
  Array.from(counts, (count, set) => `${items.slice(starts[set], starts[set + 1]).join(' ')}: ${count}`).sort()

describe('a pool of threads', () => {
  const pool = nodePool(2)
  afterAll(() => pool.end())

  test('gives the result of the same work done here', async () => {
    const whole = frequentItemsets(some, { count: 5 })
    expect(await pool.run('frequentItemsets', { baskets: some, options: { count: 5 } })).toEqual(whole)
    expect(listed(await frequentItemsetsBy(pool, some, { count: 5 }))).toEqual(listed(whole))
  })

  test('takes more orders than it has workers, and leaves the caller’s arrays alone', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, (_, seed) => pool.run('kMeans', { data: Float64Array.of(1, 2, 11, 12), width: 1, k: 2, seed })))
    expect(results.map(({ inertia }) => inertia)).toEqual([1, 1, 1, 1, 1, 1])
    expect(some.items.length).toBeGreaterThan(0)
  })

  test('tells how far the work is', async () => {
    const shares: number[] = []
    await frequentItemsetsBy(pool, some, { count: 3 }, { onProgress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  test('stops work that runs and work that waits, and then works on', async () => {
    const stop = new AbortController()
    const input = { baskets: sharedWithin(endless), options: { count: 2, maxLength: 12 } }
    const orders = Array.from({ length: 4 }, () => pool.run('frequentItemsets', input, { signal: stop.signal, onProgress: () => stop.abort() }))
    for (const order of await Promise.allSettled(orders)) expect(order).toMatchObject({ status: 'rejected', reason: expect.any(Stopped) })
    await expect(pool.run('kMeans', { data: Float64Array.of(1, 2), width: 1, k: 1, seed: 1 }, { signal: stop.signal })).rejects.toThrow(Stopped)
    expect((await pool.run('kMeans', { data: Float64Array.of(1, 2), width: 1, k: 1, seed: 1 })).inertia).toBe(0.5)
  })

  test('hands back a refusal with its rule and row', async () => {
    const refused = pool.run('fitBoostedTrees', {
      features: [numbers('x', [1, 2, Number.POSITIVE_INFINITY])],
      answers: Uint8Array.of(0, 1, 0),
      options: { seed: 1 },
    })
    const error = await refused.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error).toMatchObject({ rule: 'not-finite', row: 2 })
  })
})

describe('a pool of any workers', () => {
  /** A worker without a thread or shared memory, answering at the next turn unless it was ended. */
  const spawned: { ended: boolean }[] = []
  const plain = (): PoolWorker => {
    const state = { ended: false }
    spawned.push(state)
    let answered: Parameters<PoolWorker['listen']>[0] = () => {}
    return {
      post: (order) => setImmediate(() => state.ended || answer(order, (reply) => answered(reply))),
      listen: (callback) => {
        answered = callback
      },
      end: () => {
        state.ended = true
      },
    }
  }

  test('starts no more workers than its size, and none before it is needed', async () => {
    const pool = createPool({ size: 2, spawn: plain })
    expect(spawned.length).toBe(0)
    await Promise.all(Array.from({ length: 5 }, (_, seed) => pool.run('kMeans', { data: Float64Array.of(1, 2), width: 1, k: 1, seed })))
    expect(spawned.length).toBe(2)
    pool.end()
    expect(spawned.every(({ ended }) => ended)).toBe(true)
    await expect(pool.run('kMeans', { data: Float64Array.of(1), width: 1, k: 1, seed: 1 })).rejects.toThrow(Stopped)
  })

  test('ended, it rejects what runs and what waits', async () => {
    const pool = createPool({ size: 1, spawn: plain })
    const orders = [1, 2].map((seed) => pool.run('kMeans', { data: Float64Array.of(1), width: 1, k: 1, seed }))
    pool.end()
    for (const order of await Promise.allSettled(orders)) expect(order).toMatchObject({ status: 'rejected', reason: expect.any(Stopped) })
  })

  test('a pool without workers is refused', () => {
    expect(() => createPool({ size: 0, spawn: plain })).toThrow(InvalidInput)
  })
})

test('numbers are brought into shared memory once, wherever they stand', () => {
  const array = Float64Array.of(1, 2, 3)
  const once = shared(array)
  expect(once.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(shared(once)).toBe(once)
  expect([...once]).toEqual([1, 2, 3])
  const within = sharedWithin({ name: 'x', parts: [{ values: array }] })
  expect(within).toEqual({ name: 'x', parts: [{ values: array }] })
  expect(within.parts[0]!.values.buffer).toBeInstanceOf(SharedArrayBuffer)
})
