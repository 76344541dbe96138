/** The list a manager opens in the morning: whom to see to first. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { insight } from '../../contract/insight.ts'
import type { Context } from '../context.ts'
import { inSegment, visibleTo } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'
import { kindsFor, openSignal, openSignalsOf, watched, watchOrders } from './queries.ts'

type Asked = z.output<(typeof insight)['GET /insight/watch']['query']>

const signalsShown = 3

export async function watchList({ tx, actor }: Context, { sort, ownerId, teamId, segment, stage, signal, after, limit }: Asked) {
  let list = watched(tx, actor).where(visibleTo(actor))
  if (ownerId) list = list.where('customers.ownerId', '=', ownerId)
  if (teamId) list = list.where('customers.teamId', '=', teamId)
  if (segment) list = list.where(inSegment(segment, actor))
  if (stage) list = list.where('customerInsight.stage', '=', stage)
  if (signal)
    list = list.where(
      sql<boolean>`exists (select from signals where signals.customer_id = customer_insight.customer_id and signals.kind = ${signal} and ${openSignal})`,
    )
  // Whoever may not see amounts may not have the list in their order either.
  const sorted = sort ?? (actor.hidden.includes('amounts') ? 'leaving' : 'loss')
  if (sorted === 'rose') list = list.where('customerInsight.changeMinor', '>', 0)
  if (sorted === 'fell') list = list.where('customerInsight.changeMinor', '<', 0)
  const { items, next } = await pageOf(list, watchOrders[sorted], { after, limit, direction: sorted === 'fell' ? 'ascending' : 'descending' })
  const open = await openSignalsOf(
    tx,
    items.map(({ id }) => id),
    kindsFor(actor),
  )
  const ofCustomer = Map.groupBy(open, ({ customerId }) => customerId)
  return {
    items: items.map(({ leavingPpm, wasLeavingPpm, ownerId: owner, ownerName, ...row }) => {
      const own = ofCustomer.get(row.id) ?? []
      return {
        ...row,
        owner: owner ? { id: owner, name: ownerName! } : null,
        leaving: leavingPpm / 1e6,
        wasLeaving: wasLeavingPpm === null ? null : wasLeavingPpm / 1e6,
        signals: own.slice(0, signalsShown),
        signalCount: own.length,
      }
    }),
    next,
  }
}
