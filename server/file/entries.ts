/** The five kinds of entry of a timeline, each as a statement that walks its own index, newest first. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { valuesOf } from '../custom-fields/index.ts'

/** Which entries are wanted; `before` is the end of the page above. */
export type Narrow = {
  /** Who reads: the company's own fields are shown by role. */
  actor: Pick<Actor, 'role'>
  customerId: RawBuilder<unknown>
  limit: number
  before?: { at: RawBuilder<unknown>; id: string } | undefined
  from?: RawBuilder<unknown> | undefined
  where?: RawBuilder<unknown> | undefined
  /** A condition on the words of an entry, which no index answers. */
  holding?: RawBuilder<unknown> | undefined
}

const person = (id: string) => sql`(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${sql.ref(id)})`

/**
 * `table` is aliased e. Entries that words must be found in are walked first and read after: told at once of a rare
 * word, PostgreSQL would rather read and sort the whole file than walk it until the page is full.
 */
function walk(table: string, at: string, entry: RawBuilder<unknown>, { customerId, limit, before, from, where, holding }: Narrow) {
  const time = sql.ref(`e.${at}`)
  const order = sql`order by ${time} desc, e.id desc`
  const conditions = [
    sql`e.customer_id = ${customerId}`,
    before && sql`(${time}, e.id) < (${before.at}, ${before.id}::uuid)`,
    from && sql`${time} >= ${from}`,
    where,
  ].filter((condition) => condition !== undefined)
  const narrowed = sql`${sql.table(table)} e where ${sql.join(conditions, sql` and `)} ${order}`
  const source = holding ? sql`(select e.* from ${narrowed} offset 0) as e where ${holding} ${order}` : narrowed
  return sql`(select ${time} as at, e.id, ${entry} as entry from ${source} limit ${sql.lit(limit)})`
}

export const interactionEntries = (narrow: Narrow) =>
  walk(
    'interactions',
    'occurred_at',
    sql`json_build_object('kind', 'interaction', 'id', e.id, 'at', e.occurred_at, 'channel', e.channel, 'direction', e.direction,
    'conversationId', e.conversation_id, 'user', ${person('e.user_id')},
    'contact', (select json_build_object('id', c.id, 'name', c.name) from contacts c where c.customer_id = e.customer_id and c.id = e.contact_id),
    'subject', e.subject, 'preview', left(e.body, 400), 'longer', length(e.body) > 400, 'asked', e.asked, 'durationSeconds', e.duration_seconds,
    'attachments', (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'contentType', a.content_type, 'sizeBytes', a.size_bytes)), '[]')
      from attachments a where a.customer_id = e.customer_id and a.interaction_id = e.id),
    'custom', ${valuesOf(narrow.actor, { customerId: sql`e.customer_id`, interactionId: sql`e.id` })})`,
    narrow,
  )

export const orderEntries = (narrow: Narrow) =>
  walk(
    'orders',
    'ordered_at',
    sql`json_build_object('kind', 'order', 'id', e.id, 'at', e.ordered_at, 'number', e.number, 'orderKind', e.kind, 'currency', e.currency,
    'amountMinor', e.amount_minor, 'lineCount', (select count(*) from order_lines l where l.customer_id = e.customer_id and l.order_id = e.id), 'user', ${person('e.taken_by')})`,
    narrow,
  )

export const promiseEntries = (narrow: Narrow) =>
  walk(
    'promises',
    'made_at',
    sql`json_build_object('kind', 'promise', 'id', e.id, 'at', e.made_at, 'text', e.text, 'dueOn', e.due_on, 'keeper', ${person('e.keeper_id')}, 'outcome', e.outcome)`,
    narrow,
  )

export const voiceEntries = (narrow: Narrow) =>
  walk(
    'voices',
    'heard_at',
    sql`json_build_object('kind', 'voice', 'id', e.id, 'at', e.heard_at, 'voice', e.kind, 'text', e.text, 'user', ${person('e.heard_by')}, 'answer', e.answer)`,
    narrow,
  )

export const scoreEntries = (narrow: Narrow) =>
  walk(
    'scores',
    'given_at',
    sql`json_build_object('kind', 'score', 'id', e.id, 'at', e.given_at, 'question', e.question, 'value', e.value, 'comment', e.comment, 'user', ${person('e.user_id')})`,
    narrow,
  )

/**
 * A page of the walks merged, newest first, as `{items, next}`. Each walk gives one row more than the page holds, so that
 * the merge knows whether there is a next page; its cursor is the exact microsecond and the id of the last entry shown.
 */
export const mergedPage = (walks: RawBuilder<unknown>[], limit: number) => sql`(
  select json_build_object(
    'items', coalesce(json_agg(entry order by n) filter (where n <= ${sql.lit(limit)}), '[]'),
    'next', (array_agg((extract(epoch from at) * 1000000)::bigint || '~' || id order by n desc) filter (where n = ${sql.lit(limit)} and more))[1])
  from (
    select at, id, entry, row_number() over () as n, count(*) over () > ${sql.lit(limit)} as more
    from (select * from (${sql.join(walks, sql` union all `)}) as every order by at desc, id desc limit ${sql.lit(limit + 1)}) as page) as numbered)`
