/** One person's day across files: what they promised, whom they dealt with, what others changed at their customers. */
import { sql } from 'kysely'
import type { MyDay } from '../../contract/file.ts'
import type { Context } from '../context.ts'
import { visibleTo } from '../customers/index.ts'

export async function myDay({ tx, actor, now }: Context): Promise<MyDay> {
  const me = actor.id
  const seen = visibleTo(actor)
  const { rows } = await sql<{ day: MyDay }>`
    select json_build_object(
      'promises', (select coalesce(json_agg(e), '[]') from (
        select p.id, p.customer_id as "customerId", customers.name as "customerName", p.text, p.due_on as "dueOn", json_build_object('id', ${me}::uuid, 'name', ${actor.name}::text) as keeper,
          p.made_at as "madeAt", p.outcome, p.outcome_at as "outcomeAt"
        from promises p join customers on customers.id = p.customer_id
        where p.keeper_id = ${me} and p.outcome is null and ${seen} order by p.due_on, p.id limit 100) as e),
      'contacts', (select coalesce(json_agg(e), '[]') from (
        select i.customer_id as "customerId", customers.name as "customerName", i.channel, i.direction, i.subject, i.asked, i.occurred_at as at
        from interactions i join customers on customers.id = i.customer_id
        where i.user_id = ${me} and i.occurred_at >= date_trunc('day', ${now}::timestamptz at time zone company.time_zone) at time zone company.time_zone and ${seen}
        order by i.occurred_at desc, i.id desc limit 100) as e),
      'changed', (select coalesce(json_agg(e), '[]') from (
        select customers.id as "customerId", customers.name as "customerName", last.type, u.name as by, last.at
        from customers cross join lateral (
            select type, actor_id, at from customer_events where customer_id = customers.id and actor_id is distinct from ${me} order by id desc limit 1) as last
          left join users u on u.id = last.actor_id
        where customers.owner_id = ${me} and last.at >= ${now}::timestamptz - interval '7 days' and ${seen}
        order by last.at desc, customers.id limit 50) as e)) as day
    from company`.execute(tx.withoutPlugins())
  return rows[0]!.day
}
