/** How long each kind of data is kept: what the company chose, else the usual. */
import { type Retention, type RetentionKind, retentionKinds, usualDays } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { invalid } from '../http/problem.ts'

const runsShown = 14

export async function daysKept(db: Db): Promise<Record<RetentionKind, number | null>> {
  const chosen = await db.selectFrom('retentionRules').select(['kind', 'days']).execute()
  return { ...usualDays, ...Object.fromEntries(chosen.map(({ kind, days }) => [kind, days])) }
}

export async function retentionNow({ tx }: { tx: Db }): Promise<Retention> {
  const days = await daysKept(tx)
  const runs = await tx.selectFrom('retentionRuns').orderBy('ranAt', 'desc').orderBy('id', 'desc').limit(runsShown).select(['ranAt', 'removed']).execute()
  return { rules: retentionKinds.map((kind) => ({ kind, days: days[kind] })), runs: runs as Retention['runs'] }
}

/** Only sums of erased sales may be kept for no time at all: they are then never made. */
export async function changeRule(ctx: Context, kind: RetentionKind, days: number | null): Promise<Retention> {
  if (days === 0 && kind !== 'erased-sales') throw invalid('days', 'too-small')
  await ctx.tx
    .insertInto('retentionRules')
    .values({ kind, days })
    .onConflict((key) => key.column('kind').doUpdateSet({ days }))
    .execute()
  ctx.audit('retention.changed', { facts: { kind, days: days ?? 'for good' } })
  return retentionNow(ctx)
}
