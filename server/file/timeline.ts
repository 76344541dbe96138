/** A page of one file's timeline: five walks along indexes, merged. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { TimelinePage, timelineQuery } from '../../contract/file.ts'
import type { Context } from '../context.ts'
import { partOf } from '../customers/index.ts'
import { anywhere } from '../db/like.ts'
import { invalid } from '../http/problem.ts'
import { interactionEntries, mergedPage, type Narrow, orderEntries, promiseEntries, scoreEntries, voiceEntries } from './entries.ts'

type Ask = z.output<typeof timelineQuery>
type Kind = NonNullable<Ask['kind']>

const walks: Record<Kind, (narrow: Narrow) => RawBuilder<unknown>> = {
  interaction: interactionEntries,
  order: orderEntries,
  promise: promiseEntries,
  voice: voiceEntries,
  score: scoreEntries,
}
const kinds = Object.keys(walks) as Kind[]

/** Where each kind keeps its words. */
const words: Record<Kind, RawBuilder<string>> = {
  interaction: sql`e.subject || ' ' || e.asked || ' ' || e.body`,
  order: sql`e.number || ' ' || e.note`,
  promise: sql`e.text`,
  voice: sql`e.text || ' ' || coalesce(e.answer, '')`,
  score: sql`e.comment`,
}

export async function timeline(ctx: Context, customerId: string, ask: Ask): Promise<TimelinePage> {
  await partOf(ctx, customerId)
  const before = ask.after ? placeOf(ask.after) : ask.until ? { at: endOfDay(ask.until), id: '00000000-0000-0000-0000-000000000000' } : undefined
  const wanted = ask.channel || ask.conversationId ? (['interaction'] as const) : ask.kind ? [ask.kind] : kinds
  if (ask.kind && !(wanted as readonly Kind[]).includes(ask.kind)) return { items: [], next: null }
  const id = sql`${customerId}::uuid`
  const page = mergedPage(
    wanted.map((kind) =>
      walks[kind]({ actor: ctx.actor, customerId: id, limit: ask.limit + 1, before, where: where(ask), holding: holding(kind, ask.search) }),
    ),
    ask.limit,
  )
  const { rows } = await sql<{ page: TimelinePage }>`select ${page} as page`.execute(ctx.tx.withoutPlugins())
  return rows[0]!.page
}

function where({ channel, conversationId }: Ask) {
  const all = [channel && sql`e.channel = ${channel}`, conversationId && sql`e.conversation_id = ${conversationId}`].filter(
    (condition) => typeof condition === 'object',
  )
  return all.length > 0 ? sql.join(all, sql` and `) : undefined
}

/** Letters without upper and lower case, such as Hebrew, are compared as they stand: half the work. */
function holding(kind: Kind, search: string | undefined) {
  if (!search) return undefined
  return /\p{Cased}/u.test(search) ? sql`lower(${words[kind]}) like ${anywhere(search)}` : sql`(${words[kind]}) like ${anywhere(search)}`
}

const endOfDay = (day: string) => sql`((${day}::date + 1)::timestamp at time zone (select time_zone from company))`

/** A cursor names the exact microsecond and the id of the last entry shown. */
function placeOf(cursor: string) {
  const parts = /^(-?\d{1,17})~([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(cursor)
  if (!parts) throw invalid('after', 'malformed')
  return { at: sql`(timestamptz 'epoch' + ${parts[1]}::bigint * interval '1 microsecond')`, id: parts[2]! }
}

/** How many entries each day of the file has, newest first, in the company's days. */
export async function timelineDays(ctx: Context, customerId: string) {
  await partOf(ctx, customerId)
  const { rows } = await sql<{ day: string; entries: number }>`
    select (at at time zone (select time_zone from company))::date as day, count(*) as entries from (
      select occurred_at as at from interactions where customer_id = ${customerId}
      union all select ordered_at from orders where customer_id = ${customerId}
      union all select made_at from promises where customer_id = ${customerId}
      union all select heard_at from voices where customer_id = ${customerId}
      union all select given_at from scores where customer_id = ${customerId}) as entry
    group by day order by day desc`.execute(ctx.tx)
  return rows
}
