import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { OrderRow } from '../../contract/orders.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { newOrder, newProduct } from './testing.ts'

const now = new Date('2026-11-22T08:00:00Z')
const kesher = kesherForFile({ now: () => now })
let boss: Browser
let rep: Browser
let elsewhere: Browser
let id: string

beforeAll(async () => {
  boss = await kesher.administrator()
  rep = await kesher.member('rep', [(await newTeam(boss, 'Haifa')).id])
  elsewhere = await kesher.member('rep', [(await newTeam(boss, 'Eilat')).id])
  id = (await newCustomer(rep, { name: 'Orbit Tech' })).id
})

const factsOf = (customerId: string) => kesher.house.db.selectFrom('customerFacts').where('customerId', '=', customerId).selectAll().executeTakeFirst()
const numbers = (page: { items: { number: string }[] }) => page.items.map(({ number }) => number)

test('any employee takes an order: it is numbered, priced from the products, and counted at once', async () => {
  const customer = await newCustomer(rep, { name: 'Galil Foods' })
  const [paper, ink] = [await newProduct(boss), await newProduct(boss, { unitPriceMinor: 3 })]
  const taken = await newOrder(
    rep,
    customer.id,
    [
      { productId: paper.id, quantity: 3 },
      { productId: ink.id, quantity: 0.5 },
      { productId: ink.id, quantity: 2, unitPriceMinor: 10.25 },
    ],
    { note: 'before noon' },
  )
  expect(taken).toMatchObject({ kind: 'order', currency: 'ILS', amountMinor: 3750 + 2 + 21, note: 'before noon', customer: { name: 'Galil Foods' } })
  expect(taken.number).toMatch(/^K-1\d{5}$/)
  expect(taken.lines.map(({ lineNo, quantity, unitPriceMinor, amountMinor }) => [lineNo, quantity, unitPriceMinor, amountMinor])).toEqual([
    [1, 3, 1250, 3750],
    [2, 0.5, 3, 2],
    [3, 2, 10.25, 21],
  ])
  expect(await factsOf(customer.id)).toMatchObject({ orders12m: 1, revenue12mMinor: 3773, lastOrderAt: now.toISOString() })
  expect(await rep.call('GET /customers/:id/orders/:partId', { params: { id: customer.id, partId: taken.id } })).toEqual(taken)
})

test('a return takes back exactly what the order gave', async () => {
  const customer = await newCustomer(rep)
  const product = await newProduct(boss, { unitPriceMinor: 5 })
  const lines = [
    { productId: product.id, quantity: 0.5 },
    { productId: product.id, quantity: 1.125 },
  ]
  await newOrder(rep, customer.id, lines)
  const back = await newOrder(rep, customer.id, lines, { kind: 'return' })
  expect(back.lines.map(({ quantity, amountMinor }) => [quantity, amountMinor])).toEqual([
    [-0.5, -3],
    [-1.125, -6],
  ])
  expect(await factsOf(customer.id)).toMatchObject({ orders12m: 1, revenue12mMinor: 0 })
})

test('sent twice, even at once, an order stands once', async () => {
  const product = await newProduct(boss)
  const body = { id: randomUUIDv7(), lines: [{ productId: product.id, quantity: 1 }] }
  const [first, second] = await Promise.all([1, 2].map(() => rep.call('POST /customers/:id/orders', { params: { id }, body })))
  expect(second).toEqual(first)
  expect((await rep.call('GET /customers/:id/orders', { params: { id }, query: { limit: 200 } })).items.filter((order) => order.id === body.id)).toHaveLength(1)
})

test('a number stands once in a file; orders without one never share one', async () => {
  const product = await newProduct(boss)
  const lines = [{ productId: product.id, quantity: 1 }]
  await newOrder(rep, id, lines, { number: 'A-7' })
  expect((await rep.ask('POST /customers/:id/orders', { params: { id }, body: { id: randomUUIDv7(), number: 'A-7', lines } })).problem.code).toBe(
    'already-exists',
  )
  const given = await Promise.all([1, 2, 3, 4].map(() => newOrder(rep, id, lines)))
  expect(new Set(given.map(({ number }) => number)).size).toBe(4)
})

