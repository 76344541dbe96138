/** Amounts of several currencies in one order: what a minor unit of each counts for in the company's own. */
import type pg from 'pg'
import type { InsightAssumptions } from '../../contract/insight.ts'

export type Scales = Record<string, number>

const minorDigits = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/**
 * By the rates the administrator gave. Where there is none, the customer in the middle of those with that currency counts as much as the one in the middle of
 * the others: no rate, but an order in which neither currency swallows the list. Reads what a run staged.
 */
export async function scalesOf(client: pg.Client, { rates }: Pick<InsightAssumptions, 'rates'>): Promise<Scales> {
  const { rows } = await client.query<{ currency: string; own: string }>(
    `select distinct c.currency, company.currency as own from found_insight f join customers c on c.id = f.customer_id cross join company`,
  )
  const scales: Scales = {}
  for (const { currency, own } of rows) {
    const rate = currency === own ? 1 : rates[currency]
    if (rate !== undefined) scales[currency] = rate * 10 ** (minorDigits(own) - minorDigits(currency))
  }
  if (rows.some(({ currency }) => scales[currency] === undefined)) {
    const { rows: middles } = await client.query<{ currency: string; middle: number }>(
      `select c.currency, percentile_cont(0.5) within group (order by f.loss_minor) as middle
       from found_insight f join customers c on c.id = f.customer_id where f.loss_minor > 0 group by c.currency`,
    )
    const middle = new Map(middles.map((row) => [row.currency, row.middle]))
    const ours = middle.get(rows[0]!.own) ?? middle.get(rows[0]!.currency)
    for (const { currency } of rows) scales[currency] ??= ours && middle.get(currency) ? ours / middle.get(currency)! : 1
  }
  return scales
}
