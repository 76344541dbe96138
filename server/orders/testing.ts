/** Builders: products and orders made the way people make them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'

type Taken = Sent<ContractOf['POST /customers/:id/orders']>['body']

let products = 0

/** A product at 12.50, unless told otherwise. For an administrator, manager or marketer. */
export const newProduct = (browser: Browser, fields: Partial<Sent<ContractOf['POST /products']>['body']> = {}) =>
  browser.call('POST /products', { body: { sku: `SKU-${++products}`, name: `Paper ${products}`, category: 'Office', unitPriceMinor: 1250, ...fields } })

export const newOrder = (browser: Browser, customerId: string, lines: Taken['lines'], fields: Partial<Taken> = {}) =>
  browser.call('POST /customers/:id/orders', { params: { id: customerId }, body: { id: randomUUIDv7(), lines, ...fields } })
