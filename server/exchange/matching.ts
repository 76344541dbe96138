/**
 * Whose row is it? A customer is known by its reference in the system the file came from, else by tax id, e-mail, phone, and where
 * a row has none of these, by its exact name. Only files the importing person may see are found.
 */
import { sql } from 'kysely'
import type { Refusal } from '../../contract/exchange.ts'
import { normalPoint, normalTaxId, visibleTo } from '../customers/index.ts'
import type { Desk } from './desk.ts'
import { regionOf } from './regions.ts'
import { kept, keyOf, lineOf } from './values.ts'

/** How a row names its customer. Empty: not said. */
export type Claim = { ref: string; taxId: string; email: string; phone: string; name: string; city: string; country: string }
export type Known = {
  id: string
  ref: string | null
  taxId: string | null
  /** References and tax ids of files that were merged into this one. */
  formerly?: string[]
}
export type Fault = { reason: Refusal; field: string; value: string }

type Reader = (field: string) => string

/** Reads the claim of a row; `prefix` is '' where the row itself is a customer. */
export function claimReader(desk: Desk, prefix: 'customer' | '') {
  const field = (name: string) => (prefix ? `customer${name[0]!.toUpperCase()}${name.slice(1)}` : name)
  const [refField, taxField, emailField, phoneField, nameField, cityField, countryField] = ['ref', 'taxId', 'email', 'phone', 'name', 'city', 'country'].map(
    field,
  ) as [string, string, string, string, string, string, string]
  const { region } = desk.company
  const mapped = [refField, taxField, emailField, phoneField, nameField, cityField, countryField].filter((name) => name in desk.mapping.columns)
  let last: { cells: string[]; kind: string; claim: Claim | Fault } | undefined
  const read = (cell: Reader, kind: 'person' | 'organisation'): Claim | Fault => {
    const claim: Claim = {
      ref: keyOf(cell(refField)),
      taxId: keyOf(cell(taxField)),
      email: '',
      phone: '',
      name: lineOf(cell(nameField)),
      city: lineOf(cell(cityField)),
      country: lineOf(cell(countryField)),
    }
    if (claim.ref.length > 100) return { reason: 'too-long', field: refField, value: claim.ref }
    if (claim.name.length > 200) return { reason: 'too-long', field: nameField, value: claim.name }
    if (claim.city.length > 100 || claim.country.length > 100) return { reason: 'too-long', field: cityField, value: claim.city }
    if (claim.taxId) {
      const normal = normalTaxId({ kind, country: claim.country }, claim.taxId, region)
      if ('fault' in normal) return { reason: normal.fault === 'check-digit' ? 'check-digit' : 'unknown', field: taxField, value: claim.taxId }
      claim.taxId = normal.value
    }
    if (prefix) {
      const email = lineOf(cell(emailField))
      const phone = keyOf(cell(phoneField))
      if (email) {
        const normal = normalPoint('email', email, region)
        if ('fault' in normal) return { reason: 'not-an-email', field: emailField, value: email }
        claim.email = normal.value
      }
      if (phone) {
        const normal = normalPoint('phone', phone, regionOf(claim.country, region))
        if ('fault' in normal) return { reason: 'not-a-phone', field: phoneField, value: phone }
        claim.phone = normal.value
      }
    }
    return claim
  }
  // Rows about one customer often follow each other.
  return (cell: Reader, kind: 'person' | 'organisation' = desk.mapping.customerKind): Claim | Fault => {
    if (last && last.kind === kind && mapped.every((name, n) => last!.cells[n] === cell(name))) return last.claim
    last = { cells: mapped.map(cell), kind, claim: read(cell, kind) }
    return last.claim
  }
}

export const isFault = (value: object): value is Fault => 'reason' in value
export const saysNothing = (claim: Claim) => !claim.ref && !claim.taxId && !claim.email && !claim.phone && !claim.name

type Found = Known | 'several' | null

/** A row names one thing, the customer another, and never had the first. */
const differs = (said: string, stored: string | null, { formerly }: Known) => !!said && !!stored && said !== stored && !formerly?.includes(said)

export type Matcher = {
  /** Looks up every claim not asked before, in as few queries as there are ways to be known. */
  load(claims: readonly Claim[]): Promise<void>
  find(claim: Claim): Known | 'several' | undefined
  /** From now on these claims are this customer's. */
  learn(claim: Claim, customer: Known & { name?: string }): void
  /** The customer is given the reference and tax id of the claim, where it has none. */
  adopt(customer: Known, claim: Claim): void
}

