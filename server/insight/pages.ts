/** What a run says of the whole company: computed from what it read, kept whole, and told to those who see all files. */
import type pg from 'pg'
import type { InsightAssumptions, RunReport } from '../../contract/insight.ts'
import type { BackTestTold, BasketsTold, ChainTold, ChurnTold, DemandTold } from '../../contract/insight-pages.ts'
import type { Context } from '../context.ts'
import { seesAll } from '../customers/index.ts'
import { backTestsOf, readPastFacts } from './back-tests.ts'
import { basketsFound, readBaskets, storeBaskets } from './baskets.ts'
import { churnOf, churnRuleNow, reasonsOf } from './churn.ts'
import { readDemand } from './demand.ts'
import { chainOf, readService } from './links.ts'
import { type CategoryLines, dayText, type Purchases } from './reading.ts'

/** What each page is kept as. */
type Pages = { 'churn': ChurnTold; 'back-test': BackTestTold; 'baskets': BasketsTold; 'demand': DemandTold; 'chain': ChainTold }
type PageName = keyof Pages

/** What pages need beyond purchases, as of the moment the run reads. */
export async function readPages(client: pg.Client, purchases: Purchases) {
  const { asOf } = purchases
  return {
    rule: await churnRuleNow(client),
    bought: await readBaskets(client, asOf),
    demand: await readDemand(client, asOf),
    service: await readService(client, asOf),
    pastFacts: await readPastFacts(client, purchases),
  }
}

/** The arithmetic, while no database waits. */
export function drawPages(read: Awaited<ReturnType<typeof readPages>>, purchases: Purchases, lines: CategoryLines, { profitShare }: InsightAssumptions) {
  const churn = churnOf(purchases, read.rule)
  return {
    churn,
    'back-test': backTestsOf(purchases, lines, read.pastFacts),
    'baskets': basketsFound(read.bought),
    'demand': read.demand,
    'chain': chainOf(purchases, churn, read.service, profitShare),
  }
}

/** In the transaction of the results, so that pages and files are of one run. */
export async function storePages(client: pg.Client, runId: string, purchases: Purchases, drawn: ReturnType<typeof drawPages>): Promise<void> {
  const pages: Pages = {
    ...drawn,
    churn: { ...drawn.churn.told, reasons: await reasonsOf(client, purchases, drawn.churn) },
    baskets: await storeBaskets(client, drawn.baskets),
  }
  for (const [page, told] of Object.entries(pages))
    await client.query(
      `insert into insight_pages (page, run_id, as_of, told) values ($1, $2, $3, $4)
       on conflict (page) do update set run_id = excluded.run_id, as_of = excluded.as_of, told = excluded.told`,
      [page, runId, dayText(purchases.asOf), JSON.stringify(told)],
    )
}

export async function companyPage<Name extends PageName>(
  ctx: Context,
  page: Name,
): Promise<{ whole: boolean; asOf: RunReport['asOf'] | null; told: Pages[Name] | null }> {
  if (!seesAll(ctx.actor)) return { whole: false, asOf: null, told: null }
  const row = await ctx.tx.selectFrom('insightPages').where('page', '=', page).select(['asOf', 'told']).executeTakeFirst()
  return { whole: true, asOf: row?.asOf ?? null, told: row ? (row.told as Pages[Name]) : null }
}
