/** What customers are worth together: how few bring how much, and what they will contribute in 1, 5 and 10 years. */
import { sql } from 'kysely'
import type { Value } from '../../contract/insight-pages.ts'
import { type SegmentName, segmentNames } from '../../contract/segments.ts'
import type { Context } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import { assumptionsNow } from './assumptions.ts'
import { contribution, measuredShare } from './loss.ts'

const yearsAhead = [1, 5, 10]

/** Counted among the files this person sees. */
export async function valuePage({ tx, actor }: Context): Promise<Value> {
  const { currency } = await tx.selectFrom('company').select('currency').executeTakeFirstOrThrow()
  const company = await assumptionsNow(tx)
  const rows = await tx
    .selectFrom('customerInsight')
    .innerJoin('customers', 'customers.id', 'customerInsight.customerId')
    .leftJoin('customerAssumptions as own', 'own.customerId', 'customerInsight.customerId')
    .where(visibleTo(actor))
    .where('customerInsight.orders', '>', 0)
    .select([
      'customers.currency',
      'customerInsight.asOf',
      'customerInsight.segment',
      'customerInsight.yearlyMinor',
      'customerInsight.growthMinor',
      'customerInsight.yearMinor',
      'customerInsight.costedMinor',
      'customerInsight.costMinor',
      'own.yearlyMinor as ownYearly',
      'own.growthMinor as ownGrowth',
      'own.profitShare as ownShare',
      'own.servingMinor as ownServing',
    ])
    .select(sql<number>`coalesce(customer_insight.alive, 1 - customer_insight.leaving_ppm / 1e6)`.as('alive'))
    .execute()
  const counted = rows.filter((row) => row.currency === currency)
  const yearly = Float64Array.from(counted, ({ ownYearly, yearlyMinor }) => Math.max(0, ownYearly ?? yearlyMinor))
    .sort()
    .reverse()
  const groups = new Map<SegmentName | null, Value['contribution'][number]>(
    [...segmentNames, null].map((segment) => [
      segment,
      { segment, customers: 0, ahead: yearsAhead.map((years) => ({ years, salesMinor: 0, profitMinor: 0, aliveMinor: 0 })) },
    ]),
  )
  for (const { segment, alive, ownYearly, ownGrowth, ownShare, ownServing, ...fitted } of counted) {
    const both = [groups.get(segment as SegmentName | null)!, ...(segment === null ? [] : [groups.get(null)!])]
    for (const group of both) group.customers++
    for (const [place, years] of yearsAhead.entries()) {
      const own = { yearlyMinor: ownYearly, growthMinor: ownGrowth, profitShare: ownShare, servingMinor: ownServing }
      const { salesMinor, contributionMinor: profitMinor } = contribution(fitted, company, own, years)
      for (const group of both) {
        const sum = group.ahead[place]!
        sum.salesMinor! += salesMinor
        sum.profitMinor! += profitMinor
        sum.aliveMinor! += Math.round(profitMinor * Math.min(1, alive))
      }
    }
  }
  return {
    asOf: rows[0]?.asOf ?? null,
    currency,
    customers: counted.length,
    otherCurrency: rows.length - counted.length,
    measuredShare: measuredShare({ yearMinor: sum(counted, 'yearMinor'), costedMinor: sum(counted, 'costedMinor') }),
    concentration: concentrationOf(yearly),
    contribution: [...groups.values()].filter(({ customers, segment }) => customers > 0 || segment === null),
  }
}

const sum = <Name extends string>(rows: readonly Record<Name, number>[], name: Name) => rows.reduce((whole, row) => whole + row[name], 0)

/** The share of the whole that the best 0, 1, … 100 hundredths bring; the highest amounts first. */
export function concentrationOf(highestFirst: Float64Array): number[] {
  const sums = new Float64Array(highestFirst.length + 1)
  for (let i = 0; i < highestFirst.length; i++) sums[i + 1] = sums[i]! + highestFirst[i]!
  const whole = sums[highestFirst.length]!
  if (whole <= 0) return []
  return Array.from({ length: 101 }, (_, part) => {
    const at = (part / 100) * highestFirst.length
    const [below, above] = [sums[Math.floor(at)]!, sums[Math.min(highestFirst.length, Math.floor(at) + 1)]!]
    return Math.min(1, (below + (above - below) * (at - Math.floor(at))) / whole)
  })
}
