/** Our people as actors: who they are and what decides the files they see. */
import { sql } from 'kysely'
import type { Actor, Grant } from '../context.ts'
import type { Db } from '../db/connect.ts'

/** Everybody who may come in at `now`, to be narrowed to one. */
export const actors = (db: Db, now: Date) =>
  db
    .selectFrom('users')
    .innerJoin('roleAccess', 'roleAccess.role', 'users.role')
    .where('users.deactivatedAt', 'is', null)
    .select(['users.id', 'users.name', 'users.role', 'users.language', 'roleAccess.scope'])
    .select([
      sql<Actor['hidden']>`role_access.hidden`.as('hidden'),
      sql<string[]>`array(select team_id::text from team_members where user_id = users.id)`.as('teamIds'),
      sql<Grant[]>`coalesce((select json_agg(json_build_object('id', id, 'until', until, 'filter', filter) order by id) from access_grants
        where user_id = users.id and ended_at is null and until > ${now}::timestamptz), '[]')`.as('grants'),
    ])