export function customerMatcher(desk: Desk): Matcher {
  const known = {
    ref: new Map<string, Found>(),
    taxId: new Map<string, Found>(),
    email: new Map<string, Found>(),
    phone: new Map<string, Found>(),
    name: new Map<string, Found>(),
  }
  type Way = keyof typeof known
  const ways: Way[] = ['ref', 'taxId', 'email', 'phone']
  const nameOnly = (claim: Claim) => ways.every((way) => !claim[way])

  /** One customer is one object, by whichever way it was found. */
  const byId = new Map<string, Known>()
  /** The customers this import opened, by name: those of the last batch may not be written yet. */
  const opened = new Map<string, Known[]>()

  async function ask(way: Way, wanted: Set<string>) {
    if (wanted.size === 0) return
    const map = known[way]
    for (const key of wanted) map.set(kept(key), null)
    const note = (key: string, one: Known) => {
      const before = map.get(key)
      map.set(key, before && (before === 'several' || before.id !== one.id) ? 'several' : one)
    }
    for (const row of await lookUp(desk, way, [...wanted])) {
      const one = byId.get(row.id) ?? { id: row.id, ref: row.ref, taxId: row.taxId }
      byId.set(row.id, one)
      if (row.formerly) one.formerly = [...(one.formerly ?? []), row.key]
      note(row.key, one)
    }
    if (way === 'name') for (const key of wanted) for (const one of opened.get(key) ?? []) note(key, one)
  }
  const fits = (claim: Claim, found: Found | undefined): found is Known | 'several' =>
    found === 'several' || (!!found && !differs(claim.ref, found.ref, found) && !differs(claim.taxId, found.taxId, found))

  return {
    async load(claims) {
      for (const way of ways) await ask(way, new Set(claims.map((claim) => claim[way]).filter((key) => key && !known[way].has(key))))
      await ask(
        'name',
        new Set(
          claims
            .filter(nameOnly)
            .map(({ name }) => name)
            .filter((key) => key && !known.name.has(key)),
        ),
      )
    },
    find(claim) {
      for (const way of ways) {
        const found = claim[way] ? known[way].get(claim[way]) : undefined
        if (fits(claim, found)) return found
      }
      const named = claim.name && nameOnly(claim) ? known.name.get(claim.name) : undefined
      return named ?? undefined
    },
    adopt(customer, claim) {
      const one = byId.get(customer.id) ?? customer
      one.ref ??= claim.ref || null
      one.taxId ??= claim.taxId || null
    },
    learn(claim, customer) {
      byId.set(customer.id, customer)
      const name = customer.name || claim.name
      if (name) opened.set(kept(name), [...(opened.get(name) ?? []), customer])
      for (const way of ways) if (claim[way] && !known[way].get(claim[way])) known[way].set(claim[way], customer)
      if (claim.name && known.name.get(claim.name) === null) known.name.set(claim.name, customer)
    },
  }
}

type Row = { key: string; id: string; ref: string | null; taxId: string | null; formerly?: boolean }

async function lookUp(desk: Desk, way: 'ref' | 'taxId' | 'email' | 'phone' | 'name', keys: string[]): Promise<Row[]> {
  const { db, actor } = desk
  const asked = sql`unnest(${keys}::text[]) as asked (key)`
  const joined = {
    ref: sql`${asked} join customers on customers.ref = asked.key`,
    taxId: sql`${asked} join customers on customers.tax_id = asked.key`,
    name: sql`${asked} join customers on customers.name collate "und-x-icu" = asked.key`,
    email: sql`${asked} join contact_points as points on points.channel = 'email' and points.value = asked.key join customers on customers.id = points.customer_id`,
    phone: sql`${asked} join contact_points as points on points.channel = 'phone' and points.value = asked.key join customers on customers.id = points.customer_id`,
  }[way]
  const { rows } = await sql<Row>`select asked.key, customers.id, customers.ref, customers.tax_id from ${joined} where ${visibleTo(actor)}`.execute(db)
  if (way !== 'ref' && way !== 'taxId') return rows
  return [...rows, ...(await lookUpMerged(desk, way, keys))]
}

/** What a file was known by before it was merged leads to the one it went into. */
async function lookUpMerged({ db, actor }: Desk, way: 'ref' | 'taxId', keys: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`select asked.key, customers.id, customers.ref, customers.tax_id, true as formerly
    from unnest(${keys}::text[]) as asked (key) join merges m on ${way === 'ref' ? sql`m.other_ref` : sql`m.other_tax_id`} = asked.key and m.state = 'merged'
    join customers on customers.id = m.customer_id where ${visibleTo(actor)}`.execute(db)
  return rows
}
