/** One change to many customers. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { customers } from '../../contract/customers.ts'
import type { Context } from '../context.ts'
import { visibleTo } from './access.ts'
import { assignable } from './create.ts'
import { customersFound, narrowing } from './filter.ts'
import { withHeirs } from './heirs.ts'

type Bulk = z.output<(typeof customers)['POST /customers/bulk']['body']>
type Change = Omit<Bulk, 'chosen'>

const chunkOf = 1_000

/** Changes those chosen that this person may see and that are not so already. Each file gets its own event. */
export async function changeMany(ctx: Context, { chosen, ...change }: Bulk) {
  const ids = 'ids' in chosen ? await withHeirs(ctx.tx, chosen.ids) : await idsFound(ctx, chosen)
  assignable(ctx.actor, change)
  const fields = [
    change.addTag || change.removeTag ? 'tags' : undefined,
    change.ownerId === undefined ? undefined : 'ownerId',
    change.teamId && 'teamId',
  ].filter(Boolean)
  if (fields.length === 0) return { changed: 0 }
  let changed = 0
  for (let from = 0; from < ids.length; from += chunkOf) {
    const files = await changeChunk(ctx, ids.slice(from, from + chunkOf), change)
    for (const { id } of files) ctx.record('customer.changed', id, { fields, bulk: true })
    changed += files.length
  }
  return { changed }
}

async function idsFound(ctx: Context, { filter, except }: Extract<Bulk['chosen'], { filter: unknown }>) {
  const rows = await customersFound(ctx.tx, ctx.actor, await narrowing(ctx, filter))
    .select('customers.id')
    .orderBy('customers.id')
    .execute()
  const left = new Set(except)
  return rows.map(({ id }) => id).filter((id) => !left.has(id))
}

function changeChunk({ tx, actor, now }: Context, ids: string[], { addTag, removeTag, ownerId, teamId }: Change) {
  const kept = removeTag ? sql<string[]>`array_remove(tags, ${removeTag})` : sql<string[]>`tags`
  const tags = addTag ? sql<string[]>`case when ${kept} @> array[${addTag}] then ${kept} else ${kept} || array[${addTag}] end` : kept
  const owner = ownerId === undefined ? sql<string | null>`owner_id` : sql<string | null>`${ownerId}::uuid`
  const team = teamId ? sql<string>`${teamId}::uuid` : sql<string>`team_id`
  return tx
    .updateTable('customers')
    .set({ tags, ownerId: owner, teamId: team, version: sql`version + 1`, updatedAt: now })
    .where('id', 'in', sql<string>`(select unnest(${ids}::uuid[]))`)
    .where(visibleTo(actor))
    .where(sql<boolean>`(tags, owner_id, team_id) is distinct from (${tags}, ${owner}, ${team})`)
    .returning('id')
    .execute()
}
