/** Changing details of a customer. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { readyValues, writeValues } from '../custom-fields/index.ts'
import { found } from '../http/problem.ts'
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
    const written = await writeValues(ctx.tx, { customerId: id }, values)
    ctx.record('customer.changed', id, { fields: [...Object.keys(change), ...written] })
  }
  return found(await findCustomer(ctx.tx, ctx.actor, id))
}
