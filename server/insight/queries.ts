import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { type Evidence, guardedKinds, type InsightRun, type SignalKind, signalKinds } from '../../contract/insight.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import type { Order } from '../db/paging.ts'

/** Runs with who asked for them. */
export const runs = (tx: Db) =>
  tx
    .selectFrom('insightRuns')
    .select((eb) => [
      'insightRuns.id',
      'insightRuns.state',
      'insightRuns.askedAt',
      'insightRuns.startedAt',
      'insightRuns.finishedAt',
      'insightRuns.codeVersion',
      sql<InsightRun['progress']>`insight_runs.progress`.as('progress'),
      sql<InsightRun['report']>`insight_runs.report`.as('report'),
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'insightRuns.askedBy').select(['users.id', 'users.name'])).as('askedBy'),
    ])

/** The kinds of signal this person's role may know of. */
export const kindsFor = ({ hidden }: Pick<Actor, 'hidden'>): SignalKind[] =>
  signalKinds.filter((kind) => {
    const field = guardedKinds[kind]
    return field === undefined || !hidden.includes(field)
  })

/** Signals with who last dealt with them. */
export const signals = (tx: Db) =>
  tx.selectFrom('signals').select((eb) => [
    'signals.id',
    'signals.kind',
    'signals.severity',
    'signals.probability',
    sql<Evidence>`signals.evidence`.as('evidence'),
    'signals.raisedAt',
    'signals.endedAt',
    'signals.state',
    'signals.stateAt',
    'signals.chance',
    sql<{
      kind: 'promise' | 'interaction'
      id: string
    } | null>`case when signals.action_id is not null then json_build_object('kind', signals.action_kind, 'id', signals.action_id) end`.as('action'),
    jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'signals.stateBy').select(['users.id', 'users.name'])).as('stateBy'),
  ])

/** A signal that still waits to be dealt with. */
export const openSignal = sql<boolean>`signals.ended_at is null and signals.state in ('new', 'seen', 'acted')`

/** Whoever ordered nothing is known to insight for a signal: where that is kept from this person, it says nothing of them. */
const toldOf = (actor: Actor) => {
  const kinds = kindsFor(actor)
  if (kinds.length === signalKinds.length) return sql<boolean>`true`
  return sql<boolean>`(customer_insight.orders > 0 or exists (
    select from signals where signals.customer_id = customer_insight.customer_id and signals.kind = any(${kinds}::text[]) and signals.ended_at is null))`
}

/** Customers as the watch list shows them. A change is in the company's currency, as the order of the list is. */
export const watched = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('customerInsight')
    .innerJoin('customers', 'customers.id', 'customerInsight.customerId')
    .leftJoin('users as owner', 'owner.id', 'customers.ownerId')
    .where(toldOf(actor))
    .select([
      'customers.id',
      'customers.number',
      'customers.name',
      'customers.city',
      'customers.currency',
      'owner.id as ownerId',
      'owner.name as ownerName',
      'customerInsight.leavingPpm',
      'customerInsight.lossMinor',
      'customerInsight.expectedLossMinor',
      'customerInsight.wasLeavingPpm',
      'customerInsight.changeMinor',
      'customerInsight.lastDay as lastOrderOn',
      'customerInsight.stage',
    ])

export const watchOrders = {
  loss: { name: 'loss', by: sql`customer_insight.watch_minor`, type: 'bigint', id: sql`customer_insight.customer_id` },
  rose: { name: 'rose', by: sql`customer_insight.change_minor`, type: 'bigint', id: sql`customer_insight.customer_id` },
  fell: { name: 'fell', by: sql`customer_insight.change_minor`, type: 'bigint', id: sql`customer_insight.customer_id` },
  leaving: { name: 'leaving', by: sql`customer_insight.leaving_ppm`, type: 'bigint', id: sql`customer_insight.customer_id` },
} as const satisfies Record<string, Order>

/** What the last run says of one customer. */
export const insightRow = (tx: Db, actor: Actor, customerId: string) =>
  tx
    .selectFrom('customerInsight')
    .leftJoin('insightRuns', 'insightRuns.id', 'customerInsight.runId')
    .where('customerInsight.customerId', '=', customerId)
    .where(toldOf(actor))
    .selectAll('customerInsight')
    .select(sql<InsightRun['report']>`insight_runs.report`.as('report'))
    .executeTakeFirst()

/** Of some customers, gravest first. */
export const openSignalsOf = (tx: Db, customerIds: string[], kinds: SignalKind[]) =>
  tx
    .selectFrom('signals')
    .where('customerId', '=', sql<string>`any(${customerIds}::uuid[])`)
    .where('kind', 'in', kinds)
    .where(openSignal)
    .orderBy('severity', 'desc')
    .orderBy('raisedAt', 'desc')
    .select(['customerId', 'id', 'kind', 'severity', 'raisedAt', sql<Evidence>`evidence`.as('evidence')])
    .execute()
