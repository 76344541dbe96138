/** The chain of the first page, month by month: did better service raise satisfaction, loyalty, retention and profit here? */
import type pg from 'pg'
import { chain } from '../../analytics/index.ts'
import { type ChainPage, type ChainPart, type ChainTold, chainParts } from '../../contract/insight-pages.ts'
import type { Context } from '../context.ts'
import type { ChurnFound } from './churn.ts'
import { monthly, monthOf, monthText } from './departures.ts'
import { companyPage } from './pages.ts'
import { dayText, type Purchases } from './reading.ts'
import { where } from './where.ts'

const monthsBack = 36
const [longestLag, season] = [4, 12]

/** What was promised and asked of us in a month, and how much of it was done; what customers answered. */
export type ServiceByMonth = Map<number, { done: number; asked: number; recommend: number | null }>

export async function readService(client: pg.Client, asOf: number): Promise<ServiceByMonth> {
  const { rows } = await client.query<{ month: string; done: number; asked: number; recommend: number | null }>(
    `select to_char(month, 'YYYY-MM') as month, coalesce(sum(done), 0)::int as done, coalesce(sum(asked), 0)::int as asked, avg(recommend)::float8 as recommend from (
       select date_trunc('month', due_on)::date as month, (outcome = 'kept')::int as done, 1 as asked, null::numeric as recommend from promises
         where due_on between $1 and $2 and outcome is distinct from 'released'
       union all
       select date_trunc('month', heard_at)::date, (answered_at <= heard_at + interval '7 days')::int, 1, null from voices
         where kind = 'complaint' and heard_at > $1::date and heard_at < $2::date - 7
       union all
       select date_trunc('month', given_at)::date, null, null, value from scores where question = 'recommend' and given_at > $1::date and given_at < $2::date + 1) as facts
     group by 1`,
    [dayText(asOf - monthsBack * 31), dayText(asOf)],
  )
  return new Map(rows.map(({ month, ...one }) => [Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1, one]))
}

export function chainOf(
  { ids, day, amount, customer, asOf, firstDay }: Purchases,
  { gone }: ChurnFound,
  service: ServiceByMonth,
  profitShare: number,
): ChainTold {
  const last = monthOf(asOf + 1) - 1
  if (!gone || firstDay === null || last < monthOf(firstDay)) return { months: [], series: [], links: [] }
  const first = Math.max(monthOf(firstDay), last - monthsBack + 1)
  const counted = monthly(gone, first, last)
  /** Who bought in which month, and how many did. */
  const seen = new Uint8Array(ids.length * counted.length)
  const bought = counted.map(() => 0)
  const sales = counted.map(() => 0)
  for (const [order, at] of day.entries()) {
    const place = monthOf(at) - first
    if (place < 0 || place >= counted.length) continue
    const row = customer[order]! * counted.length + place
    if (seen[row] === 0) bought[place]!++
    seen[row] = 1
    sales[place]! += amount[order]!
  }
  const of: Record<ChainPart, (place: number) => number | null | undefined> = {
    service: (place) => share(service.get(first + place)?.done, service.get(first + place)?.asked),
    satisfaction: (place) => service.get(first + place)?.recommend,
    loyalty: (place) => share(Math.max(0, bought[place]! - counted[place]!.won), counted[place]!.active),
    retention: (place) => share(counted[place]!.active - Math.min(counted[place]!.active, counted[place]!.left), counted[place]!.active),
    profit: (place) => Math.round(sales[place]! * profitShare),
  }
  const series = chainParts.map((part) => ({ part, values: counted.map((_, place) => of[part](place) ?? null) }))
  return { months: counted.map(({ month }) => monthText(month)), series, links: series.slice(1).map((effect, place) => linkOf(series[place]!, effect)) }
}

const share = (part: number | undefined, of: number | undefined) => (part === undefined || !of ? null : part / of)

type Series = ChainTold['series'][number]

/** One at a time: a link that cannot be looked at leaves the others. */
function linkOf(cause: Series, effect: Series): ChainTold['links'][number] {
  const [link] =
    where(() =>
      chain(
        [cause, effect].map(({ part, values }) => ({ name: part, values: values.map((value) => value ?? Number.NaN) })),
        { seed: 1, maxLag: longestLag, season },
      ),
    ) ?? []
  const told = link?.correlations.every(({ value, low, high }) => [value, low, high].every(Number.isFinite))
  return {
    cause: cause.part,
    effect: effect.part,
    found: link && told ? { lag: link.lag, correlations: link.correlations.map(({ value, low, high }) => ({ value, low, high })), limits: link.limits } : null,
  }
}

/** What the company earns is for those who may see its finances. */
export async function chainPage(ctx: Context): Promise<ChainPage> {
  const page = await companyPage(ctx, 'chain')
  if (!page.told || !(ctx.actor.hidden.includes('finances') || ctx.actor.hidden.includes('amounts'))) return page
  const { series, links, ...told } = page.told
  return { ...page, told: { ...told, series: series.filter(({ part }) => part !== 'profit'), links: links.filter(({ effect }) => effect !== 'profit') } }
}
