/** Which customer files a person may see. Every query about files passes through here. */
import { type RawBuilder, sql } from 'kysely'
import { wholeCompany } from '../../contract/endpoint.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'

/** A condition on a `customers` row (under the alias it has in the query): this person may see its file. */
export function visibleTo(actor: Actor, alias = 'customers'): RawBuilder<boolean> {
  if (wholeCompany.includes(actor.role)) return sql<boolean>`true`
  if (actor.role === 'consultant' || actor.teamIds.length === 0) return sql<boolean>`false`
  // One team is the common case, and an equality lets an index by team keep its order.
  if (actor.teamIds.length === 1) return sql<boolean>`${sql.ref(`${alias}.team_id`)} = ${actor.teamIds[0]}::uuid`
  return sql<boolean>`${sql.ref(`${alias}.team_id`)} = any(${actor.teamIds}::uuid[])`
}

/** The head of one file; "not found" also when it may not be seen. */
export const fileOf = async ({ tx, actor }: { tx: Db; actor: Actor }, id: string) =>
  found(
    await tx.selectFrom('customers').where('id', '=', id).where(visibleTo(actor)).select(['id', 'name', 'teamId', 'ownerId', 'currency']).executeTakeFirst(),
  )

/** The same rule for a file already at hand. */
export function sees(actor: Pick<Actor, 'role' | 'teamIds'>, file: { teamId: string }): boolean {
  return mayUse(actor, file.teamId)
}

/** May this person keep customers in that team? */
export function mayUse(actor: Pick<Actor, 'role' | 'teamIds'>, teamId: string): boolean {
  if (wholeCompany.includes(actor.role)) return true
  return actor.role !== 'consultant' && actor.teamIds.includes(teamId)
}
