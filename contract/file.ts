/** The customer file read as a whole: opened in one request, its timeline, finding it, and the day's work across files. */
import { z } from 'zod'
import { can, guarded } from './access.ts'
import { openedFrom } from './audit.ts'
import { customValues } from './custom-fields.ts'
import { contact, contactPoint, customer, facts, preference } from './customers.ts'
import type { Contract } from './endpoint.ts'
import { score, scoreQuestion, voice } from './feedback.ts'
import { currency, day, id, line, minor, moment, page, personRef } from './fields.ts'
import { attachment, channel, channels, interactionDirection, promise } from './interactions.ts'
import { orderKind } from './orders.ts'

const entryKinds = ['interaction', 'order', 'promise', 'voice', 'score'] as const
const at = { id, at: moment }

/** One entry of the timeline. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interaction'),
    ...at,
    channel,
    direction: interactionDirection,
    conversationId: id,
    user: personRef.nullable(),
    contact: z.object({ id, name: z.string() }).nullable(),
    subject: z.string(),
    /** The first 400 characters. */ preview: z.string(),
    /** There is more than the preview. */ longer: z.boolean(),
    asked: z.string(),
    durationSeconds: z.int().nullable(),
    attachments: z.array(attachment),
    custom: customValues,
  }),
  z.object({
    kind: z.literal('order'),
    ...at,
    number: z.string(),
    orderKind,
    currency,
    amountMinor: guarded('amounts', minor.nullable()),
    lineCount: z.int(),
    user: personRef.nullable(),
  }),
  z.object({ kind: z.literal('promise'), ...at, text: z.string(), dueOn: day, keeper: personRef, outcome: z.enum(['kept', 'broken', 'released']).nullable() }),
  z.object({
    kind: z.literal('voice'),
    ...at,
    voice: z.enum(['wish', 'complaint']),
    text: z.string(),
    user: personRef.nullable(),
    answer: z.string().nullable(),
  }),
  z.object({ kind: z.literal('score'), ...at, question: scoreQuestion, value: z.int(), comment: z.string(), user: personRef.nullable() }),
])
export type TimelineEntry = z.infer<typeof timelineEntry>

export const timelinePage = page(timelineEntry)
export type TimelinePage = z.infer<typeof timelinePage>

/** Net orders of one month, `YYYY-MM`. */
export const monthOfOrders = z.object({ month: z.string(), orders: z.int(), amountMinor: guarded('amounts', minor.nullable()) })

export const customerFile = z.object({
  customer,
  contacts: z.array(contact),
  points: z.array(contactPoint),
  preferences: z.array(preference),
  facts,
  promises: z.array(promise),
  voices: z.array(voice),
  scores: z.array(score),
  /** Keys of custom fields that must be filled at the customer's step of loyalty and are not, of those the asker sees. */
  missing: z.array(z.string()),
  /** Other files were merged into this one, or are being. */
  merged: z.boolean(),
  /** Everything the customer was in touch about today, any channel, newest first. */
  today: z.array(timelineEntry),
  /** 24 months that end with this month, or with the month of the last order where that is longer ago than a year. */
  months: z.array(monthOfOrders),
  timeline: timelinePage,
  /** What the asker may do with this file. */
  can,
})
export type CustomerFile = z.infer<typeof customerFile>

export const timelineQuery = z.object({
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  kind: z.enum(entryKinds).optional(),
  channel: z.enum(channels).optional(),
  conversationId: id.optional(),
  search: line(200).optional(),
  /** Start at the end of this day (company time) and go back. */
  until: day.optional(),
})

/** Stretches of a text, each from its first letter to before the one after its last. */
const marks = z.array(z.tuple([z.int(), z.int()]))

export const found = z.object({
  customerId: id,
  number: z.int(),
  name: z.string(),
  otherName: z.string(),
  city: z.string(),
  /** Why it was found: the customer itself, or a contact, contact point, order or custom field that leads to it. */
  matched: z.object({
    by: z.enum(['name', 'contact', 'phone', 'email', 'order', 'number', 'field']),
    text: z.string(),
    /** What the custom field is called. */
    field: z.object({ he: z.string(), en: z.string() }).optional(),
  }),
  /** What answers the typed words: in the names, and in the text of the reason. */
  marks: z.object({ name: marks, otherName: marks, text: marks }),
})
export type Found = z.infer<typeof found>

export const myDay = z.object({
  promises: z.array(promise.extend({ customerName: z.string() })),
  /** Files I was in touch with today. */
  contacts: z.array(
    z.object({ customerId: id, customerName: z.string(), channel, direction: interactionDirection, subject: z.string(), asked: z.string(), at: moment }),
  ),
  /** My customers in which somebody else changed something lately. */
  changed: z.array(z.object({ customerId: id, customerName: z.string(), type: z.string(), by: z.string().nullable(), at: moment })),
})
export type MyDay = z.infer<typeof myDay>

const ofCustomer = z.object({ id })

export const file = {
  'GET /customers/:id/file': {
    summary: 'Open a customer file: everything its screen shows, in one answer',
    for: 'signed-in',
    params: ofCustomer,
    query: z.object({ from: openedFrom.default('link') }),
    reply: customerFile,
    problems: ['not-found'],
  },
  'GET /customers/:id/timeline': {
    summary: 'A page of the timeline, newest first',
    for: 'signed-in',
    params: ofCustomer,
    query: timelineQuery,
    reply: timelinePage,
    problems: ['not-found'],
  },
  'GET /customers/:id/timeline/days': {
    summary: 'Entries per day, to jump to a date',
    for: 'signed-in',
    params: ofCustomer,
    reply: z.array(z.object({ day, entries: z.int() })),
    problems: ['not-found'],
  },
  'GET /search': {
    summary: 'Find a customer by a name in any spelling and either script, a phone, part of an e-mail, an order number or any searchable custom field',
    for: 'signed-in',
    query: z.object({ q: line(200), limit: z.coerce.number().int().min(1).max(50).default(10) }),
    reply: z.array(found),
  },
  'GET /my-day': { summary: "My promises due, today's contacts, my customers that changed", for: 'signed-in', reply: myDay },
} as const satisfies Contract
