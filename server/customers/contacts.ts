/** Contacts: the people at a customer. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { firstValues, readyValues, writeValues } from '../custom-fields/index.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { insertPoint } from './contact-points.ts'
import { refuseUnderWay } from './heirs.ts'
import { refuseOverwritingAny } from './meanwhile.ts'
import { companyHabits, findContact, mustHold } from './queries.ts'

type NewContact = z.output<(typeof customers)['POST /customers/:id/contacts']['body']>
type Change = z.output<(typeof customers)['PATCH /customers/:id/contacts/:partId']['body']>

/** Adds a person with their contact points. The same id twice answers with the first. */
export async function addContact(ctx: Context, customerId: string, { id = randomUUIDv7(), points, custom, ...person }: NewContact) {
  await mustHold(ctx, customerId)
  const before = await findContact(ctx, customerId, id)
  if (before) return before
  refuseBackwards(person.fromDate, person.untilDate)
  const values = await firstValues(ctx, 'contact', custom)
  await ctx.tx
    .insertInto('contacts')
    .values({ customerId, id, ...person, createdAt: ctx.now })
    .execute()
  await writeValues(ctx.tx, { customerId, contactId: id }, values)
  const { region } = await companyHabits(ctx.tx)
  for (const [place, point] of points.entries()) await insertPoint(ctx, customerId, { ...point, contactId: id }, region, `points.${place}.value`)
  ctx.record('contact.added', customerId, { contactId: id })
  return found(await findContact(ctx, customerId, id))
}

export async function changeContact(ctx: Context, customerId: string, id: string, { seen, custom, ...change }: Change) {
  await mustHold(ctx, customerId)
  await refuseUnderWay(ctx.tx, [customerId])
  const before = found(await findContact(ctx, customerId, id))
  const values = await readyValues(ctx, 'contact', custom)
  if (Object.keys(change).length + values.length === 0) return before
  refuseOverwritingAny(before, change, values, { seen })
  const after = { ...before, ...change }
  refuseBackwards(after.fromDate, after.untilDate)
  if (Object.keys(change).length > 0) await ctx.tx.updateTable('contacts').set(change).where('customerId', '=', customerId).where('id', '=', id).execute()
  const written = await writeValues(ctx.tx, { customerId, contactId: id }, values)
  ctx.record('contact.changed', customerId, { contactId: id, fields: [...Object.keys(change), ...written] })
  return found(await findContact(ctx, customerId, id))
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
