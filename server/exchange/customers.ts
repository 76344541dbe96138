/** Customers, one in each row: opened, or brought up to what the file says. Empty cells change nothing. */
import { sql } from 'kysely'
import type { Entry } from '../../matching/index.ts'
import { mayUse } from '../customers/index.ts'
import { entryOf, lookAlikes, type RowAlike } from '../duplicates/index.ts'
import { listTeams } from '../people/index.ts'
import { customerColumns } from './customer-columns.ts'
import type { Change, Desk } from './desk.ts'
import type { Importer, Reading } from './importer.ts'
import { type Claim, claimReader, customerMatcher, type Fault, isFault, type Known, saysNothing } from './matching.ts'
import { customerFor, type NewCustomer, openFiles } from './new-customers.ts'
import { columnFor, noFields, type OwnFields, type OwnValues, ourPeople, ownFields, readOwn } from './own-fields.ts'
import { firstOwn, type OwnRow, ownChanges, writeOwn } from './own-values.ts'
import { addMissing, pointsIn, type RowPoint } from './points.ts'
import { dayText, decimalOf, lineOf, minorDigits, rounded, wallTimeOf } from './values.ts'

type CustomerRow = { no: number; claim: Claim; given: Partial<NewCustomer>; points: RowPoint[]; own: OwnValues }

const kinds: Record<string, 'person' | 'organisation'> = {
  person: 'person',
  individual: 'person',
  private: 'person',
  consumer: 'person',
  אדם: 'person',
  פרטי: 'person',
  יחיד: 'person',
  organisation: 'organisation',
  organization: 'organisation',
  company: 'organisation',
  business: 'organisation',
  corporate: 'organisation',
  חברה: 'organisation',
  עסק: 'organisation',
  עסקי: 'organisation',
  ארגון: 'organisation',
}
const languages: Record<string, string> = {
  he: 'he',
  hebrew: 'he',
  עברית: 'he',
  en: 'en',
  english: 'en',
  אנגלית: 'en',
  ar: 'ar',
  arabic: 'ar',
  ערבית: 'ar',
  ru: 'ru',
  russian: 'ru',
  רוסית: 'ru',
}

export function customersImporter(desk: Desk): Importer<CustomerRow> {
  const matcher = customerMatcher(desk)
  const staff = { teams: new Map<string, string>(), users: new Map<string, string>() }
  const own = { ...noFields }
  const read = rowReader(desk, staff, own)
  /** A customer's first row counts; what later rows say of the same customer is not weighed against it. */
  const seen = new Set<string>()
  let alikeTo: Awaited<ReturnType<typeof lookAlikes>> | undefined

  /** The rows that name no customer and look like one; those whose own reference or number says otherwise at most maybe. */
  async function looked(rows: readonly CustomerRow[]): Promise<Map<CustomerRow, RowAlike>> {
    const unknown = rows.filter(({ claim }) => !matcher.find(claim))
    if (!alikeTo || unknown.length === 0) return new Map()
    const found = await alikeTo(unknown.map(entryOfRow), seen)
    return new Map(
      unknown.flatMap((row, place): [CustomerRow, RowAlike][] => {
        const one = found[place]
        const others = (said: string, theirs: string | null) => said !== '' && theirs !== null && said !== theirs
        return one ? [[row, others(row.claim.ref, one.ref) || others(row.claim.taxId, one.taxId) ? { ...one, verdict: 'maybe' } : one]] : []
      }),
    )
  }

  return {
    read: (row, cell) => read(row.no, cell),
    async open() {
      for (const { id, name } of await listTeams(desk.db)) if (mayUse(desk.actor, id)) staff.teams.set(name.toLowerCase(), id)
      staff.users = await ourPeople(desk.db)
      Object.assign(own, await ownFields(desk))
      // Into an empty base everybody is new.
      if (await desk.db.selectFrom('customers').select('id').limit(1).executeTakeFirst()) alikeTo = await lookAlikes(desk.db, desk.actor)
    },
    async apply(rows) {
      await matcher.load(rows.map(({ claim }) => claim))
      const fresh: NewCustomer[] = []
      const known: { id: string; row: CustomerRow; formerly: string[] }[] = []
      const values: OwnRow[] = []
      const points: { customerId: string; contactId: null; points: RowPoint[] }[] = []
      const alike = await looked(rows)
      for (const row of rows) {
        const like = matcher.find(row.claim) ? undefined : alike.get(row)
        const wish = like && (desk.mapping.lookAlikeRows?.[row.no] ?? (like.verdict === 'surely' ? desk.mapping.lookAlikes : 'create'))
        if (like) desk.alike(row.no, like.verdict, like.customerId)
        if (wish === 'skip') {
          desk.refuse(row.no, 'looks-like', 'name', row.claim.name)
          continue
        }
        const linked = like && wish === 'link' ? linkedTo(like, row.claim) : undefined
        if (linked) matcher.learn(row.claim, linked)
        const found = linked ?? matcher.find(row.claim)
        if (found === 'several') {
          desk.refuse(row.no, 'several-customers', 'ref', row.claim.ref || row.claim.name)
          continue
        }
        const lacking = found ? undefined : own.required.find(({ id }) => !row.own.has(id))
        if (lacking) {
          desk.refuse(row.no, 'required', columnFor(lacking), '')
          continue
        }
        const customer = found ?? customerFor(desk, row.claim, row.given)
        if (!found) {
          matcher.learn(row.claim, customer)
          fresh.push(customer as NewCustomer)
          values.push(firstOwn(desk, own, { customerId: customer.id, id: customer.id, values: row.own }))
        } else if (seen.has(customer.id)) desk.count('customer', 'unchanged')
        else {
          known.push({ id: customer.id, row, formerly: found.formerly ?? [] })
          values.push({ customerId: customer.id, id: customer.id, values: row.own })
        }
        matcher.adopt(customer, row.claim)
        seen.add(customer.id)
        points.push({ customerId: customer.id, contactId: null, points: row.points })
      }
      await openFiles(desk, fresh)
      const changes = await ownChanges(
        desk,
        own,
        known.map(({ id, row }) => ({ customerId: id, id, values: row.own })),
      )
      await bringUpToDate(desk, known, changes)
      await writeOwn(desk, own, values)
      await addMissing(desk, points)
    },
    async pass(rows) {
      await matcher.load(rows.map(({ claim }) => claim))
      for (const { claim } of rows) {
        const found = matcher.find(claim)
        if (found && found !== 'several') seen.add(found.id)
      }
    },
  }
}

