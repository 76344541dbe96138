/** What a filter of the customer list means: conditions on `customers` and its `facts`. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { segmentNames } from '../../contract/segments.ts'
import type { Actor } from '../context.ts'
import { meets } from '../custom-fields/index.ts'
import type { Narrowing } from './filter.ts'
import { literally, searched } from './search.ts'

/** How a search is asked may differ with where it is asked; what it finds does not. One that was not read, as the filter of a grant, is looked for as it stands. */
export function conditions(filter: Narrowing, actor: Actor, asked: typeof searched = searched): Expression<SqlBool>[] {
  const { search, kind, teamId, ownerId, tag, city, buying, overdue, openPromise, segment, stage, custom = [] } = filter
  const all: (RawBuilder<SqlBool> | undefined)[] = [
    typeof search === 'string' ? literally(search, actor) : search ? asked(search) : undefined,
    kind ? sql`customers.kind = ${kind}` : undefined,
    teamId ? sql`customers.team_id = ${teamId}` : undefined,
    ownerId ? ownedBy(ownerId === 'mine' ? actor.id : ownerId) : undefined,
    tag ? sql`customers.tags @> array[${tag}]` : undefined,
    city ? sql`customers.city = ${city} collate "und-x-icu"` : undefined,
    buying === undefined ? undefined : buying ? sql`facts.orders_12m > 0` : sql`facts.orders_12m = 0`,
    overdue === undefined ? undefined : overdue ? sql`customers.overdue_minor > 0` : sql`coalesce(customers.overdue_minor, 0) = 0`,
    openPromise === undefined ? undefined : openPromise ? sql`facts.open_promises > 0` : sql`facts.open_promises = 0`,
    segment ? inSegment(segment, actor) : undefined,
    stage ? sql`exists (select from customer_insight i where i.customer_id = customers.id and i.stage = ${stage})` : undefined,
    ...custom.map((asked) => meets(asked)),
  ]
  return all.filter((condition) => condition !== undefined)
}

/** A segment that insight found, by its name; or a saved choice of them, by its id, where it is mine or shared. Who ordered nothing is in none. */
export const inSegment = (segment: string, actor: Actor) =>
  (segmentNames as readonly string[]).includes(segment)
    ? sql<SqlBool>`exists (select from customer_insight i where i.customer_id = customers.id and i.segment = ${segment})`
    : sql<SqlBool>`exists (select from customer_insight i join segments s on s.id = ${segment}::uuid where i.customer_id = customers.id and i.orders > 0
        and (s.shared or s.user_id = ${actor.id}::uuid) and (s.segments = '{}' or i.segment = any(s.segments)) and (s.stages = '{}' or i.stage = any(s.stages))
        and i.leaving_ppm >= coalesce(s.leaving_from_ppm, 0))`

const ownedBy = (ownerId: string) => (ownerId === 'nobody' ? sql<SqlBool>`customers.owner_id is null` : sql<SqlBool>`customers.owner_id = ${ownerId}`)
