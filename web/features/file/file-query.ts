/** The opened file: asked once, edited in place, put right when somebody else was faster. */
import type { Customer } from '../../../contract/customers.ts'
import type { Sent } from '../../../contract/endpoint.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import type { ContractOf } from '../../../contract/index.ts'
import { call, Refused } from '../../api/client.ts'
import { ask, queries, refreshFile } from '../../api/query.ts'

export const fileQuery = (id: string) => ask('GET /customers/:id/file', { params: { id } })

/** Changes the file on the screen; the server is told by whoever calls. */
export const changeFile = (id: string, change: (file: CustomerFile) => CustomerFile) =>
  queries.setQueryData(fileQuery(id).queryKey, (file: CustomerFile | undefined) => file && change(file))

export type DetailsChange = Omit<NonNullable<Sent<ContractOf['PATCH /customers/:id']>['body']>, 'version'>

/** Somebody else changed the very field that was edited. */
export class ChangedMeanwhile extends Error {
  readonly theirs: Customer
  constructor(theirs: Customer) {
    super('changed-meanwhile')
    this.theirs = theirs
  }
}

/**
 * Saves details of the customer; the screen shows them at once. When the file was changed meanwhile in other fields the
 * edit is sent again on top of that; when in the same field, nothing is overwritten and the caller decides.
 */
export async function saveDetails(id: string, change: DetailsChange, over?: Customer) {
  const seen = over ?? queries.getQueryData(fileQuery(id).queryKey)?.customer
  if (!seen) return
  const show = (customer: Customer) => changeFile(id, (file) => ({ ...file, customer }))
  const send = (version: number) => call('PATCH /customers/:id', { params: { id }, body: { ...change, version } })
  show({ ...seen, ...change } as Customer)
  try {
    show(await send(seen.version))
  } catch (error) {
    show(seen)
    if (!(error instanceof Refused) || error.body.code !== 'changed-meanwhile') throw error
    const { customer: fresh } = await queries.fetchQuery({ ...fileQuery(id), staleTime: 0 })
    const fields = Object.keys(change) as (keyof Customer & keyof DetailsChange)[]
    if (fields.some((field) => JSON.stringify(fresh[field]) !== JSON.stringify(seen[field]))) throw new ChangedMeanwhile(fresh)
    show(await send(fresh.version))
  }
}

/** Runs a change of a part of the file: at once on the screen, undone there when it is refused, asked again when it is done. */
export async function changePart<Reply>(id: string, show: (file: CustomerFile) => CustomerFile, send: () => Promise<Reply>): Promise<Reply> {
  const before = queries.getQueryData(fileQuery(id).queryKey)
  changeFile(id, show)
  try {
    return await send()
  } catch (error) {
    if (before) queries.setQueryData(fileQuery(id).queryKey, before)
    throw error
  } finally {
    void refreshFile(id)
  }
}
