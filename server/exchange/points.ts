/** The contact points a row carries, and adding those a customer does not have yet. */
import { sql } from 'kysely'
import { normalPoint } from '../customers/index.ts'
import type { Desk } from './desk.ts'
import type { Fault } from './matching.ts'
import { addPoints, type NewPoint } from './new-customers.ts'
import { regionOf } from './regions.ts'
import { keyOf, lineOf } from './values.ts'

export type RowPoint = Pick<NewPoint, 'channel' | 'value'>

const channelOf = { email: 'email', phone: 'phone', mobile: 'phone', fax: 'fax', address: 'post' } as const

/** Reads the points of a row. A cell may hold several e-mails or phones, one in each line or parted by semicolons, and several addresses with an empty line between. What is none is a fault, or is put with the `unreadable`. */
export function pointsIn(desk: Desk, cell: (field: string) => string, unreadable?: string[]): RowPoint[] | Fault {
  const points: RowPoint[] = []
  const region = regionOf(cell('country') || cell('customerCountry'), desk.company.region)
  for (const [field, channel] of Object.entries(channelOf)) {
    const written = cell(field)
    if (!written) continue
    for (const each of written.split(channel === 'post' ? /\n\s*\n/ : /[;\n]/)) {
      const value = channel === 'post' ? lineOf(each) : keyOf(each)
      if (!value) continue
      if (value.length > 500) return { reason: 'too-long', field, value }
      const normal = normalPoint(channel, value, region)
      if ('value' in normal) points.push({ channel, value: normal.value })
      else if (unreadable) unreadable.push(value)
      else return { reason: channel === 'email' ? 'not-an-email' : 'not-a-phone', field, value }
    }
  }
  return points
}

type Wanted = { customerId: string; contactId: string | null; points: RowPoint[] }

/** Adds what is not there. The first of a channel becomes the customer's primary one. */
export async function addMissing(desk: Desk, wanted: readonly Wanted[]) {
  const customers = [...new Set(wanted.filter(({ points }) => points.length > 0).map(({ customerId }) => customerId))]
  if (customers.length === 0) return
  const { rows } = await sql<{ customerId: string; contactId: string | null; channel: string; value: string; isPrimary: boolean }>`
    select customer_id, contact_id, channel, value, is_primary from contact_points where customer_id = any(${customers}::uuid[])`.execute(desk.db)
  const there = new Set(rows.map((row) => `${row.customerId}${row.contactId ?? ''}${row.channel}${row.value}`))
  const primary = new Set(rows.filter((row) => row.isPrimary).map((row) => row.customerId + row.channel))
  const fresh: NewPoint[] = []
  for (const { customerId, contactId, points } of wanted) {
    for (const { channel, value } of points) {
      const key = `${customerId}${contactId ?? ''}${channel}${value}`
      if (there.has(key)) {
        desk.count('point', 'unchanged')
        continue
      }
      there.add(key)
      const isPrimary = contactId === null && !primary.has(customerId + channel)
      if (isPrimary) primary.add(customerId + channel)
      fresh.push({ customerId, contactId, channel, value, isPrimary })
    }
  }
  if (fresh.length > 0) await addPoints(desk, fresh)
}
