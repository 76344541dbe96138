import { expect, test } from 'vitest'
import { contract } from '../../../contract/index.ts'
import type { Product } from '../../../contract/orders.ts'
import { newId } from '../../api/new-id.ts'
import { emptyBasket, lackOf, parcelOf, totalOf, withLine, withoutLine, withProduct } from './basket.ts'

const product = (fields: Partial<Product> = {}): Product => ({
  id: newId(),
  sku: 'A',
  name: 'Paper',
  category: '',
  unitPriceMinor: 1250,
  currency: 'ILS',
  active: true,
  ...fields,
})

test('a product added twice is one line of two, priced from the product only in the customer’s currency', () => {
  const [paper, foreign] = [product(), product({ currency: 'USD' })]
  const basket = [paper, paper, foreign].reduce((before, one) => withProduct(before, one, 'ILS'), emptyBasket())
  expect(basket.lines.map(({ quantity, unitPriceMinor }) => [quantity, unitPriceMinor])).toEqual([
    [2, 1250],
    [1, null],
  ])
  expect(lackOf(basket)).toBe('price')
  expect(lackOf(withoutLine(basket, foreign.id))).toBeUndefined()
  expect(lackOf(emptyBasket())).toBe('lines')
})

test('the total is what the server will store: lines rounded one by one, negative for a return', () => {
  const [one, two] = [product({ unitPriceMinor: 1 }), product({ unitPriceMinor: 3 })]
  const basket = [one, two].reduce((before, each) => withLine(withProduct(before, each, 'ILS'), each.id, { quantity: 0.5 }), emptyBasket())
  expect(totalOf(basket)).toBe(1 + 2)
  expect(totalOf({ ...basket, kind: 'return' })).toBe(-3)
  expect(totalOf({ ...emptyBasket(), kind: 'return' })).toBe(0)
  const { steps } = parcelOf(basket, { userId: newId(), customerId: newId(), now: '2026-11-22T08:00:00.000Z' })
  expect(contract['POST /customers/:id/orders'].body.safeParse(steps[0]!.body).success).toBe(true)
})
