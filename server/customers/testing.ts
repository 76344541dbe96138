/** Builders: customers made the way people make them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser, Kesher } from '../../testing/kesher.ts'
import { rebuildNames } from './names-rebuild.ts'

/** A new customer, an organisation unless told otherwise. */
export const newCustomer = (browser: Browser, fields: Partial<Sent<ContractOf['POST /customers']>['body']> = {}) =>
  browser.call('POST /customers', { body: { id: randomUUIDv7(), kind: 'organisation', name: 'Orbit Tech', ...fields } })

export const newTeam = (boss: Browser, name: string) => boss.call('POST /teams', { body: { name } })

/** Customers written past the product are found by name once the job that brings names up to date has gone through. */
export async function namesRebuilt({ house }: Kesher, told?: (done: number) => void) {
  await house.db.updateTable('nameRules').set({ rules: 0 }).execute()
  await rebuildNames(house, told)
}
