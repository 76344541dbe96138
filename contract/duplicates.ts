/** Files that are about one customer: found, explained, and told apart for good. */
import { z } from 'zod'
import { guarded, may } from './access.ts'
import { customerKind } from './customers.ts'
import type { Contract } from './endpoint.ts'
import { done, id, line, moment, page, pageQuery, personRef, requiredLine } from './fields.ts'

export const duplicateVerdicts = ['surely', 'maybe'] as const
export type DuplicateVerdict = (typeof duplicateVerdicts)[number]

/** What two files have in common, or do not: a field, how it agrees, and what that says in bits; for names by how many letters they differ. */
export const duplicateReason = z.object({ field: z.string(), level: z.string(), bits: z.number(), letters: z.int().optional() })
export type DuplicateReason = z.infer<typeof duplicateReason>

/** The essentials of a file, to be held beside another's. */
export const duplicateFile = z.object({
  id,
  number: z.int(),
  kind: customerKind,
  name: z.string(),
  otherName: z.string(),
  city: z.string(),
  owner: personRef.nullable(),
  taxId: guarded('taxId', z.string().nullable()),
  phones: guarded('contactPoints', z.array(z.string())),
  emails: guarded('contactPoints', z.array(z.string())),
  createdAt: moment,
  lastContactAt: moment.nullable(),
})
export type DuplicateFile = z.infer<typeof duplicateFile>

export const duplicatePair = z.object({
  id,
  one: duplicateFile,
  other: duplicateFile,
  verdict: z.enum(duplicateVerdicts),
  /** The chance by the model that they are one customer. */
  certainty: z.number(),
  reasons: z.array(duplicateReason),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

/** A file that may be of the customer somebody is about to add. */
export const alike = z.object({ file: duplicateFile, verdict: z.enum(duplicateVerdicts), reasons: z.array(duplicateReason) })
export type Alike = z.infer<typeof alike>

export const duplicateStages = ['reading', 'fitting', 'comparing', 'writing'] as const
export type DuplicateStage = (typeof duplicateStages)[number]

export const duplicateReport = z.object({
  customers: z.int(),
  /** Pairs held against each other. */
  compared: z.int(),
  surely: z.int(),
  maybe: z.int(),
  seconds: z.number(),
})
export type DuplicateReport = z.infer<typeof duplicateReport>

export const duplicateRun = z.object({
  id,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  askedBy: personRef.nullable(),
  askedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: z.object({ stage: z.enum(duplicateStages), done: z.int(), total: z.int(), secondsLeft: z.int().nullable() }).nullable(),
  report: duplicateReport.nullable(),
})
export type DuplicateRun = z.infer<typeof duplicateRun>

const administrators = ['administrator'] as const
const twoFiles = z.object({ id, partId: id })

export const duplicates = {
  'GET /duplicates': {
    summary: 'Pairs of files that surely or maybe are of one customer, the surest first; not for whom identity numbers or contact points are hidden',
    for: may('edit'),
    query: z.object({ verdict: z.enum(duplicateVerdicts).default('surely'), ...pageQuery }),
    reply: page(duplicatePair),
  },
  'GET /customers/alike': {
    summary: 'Files that look like the customer about to be added, of those one may see',
    for: may('edit'),
    query: z.object({
      name: requiredLine(200),
      otherName: line(200).optional(),
      city: line(100).optional(),
      phone: guarded('contactPoints', line(60).optional()),
      email: guarded('contactPoints', line(254).optional()),
      taxId: guarded('taxId', line(20).optional()),
    }),
    reply: z.array(alike),
  },
  'PUT /customers/:id/not-duplicates/:partId': {
    summary: 'Say that two files are not of one customer; remembered for good',
    for: may('edit'),
    params: twoFiles,
    reply: done,
    problems: ['not-found', 'wrong-state'],
  },
  'DELETE /customers/:id/not-duplicates/:partId': {
    summary: 'Take that back',
    for: may('edit'),
    params: twoFiles,
    reply: done,
    problems: ['not-found'],
  },
  'GET /duplicates/runs': { summary: 'The latest searches of the whole base, newest first', for: administrators, reply: z.array(duplicateRun) },
  'POST /duplicates/runs': { summary: 'Search the whole base now; one that is under way is the one', for: administrators, reply: duplicateRun },
  'DELETE /duplicates/runs/:id': {
    summary: 'Stop a search; what the last one found stays',
    for: administrators,
    params: z.object({ id }),
    reply: duplicateRun,
    problems: ['not-found', 'wrong-state'],
  },
} as const satisfies Contract
