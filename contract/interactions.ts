import { z } from 'zod'
import { may } from './access.ts'
import { largestAttachment } from './attachments.ts'
import { customInput, customValues } from './custom-fields.ts'
import type { Contract } from './endpoint.ts'
import { day, done, id, line, moment, personRef, requiredText, text } from './fields.ts'

export const channels = ['phone', 'email', 'sms', 'whatsapp', 'fax', 'web_form', 'web_chat', 'branch_visit', 'meeting', 'letter', 'order', 'note'] as const
export const channel = z.enum(channels)
export type Channel = z.infer<typeof channel>
export const interactionDirection = z.enum(['in', 'out', 'internal'])

export const attachment = z.object({ id, name: z.string(), contentType: z.string(), sizeBytes: z.int() })
export type Attachment = z.infer<typeof attachment>

/** Prices compared, or another supplier in touch. */
export const heardOfOthers = ['price-comparison', 'competitor-contact'] as const
export type HeardOfOthers = (typeof heardOfOthers)[number]

export const interaction = z.object({
  id,
  channel,
  direction: interactionDirection,
  occurredAt: moment,
  recordedAt: moment,
  recordedBy: personRef.nullable(),
  user: personRef.nullable(),
  contact: z.object({ id, name: z.string() }).nullable(),
  conversationId: id,
  subject: z.string(),
  body: z.string(),
  asked: z.string(),
  /** What was heard in passing of other suppliers. */
  heard: z.enum(heardOfOthers).nullable(),
  durationSeconds: z.int().nullable(),
  attachments: z.array(attachment),
  custom: customValues,
})
export type Interaction = z.infer<typeof interaction>

export const promise = z.object({
  id,
  customerId: id,
  text: z.string(),
  dueOn: day,
  keeper: personRef,
  madeAt: moment,
  outcome: z.enum(['kept', 'broken', 'released']).nullable(),
  outcomeAt: moment.nullable(),
})
export type Promised = z.infer<typeof promise>

export { largestAttachment }

const ofCustomer = z.object({ id })
const ofPart = z.object({ id, partId: id })
const newPromise = z.object({ id: id.optional(), text: requiredText(2000), dueOn: day, keeperId: id.optional() })

export const interactions = {
  'POST /customers/:id/interactions': {
    summary: 'Record an event in any channel; a promise made in it may come along',
    for: may('record'),
    params: ofCustomer,
    body: z
      .object({
        /** Made by the caller, so that sending twice records once. */
        id,
        channel,
        direction: interactionDirection,
        occurredAt: moment.optional(),
        contactId: id.nullable().optional(),
        conversationId: id.optional(),
        subject: line(300).default(''),
        body: text().default(''),
        asked: line(500).default(''),
        heard: z.enum(heardOfOthers).nullable().optional(),
        durationSeconds: z.int().min(0).max(86_400).nullable().optional(),
        promise: newPromise.optional(),
        custom: customInput.optional(),
      })
      .refine((entry) => entry.subject || entry.body || entry.asked, { path: ['body'], error: 'required' }),
    reply: interaction,
    problems: ['not-found'],
  },
  'GET /customers/:id/interactions/:partId': {
    summary: 'One event with its whole text',
    for: 'signed-in',
    params: ofPart,
    reply: interaction,
    problems: ['not-found'],
  },
  'POST /customers/:id/interactions/:partId/attachments': {
    summary: 'Attach a file, sent as raw bytes',
    for: may('record'),
    params: ofPart,
    query: z.object({ name: line(255), id: id.optional() }),
    body: 'upload',
    largest: largestAttachment,
    reply: attachment,
    problems: ['not-found', 'too-large'],
  },
  'GET /customers/:id/attachments/:partId': {
    summary: 'The bytes of an attachment, as a download',
    for: 'signed-in',
    params: ofPart,
    reply: 'download',
    problems: ['not-found'],
  },
  'POST /customers/:id/promises': {
    summary: 'Write down a promise',
    for: may('record'),
    params: ofCustomer,
    body: newPromise,
    reply: promise,
    problems: ['not-found'],
  },
  'PUT /customers/:id/promises/:partId/outcome': {
    summary: 'A promise was kept, broken, or the customer released us',
    for: may('record'),
    params: ofPart,
    body: z.object({ outcome: z.enum(['kept', 'broken', 'released']) }),
    reply: promise,
    problems: ['not-found'],
  },
  'DELETE /customers/:id/promises/:partId/outcome': {
    summary: 'Reopen a promise',
    for: may('record'),
    params: ofPart,
    reply: promise,
    problems: ['not-found'],
  },
  'DELETE /customers/:id/interactions/:partId': {
    summary: 'Take back an entry of mine made within the last hour',
    for: may('record'),
    params: ofPart,
    reply: done,
    problems: ['not-found', 'wrong-state'],
  },
} as const satisfies Contract
