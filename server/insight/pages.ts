/** What a run says of the whole company: computed from what it read, kept whole, and told to those who see all files. */
import type pg from 'pg'
import type { RunReport } from '../../contract/insight.ts'
import type { ChurnTold } from '../../contract/insight-pages.ts'
import type { Context } from '../context.ts'
import { type ChurnFound, churnOf, churnRuleNow, reasonsOf } from './churn.ts'
import { dayText, type Purchases } from './reading.ts'

/** What each page is kept as. */
type Pages = { churn: ChurnTold }
type PageName = keyof Pages

export type PagesFound = { churn: ChurnFound }

/** The part that follows from what was read; before the run begins to write. */
export async function findPages(client: pg.Client, purchases: Purchases): Promise<PagesFound> {
  return { churn: churnOf(purchases, await churnRuleNow(client)) }
}

/** In the transaction of the results, so that pages and files are of one run. */
export async function storePages(client: pg.Client, runId: string, purchases: Purchases, { churn }: PagesFound): Promise<void> {
  const pages: Pages = { churn: { ...churn.told, reasons: await reasonsOf(client, purchases, churn) } }
  for (const [page, told] of Object.entries(pages))
    await client.query(
      `insert into insight_pages (page, run_id, as_of, told) values ($1, $2, $3, $4)
       on conflict (page) do update set run_id = excluded.run_id, as_of = excluded.as_of, told = excluded.told`,
      [page, runId, dayText(purchases.asOf), JSON.stringify(told)],
    )
}

export const seesWhole = ({ role, scope }: Context['actor']) => scope === 'all' && role !== 'consultant'

export async function companyPage<Name extends PageName>(
  ctx: Context,
  page: Name,
): Promise<{ whole: boolean; asOf: RunReport['asOf'] | null; told: Pages[Name] | null }> {
  if (!seesWhole(ctx.actor)) return { whole: false, asOf: null, told: null }
  const row = await ctx.tx.selectFrom('insightPages').where('page', '=', page).select(['asOf', 'told']).executeTakeFirst()
  return { whole: true, asOf: row?.asOf ?? null, told: row ? (row.told as Pages[Name]) : null }
}
