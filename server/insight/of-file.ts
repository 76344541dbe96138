/** Insight on one file: worth, cost of losing, the chance of being active with its curve, and the signals. */
import { sql } from 'kysely'
import { wordOfMouth } from '../../analytics/index.ts'
import type { CustomerInsight } from '../../contract/insight.ts'
import type { Context } from '../context.ts'
import { partOf } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { assumptionsNow } from './assumptions.ts'
import { contribution, costOfLosing, grossMargin, measuredShare, noCosts } from './loss.ts'
import { modelOf, seesLeaving, weeks } from './models.ts'
import { offersFor } from './offers.ts'
import { insightRow, kindsFor, signals } from './queries.ts'

const dayLength = 86_400_000
const points = 24
const endedShown = 10
const yearsAhead = [1, 5, 10]
/** The most an amount may be. */
const mostMinor = 1e15

export async function insightOf(ctx: Context, customerId: string): Promise<CustomerInsight> {
  const file = await partOf(ctx, customerId)
  const row = await insightRow(ctx.tx, ctx.actor, file.id)
  const own = await ctx.tx
    .selectFrom('customerAssumptions')
    .where('customerId', '=', file.id)
    .select(['yearlyMinor', 'growthMinor', 'years', 'profitShare', 'walletShare', 'servingMinor', 'winningMinor'])
    .executeTakeFirst()
  const found = signals(ctx.tx).where('signals.customerId', '=', file.id).where('signals.kind', 'in', kindsFor(ctx.actor))
  const open = await found.where('signals.endedAt', 'is', null).orderBy('signals.severity', 'desc').orderBy('signals.raisedAt', 'desc').limit(100).execute()
  const ended = await found.where('signals.endedAt', 'is not', null).orderBy('signals.endedAt', 'desc').limit(endedShown).execute()
  const fitted = row ?? { yearlyMinor: 0, growthMinor: 0, ...noCosts }
  const assumed = own && Object.values(own).some((value) => value !== null) ? own : null
  const company = await assumptionsNow(ctx.tx)
  const loss = costOfLosing(fitted, company, assumed)
  const revenueMinor =
    (await ctx.tx.selectFrom('customerFacts').where('customerId', '=', file.id).select('revenue12mMinor').executeTakeFirst())?.revenue12mMinor ?? null
  const year = { ...fitted, yearMinor: revenueMinor ?? 0 }
  const alive = row ? (row.alive ?? 1 - row.leavingPpm / 1e6) : 0
  return {
    currency: file.currency,
    insight: row
      ? {
          asOf: row.asOf,
          orders: row.orders,
          leaving: row.leavingPpm / 1e6,
          alive: row.alive,
          curve: curveOf(row),
          silentDays: row.lastDay === null ? null : daysBetween(row.lastDay, row.asOf),
          expectedOrders: row.expectedOrders,
          valueMinor: row.valueMinor,
          stage: row.stage,
          recencyScore: row.recencyScore,
          frequencyScore: row.frequencyScore,
          moneyScore: row.moneyScore,
        }
      : null,
    loss: { ...loss, own: assumed },
    ahead: yearsAhead.map((years) => {
      const { salesMinor, contributionMinor: profitMinor } = contribution(fitted, company, own ?? null, years)
      return { years, salesMinor, profitMinor, aliveMinor: Math.round(profitMinor * Math.min(1, alive)) }
    }),
    revenueMinor,
    marginMinor: revenueMinor === null ? null : Math.round(grossMargin(year, own?.profitShare ?? company.profitShare)),
    measuredShare: measuredShare(year),
    usualWinningMinor: await usualWinning(ctx.tx),
    elsewhereMinor: own?.walletShare ? Math.min(mostMinor, Math.round(loss.yearlyMinor / own.walletShare) - loss.yearlyMinor) : null,
    reach: wordOfMouth({ advocates: Number(row?.stage === 'advocate'), avengers: Number(row?.stage === 'avenger'), ...company }).net,
    offers: await offersFor(ctx.tx, file.id),
    signals: [...open, ...ended],
  }
}

/** What winning cost in a year, by how many were won in it as the last run counted them. */
async function usualWinning(tx: Db): Promise<number | null> {
  const row = await tx
    .selectFrom('insightSettings')
    .innerJoin('insightPages', (join) => join.on('insightPages.page', '=', 'churn'))
    .select(['winningMinor', sql<number>`(told ->> 'won')::int`.as('won')])
    .executeTakeFirst()
  return row?.winningMinor && row.won > 0 ? Math.round(row.winningMinor / row.won) : null
}

const daysBetween = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / dayLength)

/** From the last order to half as long again as it is silent now, at least a quarter of a year. */
function curveOf({ report, firstDay, lastDay, asOf, orders }: NonNullable<Awaited<ReturnType<typeof insightRow>>>) {
  const fit = report?.model
  if (!fit || !seesLeaving(fit) || firstDay === null || lastDay === null) return []
  const model = modelOf(fit)
  const recency = daysBetween(firstDay, lastDay)
  const span = Math.max(90, Math.round(daysBetween(lastDay, asOf) * 1.5))
  return Array.from({ length: points + 1 }, (_, point) => {
    const days = Math.round((span * point) / points)
    return { days, alive: model.alive(orders - 1, recency / weeks, (recency + days) / weeks) }
  })
}
