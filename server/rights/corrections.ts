/** What was corrected, when and by whom. The events of a file name the fields; what stood in them before is kept nowhere. */
import { sql } from 'kysely'
import type { Correction } from '../../contract/rights.ts'
import type { Context } from '../context.ts'
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
]

export async function corrections(ctx: Context, customerId: string, { after, limit }: { after?: string | undefined; limit: number }) {
  await fileOf(ctx, customerId)
  const events = ctx.tx
    .selectFrom('customerEvents as e')
    .where('e.customerId', '=', customerId)
    .where('e.type', 'in', correcting)
    .select([
      'e.id',
      'e.type',
      'e.at',
      sql<Correction['by']>`(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = e.actor_id)`.as('by'),
      sql<string[]>`coalesce(e.data -> 'fields', '[]')`.as('fields'),
      sql<string | null>`coalesce(e.data ->> 'contactId', e.data ->> 'pointId', e.data ->> 'preferenceId')`.as('partId'),
    ])
  const order = { name: 'corrected', by: sql`e.at`, type: 'timestamptz', id: sql`e.id` } as const
  return pageOf(events, order, { after, limit, direction: 'descending' })
}
