/** Builders: customers made the way people make them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'

/** A new customer, an organisation unless told otherwise. */
export const newCustomer = (browser: Browser, fields: Partial<Sent<ContractOf['POST /customers']>['body']> = {}) =>
  browser.call('POST /customers', { body: { id: randomUUIDv7(), kind: 'organisation', name: 'Orbit Tech', ...fields } })

export const newTeam = (boss: Browser, name: string) => boss.call('POST /teams', { body: { name } })