test('what cannot be ordered is refused at its line, and nothing is kept', async () => {
  const [free, foreign] = [await newProduct(boss, { unitPriceMinor: null }), await newProduct(boss, { currency: 'USD' })]
  const faults = []
  for (const line of [
    { productId: randomUUIDv7(), quantity: 1 },
    { productId: free.id, quantity: 1 },
    { productId: foreign.id, quantity: 1 },
    { productId: foreign.id, quantity: 0 },
    { productId: foreign.id, quantity: 1.0001, unitPriceMinor: 1 },
    { productId: foreign.id, quantity: 1, unitPriceMinor: 0.00001 },
    { productId: foreign.id, quantity: 1e9, unitPriceMinor: 1e13 },
  ])
    faults.push((await rep.ask('POST /customers/:id/orders', { params: { id }, body: { id: randomUUIDv7(), number: 'never', lines: [line] } })).problem.fields)
  expect(faults).toEqual([
    { 'lines.0.productId': 'unknown' },
    { 'lines.0.unitPriceMinor': 'required' },
    { 'lines.0.unitPriceMinor': 'required' },
    { 'lines.0.quantity': 'too-small' },
    { 'lines.0.quantity': 'malformed' },
    { 'lines.0.unitPriceMinor': 'malformed' },
    { 'lines.0.quantity': 'too-large' },
  ])
  expect(numbers(await rep.call('GET /orders', { query: { search: 'never' } }))).toEqual([])
})

test('orders of files that may not be seen do not exist', async () => {
  const product = await newProduct(boss)
  const order = await newOrder(rep, id, [{ productId: product.id, quantity: 1 }])
  const tries = [
    await elsewhere.ask('POST /customers/:id/orders', { params: { id }, body: { id: randomUUIDv7(), lines: [{ productId: product.id, quantity: 1 }] } }),
    await elsewhere.ask('GET /customers/:id/orders', { params: { id } }),
    await elsewhere.ask('GET /customers/:id/orders/:partId', { params: { id, partId: order.id } }),
  ]
  expect(tries.map(({ problem }) => problem.code)).toEqual(['not-found', 'not-found', 'not-found'])
  expect((await elsewhere.call('GET /orders')).items).toEqual([])
  expect((await elsewhere.call('GET /orders', { query: { search: order.number } })).items).toEqual([])
})

test('orders are found by the start of their number and by part of the customer’s name, by kind and by the company’s days', async () => {
  const customer = await newCustomer(rep, { name: 'מאפיית הדרום', otherName: 'Southern Bakery' })
  const product = await newProduct(boss)
  const lines = [{ productId: product.id, quantity: 1 }]
  await newOrder(rep, customer.id, lines, { number: 'Z9%1', orderedAt: '2026-03-01T22:30:00Z' }) // after midnight in Jerusalem
  await newOrder(rep, customer.id, lines, { number: 'Z9%2', orderedAt: '2026-03-02T12:00:00Z', kind: 'return' })
  const search = async (query: object) => numbers(await rep.call('GET /orders', { query }))
  expect(await search({ search: 'z9%' })).toEqual(['Z9%2', 'Z9%1'])
  expect(await search({ search: 'z9_' })).toEqual([])
  expect(await search({ search: 'הדרום' })).toEqual(['Z9%2', 'Z9%1'])
  expect(await search({ search: 'bakery', kind: 'return' })).toEqual(['Z9%2'])
  expect(await search({ search: 'bakery', from: '2026-03-02', until: '2026-03-02', sort: 'orderedAt', direction: 'ascending' })).toEqual(['Z9%1', 'Z9%2'])
  expect(await search({ search: 'bakery', until: '2026-03-01' })).toEqual([])
})

