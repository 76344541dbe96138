import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalTaxId } from '../customers/identity.ts'
import { leavingCategory } from './buying.ts'
import { cast } from './cast.ts'
import { catalogue } from './catalogue.ts'
import { staff } from './staff.ts'
import { type Way, ways } from './weakening.ts'
import { demoWorld, type World } from './world.ts'

const now = new Date('2026-11-22T12:30:00Z')
const small = demoWorld({ customers: 120, now })
const world = demoWorld({ customers: 300, now })
const day = 86_400_000

const digest = ({ file, customers }: World) => {
  const hash = createHash('sha256')
  for (let n = 0; n < customers; n++) hash.update(JSON.stringify(file(n)))
  return hash.digest('hex')
}

test('the same seed and present tell the same world, another seed another', () => {
  expect(digest(demoWorld({ customers: 120, now }))).toBe(digest(small))
  expect(digest(demoWorld({ customers: 120, now, seed: 'galil' }))).not.toBe(digest(small))
})

test('a file can be told without the others, and ids ascend with numbers', () => {
  const [first, second] = [small.file(70), small.file(71)]
  expect(small.file(70)).toEqual(first)
  expect(String(first.customer.id) < String(second.customer.id)).toBe(true)
})

test('every world begins with the named customers', () => {
  expect(cast.map((_, n) => small.file(n).customer.name)).toEqual(cast.map(({ name }) => name))
  expect(small.file(0).interactions.at(-1)!.occurredAt).toEqual(new Date('2026-11-22T06:00:00Z'))
})

test('ids check, nothing happens in the future, every sum is the sum of its lines, and every part names people who exist', () => {
  const people = new Set(staff.map(({ id }) => id))
  const products = new Set(catalogue.map(({ id }) => id))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 299 }), (n) => {
      const { customer, contacts, interactions, orders, orderLines, promises, voices } = world.file(n)
      expect(normalTaxId({ kind: customer.kind, country: '' }, customer.taxId!, 'IL')).toEqual({ value: customer.taxId })
      for (const { occurredAt, userId, contactId } of interactions) {
        expect(Number(occurredAt)).toBeLessThanOrEqual(now.getTime())
        expect(people).toContain(userId)
        if (contactId) expect(contacts.map(({ id }) => id)).toContain(contactId)
      }
      for (const order of orders) {
        const lines = orderLines.filter(({ orderId }) => orderId === order.id)
        expect(order.amountMinor).toBe(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
        expect(lines.length).toBeGreaterThan(0)
        for (const { productId } of lines) expect(products).toContain(productId)
      }
      for (const { keeperId, outcome, outcomeAt } of promises) {
        expect(people).toContain(keeperId)
        expect(outcome === null).toBe(outcomeAt === null)
      }
      for (const { answer, answeredAt } of voices) expect(answer === null).toBe(answeredAt === null)
      const rows = [...contacts, ...interactions, ...orders, ...orderLines, ...promises, ...voices]
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    }),
    { numRuns: 60 },
  )
})

/** The customers with one planted weakening, split at the day it began, with as much before as after. */
function weakened(way: Way) {
  return [...world.weakenings()]
    .filter((planted) => planted.way === way)
    .map(({ number, on }) => {
      const file = world.file(number - 1001)
      const began = Date.parse(on)
      const length = now.getTime() - began
      const split = <Item>(items: Item[], at: (item: Item) => unknown) => ({
        before: items.filter((item) => Number(at(item)) < began && Number(at(item)) >= began - length),
        after: items.filter((item) => Number(at(item)) >= began + 10 * day),
      })
      return { file, split, n: number - 1001 }
    })
}
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

test('every way of weakening is planted, more than once', () => {
  for (const way of ways) expect(weakened(way).length, way).toBeGreaterThan(1)
})

