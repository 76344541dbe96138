/** Custom fields: what a company adds to its customers, contacts, orders and interactions. */
import { z } from 'zod'
import type { Contract } from './endpoint.ts'
import { roles } from './endpoint.ts'
import { id, line, moment, requiredLine, text } from './fields.ts'
import { loyaltySteps } from './segments.ts'

export const fieldSubjects = ['customer', 'contact', 'order', 'interaction'] as const
export type FieldSubject = (typeof fieldSubjects)[number]
export const fieldTypes = ['text', 'number', 'money', 'date', 'choice', 'choices', 'yesNo', 'phone', 'email', 'link', 'person'] as const
export type FieldType = (typeof fieldTypes)[number]
/** Those a list can be sorted by: the others have no order anybody would look for. */
export const sortedTypes = ['text', 'number', 'money', 'date', 'choice', 'yesNo', 'phone', 'email', 'link'] as const satisfies readonly FieldType[]
/** Those whose text the search reads. */
export const searchedTypes = ['text', 'phone', 'email', 'link'] as const satisfies readonly FieldType[]
/** What a text may be made of. Kinds to choose from and no pattern to type: none of them can take long to check. */
export const textForms = ['any', 'digits', 'latin', 'hebrew', 'code'] as const
/** What the values say about a person; `none` stays out of what a person is given of their own. */
export const personalClasses = ['none', 'identity', 'contact', 'content', 'behaviour', 'finance'] as const
/** Whom a field can be kept from. An administrator decides about all of them. */
export const keptFrom = roles.filter((role) => role !== 'administrator')

const both = z.object({ he: line(80), en: line(80) })
const key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
const bound = z.number().min(-1e15).max(1e15)

/** What a value must keep to; each type takes its own part of it. */
const limits = z
  .object({
    /** Of a number, or of an amount in minor units. */
    min: bound,
    max: bound,
    /** Digits after the point. */
    decimals: z.int().min(0).max(6),
    shortest: z.int().min(0).max(2000),
    longest: z.int().min(1).max(2000),
    form: z.enum(textForms),
    earliest: z.iso.date(),
    latest: z.iso.date(),
  })
  .partial()
export type FieldLimits = z.infer<typeof limits>

const choice = z.object({ key: z.string().regex(/^[a-zA-Z0-9][\w-]{0,39}$/), he: requiredLine(80), en: requiredLine(80) })
export type FieldChoice = z.infer<typeof choice>

/** A value as it crosses the wire: a text, a number, minor units of the company's currency, a day, yes or no, choices by key, a person by id. */
export const customValue = z.union([text(2000), z.number(), z.boolean(), z.array(z.string().max(40)).max(100)])
export type CustomValue = z.infer<typeof customValue>
/** Values by the key of their field. Of empty fields and of those the asker may not see there is nothing. */
export const customValues = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .describe('By key of the field, as GET /custom-fields lists them. An empty field is not there.')
/** A sort by a custom field; those in which it is empty come last. */
export const fieldSort = z.templateLiteral(['custom.', z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)])
/** Filters by custom fields, written as an address writes them: `tier=gold,silver&since=2024-01-01..&motto=`; nothing after the sign asks for the empty. */
export const fieldFilter = line(1000)
/** Keys of custom fields a list answers with, comma-separated. */
export const fieldsAsked = line(2000)
/** Values to be written; null empties a field. */
export const customInput = z.record(key, customValue.nullable()).describe('By key of the field, as GET /custom-fields lists them; null empties it.')

const shape = {
  label: z.object({ he: requiredLine(80), en: requiredLine(80) }),
  help: z.object({ he: line(300), en: line(300) }),
  /** The heading it stands under. */
  section: both,
  limits,
  choices: z.array(choice).max(200),
  /** What a new one begins with. */
  fallback: customValue.nullable(),
  /** Must be filled when a person makes one, and may not be emptied. */
  required: z.boolean(),
  /** Of customers: must be filled once insight finds them on this step of loyalty or a later one. */
  requiredFrom: z.enum(loyaltySteps).nullable(),
  hiddenFrom: z.array(z.enum(keptFrom)).max(keptFrom.length),
  personal: z.enum(personalClasses),
  searchable: z.boolean(),
}

export const customField = z.object({
  id,
  subject: z.enum(fieldSubjects),
  key,
  type: z.enum(fieldTypes),
  ...shape,
  label: both,
  help: z.object({ he: z.string(), en: z.string() }),
  removedAt: moment.nullable(),
})
export type CustomField = z.infer<typeof customField>

/** As many of one subject as a file stays quick with. */
export const mostFields = 300
/** So many days after it was removed a field can be brought back, values and all. */
export const fieldKeptDays = 30

const administrators = ['administrator'] as const
const ofField = z.object({ id })

export const customFields = {
  'GET /custom-fields': {
    summary: 'The custom fields I may see, in their order',
    for: 'signed-in',
    query: z.object({ subject: z.enum(fieldSubjects).optional() }),
    reply: z.array(customField),
  },
  'GET /custom-fields/removed': { summary: 'Custom fields removed less than 30 days ago', for: administrators, reply: z.array(customField) },
  'POST /custom-fields': {
    summary: 'Add a custom field; sending the same id twice answers with the first',
    for: administrators,
    body: z
      .object({ ...shape })
      .partial()
      .extend({ id, subject: z.enum(fieldSubjects), key, type: z.enum(fieldTypes), label: shape.label }),
    reply: customField,
    problems: ['already-exists'],
  },
  'PATCH /custom-fields/:id': {
    summary: 'Rename a custom field, or change what it takes and who sees it; key and type stay',
    for: administrators,
    params: ofField,
    body: z.object({ ...shape }).partial(),
    reply: customField,
    problems: ['not-found', 'still-in-use'],
  },
  'PUT /custom-fields/order': {
    summary: 'Put the custom fields of one subject in order',
    for: administrators,
    body: z.object({ subject: z.enum(fieldSubjects), ids: z.array(id).max(mostFields) }),
    reply: z.array(customField),
  },
  'PUT /custom-fields/:id/removal': {
    summary: 'Take a custom field out of use; its values go after 30 days',
    for: administrators,
    params: ofField,
    reply: customField,
    problems: ['not-found'],
  },
  'DELETE /custom-fields/:id/removal': {
    summary: 'Bring a removed custom field back, with its values',
    for: administrators,
    params: ofField,
    reply: customField,
    problems: ['not-found'],
  },
} as const satisfies Contract
