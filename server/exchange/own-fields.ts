/** Columns of the company's own fields: which of them a file has, and what its cells say, each read as its field's type is. */
import type { CustomField, CustomValue, FieldSubject } from '../../contract/custom-fields.ts'
import type { ImportKind } from '../../contract/exchange.ts'
import type { FieldFault } from '../../contract/problems.ts'
import { custom } from '../../words/custom.ts'
import { spoken } from '../../words/phrases.ts'
import type { Actor } from '../context.ts'
import { fieldsInUse, fieldsSeen, oneValue } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import { everybody } from '../people/index.ts'
import type { Desk } from './desk.ts'
import type { Fault } from './matching.ts'
import { dayText, decimalOf, decimalText, lineOf, minorDigits, rounded, wallTimeOf } from './values.ts'

/** Values of one row by the id of their field. */
export type OwnValues = ReadonlyMap<string, CustomValue>
export const nothing: OwnValues = new Map()

const prefix = 'custom.'
/** What the mapping and the report call a field. */
export const columnFor = ({ key }: Pick<CustomField, 'key'>) => prefix + key

/** Whose fields the rows of each kind may fill. */
const subjects: Partial<Record<ImportKind, FieldSubject>> = { customers: 'customer', contacts: 'contact', orders: 'order', interactions: 'interaction' }

/** The fields that rows of a kind may fill, as far as this person sees them. */
async function fillable(db: Db, actor: Desk['actor'], kind: ImportKind): Promise<CustomField[]> {
  const subject = subjects[kind]
  return subject ? fieldsSeen(db, actor, subject) : []
}

/** Names by which a header may mean a field of the company's own. */
export const ownNames = async (db: Db, actor: Desk['actor'], kind: ImportKind) =>
  (await fillable(db, actor, kind)).map((field) => ({ field: columnFor(field), names: [columnFor(field), field.label.he, field.label.en, field.key] }))

/** What people call the fields that a report names. */
export const ownLabels = async (db: Db, actor: Actor, kind: ImportKind): Promise<ReadonlyMap<string, string>> =>
  new Map((await fillable(db, actor, kind)).map((field) => [columnFor(field), field.label[actor.language]]))

/** The fields of the company's own that the mapping reads, what a new customer needs, and what something new begins with. */
export type OwnFields = { subject: FieldSubject; read: CustomField[]; required: CustomField[]; usual: CustomField[]; people: ReadonlyMap<string, string> }

export const noFields: OwnFields = { subject: 'customer', read: [], required: [], usual: [], people: new Map() }

/**
 * A new customer begins with what all its fields say and is asked for what they require. What else a file brings has happened already: it begins with
 * what the fields say that the file has a column for, and a file with none of them is read as if there were none.
 */
export async function ownFields({ db, kind, actor, mapping }: Desk): Promise<OwnFields> {
  const subject = subjects[kind]
  const mapped = Object.keys(mapping.columns).some((field) => field.startsWith(prefix))
  if (!subject || (subject !== 'customer' && !mapped)) return noFields
  const all = await fieldsInUse(db, subject)
  const seen = await fieldsSeen(db, actor, subject)
  const read = seen.filter((field) => columnFor(field) in mapping.columns)
  return {
    subject,
    read,
    required: subject === 'customer' ? seen.filter(({ required, fallback }) => required && fallback === null) : [],
    usual: (subject === 'customer' ? all : read).filter(({ fallback }) => fallback !== null),
    people: read.some(({ type }) => type === 'person') ? await ourPeople(db) : noFields.people,
  }
}

/** Our people by what they are called in files: by name and by e-mail. */
export async function ourPeople(db: Db): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  for (const { id, name, email } of await everybody(db)) people.set(name.toLowerCase(), id).set(email, id)
  return people
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
export function readOwn(desk: Desk, { read, people }: OwnFields, cell: (field: string) => string): OwnValues | Fault {
  if (read.length === 0) return nothing
  const values = new Map<string, CustomValue>()
  for (const field of read) {
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
