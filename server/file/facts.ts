import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

/** The company's day, on which the windows of 12 months end. */
const today = (now: Date) => sql`(select (${now}::timestamptz at time zone time_zone)::date as day, time_zone from company) as today`

/** What the orders of customer `c` come to. The windows of 12 months follow each other, so both are one stretch of the index. */
const fromOrders = sql`
      left join lateral (select ordered_at as at from orders where customer_id = c.id and kind = 'order' order by ordered_at, id limit 1) as first on true
      left join lateral (select ordered_at as at from orders where customer_id = c.id and kind = 'order' order by ordered_at desc, id desc limit 1) as last on true
      cross join lateral (
        select ((today.day + 1 - interval '24 months')::timestamp at time zone today.time_zone) as opens,
          ((today.day + 1 - interval '12 months')::timestamp at time zone today.time_zone) as turns,
          ((today.day + 1)::timestamp at time zone today.time_zone) as ends) as windows
      cross join lateral (
        select count(*) filter (where kind = 'order' and ordered_at >= windows.turns) as orders,
          coalesce(sum(amount_minor) filter (where ordered_at >= windows.turns), 0) as revenue,
          coalesce(sum(amount_minor) filter (where ordered_at < windows.turns), 0) as prior
        from orders where customer_id = c.id and currency = c.currency and ordered_at >= windows.opens and ordered_at < windows.ends) as sums`

/**
 * Recomputes the row of current facts of each customer named. Every value is one look-up in an
 * index, so a file with 100,000 entries costs no more than a small one, and the same statement
 * serves a single entry and the end of an import.
 */
export async function refreshFacts(tx: Db, customerIds: string[], now: Date) {
  if (customerIds.length === 0) return
  await sql`
    insert into customer_facts as f (customer_id, as_of, last_in_at, last_out_at, last_contact_at, first_order_at, last_order_at,
      orders_12m, revenue_12m_minor, revenue_prior_12m_minor, open_promises, next_promise_due, open_voices,
      last_expectation, last_recommend, last_ease, last_scored_at)
    select c.id, today.day, i.last_in, o.last_out, greatest(i.last_in, o.last_out), first.at, last.at,
      sums.orders, sums.revenue, sums.prior, p.open, p.due, v.open,
      expectation.value, recommend.value, ease.value, greatest(expectation.at, recommend.at, ease.at)
    from unnest(${customerIds}::uuid[]) with ordinality as asked (id, n)
      join customers c on c.id = asked.id
      cross join ${today(now)}
      cross join lateral (select max(occurred_at) as last_in from interactions where customer_id = c.id and direction = 'in') as i
      cross join lateral (select max(occurred_at) as last_out from interactions where customer_id = c.id and direction = 'out') as o
      ${fromOrders}
      cross join lateral (select count(*) as open, min(due_on) as due from promises where customer_id = c.id and outcome is null) as p
      cross join lateral (select count(*) as open from voices where customer_id = c.id and answered_at is null) as v
      left join lateral (select value, given_at as at from scores where customer_id = c.id and question = 'expectation' order by given_at desc, id desc limit 1) as expectation on true
      left join lateral (select value, given_at as at from scores where customer_id = c.id and question = 'recommend' order by given_at desc, id desc limit 1) as recommend on true
      left join lateral (select value, given_at as at from scores where customer_id = c.id and question = 'ease' order by given_at desc, id desc limit 1) as ease on true
    order by asked.n
    on conflict (customer_id) do update set
      as_of = excluded.as_of, last_in_at = excluded.last_in_at, last_out_at = excluded.last_out_at, last_contact_at = excluded.last_contact_at,
      first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, orders_12m = excluded.orders_12m,
      revenue_12m_minor = excluded.revenue_12m_minor, revenue_prior_12m_minor = excluded.revenue_prior_12m_minor,
      open_promises = excluded.open_promises, next_promise_due = excluded.next_promise_due, open_voices = excluded.open_voices,
      last_expectation = excluded.last_expectation, last_recommend = excluded.last_recommend, last_ease = excluded.last_ease,
      last_scored_at = excluded.last_scored_at
    where f is distinct from excluded`.execute(tx)
}

/** The same where nothing but orders, or the day, has changed: what else is in the file need not be looked at. A customer without a row gets a whole one. */
export async function refreshFactsOfOrders(tx: Db, customerIds: string[], now: Date) {
  if (customerIds.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${customerIds}::uuid[]) with ordinality as asked (id, n)
    where not exists (select from customer_facts f where f.customer_id = asked.id) order by n`.execute(tx)
  const without = new Set(rows.map(({ id }) => id))
  await sql`
    insert into customer_facts as f (customer_id, as_of, first_order_at, last_order_at, orders_12m, revenue_12m_minor, revenue_prior_12m_minor)
    select c.id, today.day, first.at, last.at, sums.orders, sums.revenue, sums.prior
    from unnest(${customerIds.filter((id) => !without.has(id))}::uuid[]) with ordinality as asked (id, n)
      join customers c on c.id = asked.id
      cross join ${today(now)}
      ${fromOrders}
    order by asked.n
    on conflict (customer_id) do update set
      as_of = excluded.as_of, first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, orders_12m = excluded.orders_12m,
      revenue_12m_minor = excluded.revenue_12m_minor, revenue_prior_12m_minor = excluded.revenue_prior_12m_minor
    where (f.as_of, f.first_order_at, f.last_order_at, f.orders_12m, f.revenue_12m_minor, f.revenue_prior_12m_minor)
      is distinct from (excluded.as_of, excluded.first_order_at, excluded.last_order_at, excluded.orders_12m, excluded.revenue_12m_minor, excluded.revenue_prior_12m_minor)`.execute(
    tx,
  )
  await refreshFacts(tx, [...without], now)
}
