/** Contact points: the addresses by which a customer and its people are reached. */
import { randomUUIDv7 } from 'node:crypto'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { z } from 'zod'
import type { ContactPoint, customers } from '../../contract/customers.ts'
import { email } from '../../contract/people.ts'
import type { FieldFault } from '../../contract/problems.ts'
import type { Context } from '../context.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { refuseOverwriting } from './meanwhile.ts'
import { companyHabits, findPoint, mustHold } from './queries.ts'

type Channel = ContactPoint['channel']
type NewPoint = z.output<(typeof customers)['POST /customers/:id/points']['body']>
type Change = z.output<(typeof customers)['PATCH /customers/:id/points/:partId']['body']>

/**
 * A contact point as it is kept, so that one address is always written one way: phones and faxes in E.164, read as the
 * company's country writes them, e-mails in lower case.
 */
export function normalPoint(channel: Channel, written: string, region: string): { value: string } | { fault: FieldFault } {
  if (channel === 'phone' || channel === 'fax') {
    const phone = parsePhoneNumberFromString(written, { defaultCountry: region as CountryCode, extract: false })
    return phone?.isPossible() ? { value: phone.number } : { fault: 'not-a-phone' }
  }
  if (channel === 'email') {
    const address = email.safeParse(written)
    return address.success ? { value: address.data } : { fault: 'not-an-email' }
  }
  return { value: written }
}

/** Adds a contact point. The same address twice at one customer is refused; the same id twice answers with the first. */
export async function addPoint(ctx: Context, customerId: string, { id = randomUUIDv7(), ...point }: NewPoint) {
  await mustHold(ctx, customerId)
  const before = await findPoint(ctx.tx, customerId, id)
  if (before) return before
  const { region } = await companyHabits(ctx.tx)
  await insertPoint(ctx, customerId, { id, ...point }, region, 'value')
  ctx.record('point.added', customerId, { pointId: id })
  return found(await findPoint(ctx.tx, customerId, id))
}

/** Writes a new contact point, refusing what is no such address by naming `field`. */
export async function insertPoint(
  { tx, now }: Context,
  customerId: string,
  { id = randomUUIDv7(), channel, value, label = '', isPrimary = false, contactId = null }: NewPoint,
  region: string,
  field: string,
) {
  const normal = normalPoint(channel, value, region)
  if ('fault' in normal) throw invalid(field, normal.fault)
  if (isPrimary) await demoteOthers(tx, customerId, channel, id)
  await tx.insertInto('contactPoints').values({ customerId, id, channel, value: normal.value, label, isPrimary, contactId, createdAt: now }).execute()
}

export async function changePoint(ctx: Context, customerId: string, id: string, { seen, value, ...change }: Change) {
  await mustHold(ctx, customerId)
  const before = found(await findPoint(ctx.tx, customerId, id))
  const set = { ...change, ...(value === undefined ? {} : { value: await normalised(ctx, before.channel, value) }) }
  if (Object.keys(set).length === 0) return before
  refuseOverwriting(before, set, { seen })
  if (change.isPrimary) await demoteOthers(ctx.tx, customerId, before.channel, id)
  await ctx.tx.updateTable('contactPoints').set(set).where('customerId', '=', customerId).where('id', '=', id).execute()
  ctx.record('point.changed', customerId, { pointId: id, fields: Object.keys(set) })
  return found(await findPoint(ctx.tx, customerId, id))
}

export async function removePoint(ctx: Context, customerId: string, id: string) {
  await mustHold(ctx, customerId)
  const removed = await ctx.tx.deleteFrom('contactPoints').where('customerId', '=', customerId).where('id', '=', id).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Problem('not-found')
  ctx.record('point.removed', customerId, { pointId: id })
  return { done: true as const }
}

async function normalised({ tx }: Context, channel: Channel, value: string) {
  const { region } = await companyHabits(tx)
  const normal = normalPoint(channel, value, region)
  if ('fault' in normal) throw invalid('value', normal.fault)
  return normal.value
}

/** A customer has one primary address in each channel. */
const demoteOthers = (tx: Context['tx'], customerId: string, channel: Channel, id: string) =>
  tx
    .updateTable('contactPoints')
    .set({ isPrimary: false })
    .where('customerId', '=', customerId)
    .where('channel', '=', channel)
    .where('isPrimary', '=', true)
    .where('id', '!=', id)
    .execute()
