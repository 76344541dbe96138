/** Which customer files a person may see. Every query about files passes through here. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { found } from '../http/problem.ts'
import { conditions } from './conditions.ts'

/** A condition on a `customers` row: this person may see its file. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (actor.role === 'consultant') return granted(actor)
  if (actor.scope === 'all') return sql<boolean>`true`
  if (actor.scope === 'own') return sql<boolean>`customers.owner_id = ${actor.id}::uuid`
  if (actor.teamIds.length === 0) return sql<boolean>`false`
  // One team is the common case, and an equality lets an index by team keep its order.
  if (actor.teamIds.length === 1) return sql<boolean>`customers.team_id = ${actor.teamIds[0]}::uuid`
  return sql<boolean>`customers.team_id = any(${actor.teamIds}::uuid[])`
}

/** Does this person see every file there is? */
export const seesAll = ({ role, scope }: Pick<Actor, 'role' | 'scope'>) => role !== 'consultant' && scope === 'all'

/** From outside the company one sees the files named in a grant that still holds, and those that fit its filter. */
function granted(actor: Actor): RawBuilder<boolean> {
  if (actor.grants.length === 0) return sql<boolean>`false`
  const ids = actor.grants.map(({ id }) => id)
  const ways: RawBuilder<SqlBool>[] = [
    sql<SqlBool>`exists (select from access_grant_files g where g.file_id = customers.id and g.grant_id = any(${ids}::uuid[]))`,
    ...actor.grants.flatMap(({ filter }) => (filter ? [fits(filter, actor)] : [])),
  ]
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}

/** The filter means to its consultant what it meant to whoever granted it, hidden fields or not. */
const fits = (filter: Actor['grants'][number]['filter'] & object, actor: Actor) =>
  sql<SqlBool>`exists (select from customer_facts facts where facts.customer_id = customers.id and ${sql.join(conditions(filter, { ...actor, hidden: [] }), sql` and `)})`

/** The head of one file; "not found" also when it may not be seen. */
export const fileOf = async ({ tx, actor }: { tx: Db; actor: Actor }, id: string) =>
  found(
    await tx.selectFrom('customers').where('id', '=', id).where(visibleTo(actor)).select(['id', 'name', 'teamId', 'ownerId', 'currency']).executeTakeFirst(),
  )

/** The same for reading a part of it, which is noted as a look unless the person opened the file a short while ago. */
export async function partOf(ctx: Pick<Context, 'tx' | 'actor' | 'audit'>, id: string) {
  const file = await fileOf(ctx, id)
  ctx.audit('file.opened', { customerId: id, facts: { from: 'part' } }, 'hardly')
  return file
}

/** The same rule for a file already at hand, seen by one of our own. */
export function sees(actor: Pick<Actor, 'id' | 'role' | 'scope' | 'teamIds'>, file: { teamId: string; ownerId: string | null }): boolean {
  if (actor.role === 'consultant') return false
  return actor.scope === 'own' ? file.ownerId === actor.id : mayUse(actor, file.teamId)
}

/** The same rule asked of the database where only it can tell: what a consultant was given may hang on a filter. */
export async function maySee(db: Db, actor: Actor, id: string, file: { teamId: string; ownerId: string | null }): Promise<boolean> {
  if (actor.role !== 'consultant') return sees(actor, file)
  const row = await db.selectFrom('customers').where('id', '=', id).where(visibleTo(actor)).select('id').executeTakeFirst()
  return row !== undefined
}

/** May this person keep customers in that team? */
export function mayUse(actor: Pick<Actor, 'role' | 'scope' | 'teamIds'>, teamId: string): boolean {
  return actor.role !== 'consultant' && (actor.scope === 'all' || actor.teamIds.includes(teamId))
}
