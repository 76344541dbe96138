/** Builders: entries made the way people make them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'

type Entry = Sent<ContractOf['POST /customers/:id/interactions']>['body']

/** A phone call that came in, unless told otherwise. */
export const entry = (fields: Partial<Entry> = {}): Entry => ({
  id: randomUUIDv7(),
  channel: 'phone',
  direction: 'in',
  body: 'Asked when the delivery comes',
  ...fields,
})

export const newEntry = (browser: Browser, customerId: string, fields: Partial<Entry> = {}) =>
  browser.call('POST /customers/:id/interactions', { params: { id: customerId }, body: entry(fields) })
