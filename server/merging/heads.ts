/** The details of two customers: which of them a merge takes, and what an undo puts back. */
import { type RawBuilder, sql } from 'kysely'
import { type MergeField, mergeFields, type Side } from '../../contract/merging.ts'
import { columnOf } from '../db/personal-data.ts'

/** A row of `customers` as JSON, by the database's names. */
export type Head = Record<string, unknown>
export type Chosen = Record<MergeField, Side>

/** What a merge keeps of both customers: as they were, and the kept one as the merge left it. */
export type Heads = { kept: Head; merged: Head; after: Head; grants: Record<string, unknown>[]; assumptions: { kept: Head | null; merged: Head | null } }

const empty = (value: unknown) => value === null || value === undefined || value === ''

/** The fuller of two values; of two that say something the newer, but the earlier day they became a customer. */
export function suggest(kept: Head, merged: Head): Chosen {
  const newer: Side = String(merged.updated_at) > String(kept.updated_at) ? 'merged' : 'kept'
  const one = (field: MergeField): Side => {
    const [ours, theirs] = [kept[columnOf(field)], merged[columnOf(field)]]
    // Whose file it is and how it counts is decided by people; nothing says that the newer is right.
    if (field === 'teamId' || field === 'currency' || field === 'kind') return 'kept'
    if (field === 'formOfAddress' && (ours === 'x' || theirs === 'x')) return ours === 'x' && theirs !== 'x' ? 'merged' : 'kept'
    if (empty(ours) || empty(theirs)) return empty(ours) && !empty(theirs) ? 'merged' : 'kept'
    if (field === 'ownerId') return 'kept'
    if (field === 'customerSince') return String(theirs) < String(ours) ? 'merged' : 'kept'
    return newer
  }
  return Object.fromEntries(mergeFields.map((field) => [field, one(field)])) as Chosen
}

/** The kept customer with what was chosen from the other. */
export function mergedHead(kept: Head, merged: Head, fields: Chosen): Head {
  const taken = mergeFields.filter((field) => fields[field] === 'merged').map((field) => [columnOf(field), merged[columnOf(field)]])
  return { ...kept, ...Object.fromEntries(taken), tags: union(kept.tags as string[], merged.tags as string[]) }
}

const union = (some: string[], others: string[]) => [...new Set([...some, ...others])]

/** The details whose value is no longer the one the merge gave them. */
export const editedSince = ({ kept, after }: Heads, now: Head): MergeField[] =>
  mergeFields.filter((field) => {
    const column = columnOf(field)
    return !same(kept[column], after[column]) && !same(now[column], after[column])
  })

/** The kept customer as it was before; what was edited since stays, unless it is among those to be put back. Tags lose what only the merge brought. */
export function partedHead({ kept, after }: Heads, now: Head, putBack: readonly MergeField[]): Head {
  const parted: Head = { ...now }
  for (const field of mergeFields) {
    const column = columnOf(field)
    if (same(now[column], after[column]) || putBack.includes(field)) parted[column] = kept[column]
  }
  const [before, merged, current] = [kept, after, now].map(({ tags }) => tags as string[]) as [string[], string[], string[]]
  const removedSince = merged.filter((tag) => !current.includes(tag))
  const addedSince = current.filter((tag) => !merged.includes(tag))
  parted.tags = union(
    before.filter((tag) => !removedSince.includes(tag)),
    addedSince,
  )
  return parted
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

const written = [...mergeFields.map(columnOf), 'tags']

/** The columns of a customer set to what a head says. */
export const setHead = (head: Head): RawBuilder<unknown> =>
  sql`update customers c set ${sql.join(written.map((column) => sql`${sql.ref(column)} = h.${sql.ref(column)}`))}
    from jsonb_populate_record(null::customers, ${JSON.stringify(head)}::jsonb) as h where c.id = h.id`
