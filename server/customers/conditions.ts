/** What a filter of the customer list means: conditions on `customers` and its `facts`. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { meets } from '../custom-fields/index.ts'
import type { Narrowing } from './filter.ts'
import { literally, searched } from './search.ts'

/** How a search is asked may differ with where it is asked; what it finds does not. One that was not read, as the filter of a grant, is looked for as it stands. */
export function conditions(filter: Narrowing, actor: Actor, asked: typeof searched = searched): Expression<SqlBool>[] {
  const { search, kind, teamId, ownerId, tag, city, buying, overdue, openPromise, custom = [] } = filter
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
    ...custom.map(meets),
  ]
  return all.filter((condition) => condition !== undefined)
}

const ownedBy = (ownerId: string) => (ownerId === 'nobody' ? sql<SqlBool>`customers.owner_id is null` : sql<SqlBool>`customers.owner_id = ${ownerId}`)
