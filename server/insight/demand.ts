/** When customers want us, by hour and day, against the hours in which they can reach us. */
import type pg from 'pg'
import type { Demand, DemandTold } from '../../contract/insight-pages.ts'
import type { Context } from '../context.ts'
import { companyPage } from './pages.ts'
import { dayText } from './reading.ts'

const daysBack = 365
const emptyWeek = () => Array.from({ length: 7 }, () => Array<number>(24).fill(0))

export async function readDemand(client: pg.Client, asOf: number): Promise<DemandTold> {
  const told: DemandTold = { from: dayText(asOf - daysBack), orders: emptyWeek(), contacts: emptyWeek(), untimed: 0 }
  const { rows } = await client.query<{ what: 'orders' | 'contacts'; weekday: number; hour: number; timed: boolean; count: number }>(
    `select what, extract(dow from at)::int as weekday, extract(hour from at)::int as hour, at::time <> '00:00' or what = 'contacts' as timed, count(*)::int as count
     from (
       select 'orders' as what, ordered_at at time zone company.time_zone as at from orders cross join company
         where kind = 'order' and ordered_at > $1::date and ordered_at < $2::date + 1
       union all
       select 'contacts', occurred_at at time zone company.time_zone from interactions cross join company
         where direction = 'in' and occurred_at > $1::date and occurred_at < $2::date + 1) as wanted
     group by 1, 2, 3, 4`,
    [told.from, dayText(asOf)],
  )
  for (const { what, weekday, hour, timed, count } of rows) {
    if (timed) told[what][weekday]![hour]! += count
    else told.untimed += count
  }
  return told
}

export async function demandPage(ctx: Context): Promise<Demand> {
  const page = await companyPage(ctx, 'demand')
  const spans = await ctx.tx.selectFrom('openingHours').select(['weekday', 'opens', 'closes']).execute()
  const open = emptyWeek()
  for (const { weekday, opens, closes } of spans)
    for (let hour = 0; hour < 24; hour++) open[weekday]![hour]! += Math.max(0, Math.min(hours(closes), hour + 1) - Math.max(hours(opens), hour))
  return { ...page, open: open.map((day) => day.map((part) => Math.min(1, part))) }
}

const hours = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60
