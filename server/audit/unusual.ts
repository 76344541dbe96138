/**
 * Unusual reading. A person's openings are compared with their own past: how many different files they opened in the last hour, against a busy hour of the
 * four weeks before (the ninth of their ten hours at work, from least to most; nothing is usual before five such hours are known).
 * It is unusual from `times` times that, and from `atLeast` files on. Somebody is told of once in twelve hours.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { LookAlert, LookRule } from '../../contract/audit.ts'
import type { PersonRef } from '../../contract/fields.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { found } from '../http/problem.ts'
import { auditor } from './record.ts'

export const ruleNow = (tx: Db): Promise<LookRule> => tx.selectFrom('lookRule').select(['atLeast', 'times']).executeTakeFirstOrThrow()

export async function changeRule(ctx: Context, rule: LookRule): Promise<LookRule> {
  await ctx.tx.updateTable('lookRule').set(rule).execute()
  ctx.audit('look-rule.changed', { facts: rule })
  return rule
}

/** What stands, and what was settled in the last four weeks. */
export const alerts = ({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<LookAlert[]> =>
  tx
    .selectFrom('lookAlerts as a')
    .innerJoin('users as u', 'u.id', 'a.userId')
    .leftJoin('users as s', 's.id', 'a.settledBy')
    .where(sql<boolean>`(a.settled_at is null or a.settled_at > ${now}::timestamptz - interval '28 days')`)
    .select(['a.id', 'a.raisedAt', 'a.files', 'a.usual', 'a.settledAt'])
    .select([
      sql<PersonRef>`json_build_object('id', u.id, 'name', u.name)`.as('person'),
      sql<PersonRef | null>`case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end`.as('settledBy'),
    ])
    .orderBy('a.raisedAt', 'desc')
    .limit(200)
    .execute()

export async function settle(ctx: Context, id: string): Promise<LookAlert[]> {
  const { userId, settledAt } = found(await ctx.tx.selectFrom('lookAlerts').where('id', '=', id).select(['userId', 'settledAt']).forUpdate().executeTakeFirst())
  if (!settledAt) {
    await ctx.tx.updateTable('lookAlerts').set({ settledAt: ctx.now, settledBy: ctx.actor.id }).where('id', '=', id).execute()
    ctx.audit('look-alert.settled', { subjectId: userId, facts: { alertId: id } })
  }
  return alerts(ctx)
}

/** Every minute: whoever read unusually much in the hour before is told of. */
export const watchLooks = ({ db, now }: Pick<House, 'db' | 'now'>): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const at = now()
    await sql`select pg_advisory_xact_lock(7205763)`.execute(tx)
    const accounts = auditor(() => null, at, db)
    for (const { userId, files, usual } of await unusual(tx, at)) {
      const id = randomUUIDv7()
      await tx.insertInto('lookAlerts').values({ id, userId, raisedAt: at, files, usual }).execute()
      accounts.audit('look-alert.raised', { subjectId: userId, facts: { alertId: id, files, usual } })
    }
    await accounts.store(tx)
  })

async function unusual(tx: Db, at: Date) {
  const { atLeast, times } = await ruleNow(tx)
  const { rows } = await sql<{ userId: string; files: number; usual: number }>`
    with much as (
      select actor_id, count(distinct file_id)::int as files from audit_entries
      where action = 'file.opened' and actor_id is not null and at > ${at}::timestamptz - interval '1 hour' and at <= ${at}::timestamptz
      group by actor_id having count(distinct file_id) >= ${atLeast}::int)
    select much.actor_id as user_id, much.files, usual.files as usual
    from much cross join lateral (
      select case when count(*) < 5 then 0 else percentile_disc(0.9) within group (order by files) end::int as files
      from (
        select count(distinct file_id) as files from audit_entries e
        where e.actor_id = much.actor_id and e.action = 'file.opened' and e.at > ${at}::timestamptz - interval '28 days' and e.at <= ${at}::timestamptz - interval '1 hour'
        group by date_trunc('hour', e.at)) as hours) as usual
    where much.files >= usual.files * ${times}::int
      and exists (select from users where id = much.actor_id)
      and not exists (select from look_alerts a where a.user_id = much.actor_id and a.raised_at > ${at}::timestamptz - interval '12 hours')`.execute(tx)
  return rows
}
