/** Churn: how many leave, when, what went before, and what winning one costs against keeping one. */
import type pg from 'pg'
import { cohorts, type Histories, histories, kaplanMeier, medianLifetime, replacementRatio } from '../../analytics/index.ts'
import { type Churn, type ChurnRule, type ChurnTold, type LeavingReason, leavingReasons } from '../../contract/insight-pages.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { type Departures, departures, monthly, monthOf, monthText } from './departures.ts'
import { companyPage } from './pages.ts'
import { dayText, type Purchases } from './reading.ts'
import { askFor } from './runs.ts'

const daysAMonth = 30.4375
const [monthsShown, cohortsShown, survivalShown] = [24, 8, 60]

export type ChurnFound = { told: Omit<ChurnTold, 'reasons'>; past: Histories | null; gone: Departures | null }

export async function churnRuleNow(client: pg.Client): Promise<ChurnRule> {
  const { rows } = await client.query<{ churn_by: ChurnRule['by']; churn_cycles: string; churn_months: number }>(
    'select churn_by, churn_cycles, churn_months from insight_settings',
  )
  const { churn_by, churn_cycles, churn_months } = rows[0]!
  return { by: churn_by, cycles: Number(churn_cycles), months: churn_months }
}

export function churnOf({ customer, day, asOf, firstDay }: Purchases, rule: ChurnRule): ChurnFound {
  const nothing = { rule, months: [], cohorts: [], survival: [], half: null, left: 0, stayed: 0, won: 0, kept: 0 }
  if (customer.length === 0 || firstDay === null) return { told: nothing, past: null, gone: null }
  const past = histories({ customer, day })
  const gone = departures(past, rule, asOf)
  const yearAgo = asOf - 365
  const last = monthOf(asOf + 1) - 1
  const lifetimes = {
    time: gone.firstDay.map((first, row) => Math.floor(((Number.isNaN(gone.leftOn[row]!) ? asOf : gone.leftOn[row]!) - first) / daysAMonth)),
    left: Array.from(gone.leftOn, (on) => !Number.isNaN(on)),
  }
  const curve = kaplanMeier(lifetimes)
  let [left, stayed, won, kept] = [0, 0, 0, 0]
  for (const [row, on] of gone.leftOn.entries()) {
    if (Number.isNaN(on)) {
      stayed++
      if (gone.firstDay[row]! <= yearAgo) kept++
    } else if (on > yearAgo) left++
    if (gone.firstDay[row]! > yearAgo) won++
  }
  const table = cohorts({ customer, day }, quarterOf, asOf).filter(({ period }) => period < quarterOf(asOf))
  return {
    past,
    gone,
    told: {
      rule,
      months: monthly(gone, Math.max(monthOf(firstDay), last - monthsShown + 1), last).map(({ month, ...counts }) => ({ month: monthText(month), ...counts })),
      // The quarter that has not ended yet holds too few of its purchases.
      cohorts: table.slice(-cohortsShown).map(({ period, customers, retention }) => ({
        from: `${monthText(period * 3)}-01`,
        customers,
        retention: retention.slice(0, quarterOf(asOf) - period),
      })),
      survival: [
        { months: 0, survival: 1, low: 1, high: 1, atRisk: lifetimes.time.length },
        ...curve
          .filter(({ time }) => time > 0 && time <= survivalShown)
          .map(({ time, ...step }) => ({
            months: time,
            survival: step.survival,
            low: step.low,
            high: step.high,
            atRisk: step.atRisk,
          })),
      ],
      half: medianLifetime(curve) ?? null,
      left,
      stayed,
      won,
      kept,
    },
  }
}

const quarterOf = (day: number) => Math.floor(monthOf(day) / 3)

const factBefore = `
  select g.gone, case
    when exists (select from voices v where v.customer_id = g.id and v.kind = 'complaint' and v.heard_at::date between g.until - 210 and g.until) then 'complaint'
    when exists (select from promises p where p.customer_id = g.id and p.outcome = 'broken' and p.outcome_at::date between g.until - 210 and g.until) then 'promise'
    when exists (select from scores s where s.customer_id = g.id and s.given_at::date between g.until - 210 and g.until
      and s.value <= case s.question when 'recommend' then 6 when 'ease' then 3 else 1 end) then 'score'
    when exists (select from contacts c where c.customer_id = g.id and c.until_date between g.until - 210 and g.until) then 'contact'
    when exists (select from customers c where c.id = g.id and c.overdue_minor > 0) then 'debt'
    else 'unknown' end as reason, count(*)::int as customers
  from unnest($1::uuid[], $2::date[], $3::boolean[]) as g(id, until, gone) group by 1, 2`

