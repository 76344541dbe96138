/** What a person may ask about themselves: all that is kept of them, what was corrected, to be erased. And how long anything is kept. */
import { z } from 'zod'
import { may } from './access.ts'
import type { Contract } from './endpoint.ts'
import { done, id, language, line, moment, page, pageQuery, personRef, requiredText } from './fields.ts'

/** Everything kept about a customer, or one contact, packed into one archive for whoever asked. */
export const fileExport = z.object({
  id,
  contactId: id.nullable(),
  language,
  askedBy: personRef,
  askedAt: moment,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Rows and attachments packed, of total. */
  done: z.int(),
  total: z.int(),
  sizeBytes: z.int().nullable(),
  finishedAt: moment.nullable(),
})
export type FileExport = z.infer<typeof fileExport>

/** While it stands, nothing of the file is erased. */
export const legalHold = z.object({ id, reason: z.string(), placedBy: personRef, placedAt: moment })
export type LegalHold = z.infer<typeof legalHold>

export const privacy = z.object({ holds: z.array(legalHold), exports: z.array(fileExport) })
export type Privacy = z.infer<typeof privacy>

/** A change of the file: what kind, which fields, when and by whom. What stood there before is not kept. */
export const correction = z.object({
  id,
  at: moment,
  by: personRef.nullable(),
  type: z.string(),
  fields: z.array(z.string()),
  /** The contact, contact point, preference or order that was changed; null: the customer's own details. */
  partId: id.nullable(),
})
export type Correction = z.infer<typeof correction>

export const erasure = z.object({ id, fileId: id, contactId: id.nullable(), erasedAt: moment, erasedBy: personRef.nullable() })
export type Erasure = z.infer<typeof erasure>

/** What can be kept for a time only. */
export const retentionKinds = [
  'quiet-files',
  'interactions',
  'refused-rows',
  'import-files',
  'import-journals',
  'exports',
  'sessions',
  'sign-in-failures',
  'erased-sales',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** Days a kind is kept unless the company chose otherwise; null: for good. Nothing of a customer file goes by itself. */
export const usualDays: Record<RetentionKind, number | null> = {
  'quiet-files': null,
  'interactions': null,
  'refused-rows': 90,
  'import-files': 90,
  'import-journals': 365,
  'exports': 7,
  'sessions': 30,
  'sign-in-failures': 30,
  'erased-sales': 2557,
}

/** Sums of erased orders may be kept for no time at all; anything else at least a day. */
const days = z.int().min(0).max(36_500).nullable()
const retentionKind = z.enum(retentionKinds)
const removed = z.partialRecord(retentionKind, z.int())
export const retention = z.object({
  rules: z.array(z.object({ kind: retentionKind, days })),
  /** What the last nights removed, newest first. */
  runs: z.array(z.object({ ranAt: moment, removed })),
})
export type Retention = z.infer<typeof retention>

const ofCustomer = z.object({ id })
const ofPart = z.object({ id, partId: id })
const supervisors = may('supervise')
const erasers = may('erase')
const typedName = { id: id.optional(), name: line(200) }

export const rights = {
  'GET /customers/:id/privacy': {
    summary: 'The holds that stand on a file, and what was exported of it lately',
    for: supervisors,
    params: ofCustomer,
    reply: privacy,
    problems: ['not-found'],
  },
  'GET /customers/:id/corrections': {
    summary: 'What was corrected in a file, when and by whom, newest first',
    for: supervisors,
    params: ofCustomer,
    query: z.object(pageQuery),
    reply: page(correction),
    problems: ['not-found'],
  },
  'POST /customers/:id/exports': {
    summary: 'Pack everything kept about a customer, or about one of its contacts',
    for: supervisors,
    confirm: true,
    params: ofCustomer,
    body: z.object({ id: id.optional(), contactId: id.nullable().optional(), language: language.optional() }),
    reply: fileExport,
    problems: ['not-found', 'already-exists'],
  },
  'GET /customers/:id/exports/:partId': {
    summary: 'How far the packing has come',
    for: supervisors,
    params: ofPart,
    reply: fileExport,
    problems: ['not-found'],
  },
  'GET /customers/:id/exports/:partId/archive': {
    summary: 'The archive, for whoever asked for it: data.json, a readable PDF, and the attachments',
    for: supervisors,
    params: ofPart,
    reply: 'download',
    problems: ['not-found', 'wrong-state'],
  },
  'POST /customers/:id/holds': {
    summary: 'Hold a file: nothing of it is erased until the hold is released',
    for: supervisors,
    params: ofCustomer,
    body: z.object({ id: id.optional(), reason: requiredText(500) }),
    reply: legalHold,
    problems: ['not-found', 'already-exists'],
  },
  'DELETE /customers/:id/holds/:partId': { summary: 'Release a hold', for: erasers, confirm: true, params: ofPart, reply: done, problems: ['not-found'] },
  'POST /customers/:id/erasure': {
    summary: 'Erase a customer and everything about them, for good. The body repeats the name of the customer',
    for: erasers,
    confirm: true,
    params: ofCustomer,
    body: z.object(typedName),
    reply: erasure,
    problems: ['not-found', 'on-hold', 'wrong-state'],
  },
  'POST /customers/:id/contacts/:partId/erasure': {
    summary: 'Erase one contact, for good: the person, and their words in the file. The body repeats their name',
    for: erasers,
    confirm: true,
    params: ofPart,
    body: z.object(typedName),
    reply: erasure,
    problems: ['not-found', 'on-hold', 'wrong-state'],
  },
  'GET /erasures': {
    summary: 'The ledger of erasures, newest first; or those of a name, number or address',
    for: erasers,
    query: z.object({ ...pageQuery, about: line(200).optional() }),
    reply: page(erasure),
  },
  'GET /retention': { summary: 'How long each kind of data is kept, and what was removed', for: erasers, reply: retention },
  'GET /retention/:kind/preview': {
    summary: 'How much a rule would remove today',
    for: erasers,
    params: z.object({ kind: retentionKind }),
    query: z.object({ days: z.coerce.number().int().min(0).max(36_500) }),
    reply: z.object({ removes: z.int() }),
  },
  'PUT /retention/:kind': {
    summary: 'Keep a kind of data for so many days; null: for good',
    for: erasers,
    confirm: true,
    params: z.object({ kind: retentionKind }),
    body: z.object({ days }),
    reply: retention,
  },
} as const satisfies Contract
