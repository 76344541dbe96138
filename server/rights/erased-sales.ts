/** What the company sold stays true when a customer is erased: their orders are added to sums of the month, which are of nobody in particular. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { daysKept } from './rules.ts'

/** Nothing is added where the company chose to keep no sums. */
export async function keepSums(tx: Db, fileId: string) {
  if ((await daysKept(tx))['erased-sales'] === 0) return
  await sql`
    insert into erased_sales as s (month, currency, kind, orders, amount_minor)
    select date_trunc('month', o.ordered_at at time zone company.time_zone)::date, o.currency, o.kind, count(*), sum(o.amount_minor)
    from orders o cross join company where o.customer_id = ${fileId} group by 1, 2, 3
    on conflict (month, currency, kind) do update set orders = s.orders + excluded.orders, amount_minor = s.amount_minor + excluded.amount_minor`.execute(tx)
}