/** Of more, some: a share is as good from these. */
const enoughAsked = 20_000

/** What is known of the months before the last word from those who left within a year, and of the latest months of those who stayed. */
export async function reasonsOf(client: pg.Client, { ids, asOf }: Purchases, { past, gone }: ChurnFound): Promise<ChurnTold['reasons']> {
  const counts = new Map(leavingReasons.map((reason) => [reason, { reason, left: 0, stayed: 0 }]))
  if (past && gone) {
    const rows = Array.from(gone.leftOn.keys()).filter((row) => !(gone.leftOn[row]! <= asOf - 365))
    const step = Math.ceil(rows.length / enoughAsked)
    const some = rows.filter((_, place) => place % step === 0)
    const isGone = (row: number) => !Number.isNaN(gone.leftOn[row]!)
    const asked = await client.query<{ gone: boolean; reason: LeavingReason; customers: number }>(factBefore, [
      some.map((row) => ids[past.customer[row]!]),
      some.map((row) => dayText(Math.min(asOf, isGone(row) ? gone.lastDay[row]! + 120 : asOf))),
      some.map(isGone),
    ])
    for (const { gone: left, reason, customers } of asked.rows) counts.get(reason)![left ? 'left' : 'stayed'] += customers
  }
  return [...counts.values()]
}

export async function churnPage(ctx: Context): Promise<Churn> {
  const page = withoutDebt(await companyPage(ctx, 'churn'), ctx.actor)
  const settings = await costsNow(ctx.tx)
  return { ...page, ...settings, ratio: page.told && ratioOf(page.told, settings) }
}

/** Who may not know of debts is told of those who owed as of the others of whom nothing is known. */
function withoutDebt(page: Awaited<ReturnType<typeof companyPage<'churn'>>>, { hidden }: Context['actor']) {
  if (!page.told || !hidden.includes('finances')) return page
  const debt = page.told.reasons.find(({ reason }) => reason === 'debt')
  const reasons = page.told.reasons
    .filter(({ reason }) => reason !== 'debt')
    .map((one) => (one.reason === 'unknown' && debt ? { ...one, left: one.left + debt.left, stayed: one.stayed + debt.stayed } : one))
  return { ...page, told: { ...page.told, reasons } }
}

async function costsNow(tx: Db) {
  const { by, cycles, months, ...costs } = await tx
    .selectFrom('insightSettings')
    .innerJoin('company', (join) => join.onTrue())
    .select(['churnBy as by', 'churnCycles as cycles', 'churnMonths as months', 'winningMinor', 'keepingMinor', 'company.currency'])
    .executeTakeFirstOrThrow()
  return { ...costs, rule: { by: by as ChurnRule['by'], cycles, months } }
}

function ratioOf({ won, kept }: ChurnTold, { winningMinor, keepingMinor }: Pick<Churn, 'winningMinor' | 'keepingMinor'>) {
  if (winningMinor === null || keepingMinor === null) return null
  return replacementRatio({ cost: winningMinor, customers: won }, { cost: keepingMinor, customers: kept }) ?? null
}

export async function changeChurn(
  ctx: Context,
  { by, cycles, months, ...costs }: Partial<ChurnRule & Pick<Churn, 'winningMinor' | 'keepingMinor'>>,
): Promise<Churn> {
  const rule = Object.fromEntries(Object.entries({ churnBy: by, churnCycles: cycles, churnMonths: months }).filter(([, value]) => value !== undefined))
  const change = { ...rule, ...costs }
  if (Object.keys(change).length > 0) await ctx.tx.updateTable('insightSettings').set(change).execute()
  if (Object.keys(rule).length > 0) await askFor(ctx, ctx.actor.id)
  return churnPage(ctx)
}
