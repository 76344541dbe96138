/** What was added to a merged file since, and to which of the two it seems to belong. */
import { type RawBuilder, sql } from 'kysely'
import { type MergeEntity, mergeEntities, type OfferedEntry, offeredAtMost, type Side } from '../../contract/merging.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { movingOf } from './registry.ts'

type Which = { customerId: string; mergeId: string }

/** Ids the journal names of one table; of one side, or of both. */
const journal = ({ customerId, mergeId }: Which, entity: string, side?: 'merged') => sql`
  select unnest(j.ids) as id from merge_journal j where j.customer_id = ${customerId} and j.merge_id = ${mergeId} and j.entity = ${entity}
    and j.side ${side ? sql`= 'merged'` : sql`in ('kept', 'merged')`}`

const shown: Record<MergeEntity, { at: RawBuilder<unknown>; text: RawBuilder<unknown> }> = {
  contacts: { at: sql`t.created_at`, text: sql`t.name` },
  contact_points: { at: sql`t.created_at`, text: sql`t.value` },
  preferences: { at: sql`t.created_at`, text: sql`t.text` },
  interactions: { at: sql`t.occurred_at`, text: sql`coalesce(nullif(t.subject, ''), nullif(t.asked, ''), t.body)` },
  promises: { at: sql`t.made_at`, text: sql`t.text` },
  orders: { at: sql`t.ordered_at`, text: sql`t.number` },
  voices: { at: sql`t.heard_at`, text: sql`t.text` },
  scores: { at: sql`t.given_at`, text: sql`t.value::text` },
}

/** What hangs on a contact or an entry of the merged file seems to belong there, and so does what continues a conversation of it. */
function seemsMerged(which: Which, entity: MergeEntity) {
  const refs = Object.entries(movingOf(entity).refs ?? {}).map(([column, { to }]) => sql`t.${sql.ref(column)} in (${journal(which, to, 'merged')})`)
  if (entity === 'interactions') refs.push(sql`t.conversation_id in (${journal(which, 'interactions', 'merged')})`)
  return refs.length > 0 ? sql`coalesce(${sql.join(refs, sql` or `)}, false)` : sql`false`
}

/** Rows of one table that came after the merge. What hangs on an entry that came after it, or is bound to a contact, goes where that goes. */
function since(which: Which, entity: MergeEntity) {
  const own = Object.entries(movingOf(entity).refs ?? {}).map(([column, { to, bound }]) =>
    bound
      ? sql`t.${sql.ref(column)} is null`
      : to === 'interactions'
        ? sql`(t.${sql.ref(column)} is null or t.${sql.ref(column)} in (${journal(which, to)}))`
        : sql`true`,
  )
  return sql`from ${sql.table(entity)} t where t.customer_id = ${which.customerId} and t.id not in (${journal(which, entity)})
    and ${sql.join([sql`true`, ...own], sql` and `)}`
}

export async function offeredEntries(tx: Db, actor: Actor, which: Which): Promise<{ entries: OfferedEntry[]; more: number }> {
  const each = mergeEntities.map((entity) => {
    const { at, text } = shown[entity]
    const told = entity === 'contact_points' && actor.hidden.includes('contactPoints') ? sql`''` : sql`left(${text}, 200)`
    return sql`select t.id, ${entity} as entity, ${at} as at, ${told} as text,
      case when ${seemsMerged(which, entity)} then 'merged' else 'kept' end as suggested ${since(which, entity)}`
  })
  const { rows } = await sql<OfferedEntry & { all: number }>`
    select id, entity, at, text, suggested, count(*) over () as all from (${sql.join(each, sql` union all `)}) as offered
    order by at desc, id desc limit ${sql.lit(offeredAtMost)}`.execute(tx)
  return { entries: rows.map(({ all, ...entry }) => entry), more: Math.max(0, (rows[0]?.all ?? 0) - rows.length) }
}

/** Everything that goes to the merged file of what came since: as was said, else as it seems; and what hangs on it. */
export async function goingSince(tx: Db, which: Which, said: Record<Side, readonly string[]>): Promise<Map<MergeEntity, string[]>> {
  const going = new Map<MergeEntity, string[]>()
  for (const entity of mergeEntities) {
    const { rows } = await sql<{ id: string }>`select t.id ${since(which, entity)}
      and case when t.id = any(${said.merged}::uuid[]) then true when t.id = any(${said.kept}::uuid[]) then false else ${seemsMerged(which, entity)} end
      order by t.id`.execute(tx)
    const ids = rows.map(({ id }) => id)
    const entries = going.get('interactions') ?? []
    if (movingOf(entity).refs?.interaction_id && entries.length > 0) {
      const parts = await sql<{ id: string }>`select t.id from ${sql.table(entity)} t where t.customer_id = ${which.customerId}
        and t.interaction_id = any(${entries}::uuid[]) and t.id not in (${journal(which, entity)}) order by t.id`.execute(tx)
      ids.push(...parts.rows.map(({ id }) => id))
    }
    if (ids.length > 0) going.set(entity, [...new Set(ids)])
  }
  return going
}
