/** The last run of all customers held against the one before it. */
import { sql } from 'kysely'
import type { ComparedReport, Comparison, Evidence, RunReport, SignalKind } from '../../contract/insight.ts'
import type { Actor, Context } from '../context.ts'
import { seesAll, visibleTo } from '../customers/index.ts'
import { kindsFor } from './queries.ts'
import { watchList } from './watch.ts'

const [customersTold, signalsTold] = [10, 10]

export async function comparisonPage(ctx: Context): Promise<Comparison> {
  const runs = await ctx.tx
    .selectFrom('insightRuns')
    .where('scope', '=', 'all')
    .where('state', '=', 'done')
    .orderBy('finishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .select(['id', 'finishedAt', sql<RunReport>`report`.as('report')])
    .execute()
  const [now, before] = runs.map(({ report, ...run }) => ({ ...run, asOf: report.asOf, finishedAt: run.finishedAt! }))
  const noAmounts = ctx.actor.hidden.includes('amounts')
  const most = async (sort: 'rose' | 'fell') => (noAmounts || !before ? [] : (await watchList(ctx, { sort, limit: customersTold })).items)
  return {
    now: now ?? null,
    before: before ?? null,
    rose: await most('rose'),
    fell: await most('fell'),
    signals: before ? await counts(ctx, before.finishedAt) : [],
    raised: before ? await newest(ctx, 'raisedAt', before.finishedAt) : [],
    ended: before ? await newest(ctx, 'endedAt', before.finishedAt) : [],
    reports: runs[0] && seesAll(ctx.actor) ? { now: toldTo(ctx.actor, runs[0].report), before: runs[1] ? toldTo(ctx.actor, runs[1].report) : null } : null,
  }
}

/** How many signals there are of a kind that is kept from this person is kept from them too. */
function toldTo(actor: Actor, { raised: _, ended: __, ...report }: RunReport): ComparedReport {
  const kinds = kindsFor(actor)
  return {
    ...report,
    signals: Object.fromEntries(Object.entries(report.signals).filter(([kind]) => kinds.includes(kind as SignalKind))),
    signalTests: report.signalTests && { ...report.signalTests, kinds: report.signalTests.kinds.filter(({ kind }) => kinds.includes(kind)) },
  }
}

/** A signal that came and went between the two runs is neither new nor gone. */
const since = ({ tx, actor }: Context, when: 'raisedAt' | 'endedAt', moment: string) =>
  tx
    .selectFrom('signals')
    .innerJoin('customers', 'customers.id', 'signals.customerId')
    .where(visibleTo(actor))
    .where('signals.kind', 'in', kindsFor(actor))
    .where(`signals.${when}`, '>', new Date(moment) as never)
    .$if(when === 'raisedAt', (all) => all.where('signals.endedAt', 'is', null))
    .$if(when === 'endedAt', (all) => all.where('signals.raisedAt', '<=', new Date(moment) as never))

async function counts(ctx: Context, moment: string): Promise<Comparison['signals']> {
  const of = (when: 'raisedAt' | 'endedAt') =>
    since(ctx, when, moment)
      .groupBy('signals.kind')
      .select(['signals.kind', (eb) => eb.fn.countAll<number>().as('signals')])
      .execute()
  const [raised, ended] = [await of('raisedAt'), await of('endedAt')]
  const kinds = [...new Set([...raised, ...ended].map(({ kind }) => kind as SignalKind))]
  const count = (rows: typeof raised, kind: SignalKind) => Number(rows.find((row) => row.kind === kind)?.signals ?? 0)
  return kinds
    .map((kind) => ({ kind, raised: count(raised, kind), ended: count(ended, kind) }))
    .sort((a, b) => b.raised + b.ended - (a.raised + a.ended) || a.kind.localeCompare(b.kind))
}

async function newest(ctx: Context, when: 'raisedAt' | 'endedAt', moment: string): Promise<Comparison['raised']> {
  const rows = await since(ctx, when, moment)
    .orderBy('signals.severity', 'desc')
    .orderBy(`signals.${when}`, 'desc')
    .orderBy('signals.id')
    .limit(signalsTold)
    .select(['signals.id', 'signals.kind', 'signals.severity', 'signals.raisedAt', 'signals.endedAt', 'customers.currency'])
    .select(['customers.id as customerId', 'customers.name as customerName', sql<Evidence>`signals.evidence`.as('evidence')])
    .execute()
  return rows.map(({ customerId, customerName, kind, ...row }) => ({ ...row, kind: kind as SignalKind, customer: { id: customerId, name: customerName } }))
}
