/** Who looked at a file, when and why; and the audit log all of it is written in. */
import { z } from 'zod'
import { may } from './access.ts'
import type { Contract } from './endpoint.ts'
import { day, done, id, moment, page, pageQuery, personRef } from './fields.ts'

/** What the audit log speaks of. A closed list: a report can name every kind of entry. */
export const auditActions = [
  'file.opened',
  'file.printed',
  'file.exported',
  'list.exported',
  'looks.reported',
  'look-alert.raised',
  'look-alert.settled',
  'look-rule.changed',
  'person.invited',
  'person.changed',
  'role.changed',
  'company.hosts-allowed',
  'custom-field.added',
  'custom-field.changed',
  'custom-field.removed',
  'custom-field.returned',
  'access.granted',
  'access.ended',
  'backup.planned',
  'backup.made',
  'backup.tried',
  'database.restored',
  'session.begun',
  'session.ended',
  'session.confirmed',
  'sign-in.refused',
  'sign-in.policy-changed',
  'password.changed',
  'access-link.made',
  'factor.added',
  'factor.removed',
  'factors.reset',
  'recovery-code.used',
  'recovery-codes.renewed',
  'api-key.made',
  'api-key.revoked',
  'file.held',
  'file.hold-released',
  'file.erased',
  'contact.erased',
  'file.merged',
  'file.merge-undone',
  'retention.changed',
  'retention.removed',
] as const
export type AuditAction = (typeof auditActions)[number]

/** What led to a file: a hit of the search or the palette, a row of a list, my day, its neighbour in a list, or a link. */
export const lookReasons = ['search', 'palette', 'list', 'day', 'neighbour', 'link'] as const
export type LookReason = (typeof lookReasons)[number]
/** What an opening may say of itself: `refresh` is a screen that asks again, noted once in a quarter of an hour. */
export const openedFrom = z.enum([...lookReasons, 'refresh'])

/** One look at a file. `part`: something of the file was read without opening it. */
export const look = z.object({
  id,
  at: moment,
  action: z.enum(['file.opened', 'file.printed', 'file.exported']),
  from: z.enum([...lookReasons, 'refresh', 'part']).nullable(),
  person: personRef.nullable(),
})
export type Look = z.infer<typeof look>

/** The same, where the person is known and the file is not; null for one that was erased since. */
export const lookOfPerson = look.omit({ person: true }).extend({ fileId: id, customerName: z.string().nullable() })
export type LookOfPerson = z.infer<typeof lookOfPerson>

export const auditEntry = z.object({
  id,
  at: moment,
  action: z.enum(auditActions),
  actor: personRef.nullable(),
  fileId: id.nullable(),
  customerName: z.string().nullable(),
  subjectId: id.nullable(),
  /** Whom it concerns, where that is one of our people. */
  subject: personRef.nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const lookRule = z.object({ atLeast: z.int().min(5).max(100_000), times: z.int().min(2).max(100) })
export type LookRule = z.infer<typeof lookRule>

export const lookAlert = z.object({
  id,
  person: personRef,
  raisedAt: moment,
  /** Files opened in the hour before. */
  files: z.int(),
  /** What this person opens in a busy hour. */
  usual: z.int(),
  settledAt: moment.nullable(),
  settledBy: personRef.nullable(),
})
export type LookAlert = z.infer<typeof lookAlert>

const administrators = ['administrator'] as const
const of = z.object({ id })

export const audit = {
  'GET /customers/:id/looks': {
    summary: 'Who looked at this file, newest first',
    for: may('supervise'),
    params: of,
    query: z.object(pageQuery),
    reply: page(look),
    problems: ['not-found'],
  },
  'GET /customers/:id/looks/report': {
    summary: 'Everybody who ever looked at this file, as CSV, to answer whom it is about',
    for: may('supervise'),
    params: of,
    reply: 'download',
    problems: ['not-found'],
  },
  'POST /customers/:id/prints': { summary: 'Note that I print this file', for: 'signed-in', params: of, reply: done, problems: ['not-found'] },
  'GET /users/:id/looks': {
    summary: 'The files this colleague looked at, newest first',
    for: administrators,
    params: of,
    query: z.object(pageQuery),
    reply: page(lookOfPerson),
    problems: ['not-found'],
  },
  'GET /audit': {
    summary: 'The audit log, newest first',
    for: administrators,
    query: z.object({
      actorId: id.optional(),
      action: z.enum(auditActions).optional(),
      fileId: id.optional(),
      /** A day of the company's calendar. */ day: day.optional(),
      ...pageQuery,
    }),
    reply: page(auditEntry),
  },
  'GET /audit/head': {
    summary: 'The end of the chain the log is sealed into, and how many entries wait for their seal',
    for: administrators,
    reply: z.object({ seq: z.int(), hash: z.string(), waiting: z.int(), file: z.string() }),
  },
  'GET /audit/heads': { summary: 'The heads of the chain noted so far, to be kept elsewhere', for: administrators, reply: 'download' },
  'GET /audit/look-rule': { summary: 'When reading is unusual', for: administrators, reply: lookRule },
  'PUT /audit/look-rule': { summary: 'Set when reading is unusual', for: administrators, confirm: true, body: lookRule, reply: lookRule },
  'GET /audit/look-alerts': { summary: 'Unusual reading: what stands, and what was settled in the last weeks', for: administrators, reply: z.array(lookAlert) },
  'PUT /audit/look-alerts/:id/settlement': { summary: 'I looked into it', for: administrators, params: of, reply: z.array(lookAlert), problems: ['not-found'] },
} as const satisfies Contract
