/** Where customers stand, counted among the files a person sees; and segments kept to narrow lists by. */
import type { z } from 'zod'
import { wordOfMouth } from '../../analytics/index.ts'
import type { insightPages, SavedSegment, SegmentsPage } from '../../contract/insight-pages.ts'
import { type LoyaltyStage, loyaltyStages, type SegmentName, segmentNames } from '../../contract/segments.ts'
import type { Context } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import { found, Problem } from '../http/problem.ts'
import { assumptionsNow } from './assumptions.ts'

export async function segmentsPage({ tx, actor }: Context): Promise<SegmentsPage> {
  const rows = await tx
    .selectFrom('customerInsight')
    .innerJoin('customers', 'customers.id', 'customerInsight.customerId')
    .where(visibleTo(actor))
    .where('customerInsight.stage', 'is not', null)
    .groupBy(['customerInsight.recencyScore', 'customerInsight.frequencyScore', 'customerInsight.segment', 'customerInsight.stage', 'customerInsight.asOf'])
    .select(['customerInsight.recencyScore', 'customerInsight.frequencyScore', 'customerInsight.segment', 'customerInsight.stage', 'customerInsight.asOf'])
    .select((eb) => eb.fn.countAll<number>().as('customers'))
    .execute()
  const where = (fits: (row: (typeof rows)[number]) => boolean) => rows.reduce((sum, row) => sum + (fits(row) ? row.customers : 0), 0)
  const stages = loyaltyStages.map((stage) => ({ stage, customers: where((row) => row.stage === stage) }))
  const scores = [1, 2, 3, 4, 5]
  const { advocateReach, avengerReach } = await assumptionsNow(tx)
  const reach = { advocateReach, avengerReach }
  return {
    asOf: rows[0]?.asOf ?? null,
    customers: where(() => true),
    map: scores.flatMap((frequency) =>
      scores.map((recency) => ({ recency, frequency, customers: where((row) => row.recencyScore === recency && row.frequencyScore === frequency) })),
    ),
    segments: segmentNames.map((segment) => ({ segment, customers: where((row) => row.segment === segment) })),
    stages,
    reach: wordOfMouth({
      advocates: where(({ stage }) => stage === 'advocate'),
      avengers: where(({ stage }) => stage === 'avenger'),
      ...reach,
    }),
    reachOf: reach,
  }
}

const saved = ({ tx, actor }: Context) =>
  tx
    .selectFrom('segments')
    .where((eb) => eb.or([eb('userId', '=', actor.id), eb('shared', '=', true)]))
    .select(['id', 'name', 'shared', 'segments', 'stages', 'leavingFromPpm'])
    .select((eb) => eb('userId', '=', actor.id).$castTo<boolean>().as('mine'))

type Row = Awaited<ReturnType<ReturnType<typeof saved>['executeTakeFirstOrThrow']>>
const told = ({ leavingFromPpm, segments, stages, ...row }: Row): SavedSegment => ({
  ...row,
  segments: segments as SegmentName[],
  stages: stages as LoyaltyStage[],
  leavingFrom: leavingFromPpm === null ? null : leavingFromPpm / 1e6,
})

export const savedSegments = async (ctx: Context): Promise<SavedSegment[]> => (await saved(ctx).orderBy('name').orderBy('id').execute()).map(told)

type New = z.output<(typeof insightPages)['POST /segments']['body']>

export async function saveSegment(ctx: Context, { id, name, shared = false, segments = [], stages = [], leavingFrom = null }: New): Promise<SavedSegment> {
  await ctx.tx
    .insertInto('segments')
    .values({
      id,
      name,
      shared,
      segments,
      stages,
      leavingFromPpm: leavingFrom === null ? null : Math.round(leavingFrom * 1e6),
      userId: ctx.actor.id,
      createdAt: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await saved(ctx).where('id', '=', id).where('userId', '=', ctx.actor.id).executeTakeFirst()
  if (!row) throw new Problem('already-exists')
  return told(row)
}

export async function removeSegment({ tx, actor }: Context, id: string) {
  found(await tx.deleteFrom('segments').where('id', '=', id).where('userId', '=', actor.id).returning('id').executeTakeFirst())
  return { done: true as const }
}
