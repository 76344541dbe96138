/** What was corrected, when and by whom. The events of a file name the fields; what stood in them before is kept nowhere. */
import { sql } from 'kysely'
import type { Correction } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
import { mayBeNamed } from '../custom-fields/index.ts'
import { fileOf } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'

const correcting = [
  'customer.changed',
  'contact.changed',
  'contact.removed',
  'contact.erased',
  'point.changed',
  'point.removed',
  'preference.changed',
  'preference.removed',
  'order.changed',
]

/** Whose fields an event names. */
const subject = sql`case e.type when 'contact.changed' then 'contact' when 'order.changed' then 'order' else 'customer' end`
const named = sql`coalesce(e.data -> 'fields', '[]')`

/** Where nothing was changed but what is kept from this person, nothing is told. */
export async function corrections(ctx: Context, customerId: string, { after, limit }: { after?: string | undefined; limit: number }) {
  await fileOf(ctx, customerId)
  const told = sql`(f.field not like 'custom.%' or ${mayBeNamed(ctx.actor, subject, sql`substr(f.field, 8)`)})`
  const fields = sql`jsonb_array_elements_text(${named}) with ordinality as f (field, place)`
  const events = ctx.tx
    .selectFrom('customerEvents as e')
    .where('e.customerId', '=', customerId)
    .where('e.type', 'in', correcting)
    .where(sql<boolean>`(${named} = '[]' or exists (select from ${fields} where ${told}))`)
    .select([
      'e.id',
      'e.type',
      'e.at',
      sql<Correction['by']>`(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = e.actor_id)`.as('by'),
      sql<string[]>`(select coalesce(json_agg(f.field order by f.place), '[]') from ${fields} where ${told})`.as('fields'),
      sql<string | null>`coalesce(e.data ->> 'contactId', e.data ->> 'pointId', e.data ->> 'preferenceId', e.data ->> 'orderId')`.as('partId'),
    ])
  const order = { name: 'corrected', by: sql`e.at`, type: 'timestamptz', id: sql`e.id` } as const
  return pageOf(events, order, { after, limit, direction: 'descending' })
}