/** The customer keeps their own reference and number, where the row says others. */
const linkedTo = ({ customerId: id, ref, taxId }: RowAlike, claim: Claim): Known => ({
  id,
  ref,
  taxId,
  formerly: [...(ref ? [claim.ref] : []), ...(taxId ? [claim.taxId] : [])].filter((said) => said !== '' && said !== ref && said !== taxId),
})

/** A row as it is compared with those who are here. */
const entryOfRow = ({ claim, given, points }: CustomerRow): Entry =>
  entryOf({
    name: given.name ?? claim.name,
    otherName: given.otherName ?? '',
    taxId: claim.taxId || null,
    city: given.city ?? claim.city,
    points: points.map(({ channel, value }) => `${channel}:${value.replaceAll('\n', ' ')}`).join('\n') || null,
  })

type Staff = { teams: Map<string, string>; users: Map<string, string> }

function rowReader(desk: Desk, staff: Staff, own: OwnFields) {
  const { mapping } = desk
  const claimOf = claimReader(desk, '')
  const digits = minorDigits(mapping.currency)
  return (no: number, cell: (field: string) => string): Reading<CustomerRow> => {
    const refused = (reason: Fault['reason'], field: string) => ({ no, refused: { reason, field, value: cell(field) } })
    const given: Partial<NewCustomer> = {}
    const kindText = lineOf(cell('kind')).toLowerCase()
    if (kindText && !(kindText in kinds)) return refused('unknown', 'kind')
    if (kindText) given.kind = kinds[kindText]!
    const claim = claimOf(cell, given.kind)
    if (isFault(claim)) return { no, refused: claim }
    const points = pointsIn(desk, cell)
    if (isFault(points)) return { no, refused: points }
    const first = (channel: string) => points.find((point) => point.channel === channel)?.value ?? ''
    const name = claim.name || lineOf(`${cell('firstName')} ${cell('lastName')}`)
    const whole: Claim = { ...claim, name, email: first('email'), phone: first('phone') }
    if (saysNothing(whole)) return refused('required', 'name')
    if (name.length > 200) return refused('too-long', 'name')
    if (name) given.name = name
    for (const [field, longest] of [
      ['otherName', 200],
      ['city', 100],
      ['country', 100],
    ] as const) {
      const text = lineOf(cell(field))
      if (text.length > longest) return refused('too-long', field)
      if (text) given[field] = text
    }
    const language = lineOf(cell('language')).toLowerCase()
    if (language && !(language in languages)) return refused('unknown', 'language')
    if (language) given.language = languages[language]!
    const tags = cell('tags').split(/[;,|]/).map(lineOf).filter(Boolean)
    if (tags.length > 50 || tags.some((tag) => tag.length > 40)) return refused('too-long', 'tags')
    if (tags.length > 0) given.tags = [...new Set(tags)]
    if (cell('customerSince').trim()) {
      const since = wallTimeOf(cell('customerSince'), mapping.dateOrder)
      if (!since) return refused('not-a-date', 'customerSince')
      given.customerSince = dayText(since)
    }
    for (const [field, column, least] of [
      ['balance', 'balanceMinor', -1e15],
      ['overdue', 'overdueMinor', 0],
      ['creditLimit', 'creditLimitMinor', 0],
    ] as const) {
      if (!cell(field).trim()) continue
      const amount = decimalOf(cell(field), mapping.decimal)
      if (!amount) return refused('not-a-number', field)
      const minor = Number(rounded(amount, digits))
      if (minor < least || Math.abs(minor) > 1e15) return refused('too-large', field)
      given[column] = minor
    }
    if (cell('paymentTermsDays').trim()) {
      const days = Number(cell('paymentTermsDays').replace(/[^\d]/g, ''))
      if (!Number.isInteger(days) || days > 3650 || !/\d/.test(cell('paymentTermsDays'))) return refused('not-a-number', 'paymentTermsDays')
      given.paymentTermsDays = days
    }
    const team = lineOf(cell('team')).toLowerCase()
    const owner = lineOf(cell('owner')).toLowerCase()
    if (team && !staff.teams.has(team)) return refused('unknown', 'team')
    if (owner && !staff.users.has(owner)) return refused('unknown', 'owner')
    if (team) given.teamId = staff.teams.get(team)!
    if (owner) given.ownerId = staff.users.get(owner)!
    const values = readOwn(desk, own, cell)
    if (isFault(values)) return { no, refused: values }
    return { no, value: { no, claim: whole, given, points, own: values } }
  }
}

