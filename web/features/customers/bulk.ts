/** One change to many customers, and what takes it back. */
import type { CustomerRow } from '../../../contract/customers.ts'
import type { Sent } from '../../../contract/endpoint.ts'
import type { ContractOf } from '../../../contract/index.ts'
import type { Selection } from '../../ui/grid/selection.ts'
import type { FilterQuery } from './list-view.ts'

type Body = Sent<ContractOf['POST /customers/bulk']>['body']
export type BulkChange = { addTag?: string; removeTag?: string; owner?: { id: string | null; name: string | null }; team?: { id: string; name: string } }

/** Whom a bulk action is for, as the server is told. */
export const chosenOf = (selection: Selection, filter: FilterQuery): Body['chosen'] =>
  selection.all ? { filter, except: [...selection.ids] } : { ids: [...selection.ids] }

export const bodyOf = (chosen: Body['chosen'], { addTag, removeTag, owner, team }: BulkChange): Body => ({
  chosen,
  addTag,
  removeTag,
  ownerId: owner?.id,
  teamId: team?.id,
})

/** A row as it is after the change. */
export function changedRow(row: CustomerRow, { addTag, removeTag, owner, team }: BulkChange): CustomerRow {
  const kept = removeTag ? row.tags.filter((tag) => tag !== removeTag) : row.tags
  return {
    ...row,
    tags: addTag && !kept.includes(addTag) ? [...kept, addTag] : kept,
    ...(owner && { ownerId: owner.id, ownerName: owner.name }),
    ...(team && { teamId: team.id, teamName: team.name }),
  }
}

/** The changes that take a change to these rows back: only for rows it really changed, each to what it was. */
export function undoOf(rows: readonly CustomerRow[], change: BulkChange): { ids: string[]; change: BulkChange }[] {
  const groups = new Map<string, { ids: string[]; change: BulkChange }>()
  const add = (id: string, back: BulkChange) => {
    const key = JSON.stringify(back)
    const group = groups.get(key) ?? { ids: [], change: back }
    group.ids.push(id)
    groups.set(key, group)
  }
  for (const row of rows) {
    if (change.addTag && !row.tags.includes(change.addTag)) add(row.id, { removeTag: change.addTag })
    if (change.removeTag && row.tags.includes(change.removeTag)) add(row.id, { addTag: change.removeTag })
    if (change.owner && row.ownerId !== change.owner.id) add(row.id, { owner: { id: row.ownerId, name: row.ownerName } })
    if (change.team && row.teamId !== change.team.id) add(row.id, { team: { id: row.teamId, name: row.teamName } })
  }
  return [...groups.values()]
}
