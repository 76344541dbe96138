/** The opened file: asked once, edited in place, put right when somebody else was faster. */
import type { Customer } from '../../../contract/customers.ts'
import type { Sent } from '../../../contract/endpoint.ts'
import type { CustomerFile } from '../../../contract/file.ts'
import type { ContractOf } from '../../../contract/index.ts'
import { call, Refused } from '../../api/client.ts'
import { fileQuery } from '../../api/file.ts'
import { queries, refreshFile } from '../../api/query.ts'

/** Changes the file on the screen; the server is told by whoever calls. */
export const changeFile = (id: string, change: (file: CustomerFile) => CustomerFile) =>
  queries.setQueryData(fileQuery(id).queryKey, (file: CustomerFile | undefined) => file && change(file))

export type DetailsChange = Omit<NonNullable<Sent<ContractOf['PATCH /customers/:id']>['body']>, 'version' | 'seen'>

/** What both wrote into one field: whoever was faster, and the person at this screen. */
export const conflictAt = (fault: unknown, field: string) => (fault instanceof Refused ? fault.body.conflicts?.[field] : undefined)

/**
 * Saves details of the customer; the screen shows them at once. What others changed in other fields stays; where they
 * changed the same, nothing is overwritten, the screen shows theirs, and the caller decides.
 */
export async function saveDetails(id: string, change: DetailsChange, saw?: DetailsChange) {
  const before = queries.getQueryData(fileQuery(id).queryKey)?.customer
  if (!before) return
  const show = (customer: Customer) => changeFile(id, (file) => ({ ...file, customer }))
  const seen = { ...Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Customer]])), ...saw }
  show({ ...before, ...change, custom: { ...before.custom, ...change.custom } } as Customer)
  try {
    show(await call('PATCH /customers/:id', { params: { id }, body: { ...change, version: before.version, seen } }))
  } catch (error) {
    show(before)
    void refreshFile(id)
    throw error
  }
}

/** Adds a tag or takes one away, whatever others did to the tags meanwhile. */
export async function saveTags(customer: Customer, change: (tags: string[]) => string[], seen?: string[]): Promise<void> {
  const saw = seen ?? queries.getQueryData(fileQuery(customer.id).queryKey)?.customer.tags ?? customer.tags
  try {
    await saveDetails(customer.id, { tags: change(saw) }, { tags: saw })
  } catch (error) {
    const theirs = conflictAt(error, 'tags')?.theirs
    if (!Array.isArray(theirs)) throw error
    await saveTags(customer, change, theirs)
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