const fields = {
  kind: 'kind',
  name: 'name',
  otherName: 'other_name',
  ref: 'ref',
  taxId: 'tax_id',
  language: 'language',
  city: 'city',
  country: 'country',
  teamId: 'team_id',
  ownerId: 'owner_id',
  tags: 'tags',
  customerSince: 'customer_since',
  paymentTermsDays: 'payment_terms_days',
  creditLimitMinor: 'credit_limit_minor',
  balanceMinor: 'balance_minor',
  overdueMinor: 'overdue_minor',
} as const

/** Compares with what is stored, all as text, and writes what differs. */
async function bringUpToDate(desk: Desk, known: { id: string; row: CustomerRow; formerly: string[] }[], inFields: ReadonlyMap<string, Change>) {
  if (known.length === 0) return
  const stored = await sql<{ id: string; row: string }>`
    select id, jsonb_build_object(${sql.join(Object.keys(customerColumns).map((column) => sql`${sql.lit(column)}::text, ${sql.ref(column)}::text`))})::text as row
    from customers where id = any(${known.map(({ id }) => id)}::uuid[])`.execute(desk.db)
  const before = new Map(stored.rows.map(({ id, row }) => [id, JSON.parse(row) as Record<string, string | null>]))
  const changes: { id: string; change: Change }[] = []
  for (const { id, row, formerly } of known) {
    const now = before.get(id)
    if (!now) continue
    // What only a file merged into this one was known by does not become this one's.
    const own = (said: string) => said !== '' && !formerly.includes(said)
    const wanted = { ...row.given, ...(own(row.claim.ref) ? { ref: row.claim.ref } : {}), ...(own(row.claim.taxId) ? { taxId: row.claim.taxId } : {}) }
    const change: Change = { ...inFields.get(id) }
    for (const [field, column] of Object.entries(fields) as [keyof typeof fields, string][]) {
      const value = wanted[field]
      if (value === undefined || value === null) continue
      const text = Array.isArray(value) ? arrayText(value) : String(value)
      if (text !== now[column]) change[column] = [now[column], text]
    }
    desk.count('customer', Object.keys(change).length > 0 ? 'updated' : 'unchanged')
    if (Object.keys(change).length === 0) continue
    changes.push({ id, change })
    desk.changed(id, 'customer', id, change)
  }
  if (desk.dry || changes.length === 0) return
  const set = sql.join(
    Object.entries(customerColumns).map(
      ([column, type]) =>
        sql`${sql.ref(column)} = case when c.after ? ${sql.lit(column)} then (c.after ->> ${sql.lit(column)})::${sql.raw(type)} else t.${sql.ref(column)} end`,
    ),
  )
  const rows = changes.map(({ id, change }) => ({ id, after: Object.fromEntries(Object.entries(change).map(([column, [, after]]) => [column, after])) }))
  await sql`update customers t set ${set}, version = t.version + 1, updated_at = ${desk.now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, after jsonb) where t.id = c.id`.execute(
    desk.db,
  )
}

/** An array as PostgreSQL prints it. */
const arrayText = (items: readonly string[]) =>
  `{${items.map((item) => (/^[^\s"\\{},]+$/.test(item) && item.toLowerCase() !== 'null' ? item : `"${item.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`
