import { z } from 'zod'
import { guarded, guardedValues, may } from './access.ts'
import { customInput, customValues, fieldFilter, fieldSort, fieldsAsked } from './custom-fields.ts'
import type { Contract } from './endpoint.ts'
import {
  currency,
  day,
  direction,
  done,
  formOfAddress,
  id,
  line,
  minor,
  moment,
  page,
  pageQuery,
  personRef,
  requiredLine,
  requiredText,
  text,
} from './fields.ts'

import { segmentAsked } from './segment-asked.ts'
import { loyaltyStages } from './segments.ts'

export const customerKind = z.enum(['person', 'organisation'])
export const customerLanguage = z.enum(['he', 'en', 'ar', 'ru'])
export const contactChannel = z.enum(['phone', 'email', 'fax', 'post', 'chat'])

const tag = requiredLine(40)
const customerFields = {
  kind: customerKind,
  name: requiredLine(200),
  otherName: line(200),
  ref: requiredLine(100).nullable(),
  taxId: guarded('taxId', requiredLine(20).nullable()),
  language: customerLanguage,
  formOfAddress,
  city: line(100),
  country: line(100),
  teamId: id,
  ownerId: id.nullable(),
  tags: z.array(tag).max(50),
  customerSince: day.nullable(),
  currency,
  paymentTermsDays: guarded('finances', z.int().min(0).max(3650).nullable()),
  creditLimitMinor: guarded('finances', minor.min(0).nullable()),
  balanceMinor: guarded('finances', minor.nullable()),
  overdueMinor: guarded('finances', minor.min(0).nullable()),
}

export const customer = z.object({
  id,
  number: z.int(),
  ...customerFields,
  name: z.string(),
  ref: z.string().nullable(),
  taxId: guarded('taxId', z.string().nullable()),
  tags: z.array(z.string()),
  custom: customValues,
  team: z.object({ id, name: z.string() }),
  owner: personRef.nullable(),
  version: z.int(),
  createdAt: moment,
  updatedAt: moment,
})
export type Customer = z.infer<typeof customer>

export const contact = z.object({
  id,
  name: z.string(),
  otherName: z.string(),
  jobTitle: z.string(),
  contactRole: z.string(),
  formOfAddress,
  note: z.string(),
  fromDate: day.nullable(),
  untilDate: day.nullable(),
  custom: customValues,
})
export type Contact = z.infer<typeof contact>

export const contactPoint = guarded(
  'contactPoints',
  z.object({ id, contactId: id.nullable(), channel: contactChannel, value: z.string(), label: z.string(), isPrimary: z.boolean() }),
)
export type ContactPoint = z.infer<typeof contactPoint>

export const preferenceKinds = ['preference', 'request'] as const
export const preference = z.object({ id, kind: z.enum(preferenceKinds), text: z.string(), createdAt: moment, createdBy: personRef.nullable() })
export type Preference = z.infer<typeof preference>

/** What is true of the customer now; amounts in minor units of the customer's currency. */
export const facts = z.object({
  lastInAt: moment.nullable(),
  lastOutAt: moment.nullable(),
  lastContactAt: moment.nullable(),
  firstOrderAt: moment.nullable(),
  lastOrderAt: moment.nullable(),
  orders12m: z.int(),
  revenue12mMinor: guarded('amounts', z.int().nullable()),
  revenuePrior12mMinor: guarded('amounts', z.int().nullable()),
  openPromises: z.int(),
  nextPromiseDue: day.nullable(),
  openVoices: z.int(),
  lastExpectation: z.int().nullable(),
  lastRecommend: z.int().nullable(),
  lastEase: z.int().nullable(),
  lastScoredAt: moment.nullable(),
})
export type Facts = z.infer<typeof facts>

/** One row of the customer list. */
export const customerRow = z.object({
  id,
  number: z.int(),
  kind: customerKind,
  name: z.string(),
  otherName: z.string(),
  city: z.string(),
  tags: z.array(z.string()),
  currency,
  balanceMinor: guarded('finances', minor.nullable()),
  overdueMinor: guarded('finances', minor.nullable()),
  teamId: id,
  teamName: z.string(),
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  phone: guarded('contactPoints', z.string().nullable()),
  email: guarded('contactPoints', z.string().nullable()),
  createdAt: moment,
  lastContactAt: moment.nullable(),
  lastOrderAt: moment.nullable(),
  orders12m: z.int(),
  revenue12mMinor: guarded('amounts', z.int().nullable()),
  revenuePrior12mMinor: guarded('amounts', z.int().nullable()),
  openPromises: z.int(),
  nextPromiseDue: day.nullable(),
  lastRecommend: z.int().nullable(),
  /** Of the fields the list was asked for. */
  custom: customValues,
})
export type CustomerRow = z.infer<typeof customerRow>