const seen: Record<Way, (one: ReturnType<typeof weakened>[number]) => boolean> = {
  'orders-shrink': ({ file, split }) => {
    const { before, after } = split(file.orders, ({ orderedAt }) => orderedAt)
    return mean(after.map(({ amountMinor }) => amountMinor)) < 0.75 * mean(before.map(({ amountMinor }) => amountMinor))
  },
  'gap-grows': ({ file, split }) => {
    const { before, after } = split(file.orders, ({ orderedAt }) => orderedAt)
    return after.length < 0.75 * before.length
  },
  'cycle-lengthens': ({ file, split }) => {
    const waits = (orders: typeof file.orders) =>
      mean(
        orders.map(({ orderedAt }) => {
          const asked = file.interactions
            .filter(({ subject, occurredAt }) => subject === 'בקשה להצעת מחיר' && Number(occurredAt) <= Number(orderedAt))
            .map(({ occurredAt }) => Number(occurredAt))
          return Number(orderedAt) - Math.max(...asked)
        }),
      )
    const { before, after } = split(
      file.orders.filter(({ kind }) => kind === 'order'),
      ({ orderedAt }) => orderedAt,
    )
    return waits(after) > waits(before)
  },
  'category-leaves': ({ file, split, n }) => {
    const leaving = leavingCategory({ categories: categoriesOf(n) } as never)
    const ids = new Set(catalogue.filter(({ category }) => category === leaving).map(({ id }) => id))
    const when = new Map(file.orders.map(({ id, orderedAt }) => [id, orderedAt]))
    const { before, after } = split(
      file.orderLines.filter(({ productId }) => ids.has(productId)),
      ({ orderId }) => when.get(orderId),
    )
    return before.length > 0 && after.length === 0
  },
  'price-comparison': ({ file, split }) => split(file.interactions, ({ occurredAt }) => occurredAt).after.some(({ asked }) => /השווא|מחיר/.test(asked ?? '')),
  'silence': ({ file, split }) => {
    const { before, after } = split(
      file.interactions.filter(({ direction }) => direction === 'in'),
      ({ occurredAt }) => occurredAt,
    )
    return before.length > 0 && after.length === 0
  },
  'score-falls': ({ file, split }) => {
    const { before, after } = split(
      file.scores.filter(({ question }) => question === 'recommend'),
      ({ givenAt }) => givenAt,
    )
    return mean(after.map(({ value }) => value)) < mean(before.map(({ value }) => value)) - 2
  },
  'complaint-unresolved': ({ file }) => file.voices.some(({ kind, answer }) => kind === 'complaint' && answer === null),
  'contact-changed': ({ file }) => file.contacts.some(({ untilDate }) => untilDate !== null),
  'owner-changed': ({ file }) => file.contacts.some(({ untilDate, jobTitle }) => untilDate !== null && jobTitle === 'בעלים'),
  'competitor-contact': ({ file, split }) =>
    split(file.interactions, ({ occurredAt }) => occurredAt).after.some(({ body }) => /ספק אחר|הצעה נגדית|אשראי נוסף/.test(body ?? '')),
  'debt': ({ file }) => (file.customer.overdueMinor ?? 0) > 0,
  'orders-stop': ({ file, split }) => {
    const { before, after } = split(file.orders, ({ orderedAt }) => orderedAt)
    return before.length > 2 && after.length === 0
  },
  'promise-broken': ({ file }) => file.promises.filter(({ outcome }) => outcome === 'broken').length >= 2,
  'wish-unanswered': ({ file }) => file.voices.some(({ kind, answer }) => kind === 'wish' && answer === null),
}

/** The shelves a customer bought from, those bought most first in their list: found again in what they bought. */
function categoriesOf(n: number) {
  const { orderLines } = world.file(n)
  const shelfOf = new Map(catalogue.map(({ id, category }) => [id, category]))
  const firsts = orderLines
    .filter(({ lineNo }) => lineNo === 1)
    .slice(0, 5)
    .map(({ productId }) => shelfOf.get(productId)!)
  return ['', '', firsts[0]!]
}

test.each(ways)('%s can be seen in the data of those it was planted in', (way) => {
  expect(
    weakened(way)
      .filter((one) => !seen[way](one))
      .map(({ file }) => file.customer.name),
  ).toEqual([])
})
