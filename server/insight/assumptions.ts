/** What is assumed, by the company and of single customers, where the figures would otherwise be fitted. */
import { sql } from 'kysely'
import type { CustomerAssumptions, CustomerInsight } from '../../contract/insight.ts'
import { customerAssumptions, type InsightAssumptions } from '../../contract/insight.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { costOfLosing } from './loss.ts'
import { insightOf } from './of-file.ts'
import { askFor } from './runs.ts'

const columns = ['yearlyMinor', 'growthMinor', 'years', 'profitShare', 'walletShare', 'servingMinor', 'winningMinor'] as const
const nothing = { yearlyMinor: null, growthMinor: null, years: null, profitShare: null, walletShare: null, servingMinor: null, winningMinor: null }

export const assumptionsNow = (tx: Db): Promise<InsightAssumptions> =>
  tx
    .selectFrom('insightSettings')
    .select(['years', 'profitShare', 'discount', 'advocateReach', 'avengerReach', sql<Record<string, number>>`rates`.as('rates')])
    .executeTakeFirstOrThrow()

/** All that is assumed of single customers, or of those named, by customer. */
export const ownAssumptions = async (tx: Db, of?: readonly string[]) =>
  new Map(
    (
      await tx
        .selectFrom('customerAssumptions')
        .$if(of !== undefined, (all) => all.where('customerId', '=', sql<string>`any(${of}::uuid[])`))
        .select(['customerId', ...columns])
        .execute()
    ).map(({ customerId, ...own }) => [customerId, own]),
  )

export async function changeAssumptions(ctx: Context, change: Partial<InsightAssumptions>) {
  if (Object.keys(change).length > 0) {
    const { rates, ...plain } = change
    await ctx.tx
      .updateTable('insightSettings')
      .set({ ...plain, ...(rates && { rates: JSON.stringify(rates) }) })
      .execute()
    // How far a word reaches is reckoned where it is shown.
    const { advocateReach, avengerReach, ...computedBy } = change
    if (Object.keys(computedBy).length > 0) await askFor(ctx, ctx.actor.id)
  }
  return assumptionsNow(ctx.tx)
}

/** What this customer's loss costs is right at once, in the file and in the watch list. */
export async function assume(ctx: Context, customerId: string, change: Partial<CustomerAssumptions>): Promise<CustomerInsight> {
  const file = await fileOf(ctx, customerId)
  const before = await ctx.tx.selectFrom('customerAssumptions').where('customerId', '=', file.id).select(columns).executeTakeFirst()
  const own = customerAssumptions.parse({ ...nothing, ...before, ...change })
  const row = { ...own, setBy: ctx.actor.id, setAt: ctx.now }
  await ctx.tx
    .insertInto('customerAssumptions')
    .values({ customerId: file.id, ...row })
    .onConflict((conflict) => conflict.column('customerId').doUpdateSet(row))
    .execute()
  const fitted = await ctx.tx
    .selectFrom('customerInsight')
    .where('customerId', '=', file.id)
    .select(['yearlyMinor', 'growthMinor', 'yearMinor', 'costedMinor', 'costMinor', 'leavingPpm'])
    .executeTakeFirst()
  if (fitted) {
    const { profitMinor } = costOfLosing(fitted, await assumptionsNow(ctx.tx), own)
    const expected = Math.round((profitMinor * fitted.leavingPpm) / 1e6)
    await ctx.tx
      .updateTable('customerInsight')
      .from('insightRuns')
      .whereRef('insightRuns.id', '=', 'customerInsight.runId')
      .where('customerId', '=', file.id)
      .set({
        lossMinor: profitMinor,
        expectedLossMinor: expected,
        watchMinor: sql`round(${expected}::bigint * coalesce((insight_runs.report -> 'scales' ->> ${file.currency})::float8, 1))`,
      })
      .execute()
  }
  ctx.record('insight.assumed', file.id)
  return insightOf(ctx, file.id)
}
