/** People, one in each row or card: at the organisation they name, or as customers of their own where they name none. */
import { sql } from 'kysely'
import { visible } from '../../contract/fields.ts'
import type { Change, Desk } from './desk.ts'
import type { Importer, Reading } from './importer.ts'
import { type Claim, claimReader, customerMatcher, isFault, saysNothing } from './matching.ts'
import { customerFor, customersOf, type NewCustomer, openFiles } from './new-customers.ts'
import { noFields, type OwnFields, type OwnValues, ownFields, readOwn } from './own-fields.ts'
import { firstOwn, type OwnRow, ownChanges, valuesAfter, writeOwn } from './own-values.ts'
import { addMissing, pointsIn, type RowPoint } from './points.ts'
import { dayText, lineOf, wallTimeOf } from './values.ts'

type Person = { name: string; otherName: string; jobTitle: string; contactRole: string; note: string; fromDate: string | null; untilDate: string | null }
type ContactRow = { no: number; claim: Claim; own: boolean; person: Person; points: RowPoint[]; filled: OwnValues }
type Stored = Person & { customerId: string; id: string }

const columns = {
  otherName: 'other_name',
  jobTitle: 'job_title',
  contactRole: 'contact_role',
  note: 'note',
  fromDate: 'from_date',
  untilDate: 'until_date',
} as const

export function contactsImporter(desk: Desk): Importer<ContactRow> {
  const matcher = customerMatcher(desk)
  const fields = { ...noFields }
  const read = rowReader(desk, fields)
  /** People whose first row has been: what later rows say of them is not weighed against it. */
  const seen = new Set<string>()
  return {
    async open() {
      Object.assign(fields, await ownFields(desk))
    },
    read: (row, cell) => read(row.no, cell),
    async apply(rows) {
      const others = rows.filter(({ own }) => !own)
      const customers = await customersOf(
        desk,
        matcher,
        others.map(({ claim }) => claim),
      )
      const placed = others.flatMap((row, n) => {
        const customer = customers[n]!
        if (customer === 'several') desk.refuse(row.no, 'several-customers', 'customerName', row.claim.ref || row.claim.name)
        return customer === 'several' ? [] : [{ row, customerId: customer.id }]
      })
      await addPeople(desk, fields, placed, seen)
      await addOwn(rows.filter(({ own }) => own))
    },
    async pass(rows) {
      const others = rows.filter(({ own }) => !own)
      await matcher.load(others.map(({ claim }) => claim))
      for (const { claim, person } of others) {
        const customer = matcher.find(claim)
        if (customer && customer !== 'several') seen.add(customer.id + person.name)
      }
    },
  }

  /** A person who names no organisation is a customer. */
  async function addOwn(rows: ContactRow[]) {
    await matcher.load(rows.map(({ claim }) => claim))
    const fresh: NewCustomer[] = []
    const points = []
    for (const { no, claim, person, points: own } of rows) {
      const found = matcher.find(claim)
      if (found === 'several') {
        desk.refuse(no, 'several-customers', 'name', claim.name)
        continue
      }
      const customer = found ?? customerFor(desk, claim, { kind: 'person', name: person.name, otherName: person.otherName })
      if (found) desk.count('customer', 'unchanged')
      else {
        matcher.learn(claim, customer)
        fresh.push(customer as NewCustomer)
      }
      points.push({ customerId: customer.id, contactId: null, points: own })
    }
    await openFiles(desk, fresh)
    await addMissing(desk, points)
  }
}

function rowReader(desk: Desk, fields: OwnFields) {
  const { mapping } = desk
  const claimOf = claimReader(desk, 'customer')
  // Address books hold numbers nobody can dial; the person matters more, and the note keeps them. A table with one phone column is held to it.
  const strict = mapping.withoutCustomer !== 'own-file'
  return (no: number, cell: (field: string) => string): Reading<ContactRow> => {
    const claim = claimOf(cell)
    if (isFault(claim)) return { no, refused: claim }
    const unreadable: string[] = []
    const points = pointsIn(desk, cell, strict ? undefined : unreadable)
    if (isFault(points)) return { no, refused: points }
    const first = (channel: string) => points.find((point) => point.channel === channel)?.value ?? ''
    const own = saysNothing(claim)
    const name = lineOf(cell('name')) || lineOf(`${cell('firstName')} ${cell('lastName')}`) || (own ? '' : first('email') || first('phone') || claim.name)
    if (!name) return { no, refused: { reason: 'required', field: 'name', value: '' } }
    if (own && mapping.withoutCustomer !== 'own-file') return { no, refused: { reason: 'no-customer', field: 'customerName', value: name } }
    const person: Person = {
      name,
      otherName: lineOf(cell('otherName')),
      jobTitle: lineOf(cell('jobTitle')),
      contactRole: lineOf(cell('contactRole')),
      note: [visible(cell('note')).replace(/\r\n?/g, '\n').trim(), ...unreadable].filter(Boolean).join('\n'),
      fromDate: null,
      untilDate: null,
    }
    for (const [field, longest] of [
      ['name', 200],
      ['otherName', 200],
      ['jobTitle', 120],
      ['contactRole', 60],
    ] as const)
      if (person[field].length > longest) return { no, refused: { reason: 'too-long', field, value: person[field] } }
    person.note = person.note.slice(0, 2000)
    for (const field of ['fromDate', 'untilDate'] as const) {
      if (!cell(field).trim()) continue
      const day = wallTimeOf(cell(field), mapping.dateOrder)
      if (!day) return { no, refused: { reason: 'not-a-date', field, value: cell(field) } }
      person[field] = dayText(day)
    }
    if (person.fromDate && person.untilDate && person.untilDate < person.fromDate)
      return { no, refused: { reason: 'not-a-date', field: 'untilDate', value: cell('untilDate') } }
    const filled = readOwn(desk, fields, cell)
    if (isFault(filled)) return { no, refused: filled }
    return { no, value: { no, own, person, points, filled, claim: own ? { ...claim, name, email: first('email'), phone: first('phone') } : claim } }
  }
}

