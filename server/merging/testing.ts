/** Builders: files merged and parted the way people do it, the work of the jobs done here. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'
import type { House } from '../house.ts'
import { workOff } from './work.ts'

type Ask = Sent<ContractOf['POST /customers/:id/merges']>['body']
type Undo = Sent<ContractOf['POST /customers/:id/merges/:partId/undo']>['body']

/** Asks for a merge and sees it through. */
export async function newMerge(browser: Browser, house: House, id: string, otherId: string, fields: Ask['fields'] = {}) {
  const merge = await browser.call('POST /customers/:id/merges', { params: { id }, body: { id: randomUUIDv7(), otherId, fields } })
  await workOff(house, merge)
  return merge
}

/** Asks for its undo and sees that through. */
export async function undone(browser: Browser, house: House, id: string, mergeId: string, said: Undo = {}) {
  const params = { id, partId: mergeId }
  const merge = await browser.call('POST /customers/:id/merges/:partId/undo', { params, body: said })
  await workOff(house, merge)
}
