import { describe, expect, test } from 'vitest'
import { dayOf, recordShop } from '../../testing/purchases.ts'
import { needs } from '../../testing/test-data.ts'
import { auc, logLoss } from '../churn/quality.ts'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { histories } from '../summaries/transactions.ts'
import { backtest, outcomesAfter } from './backtest.ts'
import { gapsAt } from './gaps.ts'
import { fewOfKinds, type Kinds, learnKinds } from './kinds.ts'
import { outlook } from './outlook.ts'
import type { Signal } from './signal.ts'

/** Kinds with the shares given for [shape, days between purchases, place of the chance to leave]. */
function known(kinds: [shape: number, days: number, leaving: number, share: number][]): Kinds {
  const share = Array<number>(kinds.length * 10).fill(0)
  for (const [i, [, , leaving, part]] of kinds.entries()) share[i * 10 + leaving] = part
  return { shape: kinds.map(([shape]) => shape), rate: kinds.map(([, days]) => 1 / days), share, step: 0.1 }
}

const faithful = { shape: 3.5, days: 30, leaves: 0.01, place: 1 }
const fickle = { shape: 0.5, days: 18, leaves: 0.2, place: 5 }

/** Half the customers buy regularly and stay, half in bursts and soon leave. */
function company(customers: number, seed: number) {
  const source = random(seed)
  const rows = { customer: [] as number[], day: [] as number[] }
  for (let customer = 0; customer < customers; customer++) {
    const { shape, days, leaves } = customer % 2 === 0 ? faithful : fickle
    for (let day = 100 * source.uniform(); day < 700; day += (days / shape) * source.gamma(shape)) {
      rows.customer.push(customer)
      rows.day.push(day)
      if (source.uniform() < leaves) break
    }
  }
  return histories(rows, 0)
}

describe('kinds of buyers', () => {
  test('of one kind that is known, tell the share of histories in which so few purchases followed', () => {
    const source = random(3)
    const [shape, days, leaves] = [2, 20, 0.1]
    const told = fewOfKinds(known([[shape, days, 4, 1]]), 60)
    const counts = [0, 0, 0]
    let kept = 0
    while (kept < 20_000) {
      const gap = () => (source.uniform() < leaves ? Number.POSITIVE_INFINITY : (days / shape) * source.gamma(shape))
      let at = gap()
      if (at <= 15) continue
      kept++
      let purchases = 0
      for (; at <= 75; at += gap()) purchases++
      for (let most = 0; most < 3; most++) if (purchases <= most) counts[most]!++
    }
    const gaps = { row: 0, customer: 0, purchases: 4, first: 0, last: 60, closed: [20, 25, 15], open: 15 }
    for (let most = 0; most < 3; most++) expect(Math.abs(told(gaps, most) - counts[most]! / kept)).toBeLessThan(0.015)
  })

  test('learned from histories, rank and tell nearly as well as the kinds that made them', () => {
    const past = company(1500, 5)
    const customers = gapsAt(past, 400).filter(({ purchases }) => purchases >= 4)
    const outcomes = outcomesAfter(past, 400, 120, 'full', 3)
    const left = customers.map(({ customer }) => outcomes.get(customer)!)
    const chances = (kinds: Kinds) => {
      const few = fewOfKinds(kinds, 120)
      return customers.map((gaps) => few(gaps, 0))
    }
    const made = chances(
      known([
        [faithful.shape, faithful.days, faithful.place, 0.5],
        [fickle.shape, fickle.days, fickle.place, 0.5],
      ]),
    )
    const learned = chances(learnKinds(gapsAt(past, 400)))
    expect(auc(made, left)).toBeGreaterThan(0.9)
    expect(auc(learned, left)).toBeGreaterThan(auc(made, left) - 0.01)
    expect(logLoss(learned, left)).toBeLessThan(logLoss(made, left) + 0.03)
  })

  test('give everybody a chance, also one who resembles nobody they were learned from', () => {
    const few = fewOfKinds(learnKinds(gapsAt(company(200, 7), 400)), 100)
    for (const closed of [[], [0.001, 0.001, 0.001], [5000, 9000], Array(3000).fill(0.01)]) {
      const last = closed.reduce((sum: number, gap: number) => sum + gap, 0)
      for (const open of [0, 1, 1e5]) {
        for (const most of [0, 1, 50]) {
          const chance = few({ row: 0, customer: 0, purchases: closed.length + 1, first: 0, last, closed, open }, most)
          expect(chance).toBeGreaterThanOrEqual(0)
          expect(chance).toBeLessThanOrEqual(1 + 1e-12)
        }
      }
    }
  })

  test('refuse a past without anybody, or without any time', () => {
    expect(() => learnKinds([])).toThrow(InvalidInput)
    expect(() => learnKinds([{ row: 0, customer: 0, purchases: 1, first: 5, last: 5, closed: [], open: 0 }])).toThrow(
      expect.objectContaining({ rule: 'too-few' }),
    )
  })
})

test('the record shop: for full defection the outlook ranks above days since the last purchase, which no simple rule beat', {
  ...needs('cdnow/cdnowElog_BTYD.csv'),
  timeout: 60_000,
}, () => {
  const past = histories(recordShop())
  const recency: Signal = (all, cutoff) => gapsAt(all, cutoff).map(({ customer, open }) => ({ customer, value: open, probability: open / 1000, evidence: {} }))
  const day = { cutoff: dayOf('1997-09-30'), horizon: 273, step: 10_000 }
  const [ours, simple] = [backtest(outlook({ horizon: 273 }), past, day), backtest(recency, past, day)]
  expect(ours.customers).toBe(293)
  expect(ours.auc).toBeGreaterThan(simple.auc)
})
