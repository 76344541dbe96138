/** Where customers stand, counted among the files a person sees; and segments kept to narrow lists by. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { wordOfMouth } from '../../analytics/index.ts'
import type { insightPages, SavedSegment, SegmentsPage } from '../../contract/insight-pages.ts'
import { type LoyaltyStage, loyaltyStages, type SegmentName, segmentNames } from '../../contract/segments.ts'
import type { Context } from '../context.ts'
import { seesAll, visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { found, Problem } from '../http/problem.ts'
import { assumptionsNow } from './assumptions.ts'
import { type KeptPage, keepPage, keptPage, type Reading } from './kept-pages.ts'

/** How many customers stand where: all that the page counts. */
type Standing = Omit<SegmentsPage, 'reach' | 'reachOf'>
const page: KeptPage = 'segments'

export async function segmentsPage({ tx, actor }: Context): Promise<SegmentsPage> {
  const kept = seesAll(actor) ? await keptPage<Standing>(tx, page) : undefined
  const standing = kept ?? (await standingOf(tx, visibleTo(actor)))
  const { advocateReach, avengerReach } = await assumptionsNow(tx)
  const reachOf = { advocateReach, avengerReach }
  const at = (asked: LoyaltyStage) => standing.stages.find(({ stage }) => stage === asked)?.customers ?? 0
  return { ...standing, reach: wordOfMouth({ advocates: at('advocate'), avengers: at('avenger'), ...reachOf }), reachOf }
}

export const keepSegments = async (db: Db, reading: Reading) => keepPage(db, page, reading, await standingOf(db, sql<boolean>`true`))

async function standingOf(db: Db, seen: RawBuilder<boolean>): Promise<Standing> {
  const rows = await db
    .selectFrom('customerInsight')
    .innerJoin('customers', 'customers.id', 'customerInsight.customerId')
    .where(seen)
    .where('customerInsight.stage', 'is not', null)
    .groupBy(['customerInsight.recencyScore', 'customerInsight.frequencyScore', 'customerInsight.segment', 'customerInsight.stage'])
    .select(['customerInsight.recencyScore', 'customerInsight.frequencyScore', 'customerInsight.segment', 'customerInsight.stage'])
    .select((eb) => [eb.fn.countAll<number>().as('customers'), eb.fn.max('customerInsight.asOf').as('asOf')])
    .execute()
  const where = (fits: (row: (typeof rows)[number]) => boolean) => rows.reduce((sum, row) => sum + (fits(row) ? row.customers : 0), 0)
  const scores = [1, 2, 3, 4, 5]
  return {
    asOf: rows.map(({ asOf }) => asOf).reduce((latest, day) => (latest === null || day > latest ? day : latest), null as string | null),
    customers: where(() => true),
    map: scores.flatMap((frequency) =>
      scores.map((recency) => ({ recency, frequency, customers: where((row) => row.recencyScore === recency && row.frequencyScore === frequency) })),
    ),
    segments: segmentNames.map((segment) => ({ segment, customers: where((row) => row.segment === segment) })),
    stages: loyaltyStages.map((stage) => ({ stage, customers: where((row) => row.stage === stage) })),
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