test('orders are narrowed and put in order by fields of their own, page by page, and shown with those asked for', async () => {
  const customer = await newCustomer(rep, { name: 'Fields of Orders' })
  await newField(boss, { subject: 'order', key: 'dock', type: 'number' })
  await newField(boss, { subject: 'order', key: 'route', hiddenFrom: ['trainer'] })
  const product = await newProduct(boss)
  const given: [string, object][] = [
    ['F-1', { dock: 3, route: 'North' }],
    ['F-2', { dock: 1 }],
    ['F-3', {}],
    ['F-4', { dock: 3, route: 'South' }],
    ['F-5', {}],
  ]
  for (const [n, [number, custom]] of given.entries())
    await newOrder(rep, customer.id, [{ productId: product.id, quantity: 1 }], { number, custom, orderedAt: `2026-01-0${n + 1}T08:00:00Z` } as never)
  const list = (query: object, browser = rep) => browser.call('GET /orders', { query: { search: 'Fields of Orders', ...query } })
  const whole = async (query: object) => {
    const found: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await list({ ...query, limit: 2, after } as never)
      found.push(...numbers(page))
      if (!page.next) return found
      after = page.next
    }
  }
  expect(await whole({ sort: 'custom.dock', direction: 'ascending' })).toEqual(['F-2', 'F-1', 'F-4', 'F-5', 'F-3'])
  expect(await whole({ sort: 'custom.dock', direction: 'descending' })).toEqual(['F-4', 'F-1', 'F-2', 'F-5', 'F-3'])
  expect(await whole({ sort: 'custom.route', direction: 'ascending' })).toEqual(['F-1', 'F-4', 'F-5', 'F-3', 'F-2'])
  expect(numbers(await list({ custom: 'dock=3..9' }))).toEqual(['F-4', 'F-1'])
  expect(numbers(await list({ custom: 'dock=3&route=nor' }))).toEqual(['F-1'])
  expect(numbers(await list({ custom: 'dock=' }))).toEqual(['F-5', 'F-3'])
  expect((await list({ fields: 'dock,route' })).items.map(({ custom }) => custom)).toEqual([
    {},
    { dock: 3, route: 'South' },
    {},
    { dock: 1 },
    { dock: 3, route: 'North' },
  ])
  expect((await list({})).items.map(({ custom }) => custom)).toEqual([{}, {}, {}, {}, {}])
  const trainer = await kesher.member(
    'trainer',
    (await rep.call('GET /teams')).map((team) => team.id),
  )
  expect((await list({ fields: 'route' }, trainer)).items.map(({ custom }) => custom)).toEqual([{}, {}, {}, {}, {}])
  for (const query of [{ sort: 'custom.route' }, { custom: 'route=North' }])
    expect(Object.values((await trainer.ask('GET /orders', { query } as never)).problem.fields ?? {})).toEqual(['unknown'])
})

