/** Columns of the company's own fields: read as the field's type is, compared, written, and taken back. */
import { sql } from 'kysely'
import type { CustomField, CustomValue } from '../../contract/custom-fields.ts'
import type { FieldFault } from '../../contract/problems.ts'
import { custom } from '../../words/custom.ts'
import { spoken } from '../../words/phrases.ts'
import { fieldsInUse, fieldsSeen, oneValue, writeValues } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import type { Change, Desk } from './desk.ts'
import type { Fault } from './matching.ts'
import { dayText, decimalOf, decimalText, lineOf, minorDigits, rounded, wallTimeOf } from './values.ts'

/** Values of one row by the id of their field. */
export type OwnValues = Map<string, CustomValue>

/** What the mapping and the report call a field. */
export const columnFor = ({ key }: Pick<CustomField, 'key'>) => `custom.${key}`
/** What the journal calls it: what programs call it may be used again one day. */
const inJournal = 'custom:'

/** Names by which a header may mean a field of the company's own. */
export const ownNames = async (db: Db, actor: Desk['actor']) =>
  (await fieldsSeen(db, actor, 'customer')).map((field) => ({ field: columnFor(field), names: [columnFor(field), field.label.he, field.label.en, field.key] }))

/** The fields of the company's own that the mapping reads, and what a new customer needs. */
export type OwnFields = { read: CustomField[]; required: CustomField[]; usual: CustomField[] }

export async function ownFields(desk: Desk): Promise<OwnFields> {
  const all = await fieldsInUse(desk.db, 'customer')
  const seen = await fieldsSeen(desk.db, desk.actor, 'customer')
  const read = seen.filter((field) => columnFor(field) in desk.mapping.columns)
  return { read, required: seen.filter(({ required, fallback }) => required && fallback === null), usual: all.filter(({ fallback }) => fallback !== null) }
}

const reasons: Partial<Record<FieldFault, Fault['reason']>> = {
  'too-large': 'too-large',
  'too-long': 'too-long',
  'not-a-date': 'not-a-date',
  'not-an-email': 'not-an-email',
  'not-a-phone': 'not-a-phone',
  'required': 'required',
}

/** Reads the cells of one row; empty ones change nothing. */
export function readOwn(desk: Desk, fields: readonly CustomField[], people: ReadonlyMap<string, string>, cell: (field: string) => string): OwnValues | Fault {
  const values: OwnValues = new Map()
  for (const field of fields) {
    const written = cell(columnFor(field)).trim()
    if (!written) continue
    const fault = (reason: Fault['reason']): Fault => ({ reason, field: columnFor(field), value: written })
    const typed = typedValue(desk, field, people, written)
    if (typed === null) return fault(field.type === 'date' ? 'not-a-date' : field.type === 'number' || field.type === 'money' ? 'not-a-number' : 'unknown')
    const checked = oneValue(field, typed, desk.company.region)
    if ('fault' in checked) return fault(reasons[checked.fault] ?? 'unknown')
    if (checked.value !== null) values.set(field.id, checked.value)
  }
  return values
}

const [hebrew, english] = [spoken(custom, 'he'), spoken(custom, 'en')]
const truths = new Map<string, boolean>([
  ...[hebrew.yes, english.yes, 'true', '1', 'y', 'x', 'v', '✓'].map((word) => [word.toLowerCase(), true] as const),
  ...[hebrew.no, english.no, 'false', '0', 'n'].map((word) => [word.toLowerCase(), false] as const),
])

/** What a person wrote into a cell, as a value of the field's type; null where it is none. */
function typedValue({ mapping, company }: Desk, field: CustomField, people: ReadonlyMap<string, string>, written: string): CustomValue | null {
  switch (field.type) {
    case 'number': {
      const number = decimalOf(written, mapping.decimal)
      return number && Number(decimalText(number, 6))
    }
    case 'money': {
      const amount = decimalOf(written, mapping.decimal)
      return amount && Number(rounded(amount, minorDigits(company.currency)))
    }
    case 'date': {
      const day = wallTimeOf(written, mapping.dateOrder)
      return day && dayText(day)
    }
    case 'yesNo':
      return truths.get(written.toLowerCase()) ?? null
    case 'choice':
      return choiceOf(field, written)
    case 'choices': {
      const chosen = written.split(/[;,|]/).flatMap((part) => (part.trim() ? [choiceOf(field, part)] : []))
      return chosen.every((key) => key !== null) ? chosen : null
    }
    case 'person':
      return people.get(lineOf(written).toLowerCase()) ?? null
    default:
      return lineOf(written)
  }
}

