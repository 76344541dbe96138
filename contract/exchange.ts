/** Importing what people have: from the file they picked to the undo of all of it. */
import { z } from 'zod'
import { may } from './access.ts'
import { duplicateVerdicts } from './duplicates.ts'
import type { Contract } from './endpoint.ts'
import { currency, done, id, line, moment, page, pageQuery, personRef } from './fields.ts'
import { problems } from './problems.ts'

export const importKinds = ['customers', 'contacts', 'products', 'orders', 'interactions'] as const
export const importKind = z.enum(importKinds)
export type ImportKind = z.infer<typeof importKind>

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1255', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]
/** A space stands for columns that are lined up with spaces. */
export const delimiters = [',', ';', '\t', ' '] as const
export type Delimiter = (typeof delimiters)[number]
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** The customer a row is about may be named in any of these ways. */
const customerKeys = ['customerRef', 'customerName', 'customerTaxId', 'customerEmail', 'customerPhone'] as const
/** What a column may mean, by kind of import. */
export const importFields = {
  customers: [
    'ref',
    'name',
    'firstName',
    'lastName',
    'otherName',
    'kind',
    'taxId',
    'email',
    'phone',
    'mobile',
    'fax',
    'address',
    'city',
    'country',
    'language',
    'tags',
    'customerSince',
    'balance',
    'overdue',
    'creditLimit',
    'paymentTermsDays',
    'owner',
    'team',
  ],
  contacts: [
    ...customerKeys,
    'customerCity',
    'customerCountry',
    'name',
    'firstName',
    'lastName',
    'otherName',
    'jobTitle',
    'contactRole',
    'email',
    'phone',
    'mobile',
    'fax',
    'address',
    'fromDate',
    'untilDate',
    'note',
  ],
  products: ['sku', 'name', 'category', 'unitPrice', 'active'],
  orders: [
    'number',
    'orderedAt',
    'kind',
    ...customerKeys,
    'customerCity',
    'customerCountry',
    'sku',
    'productName',
    'productCategory',
    'quantity',
    'unitPrice',
    'amount',
    'cost',
    'profit',
  ],
  interactions: [...customerKeys, 'occurredAt', 'channel', 'direction', 'subject', 'body', 'asked', 'user', 'sourceKey'],
} as const satisfies Record<ImportKind, readonly string[]>
export type ImportField = (typeof importFields)[ImportKind][number]

/** What becomes of a row that looks like a customer already here: a file of its own, the other brought up to date, or nothing. */
export const lookAlikeWishes = ['create', 'link', 'skip'] as const
export type LookAlikeWish = (typeof lookAlikeWishes)[number]
const lookAlikeWish = z.enum(lookAlikeWishes)

/** How a file is read and what its columns mean. */
export const importMapping = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** The first row names the columns. */
  header: z.boolean(),
  /** Which column (from 0) each field is read from. */
  columns: z.record(z.string(), z.int().min(0).max(2000)),
  dateOrder: z.enum(dateOrders),
  decimal: z.enum(['.', ',']),
  currency,
  /** Orders whose number is this and then only digits are returns. Empty: none. */
  returnPrefix: line(10),
  /** Rows that name no customer: refused, filed under one walk-in customer (orders), or a customer of their own (contacts). */
  withoutCustomer: z.enum(['refuse', 'walk-in', 'own-file']),
  /** What new customers are, where the file does not say. */
  customerKind: z.enum(['person', 'organisation']),
  /** The team of new customers; the company's own when not said. */
  teamId: id.nullable(),
  /** Rows that surely are customers already here, though no number or address says so: opened all the same where not said, brought up to date, or left out. */
  lookAlikes: lookAlikeWish.optional(),
  /** The same for single rows, by their numbers, however sure it is. */
  lookAlikeRows: z.record(z.string().regex(/^\d{1,9}$/), lookAlikeWish).optional(),
})
export type ImportMapping = z.infer<typeof importMapping>

export const columnTypes = ['empty', 'integer', 'decimal', 'date', 'email', 'phone', 'text'] as const
export const importColumn = z.object({ name: z.string(), type: z.enum(columnTypes), examples: z.array(z.string()) })

/** What a look at the start of a file tells. */
export const inspection = z.object({
  format: z.enum(['csv', 'vcard', 'jcard']),
  columns: z.array(importColumn),
  /** The first rows, as they are. */
  preview: z.array(z.array(z.string())),
  mapping: importMapping,
  /** The mapping is the one used for a file with the same header before. */
  remembered: z.boolean(),
})
export type Inspection = z.infer<typeof inspection>

/** Why one row cannot be taken. */
export const refusals = [
  'no-customer',
  'unknown-customer',
  'several-customers',
  'looks-like',
  'required',
  'not-a-date',
  'not-a-number',
  'too-large',
  'too-long',
  'unknown',
  'not-an-email',
  'not-a-phone',
  'check-digit',
  'cell-too-long',
  'stray-quote',
  'too-few-cells',
  'zero-characters',
  'unreadable-text',
] as const
export type Refusal = (typeof refusals)[number]

export const importEntities = ['customer', 'contact', 'point', 'product', 'order', 'orderLine', 'interaction'] as const
export type ImportEntity = (typeof importEntities)[number]

const tally = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() })

