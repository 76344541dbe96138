/** Changing details of a customer. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { missingFields, readyValues, writeValues } from '../custom-fields/index.ts'
import { found, Problem } from '../http/problem.ts'
import { assignable, checkedTaxId } from './create.ts'
import { refuseOverwritingAny } from './meanwhile.ts'
import { companyHabits, findCustomer, mustHold } from './queries.ts'

type Change = z.output<(typeof customers)['PATCH /customers/:id']['body']>

/** Merged with what others changed meanwhile, and refused where they changed the same. */
export async function editCustomer(ctx: Context, id: string, { version, seen, custom, ...change }: Change) {
  const before = await mustHold(ctx, id)
  assignable(ctx.actor, change)
  if (change.taxId) {
    const { region } = await companyHabits(ctx.tx)
    change.taxId = checkedTaxId({ kind: change.kind ?? before.kind, country: change.country ?? before.country }, change.taxId, region)
  }
  const values = await readyValues(ctx, 'customer', custom)
  if (seen || version !== undefined) refuseOverwritingAny(found(await findCustomer(ctx.tx, ctx.actor, id)), change, values, { seen, version })
  if (Object.keys(change).length + values.length > 0) {
    await ctx.tx
      .updateTable('customers')
      .set({ ...change, version: sql`version + 1`, updatedAt: ctx.now })
      .where('id', '=', id)
      .execute()
    const missing = bySomebody(ctx) ? await missingFields(ctx.tx, ctx.actor, id) : []
    const written = await writeValues(ctx.tx, { customerId: id }, values)
    if (bySomebody(ctx)) await refuseLeavingOut(ctx, id, missing)
    ctx.record('customer.changed', id, { fields: [...Object.keys(change), ...written] })
  }
  return found(await findCustomer(ctx.tx, ctx.actor, id))
}

/** A program with a key goes on with its work: what is missing is asked of people. */
const bySomebody = ({ from }: Context) => from.sessionId !== null

/** What a customer of this step of loyalty must have is asked for with the next change, unless that fills some of it. */
async function refuseLeavingOut({ tx, actor }: Context, id: string, before: readonly { key: string }[]) {
  const left = await missingFields(tx, actor, id)
  const filled = before.some(({ key }) => left.every((field) => field.key !== key))
  if (left.length === 0 || filled) return
  const named = (language: 'he' | 'en') => left.map(({ label }) => label[language]).join(', ')
  throw new Problem('details-missing', { facts: { fields: left.map(({ key }) => `custom.${key}`).join(), he: named('he'), en: named('en') } })
}
