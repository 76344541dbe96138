/** Who orders like a clock is missed at once: the chance of being active and the chance of leaving tell the same story. */
import { expect, test } from 'vitest'
import { type Histories, histories, random, summariseHistories } from '../../analytics/index.ts'
import { bestModel, modelOf, weeks } from './models.ts'

const asOf = 20_400
const year = 365

/** Customers with a gap of their own of 10 to 40 days; one in eight stops within the last year; and some who ordered once, on any day of the two years. */
function customers(count: number, gapOf: (mean: number, draw: () => number) => number, once = 0): Histories {
  const { uniform } = random(11)
  const rows = Array.from({ length: count }, (_, customer) => {
    const mean = 10 + 30 * uniform()
    const end = customer % 8 === 0 ? asOf - year * uniform() : asOf
    const days: number[] = []
    for (let day = asOf - 2 * year + mean * uniform(); day <= end; day += Math.max(1, gapOf(mean, uniform))) days.push(Math.floor(day))
    return { customer, days }
  })
  for (let one = 0; one < once; one++) rows.push({ customer: count + one, days: [Math.floor(asOf - 2 * year * uniform())] })
  const all = rows.flatMap(({ customer, days }) => days.map((day) => ({ customer, day, amount: 100 })))
  return histories({ customer: all.map((one) => one.customer), day: all.map((one) => one.day), amount: all.map((one) => one.amount) })
}

const fitOf = (past: Histories) => bestModel(summariseHistories(past, { unit: weeks, until: asOf }))!
const steadily = (mean: number, draw: () => number) => mean * (0.8 + 0.4 * draw())
const anyTime = (mean: number, draw: () => number) => -mean * Math.log(1 - draw())
const regularly = customers(400, steadily)
const atRandom = customers(400, anyTime)

test('of regular customers, one silent for five of their gaps is hardly one any more, and one silent for half a gap is', () => {
  const { fitted, model } = fitOf(regularly)
  expect(fitted.regular?.k).toBeGreaterThan(1)
  const [orders, gap] = [30, 20 / weeks]
  expect(model.alive(orders, orders * gap, (orders + 5) * gap)).toBeLessThan(0.05)
  expect(model.alive(orders, orders * gap, (orders + 0.5) * gap)).toBeGreaterThan(0.95)
})

test('of customers who order at random moments the plain model is kept', () => {
  expect(fitOf(atRandom).fitted.regular).toBeUndefined()
})

test('a model that is read back from what was stored says the same', () => {
  const { fitted, model } = fitOf(regularly)
  const again = modelOf(JSON.parse(JSON.stringify(fitted)))
  for (const [x, recency, age] of [
    [0, 0, 40],
    [5, 10, 12],
    [30, 85, 100],
  ] as const) {
    expect(again.alive(x, recency, age)).toBe(model.alive(x, recency, age))
    expect(again.expectedIfAlive(x, recency, age, 52)).toBe(model.expectedIfAlive(x, recency, age, 52))
  }
})

test.each([
  ['regularly', customers(400, steadily, 400)],
  ['at random moments', customers(400, anyTime, 400)],
])('where others order %s, who ordered once is the less a customer the longer that is ago', (_, past) => {
  const { model } = fitOf(past)
  const after = [1, 8, 26, 52, 104].map((age) => model.alive(0, 0, age))
  expect(after).toEqual(after.toSorted((a, b) => b - a))
  expect(after[0]).toBeGreaterThan(0.3)
  expect(after.at(-1)).toBeLessThan(0.1)
})