/** A choice by its key or by its name in either language. */
function choiceOf({ choices }: CustomField, written: string) {
  const name = lineOf(written).toLowerCase()
  return choices.find(({ key, he, en }) => [key, he, en].some((each) => each.toLowerCase() === name))?.key ?? null
}

export type OwnRow = { id: string; values: OwnValues }

/** What the rows change in customers that are there already, as the journal keeps it. */
export async function ownChanges(desk: Desk, { read }: OwnFields, rows: readonly OwnRow[]): Promise<Map<string, Change>> {
  const changes = new Map<string, Change>()
  if (read.length === 0 || rows.length === 0) return changes
  const stored = await sql<{ customerId: string; fieldId: string; value: CustomValue }>`select customer_id, field_id, value from custom_values
    where customer_id = any(${rows.map(({ id }) => id)}::uuid[]) and field_id = any(${read.map(({ id }) => id)}::uuid[])`.execute(desk.db)
  const before = new Map(stored.rows.map(({ customerId, fieldId, value }) => [customerId + fieldId, value]))
  for (const { id, values } of rows) {
    const different = [...values].filter(([fieldId, value]) => JSON.stringify(before.get(id + fieldId)) !== JSON.stringify(value))
    if (different.length > 0)
      changes.set(id, Object.fromEntries(different.map(([fieldId, value]) => [inJournal + fieldId, [before.get(id + fieldId) ?? null, value]])))
  }
  return changes
}

/** The same for new customers, which begin with what their fields say. */
export function firstOwn(desk: Desk, { usual }: OwnFields, { id, values }: OwnRow): OwnRow {
  const whole: OwnValues = new Map([...usual.map((field) => [field.id, field.fallback!] as const), ...values])
  if (whole.size > 0) desk.changed(id, 'customer', id, Object.fromEntries([...whole].map(([fieldId, value]) => [inJournal + fieldId, [null, value]])))
  return { id, values: whole }
}

export async function writeOwn(desk: Desk, { read, usual }: OwnFields, rows: readonly OwnRow[]) {
  const fields = new Map([...read, ...usual].map((field) => [field.id, field]))
  const filled = rows.filter(({ values }) => values.size > 0)
  if (filled.length === 0) return
  await desk.write(async (db) => {
    for (const { id, values } of filled)
      await writeValues(
        db,
        { customerId: id },
        [...values].map(([fieldId, value]) => ({ field: fields.get(fieldId)!, value })),
      )
  })
}

/** Gives fields back what they held before the import, each only where it still holds what the import wrote. Answers how many it left. */
export async function takeBackOwn(db: Db, importId: string, files: readonly string[]): Promise<number> {
  const { rows } = await sql<{ customerId: string; id: string; key: string; type: CustomField['type']; before: CustomValue | null; ours: boolean }>`
    select p.customer_id, d.id, d.key, d.type, nullif(k.value -> 0, 'null') as before, v.value is not distinct from k.value -> 1 as ours
    from import_changes p cross join jsonb_each(p.changed) e cross join jsonb_each(e.value) k
      join custom_fields d on d.id = substr(k.key, ${inJournal.length + 1})::uuid
      left join custom_values v on v.customer_id = p.customer_id and v.field_id = d.id and v.contact_id is null and v.order_id is null and v.interaction_id is null
    where p.customer_id = any(${files}::uuid[]) and p.import_id = ${importId} and p.entity = 'customer' and k.key like ${`${inJournal}%`}`.execute(db)
  for (const [customerId, own] of Map.groupBy(
    rows.filter(({ ours }) => ours),
    (row) => row.customerId,
  ))
    await writeValues(
      db,
      { customerId },
      own.map(({ id, key, type, before }) => ({ field: { id, key, type }, value: before })),
    )
  return rows.filter(({ ours }) => !ours).length
}
