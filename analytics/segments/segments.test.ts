import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needs, testData, testDataJson } from '../../testing/test-data.ts'
import { InvalidInput } from '../invalid.ts'
import { quantiles } from '../numerics/quantiles.ts'
import { random } from '../numerics/random.ts'
import { kMeans, rfmScores, rfmSegment, rfmSegments, silhouette, standardised } from './index.ts'

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidInput) return [error.rule, error.row]
    throw error
  }
}

describe('RFM', () => {
  test('scores the latest, most frequent and biggest buyers highest, equals equally', () => {
    const { recency, frequency, money } = rfmScores({ recency: [1, 30, 60, 90, 120], frequency: [9, 5, 1, 1, 1], money: [900, 500, 300, 200, 100] })
    expect([...recency]).toEqual([5, 4, 3, 2, 1])
    expect([...frequency]).toEqual([5, 4, 1, 1, 1])
    expect([...money]).toEqual([5, 4, 3, 2, 1])
  })

  test('a better customer never has a lower score', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (values) => {
        const { recency, frequency } = rfmScores({ recency: values, frequency: values, money: values })
        for (const [a, x] of values.entries()) {
          for (const [b, y] of values.entries()) {
            if (x < y) expect(frequency[a]).toBeLessThanOrEqual(frequency[b]!)
            if (x < y) expect(recency[a]).toBeGreaterThanOrEqual(recency[b]!)
            if (x === y) expect(frequency[a]).toBe(frequency[b])
          }
        }
      }),
    )
  })

  test('every combination of scores has a segment, by rules anyone can read', () => {
    const all = Array.from({ length: 125 }, (_, i) => [1 + (i % 5), 1 + (Math.floor(i / 5) % 5), 1 + Math.floor(i / 25)] as const)
    const scores = {
      recency: Uint8Array.from(all, ([r]) => r),
      frequency: Uint8Array.from(all, ([, f]) => f),
      money: Uint8Array.from(all, ([, , m]) => m),
      bins: 5,
      cuts: { recency: [], frequency: [], money: [] },
    }
    const segments = rfmSegment(scores, rfmSegments)
    expect(segments).not.toContain(undefined)
    expect(new Set(segments)).toEqual(new Set(rfmSegments.map(({ segment }) => segment)))
    expect(segments[all.findIndex(([r, f, m]) => r === 5 && f === 5 && m === 5)]).toBe('champions')
    expect(segments[all.findIndex(([r, f, m]) => r === 1 && f === 5 && m === 5)]).toBe('can-not-lose')
  })

  test('a company’s own cuts are taken as they are', () => {
    const cuts = { recency: [30], frequency: [2], money: [1000] }
    const { recency, frequency, money } = rfmScores({ recency: [10, 40], frequency: [2, 3], money: [999, 1001] }, { cuts })
    expect([[...recency], [...frequency], [...money]]).toEqual([
      [2, 1],
      [1, 2],
      [1, 2],
    ])
  })

  test('customers who are none are refused by row and rule', () => {
    expect(refusal(() => rfmScores({ recency: [], frequency: [], money: [] }))).toEqual(['empty', undefined])
    expect(refusal(() => rfmScores({ recency: [1, -1], frequency: [1, 1], money: [1, 1] }))).toEqual(['negative', 1])
    expect(refusal(() => rfmScores({ recency: [1, 1], frequency: [1], money: [1, 1] }))).toEqual(['length', 1])
    expect(refusal(() => rfmScores({ recency: [1, 1], frequency: [1, 1], money: [1, Number.NaN] }))).toEqual(['not-finite', 1])
  })
})

describe('k-means', () => {
  const draw = random(3)
  const blobs = Float64Array.from({ length: 180 }, (_, i) => 10 * (Math.floor(i / 2) % 3) + draw.normal() * 0.3)

  test('finds groups that are there, the same for the same seed', () => {
    const { group, sizes, inertia } = kMeans(blobs, 2, 3, { seed: 1 })
    expect([...sizes]).toEqual([30, 30, 30])
    for (let row = 0; row < 90; row++) expect(group[row]).toBe(group[row % 3])
    expect(kMeans(blobs, 2, 3, { seed: 1 })).toEqual(kMeans(blobs, 2, 3, { seed: 1 }))
    expect(inertia).toBeLessThan(kMeans(blobs, 2, 2, { seed: 1 }).inertia)
    expect(silhouette(blobs, 2, { group, sizes })).toBeGreaterThan(0.9)
  })

  test('one group for each row leaves nothing over; more are refused', () => {
    expect(kMeans(blobs, 2, 90, { seed: 2 }).inertia).toBe(0)
    expect(refusal(() => kMeans(blobs, 2, 91, { seed: 2 }))).toEqual(['out-of-range', undefined])
    expect(refusal(() => kMeans(Float64Array.of(1, 2, Number.NaN), 1, 2, { seed: 2 }))).toEqual(['not-finite', 2])
    expect(refusal(() => standardised([[1, 1, 1]]))).toEqual(['constant', 0])
  })
})

type Reference = {
  analysis_date: string
  customers: number
  total_m: number
  quantiles: Record<'r' | 'f' | 'm', number[]>
  first20: Record<string, Record<'r' | 'f' | 'm', number>>
  kmeans: { k: Record<string, { inertia: number; sizes: number[]; silhouette: number }> }
}

test('Online Retail has the quantiles of pandas and the groups of scikit-learn', {
  ...needs('reference/online_retail_rfm_kmeans.json', 'online_retail/online_retail.csv'),
  timeout: 120_000,
}, () => {
  const reference = testDataJson<Reference>('reference/online_retail_rfm_kmeans.json')
  const lines = parse(testData('online_retail/online_retail.csv') as Buffer, { from: 2 }) as string[][]
  const customers = new Map<string, { last: string; invoices: Set<string>; money: number }>()
  for (const [invoice, , , quantity, date, price, customer] of lines) {
    if (!customer || invoice!.startsWith('C') || !(Number(quantity) > 0) || !(Number(price) > 0)) continue
    const one = customers.get(customer) ?? { last: '', invoices: new Set<string>(), money: 0 }
    if (date!.slice(0, 10) > one.last) one.last = date!.slice(0, 10)
    one.invoices.add(invoice!)
    one.money += Number(quantity) * Number(price)
    customers.set(customer, one)
  }
  const list = [...customers.values()]
  expect(list.length).toBe(reference.customers)
  const recency = list.map(({ last }) => (Date.parse(reference.analysis_date) - Date.parse(last)) / 86_400_000)
  const [frequency, money] = [list.map(({ invoices }) => invoices.size), list.map((one) => one.money)]
  const shares = [0.2, 0.4, 0.6, 0.8]
  for (const [name, values] of [
    ['r', recency],
    ['f', frequency],
    ['m', money],
  ] as const) {
    quantiles(values, shares).forEach((quantile, i) => {
      expect(quantile).toBeCloseTo(reference.quantiles[name][i]!, 8)
    })
  }
  const log = (values: number[]) => values.map(Math.log1p)
  const data = standardised([log(recency), log(frequency), log(money)])
  for (const [k, expected] of Object.entries(reference.kmeans.k)) {
    const groups = kMeans(data, 3, Number(k), { seed: 7, starts: 30 })
    expect(groups.inertia).toBeLessThanOrEqual(expected.inertia * (1 + 1e-4))
    if (k === '2' || k === '4') expect(Math.abs(silhouette(data, 3, groups) - expected.silhouette)).toBeLessThan(5e-3)
  }
})