type PlacedRow = { row: ContactRow; customerId: string }

async function addPeople(desk: Desk, fields: OwnFields, placed: PlacedRow[], seen: Set<string>) {
  const known = await contactsOf(
    desk,
    placed.map(({ customerId }) => customerId),
  )
  const inFields = await ownChanges(desk, fields, fields.read.length > 0 ? fillingKnown(placed, known, seen) : [])
  const fresh: Stored[] = []
  const filled: OwnRow[] = []
  const changes: { customerId: string; id: string; change: Change }[] = []
  const points = placed.map(({ row, customerId }) => {
    const key = customerId + row.person.name
    const before = known.get(key)
    const id = before?.id ?? desk.newId()
    const again = seen.has(key)
    seen.add(key)
    if (!before) {
      const person = { ...row.person, customerId, id }
      known.set(key, person)
      fresh.push(person)
      if (fields.read.length > 0) filled.push(firstOwn(desk, fields, { customerId, id, values: row.filled }))
    } else {
      const inField = again ? undefined : inFields.get(id)
      if (inField) filled.push({ customerId, id, values: valuesAfter(inField) })
      const change = again ? {} : { ...differences(before, row.person), ...inField }
      const differs = Object.keys(change).length > 0
      desk.count('contact', differs ? 'updated' : 'unchanged')
      if (differs) {
        changes.push({ customerId, id, change })
        desk.changed(customerId, 'contact', id, change)
      }
    }
    return { customerId, contactId: id, points: row.points }
  })
  desk.count('contact', 'created', fresh.length)
  for (const { customerId, id } of fresh) desk.created(customerId, 'contact', id)
  const at = desk.now.toISOString()
  await desk.copy(
    'contacts (customer_id, id, name, other_name, job_title, contact_role, note, from_date, until_date, created_at)',
    fresh.map((each) => [each.customerId, each.id, each.name, each.otherName, each.jobTitle, each.contactRole, each.note, each.fromDate, each.untilDate, at]),
  )
  await changePeople(desk, changes)
  await writeOwn(desk, fields, filled)
  await addMissing(desk, points)
}

/** What the first rows about people who are there fill. */
function fillingKnown(placed: readonly PlacedRow[], known: ReadonlyMap<string, Stored>, seen: ReadonlySet<string>): OwnRow[] {
  const rows = new Map<string, OwnRow>()
  for (const { row, customerId } of placed) {
    const key = customerId + row.person.name
    const id = known.get(key)?.id
    if (id && !seen.has(key) && !rows.has(key)) rows.set(key, { customerId, id, values: row.filled })
  }
  return [...rows.values()]
}

async function contactsOf({ db }: Desk, customerIds: string[]): Promise<Map<string, Stored>> {
  const { rows } = await sql<Stored>`
    select customer_id, id, name, other_name, job_title, contact_role, note, from_date, until_date from contacts where customer_id = any(${[...new Set(customerIds)]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.customerId + row.name, row]))
}

/** What the file says and is not so; where the file is silent nothing changes. */
function differences(before: Person, after: Person): Change {
  const fields = Object.entries(columns) as [keyof typeof columns, string][]
  return Object.fromEntries(
    fields.filter(([field]) => after[field] && after[field] !== before[field]).map(([field, column]) => [column, [before[field], after[field]]]),
  )
}

async function changePeople(desk: Desk, changes: { customerId: string; id: string; change: Change }[]) {
  if (desk.dry || changes.length === 0) return
  const rows = changes.map(({ customerId, id, change }) => ({
    customer_id: customerId,
    id,
    ...Object.fromEntries(Object.entries(change).map(([column, [, after]]) => [column, after])),
  }))
  await sql`
    update contacts t set other_name = coalesce(c.other_name, t.other_name), job_title = coalesce(c.job_title, t.job_title), contact_role = coalesce(c.contact_role, t.contact_role),
      note = coalesce(c.note, t.note), from_date = coalesce(c.from_date, t.from_date), until_date = coalesce(c.until_date, t.until_date)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (customer_id uuid, id uuid, other_name text, job_title text, contact_role text, note text, from_date date, until_date date)
    where t.customer_id = c.customer_id and t.id = c.id`.execute(desk.db)
}