/** Rows nothing in the file ties to a customer, that look like one already here: how many surely and maybe are, and the first of them. */
const lookAlikes = z.object({
  surely: z.int(),
  maybe: z.int(),
  examples: z.array(
    z.object({
      row: z.int(),
      verdict: z.enum(duplicateVerdicts),
      customerId: id,
      /** What that customer is called now; nothing where the file is gone or not to be seen. */
      name: z.string().optional(),
    }),
  ),
})
/** What an import does, or did. */
export const importReport = z.object({
  rows: z.int(),
  refused: z.int(),
  entities: z.partialRecord(z.enum(importEntities), tally),
  refusals: z.array(z.object({ reason: z.enum(refusals), field: z.string(), rows: z.int(), examples: z.array(z.object({ row: z.int(), value: z.string() })) })),
  lookAlikes: lookAlikes.optional(),
})
export type ImportReport = z.infer<typeof importReport>

/** What an undo took back, and what it left because somebody changed or used it since. */
export const undoReport = z.object({ removed: z.int(), restored: z.int(), kept: z.partialRecord(z.enum(importEntities), z.int()) })

export const importStates = ['ready', 'checking', 'checked', 'importing', 'imported', 'cancelled', 'failed', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]

export const importProgress = z.object({
  stage: z.enum(['waiting', 'reading', 'writing', 'facts', 'undoing']),
  done: z.int(),
  total: z.int(),
  perSecond: z.number(),
  secondsLeft: z.number().nullable(),
})

export const importSummary = z.object({
  id,
  kind: importKind,
  name: z.string(),
  sizeBytes: z.int(),
  state: z.enum(importStates),
  createdAt: moment,
  createdBy: personRef.nullable(),
  finishedAt: moment.nullable(),
  /** Rows taken in so far. */
  rows: z.int(),
  refused: z.int(),
})
export type ImportSummary = z.infer<typeof importSummary>

export const importDetail = importSummary.extend({
  mapping: importMapping.nullable(),
  progress: importProgress.nullable(),
  /** Found by the last dry run. */
  forecast: importReport.nullable(),
  /** Done by the import, as far as it came. */
  result: importReport.nullable(),
  undone: undoReport.nullable(),
  problem: z
    .object({ code: z.enum(Object.keys(problems) as [keyof typeof problems]), facts: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
})
export type ImportDetail = z.infer<typeof importDetail>

/** Larger files are split first. */
export const largestImport = 8 * 2 ** 30
const ofImport = z.object({ id })
const importers = may('import')

export const exchange = {
  'GET /imports': { summary: 'Past and present imports I may see, newest first', for: importers, query: z.object(pageQuery), reply: page(importSummary) },
  'POST /imports': {
    summary: 'Hand over a file, sent as raw bytes; sending the same id twice answers with the first',
    for: importers,
    query: z.object({ id: id.optional(), name: line(255), kind: importKind.optional() }),
    body: 'upload',
    largest: largestImport,
    reply: importDetail,
    problems: ['too-large', 'unreadable-file', 'already-exists'],
  },
  'GET /imports/:id': {
    summary: 'One import: its state, progress, forecast, result',
    for: importers,
    params: ofImport,
    reply: importDetail,
    problems: ['not-found'],
  },
  'GET /imports/:id/inspection': {
    summary: 'How the file reads: encoding, columns, first rows, and the proposed mapping',
    for: importers,
    params: ofImport,
    query: z.object({
      kind: importKind.optional(),
      encoding: z.enum(encodings).optional(),
      delimiter: z.enum(delimiters).optional(),
      header: z
        .enum(['true', 'false'])
        .transform((value) => value === 'true')
        .optional(),
    }),
    reply: inspection,
    problems: ['not-found', 'unreadable-file', 'wrong-state'],
  },
  'POST /imports/:id/dry-run': {
    summary: 'Count what would be created, updated, left and refused, without changing anything',
    for: importers,
    params: ofImport,
    body: z.object({ kind: importKind, mapping: importMapping }),
    reply: importDetail,
    problems: ['not-found', 'wrong-state', 'unreadable-file'],
  },
  'POST /imports/:id/run': {
    summary: 'Import, or go on after a stop',
    for: importers,
    params: ofImport,
    body: z.object({ kind: importKind, mapping: importMapping }).partial(),
    reply: importDetail,
    problems: ['not-found', 'wrong-state', 'unreadable-file'],
  },
  'DELETE /imports/:id/run': {
    summary: 'Stop what is running; what was written stays until it is undone',
    for: importers,
    params: ofImport,
    reply: importDetail,
    problems: ['not-found', 'wrong-state'],
  },
  'GET /imports/:id/refused': {
    summary: 'The refused rows as CSV: the same columns and a reason',
    for: importers,
    params: ofImport,
    reply: 'download',
    problems: ['not-found', 'wrong-state'],
  },
  'POST /imports/:id/undo': {
    summary: 'Take the whole import back',
    for: importers,
    params: ofImport,
    reply: importDetail,
    problems: ['not-found', 'wrong-state'],
  },
  'DELETE /imports/:id': {
    summary: 'Forget a file that was never imported',
    for: importers,
    params: ofImport,
    reply: done,
    problems: ['not-found', 'wrong-state'],
  },
} as const satisfies Contract