test('pages put together are the whole list, without a gap or a repetition, in every sort and both ways', { timeout: 60_000 }, async () => {
  const customer = await newCustomer(elsewhere, { name: 'Paging' })
  const moments = ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z', '2026-02-01T00:00:00Z', '1999-12-31T23:59:59.999999Z']
  const { db } = kesher.house
  const list = (query: object) => elsewhere.call('GET /orders', { query })
  const given = fc.record({ orderedAt: fc.constantFrom(...moments), amountMinor: fc.integer({ min: -3, max: 3 }) })
  const asked = fc.record({
    sort: fc.constantFrom('orderedAt' as const, 'amount' as const),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
    limit: fc.integer({ min: 1, max: 7 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(given, { maxLength: 25 }), asked, async (rows, query) => {
      await db.deleteFrom('orders').where('customerId', '=', customer.id).execute()
      const orders = rows.map((row, n) => ({ ...row, id: randomUUIDv7(), number: `P${n}`, customerId: customer.id, currency: 'ILS', createdAt: now }))
      if (orders.length > 0) await db.insertInto('orders').values(orders).execute()
      const walked: OrderRow[] = []
      for (let after: string | null | undefined; after !== null; ) {
        const page: { items: OrderRow[]; next: string | null } = await list({ ...query, ...(after ? { after } : {}) })
        walked.push(...page.items)
        expect(page.items.length).toBeLessThanOrEqual(query.limit)
        after = page.next
      }
      const whole = (await list({ ...query, limit: 200 })).items
      expect(walked).toEqual(whole)
      const way = query.direction === 'ascending' ? 1 : -1
      const key =
        query.sort === 'amount'
          ? (row: (typeof orders)[number]) => row.amountMinor
          : (row: (typeof orders)[number]) => moments.toSorted().indexOf(row.orderedAt)
      const expected = orders.toSorted((a, b) => way * (key(a) - key(b) || (a.id < b.id ? -1 : 1)))
      expect(whole.map((row) => row.id)).toEqual(expected.map((row) => row.id))
    }),
    { numRuns: 40 },
  )
})

test('a cursor of another sort, or one made up, is refused', async () => {
  const customer = await newCustomer(rep)
  const product = await newProduct(boss)
  for (const _ of [1, 2]) await newOrder(rep, customer.id, [{ productId: product.id, quantity: 1 }])
  const { next } = await rep.call('GET /orders', { query: { limit: 1 } })
  const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const tries = [next!, 'x', made(null), made(['amount', 'descending', "1'; drop table orders", randomUUIDv7()]), made(['amount', 'descending', '1', 'x'])]
  for (const after of tries) expect((await rep.ask('GET /orders', { query: { after, sort: 'amount' } })).problem.fields).toEqual({ after: 'malformed' })
})

test('products are searched by any words, in every order; a sku stands once', async () => {
  await newProduct(boss, { sku: 'COF-1', name: 'קפה טורקי', category: 'משקאות' })
  await newProduct(boss, { sku: 'COF-2', name: 'Filter coffee', category: 'משקאות', active: false })
  const found = async (query: object) => (await rep.call('GET /products', { query })).items.map(({ sku }) => sku)
  expect(await found({ search: 'טורקי קפה' })).toEqual(['COF-1'])
  expect(await found({ search: 'cof', sort: 'sku', direction: 'descending' })).toEqual(['COF-2', 'COF-1'])
  expect(await found({ category: 'משקאות', active: 'true' })).toEqual(['COF-1'])
  expect((await boss.ask('POST /products', { body: { sku: 'COF-1', name: 'Twice' } })).problem.code).toBe('already-exists')
  expect((await rep.ask('POST /products', { body: { sku: 'COF-3', name: 'Mine' } })).problem.code).toBe('not-allowed')
  const { items, next } = await rep.call('GET /products', { query: { limit: 1 } })
  const rest = await rep.call('GET /products', { query: { limit: 200, after: next! } })
  expect([...items, ...rest.items]).toEqual((await rep.call('GET /products', { query: { limit: 200 } })).items)
})

test('a product is changed in place; a price without a currency is in the company’s', async () => {
  const product = await newProduct(boss, { unitPriceMinor: null })
  expect(product).toMatchObject({ unitPriceMinor: null, currency: null, active: true })
  const change = (body: object) => boss.call('PATCH /products/:id', { params: { id: product.id }, body })
  expect(await change({ unitPriceMinor: 990 })).toMatchObject({ unitPriceMinor: 990, currency: 'ILS' })
  expect(await change({ currency: 'USD', active: false })).toMatchObject({ unitPriceMinor: 990, currency: 'USD', active: false })
  expect((await boss.ask('PATCH /products/:id', { params: { id: randomUUIDv7() }, body: { name: 'x' } })).problem.code).toBe('not-found')
})

test('a price beyond what an order line holds is refused, also when it is the product that has it', async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const dear = await newProduct(boss, { unitPriceMinor: 1e15, currency: 'ILS' })
  const { problem } = await boss.ask('POST /customers/:id/orders', {
    params: { id },
    body: { id: randomUUIDv7(), lines: [{ productId: dear.id, quantity: 0.001 }] },
  })
  expect(problem).toMatchObject({ code: 'invalid', fields: { 'lines.0.unitPriceMinor': 'too-large' } })
})