export const customerSorts = ['name', 'city', 'created', 'balance', 'lastContact', 'lastOrder', 'revenue'] as const

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
/** What narrows the list. Every filter given must hold. */
export const customerFilter = z.object({
  search: line(200).optional(),
  kind: customerKind.optional(),
  teamId: id.optional(),
  /** A person's id, `mine`, or `nobody`. */
  ownerId: z.union([id, z.enum(['mine', 'nobody'])]).optional(),
  tag: line(40).optional(),
  city: line(100).optional(),
  /** Has an order in the last 12 months or not. */
  buying: flag.optional(),
  overdue: guarded('finances', flag.optional()),
  openPromise: flag.optional(),
  segment: segmentAsked,
  stage: z.enum(loyaltyStages).optional(),
  custom: fieldFilter.optional(),
})
export type CustomerFilter = z.output<typeof customerFilter>
/** A filter that lends files: no field decides about them that a company may remove. */
const lendingFilter = customerFilter.omit({ custom: true })
export type LendingFilter = z.output<typeof lendingFilter>
export const customerListQuery = customerFilter.extend({
  sort: z.union([guardedValues({ balance: 'finances', revenue: 'amounts' }, z.enum(customerSorts)), fieldSort]).default('name'),
  fields: fieldsAsked.optional(),
  direction: direction.default('ascending'),
  ...pageQuery,
})

/** The customers a bulk action is for: those named, or all that a filter finds but for a few. */
const chosen = z.union([z.object({ ids: z.array(id).min(1).max(10_000) }), z.object({ filter: customerFilter, except: z.array(id).max(10_000).default([]) })])

const contactInput = z.object({
  name: requiredLine(200),
  otherName: line(200),
  jobTitle: line(120),
  contactRole: line(60),
  formOfAddress,
  note: text(2000),
  fromDate: day.nullable(),
  untilDate: day.nullable(),
  custom: customInput,
})
const pointInput = z.object({
  contactId: id.nullable(),
  channel: contactChannel,
  value: guarded('contactPoints', requiredLine(500)),
  label: line(60),
  isPrimary: z.boolean(),
})
const pointChange = pointInput.omit({ channel: true, contactId: true }).partial()
const preferenceInput = z.object({ kind: z.enum(preferenceKinds), text: requiredText(2000) })

const newCustomer = z
  .object({
    /** Made by the caller, so that sending twice creates once. */
    id,
    ...customerFields,
    custom: customInput,
  })
  .partial()
  .required({ id: true, kind: true, name: true })
  .extend({
    points: z
      .array(pointInput.partial().required({ channel: true, value: true }))
      .max(20)
      .default([]),
  })

const ofCustomer = z.object({ id })
const ofPart = z.object({ id, partId: id })

export const savedView = z.object({
  id,
  list: z.enum(['customers', 'orders', 'products']),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  by: z.string(),
})
export type SavedView = z.infer<typeof savedView>

/** A filter as it is kept: its choices of yes and no are no longer the words of an address. */
const keptFilter = lendingFilter.extend({
  buying: z.boolean().optional(),
  overdue: guarded('finances', z.boolean().optional()),
  openPromise: z.boolean().optional(),
})

/** Files lent to a consultant until a moment. */
export const grant = z.object({
  id,
  until: moment,
  /** Files that fit it are seen as long as they do. */
  filter: keptFilter.nullable(),
  files: z.array(z.object({ id, name: z.string() })),
  reason: z.string(),
  createdAt: moment,
  createdBy: personRef.nullable(),
  endedAt: moment.nullable(),
})
export type Grant = z.infer<typeof grant>

const newGrant = z
  .object({
    /** Made by the caller, so that sending twice grants once. */
    id,
    until: moment,
    filter: lendingFilter
      .extend({ ownerId: z.union([id, z.literal('nobody')]).optional() })
      .nullable()
      .default(null),
    fileIds: z.array(id).max(1_000).default([]),
    reason: requiredLine(300),
  })
  .refine(({ filter, fileIds }) => fileIds.length > 0 || Object.keys(filter ?? {}).length > 0, { path: ['fileIds'], error: 'required' })

