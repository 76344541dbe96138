/** Twelve-month windows move with the days: each night the customers whose sums that changes are brought up to date. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { refreshFactsOfOrders } from './facts.ts'

const chunkOf = 500

/** Hourly by the crontab; does its work in the hour after the company's midnight, also for a midnight that was slept through. */
export async function rollForwardAtMidnight(house: House, { _cron }: { _cron?: { ts: string } }) {
  const at = _cron ? new Date(_cron.ts) : house.now()
  const { timeZone } = await house.db.selectFrom('company').select('timeZone').executeTakeFirstOrThrow()
  if (Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).hour === 0) await rollForward(house)
}

/** Refreshes the facts an order has entered or left since their day, file by file in short transactions. Returns how many. */
export async function rollForward({ db, now }: Pick<House, 'db' | 'now'>): Promise<number> {
  const at = now()
  let rolled = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await moved(db, at, after)
    if (ids.length === 0) return rolled
    await db.transaction().execute((tx) => refreshFactsOfOrders(tx, ids, at))
    rolled += ids.length
    after = ids.at(-1)!
  }
}

/** Customers with an order that crossed an edge of a window (its end, 12 months before, 24 months before) since `as_of`. */
async function moved(db: Db, now: Date, after: string) {
  const { rows } = await sql<{ id: string }>`
    select f.customer_id as id from customer_facts f
      cross join (select (${now}::timestamptz at time zone time_zone)::date as day, time_zone from company) as today
    where f.customer_id > ${after} and f.as_of < today.day
      and exists (select from unnest(array[interval '0', interval '12 months', interval '24 months']) as edge
        join orders o on o.customer_id = f.customer_id
          and o.ordered_at >= (f.as_of + 1 - edge) at time zone today.time_zone
          and o.ordered_at < (today.day + 1 - edge) at time zone today.time_zone)
    order by f.customer_id limit ${chunkOf}`.execute(db)
  return rows.map(({ id }) => id)
}
