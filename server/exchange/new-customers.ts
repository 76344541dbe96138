/** Opening files for customers a row names and nobody knows. */
import { sql } from 'kysely'
import type { Desk } from './desk.ts'
import type { Claim, Known, Matcher } from './matching.ts'

export type NewCustomer = Known & {
  kind: 'person' | 'organisation'
  name: string
  otherName: string
  language: string
  city: string
  country: string
  teamId: string
  ownerId: string | null
  tags: string[]
  customerSince: string | null
  currency: string
  paymentTermsDays: number | null
  creditLimitMinor: number | null
  balanceMinor: number | null
  overdueMinor: number | null
}

/** What a customer is who is known only from a row about something else. */
export function customerFor(desk: Desk, claim: Claim, given: Partial<NewCustomer> = {}): NewCustomer {
  return {
    id: desk.newId(),
    ref: claim.ref || null,
    taxId: claim.taxId || null,
    kind: desk.mapping.customerKind,
    name: claim.name || claim.ref || claim.email || claim.phone || claim.taxId,
    otherName: '',
    language: desk.company.language,
    city: claim.city,
    country: claim.country,
    teamId: desk.teamId,
    ownerId: null,
    tags: [],
    customerSince: null,
    currency: desk.mapping.currency,
    paymentTermsDays: null,
    creditLimitMinor: null,
    balanceMinor: null,
    overdueMinor: null,
    ...given,
  }
}

const columns = `customers (id, number, kind, name, other_name, ref, tax_id, language, city, country, team_id, owner_id, tags, customer_since, currency,
  payment_terms_days, credit_limit_minor, balance_minor, overdue_minor, created_at, updated_at)`

/** Writes new customers, each with the next number people say aloud. */
export async function openFiles(desk: Desk, customers: readonly NewCustomer[]) {
  desk.count('customer', 'created', customers.length)
  for (const { id } of customers) desk.created(id, 'customer', id)
  if (desk.dry || customers.length === 0) return
  const { rows } = await sql<{ number: number }>`select nextval('customer_numbers') as number from generate_series(1, ${customers.length})`.execute(desk.db)
  const at = desk.now.toISOString()
  await desk.copy(
    columns,
    customers.map((each, n) => [
      each.id,
      rows[n]!.number,
      each.kind,
      each.name,
      each.otherName,
      each.ref,
      each.taxId,
      each.language,
      each.city,
      each.country,
      each.teamId,
      each.ownerId,
      each.tags,
      each.customerSince,
      each.currency,
      each.paymentTermsDays,
      each.creditLimitMinor,
      each.balanceMinor,
      each.overdueMinor,
      at,
      at,
    ]),
  )
}

export type NewPoint = { customerId: string; contactId: string | null; channel: 'phone' | 'email' | 'fax' | 'post'; value: string; isPrimary: boolean }

/** Writes contact points the customers do not have yet. */
export async function addPoints(desk: Desk, points: readonly NewPoint[]) {
  const rows = points.map((point) => ({ ...point, id: desk.newId() }))
  desk.count('point', 'created', rows.length)
  for (const { customerId, id } of rows) desk.created(customerId, 'point', id)
  const at = desk.now.toISOString()
  await desk.copy(
    'contact_points (customer_id, id, contact_id, channel, value, is_primary, created_at)',
    rows.map(({ customerId, id, contactId, channel, value, isPrimary }) => [customerId, id, contactId, channel, value, isPrimary, at]),
  )
}

/** Finds each claim's customer, or opens a file for it. Claims that fit several customers answer `several`. */
export async function customersOf(desk: Desk, matcher: Matcher, claims: readonly Claim[]): Promise<(Known | 'several')[]> {
  await matcher.load([...new Set(claims)])
  const fresh: NewCustomer[] = []
  const points: NewPoint[] = []
  const answered = new Map<Claim, Known | 'several'>()
  const answer = (claim: Claim) => {
    const found = matcher.find(claim)
    if (found) return found
    const customer = customerFor(desk, claim)
    fresh.push(customer)
    for (const channel of ['email', 'phone'] as const)
      if (claim[channel]) points.push({ customerId: customer.id, contactId: null, channel, value: claim[channel], isPrimary: true })
    matcher.learn(claim, customer)
    return customer
  }
  for (const claim of claims) if (!answered.has(claim)) answered.set(claim, answer(claim))
  await openFiles(desk, fresh)
  if (points.length > 0) await addPoints(desk, points)
  return claims.map((claim) => answered.get(claim)!)
}
