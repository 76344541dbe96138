/** Changing details of a customer. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { found, Problem } from '../http/problem.ts'
import { assignable, checkedTaxId } from './create.ts'
import { companyHabits, findCustomer, mustHold } from './queries.ts'

type Change = z.output<(typeof customers)['PATCH /customers/:id']['body']>

/** Refused as changed meanwhile when the caller names a version that is no longer the newest. */
export async function editCustomer(ctx: Context, id: string, { version, ...change }: Change) {
  const before = await mustHold(ctx, id)
  if (version !== undefined && version !== before.version) throw new Problem('changed-meanwhile', { facts: { version: before.version } })
  assignable(ctx.actor, change)
  if (change.taxId) {
    const { region } = await companyHabits(ctx.tx)
    change.taxId = checkedTaxId({ kind: change.kind ?? before.kind, country: change.country ?? before.country }, change.taxId, region)
  }
  if (Object.keys(change).length > 0) {
    await ctx.tx
      .updateTable('customers')
      .set({ ...change, version: sql`version + 1`, updatedAt: ctx.now })
      .where('id', '=', id)
      .execute()
    ctx.record('customer.changed', id, { fields: Object.keys(change) })
  }
  return found(await findCustomer(ctx.tx, ctx.actor, id))
}
