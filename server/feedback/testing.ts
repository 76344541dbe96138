/** Builders: wishes and complaints made the way people make them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'

export const newVoice = (browser: Browser, customerId: string, fields: Partial<Sent<ContractOf['POST /customers/:id/voices']>['body']> = {}) =>
  browser.call('POST /customers/:id/voices', { params: { id: customerId }, body: { id: randomUUIDv7(), kind: 'wish', text: 'Open on Fridays', ...fields } })