export const customers = {
  'GET /customers': { summary: 'A page of the customers I may see', for: 'signed-in', query: customerListQuery, reply: page(customerRow) },
  'GET /customers/count': {
    summary: 'How many customers a filter finds: beyond 10,000 capped, unless asked to count them all',
    for: 'signed-in',
    query: customerFilter.extend({ exact: flag.default(false) }),
    reply: z.object({ count: z.int(), capped: z.boolean() }),
  },
  'POST /customers': { summary: 'Open a new customer file', for: may('edit'), body: newCustomer, reply: customer, problems: ['already-exists'] },
  'PATCH /customers/:id': {
    summary: 'Change details of a customer; name the version you saw, or what you saw in the fields you change, to be told of a conflict',
    for: may('edit'),
    params: ofCustomer,
    body: z
      .object({ ...customerFields, custom: customInput })
      .partial()
      .extend({
        version: z.int().optional(),
        seen: z
          .object({ ...customerFields, custom: customInput })
          .partial()
          .optional(),
      }),
    reply: customer,
    problems: ['not-found', 'changed-meanwhile', 'details-missing'],
  },
  'POST /customers/bulk': {
    summary: 'Add or take a tag, set the owner or the team of many customers',
    for: may('edit'),
    body: z.object({ chosen, addTag: tag.optional(), removeTag: tag.optional(), ownerId: id.nullable().optional(), teamId: id.optional() }),
    reply: z.object({ changed: z.int() }),
  },
  'GET /customers/export': {
    summary: 'The customers a filter finds, as CSV',
    for: may('export'),
    confirm: true,
    query: customerFilter.extend({
      /** Only these, up to 200, comma-separated. */ ids: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(id).min(1).max(200))
        .optional(),
    }),
    reply: 'download',
  },
  'GET /tags': { summary: 'Tags in use, most used first', for: 'signed-in', reply: z.array(z.object({ tag: z.string(), customers: z.int() })) },

  'POST /customers/:id/contacts': {
    summary: 'Add a person at the customer',
    for: may('edit'),
    params: ofCustomer,
    body: contactInput
      .partial()
      .required({ name: true })
      .extend({
        id: id.optional(),
        points: z
          .array(pointInput.omit({ contactId: true }).partial().required({ channel: true, value: true }))
          .max(20)
          .default([]),
      }),
    reply: contact,
    problems: ['not-found', 'already-exists'],
  },
  'PATCH /customers/:id/contacts/:partId': {
    summary: 'Change a person at the customer',
    for: may('edit'),
    params: ofPart,
    body: contactInput.partial().extend({ seen: contact.omit({ id: true }).extend({ custom: customInput }).partial().optional() }),
    reply: contact,
    problems: ['not-found', 'changed-meanwhile', 'wrong-state'],
  },
  'DELETE /customers/:id/contacts/:partId': {
    summary: 'Remove a person entered by mistake',
    for: may('edit'),
    params: ofPart,
    reply: done,
    problems: ['not-found', 'wrong-state'],
  },
  'POST /customers/:id/points': {
    summary: 'Add a phone, e-mail, fax, postal address or chat id',
    for: may('edit'),
    params: ofCustomer,
    body: pointInput.partial().required({ channel: true, value: true }).extend({ id: id.optional() }),
    reply: contactPoint,
    problems: ['not-found', 'already-exists'],
  },
  'PATCH /customers/:id/points/:partId': {
    summary: 'Change a contact point',
    for: may('edit'),
    params: ofPart,
    body: pointChange.extend({
      seen: pointChange
        .extend({ value: guarded('contactPoints', z.string()) })
        .partial()
        .optional(),
    }),
    reply: contactPoint,
    problems: ['not-found', 'already-exists', 'changed-meanwhile'],
  },
  'DELETE /customers/:id/points/:partId': { summary: 'Remove a contact point', for: may('edit'), params: ofPart, reply: done, problems: ['not-found'] },
  'POST /customers/:id/preferences': {
    summary: 'Note a preference or a standing request',
    for: may('record'),
    params: ofCustomer,
    body: preferenceInput.extend({ id: id.optional() }),
    reply: preference,
    problems: ['not-found'],
  },
  'PATCH /customers/:id/preferences/:partId': {
    summary: 'Reword a preference or a standing request, or make one the other',
    for: may('record'),
    params: ofPart,
    body: preferenceInput.partial(),
    reply: preference,
    problems: ['not-found'],
  },
  'DELETE /customers/:id/preferences/:partId': { summary: 'Remove a preference', for: may('record'), params: ofPart, reply: done, problems: ['not-found'] },

  'GET /users/:id/grants': { summary: 'What a consultant was given, newest first', for: ['administrator'], params: ofCustomer, reply: z.array(grant) },
  'POST /users/:id/grants': {
    summary: 'Let a consultant see files until a moment',
    for: ['administrator'],
    confirm: true,
    params: ofCustomer,
    body: newGrant,
    reply: grant,
    problems: ['not-found', 'wrong-state'],
  },
  'DELETE /users/:id/grants/:partId': {
    summary: 'End a grant now; its files are gone within a second',
    for: ['administrator'],
    confirm: true,
    params: ofPart,
    reply: grant,
    problems: ['not-found'],
  },

  'GET /views': { summary: 'My saved views and those shared with me', for: 'signed-in', reply: z.array(savedView) },
  'POST /views': {
    summary: 'Save a view of a list',
    for: may('record'),
    body: z.object({
      list: z.enum(['customers', 'orders', 'products']),
      name: requiredLine(60),
      query: line(2000),
      shared: z.boolean().default(false),
    }),
    reply: savedView,
  },
  'PATCH /views/:id': {
    summary: 'Rename, share or rewrite a view of mine',
    for: may('record'),
    params: ofCustomer,
    body: z.object({ name: requiredLine(60), query: line(2000), shared: z.boolean() }).partial(),
    reply: savedView,
    problems: ['not-found'],
  },
  'DELETE /views/:id': { summary: 'Remove a view of mine', for: may('record'), params: ofCustomer, reply: done, problems: ['not-found'] },
} as const satisfies Contract
