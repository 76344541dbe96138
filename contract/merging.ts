/** Two files that are of one customer become one, and can become two again. */
import { z } from 'zod'
import { type GuardedField, guarded, guardedValues, may } from './access.ts'
import { customer } from './customers.ts'
import type { Contract } from './endpoint.ts'
import { id, moment, personRef } from './fields.ts'

/** Which of the two files something is taken from, or given to. */
export const side = z.enum(['kept', 'merged'])
export type Side = z.infer<typeof side>

/** The details that are chosen one by one. Tags of both are kept. */
export const mergeFields = [
  'kind',
  'name',
  'otherName',
  'ref',
  'taxId',
  'language',
  'formOfAddress',
  'city',
  'country',
  'teamId',
  'ownerId',
  'customerSince',
  'currency',
  'paymentTermsDays',
  'creditLimitMinor',
  'balanceMinor',
  'overdueMinor',
] as const
export type MergeField = (typeof mergeFields)[number]

const choice = side.nullable()
/** Null: kept from this person, who leaves it to the usual choice. */
const choices = z.object({
  kind: choice,
  name: choice,
  otherName: choice,
  ref: choice,
  taxId: guarded('taxId', side.nullable()),
  language: choice,
  formOfAddress: choice,
  city: choice,
  country: choice,
  teamId: choice,
  ownerId: choice,
  customerSince: choice,
  currency: choice,
  paymentTermsDays: guarded('finances', side.nullable()),
  creditLimitMinor: guarded('finances', side.nullable()),
  balanceMinor: guarded('finances', side.nullable()),
  overdueMinor: guarded('finances', side.nullable()),
} satisfies Record<MergeField, z.ZodType>)

/** What is counted for people before a merge, and offered to them before its undo. */
export const mergeEntities = ['contacts', 'contact_points', 'preferences', 'interactions', 'promises', 'orders', 'voices', 'scores'] as const
export type MergeEntity = (typeof mergeEntities)[number]
const counts = z.partialRecord(z.enum(mergeEntities), z.int())

export const mergePreview = z.object({
  kept: customer,
  merged: customer,
  /** The fuller of two, or the newer. */
  suggested: choices,
  counts: z.object({ kept: counts, merged: counts }),
})
export type MergePreview = z.infer<typeof mergePreview>

export const merge = z.object({
  id,
  /** The file everything is in as long as the merge stands. */
  customerId: id,
  mergedId: id,
  /** Null once the two are apart, or not yet one, to whoever may not see that file. */
  mergedName: z.string().nullable(),
  state: z.enum(['merging', 'merged', 'undoing', 'undone']),
  askedAt: moment,
  askedBy: personRef.nullable(),
  mergedAt: moment.nullable(),
  undoneAt: moment.nullable(),
  /** Rows moved so far, of `total` once they are counted. */
  done: z.int(),
  total: z.int().nullable(),
  /** Merges are undone in the opposite order: one that later ones build on waits for them. */
  undoable: z.boolean(),
})
export type Merge = z.infer<typeof merge>

/** An entry made after the merge, and the file it seems to belong to. */
export const offeredEntry = z.object({ id, entity: z.enum(mergeEntities), at: moment, text: z.string(), suggested: side })
export type OfferedEntry = z.infer<typeof offeredEntry>

/** A detail that was edited after the merge: as it was before, and as it is. */
const editedField = z.object({ field: z.enum(mergeFields), before: z.string().nullable(), now: z.string().nullable() })

export const undoOffer = z.object({
  merge,
  /** Newest first. Of more than can be listed, the others go where they seem to belong. */
  entries: z.array(offeredEntry),
  more: z.int(),
  fields: z.array(editedField),
})
export type UndoOffer = z.infer<typeof undoOffer>

export const offeredAtMost = 500

/** Details that are kept from some are not put back by them either. */
const putBack = guardedValues(
  { taxId: 'taxId', paymentTermsDays: 'finances', creditLimitMinor: 'finances', balanceMinor: 'finances', overdueMinor: 'finances' } satisfies Partial<
    Record<MergeField, GuardedField>
  >,
  z.enum(mergeFields),
)

const ofCustomer = z.object({ id })
const ofMerge = z.object({ id, partId: id })

export const merging = {
  'GET /customers/:id/merge/:otherId': {
    summary: 'Two files side by side before a merge: what each holds, and which details seem the better',
    for: may('edit'),
    params: z.object({ id, otherId: id }),
    reply: mergePreview,
    problems: ['not-found', 'wrong-state'],
  },
  'GET /customers/:id/merges': {
    summary: 'The merges of a file, newest first, with how far one under way has come',
    for: 'signed-in',
    params: ofCustomer,
    reply: z.array(merge),
    problems: ['not-found'],
  },
  'POST /customers/:id/merges': {
    summary: 'Merge another file into this one: everything of both is kept, and the other id leads here from then on',
    for: may('edit'),
    params: ofCustomer,
    body: z.object({
      /** Made by the caller, so that sending twice merges once. */
      id,
      otherId: id,
      /** Where a detail is taken from; what is not said is chosen as the preview suggests. */
      fields: choices.partial().default({}),
    }),
    reply: merge,
    problems: ['not-found', 'wrong-state', 'already-exists'],
  },
  'GET /customers/:id/merges/:partId/undo': {
    summary: 'What undoing a merge has to ask: entries made since, and details edited since',
    for: may('edit'),
    params: ofMerge,
    reply: undoOffer,
    problems: ['not-found', 'wrong-state'],
  },
  'POST /customers/:id/merges/:partId/undo': {
    summary: 'Undo a merge: each file gets back what it had',
    for: may('edit'),
    params: ofMerge,
    body: z.object({
      /** Entries made since, by the file they are to be in; those not named go where the offer suggests. */
      kept: z.array(id).max(offeredAtMost).default([]),
      merged: z.array(id).max(offeredAtMost).default([]),
      /** Details to be put back although they were edited since. */
      fields: z.array(putBack).default([]),
    }),
    reply: merge,
    problems: ['not-found', 'wrong-state'],
  },
} as const satisfies Contract
