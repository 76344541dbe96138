/** Contacts: the people at a customer. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { insertPoint } from './contact-points.ts'
import { refuseUnderWay } from './heirs.ts'
import { refuseOverwriting } from './meanwhile.ts'
import { companyHabits, findContact, mustHold } from './queries.ts'

type NewContact = z.output<(typeof customers)['POST /customers/:id/contacts']['body']>
type Change = z.output<(typeof customers)['PATCH /customers/:id/contacts/:partId']['body']>

/** Adds a person with their contact points. The same id twice answers with the first. */
export async function addContact(ctx: Context, customerId: string, { id = randomUUIDv7(), points, ...person }: NewContact) {
  await mustHold(ctx, customerId)
  const before = await findContact(ctx.tx, customerId, id)
  if (before) return before
  refuseBackwards(person.fromDate, person.untilDate)
  await ctx.tx
    .insertInto('contacts')
    .values({ customerId, id, ...person, createdAt: ctx.now })
    .execute()
  const { region } = await companyHabits(ctx.tx)
  for (const [place, point] of points.entries()) await insertPoint(ctx, customerId, { ...point, contactId: id }, region, `points.${place}.value`)
  ctx.record('contact.added', customerId, { contactId: id })
  return found(await findContact(ctx.tx, customerId, id))
}

export async function changeContact(ctx: Context, customerId: string, id: string, { seen, ...change }: Change) {
  await mustHold(ctx, customerId)
  await refuseUnderWay(ctx.tx, [customerId])
  const before = found(await findContact(ctx.tx, customerId, id))
  if (Object.keys(change).length === 0) return before
  refuseOverwriting(before, change, { seen })
  const after = { ...before, ...change }
  refuseBackwards(after.fromDate, after.untilDate)
  await ctx.tx.updateTable('contacts').set(change).where('customerId', '=', customerId).where('id', '=', id).execute()
  ctx.record('contact.changed', customerId, { contactId: id, fields: Object.keys(change) })
  return found(await findContact(ctx.tx, customerId, id))
}

/** For a person entered by mistake. One who left gets an until date instead, and stays in the file. */
export async function removeContact(ctx: Context, customerId: string, id: string) {
  await mustHold(ctx, customerId)
  await refuseUnderWay(ctx.tx, [customerId])
  const removed = await ctx.tx.deleteFrom('contacts').where('customerId', '=', customerId).where('id', '=', id).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new Problem('not-found')
  ctx.record('contact.removed', customerId, { contactId: id })
  return { done: true as const }
}

function refuseBackwards(from: string | null | undefined, until: string | null | undefined) {
  if (from && until && until < from) throw invalid('untilDate', 'before-start')
}
