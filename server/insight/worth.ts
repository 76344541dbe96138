/** What customers are worth together: how few bring how much, and what they will contribute in 1, 5 and 10 years. Added up in the database, however many they are. */
import { type RawBuilder, sql } from 'kysely'
import type { Value } from '../../contract/insight-pages.ts'
import { type SegmentName, segmentNames } from '../../contract/segments.ts'
import type { Context } from '../context.ts'
import { seesAll, visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { type KeptPage, keepPage, keptPage, type Reading } from './kept-pages.ts'
import { measuredShare } from './loss.ts'

const yearsAhead = [1, 5, 10]

/** What the figures hang on beside the customers. */
type Company = { currency: string; profitShare: number }
const companyNow = (db: Db): Promise<Company> =>
  db
    .selectFrom('company')
    .innerJoin('insightSettings', (join) => join.onTrue())
    .select(['company.currency', 'insightSettings.profitShare'])
    .executeTakeFirstOrThrow()

/** Counted among the files this person sees. */
export async function valuePage({ tx, actor }: Context): Promise<Value> {
  const company = await companyNow(tx)
  const kept = seesAll(actor) ? await keptWorth(tx, company) : undefined
  return kept ?? worthOf(tx, company, visibleTo(actor))
}

type Kept = { of: Company; readAt: string; value: Value }
const page: KeptPage = 'value'

export async function keepWorth(db: Db, reading: Reading, at: Date): Promise<void> {
  const of = await companyNow(db)
  const kept: Kept = { of, readAt: at.toISOString(), value: await worthOf(db, of, sql<boolean>`true`) }
  await keepPage(db, page, reading, kept)
}

/** Nothing where something else is assumed by now, of the company or of a customer: who does so sees it at once. */
async function keptWorth(db: Db, now: Company): Promise<Value | undefined> {
  const kept = await keptPage<Kept>(db, page)
  if (kept?.of.currency !== now.currency || kept.of.profitShare !== now.profitShare) return undefined
  const assumed = await db
    .selectFrom('customerAssumptions')
    .where('setAt', '>', sql<string>`${kept.readAt}::timestamptz - ${storedWithin}`)
    .select('customerId')
    .limit(1)
    .executeTakeFirst()
  return assumed ? undefined : kept.value
}

export const isWorthKept = async (db: Db): Promise<boolean> => (await keptWorth(db, await companyNow(db))) !== undefined

/** An assumption is dated when it was asked for, and may be stored this much later. */
const storedWithin = sql`interval '1 minute'`

type Seen = RawBuilder<boolean>

/** Customers of the company's currency, by what is assumed of each, and where nothing is by what was fitted. As `loss.ts` has it of one customer. */
const counted = ({ currency, profitShare }: Company, seen: Seen) => sql`
  select customer_insight.segment, customer_insight.year_minor, customer_insight.costed_minor,
    greatest(0, coalesce(own.yearly_minor, customer_insight.yearly_minor)) as yearly, coalesce(own.growth_minor, customer_insight.growth_minor) as growth,
    coalesce(own.serving_minor, 0) as serving, least(1, coalesce(customer_insight.alive, 1 - customer_insight.leaving_ppm / 1e6))::float8 as alive,
    coalesce(own.profit_share::float8, case when costed_minor = 0 or year_minor <= 0 then ${profitShare}::float8
      else least(1, greatest(0, (costed_minor - cost_minor + (year_minor - costed_minor) * ${profitShare}::float8) / year_minor)) end) as share
  from customer_insight join customers on customers.id = customer_insight.customer_id left join customer_assumptions own on own.customer_id = customer_insight.customer_id
  where customer_insight.orders > 0 and customers.currency = ${currency} and ${seen}`

const mostMinor = 1e15
const most = sql.lit(mostMinor)
const whole = (amount: RawBuilder<unknown>) => sql`least(${most}, floor(${amount} + 0.5))::bigint`
const added = (amount: RawBuilder<unknown>) => sql<number>`least(${most}, greatest(-${most}, sum(${amount})))::bigint`

const amounts = ['sales', 'profit', 'alive'] as const
type Sums = Record<`${(typeof amounts)[number]}${number}`, number>
type Group = Sums & { segment: SegmentName | null; customers: number }
const column = (name: string, years: number) => sql.id(`${name}_${years}`)
const ofEach = (make: (years: number) => RawBuilder<unknown>) => sql.join(yearsAhead.map(make))

/** The growing series of each, added up by segment. A series lasts as many years as are asked for, or until it has shrunk to nothing. */
async function contributions(db: Db, company: Company, seen: Seen): Promise<Group[]> {
  const lasting = (n: number) =>
    sql`case when growth < 0 then least(${sql.lit(n)}::bigint, (yearly - growth - 1) / -growth) else ${sql.lit(n)}::bigint end as ${column('lasting', n)}`
  const sales = (n: number) => {
    const years = column('lasting', n)
    return sql`least(${most}, ${years} * yearly + growth * (${years} * (${years} - 1) / 2)) as ${column('sales', n)}`
  }
  const profit = (n: number) => sql`greatest(-${most}, ${whole(sql`${column('sales', n)} * share`)} - ${sql.lit(n)} * serving) as ${column('profit', n)}`
  const sums = (n: number) =>
    sql`${added(column('sales', n))} as ${column('sales', n)}, ${added(column('profit', n))} as ${column('profit', n)},
      ${added(sql`floor(${column('profit', n)} * alive + 0.5)::bigint`)} as ${column('alive', n)}`
  const { rows } = await sql<Group>`
    select segment, count(*)::int as customers, ${ofEach(sums)}
    from (select *, ${ofEach(profit)} from (select *, ${ofEach(sales)} from (select *, ${ofEach(lasting)} from (${counted(company, seen)}) as counted) as lasting) as sold) as earned
    group by segment`.execute(db)
  return rows
}

/** Yearly purchases of the best so many customers together, at the ranks asked for. */
const sumsAt = async (db: Db, company: Company, seen: Seen, ranks: readonly number[]) =>
  new Map(
    (
      await sql<{ rank: number; sum: number }>`
      select rank::int, sum from (
        select row_number() over best as rank, sum(yearly::float8) over best as sum from (${counted(company, seen)}) as counted
        window best as (order by yearly desc rows unbounded preceding)) as ranked
      where rank = any(${ranks}::bigint[])`.execute(db)
    ).rows.map(({ rank, sum }) => [rank, sum]),
  )

async function worthOf(db: Db, company: Company, seen: Seen): Promise<Value> {
  const { rows } = await sql<{ asOf: string | null; customers: number; everyone: number; yearMinor: number; costedMinor: number }>`
    select max(as_of) as as_of, count(*)::int as everyone, (count(*) filter (where ours))::int as customers,
      coalesce(${added(sql`case when ours then year_minor end`)}, 0) as year_minor, coalesce(${added(sql`case when ours then costed_minor end`)}, 0) as costed_minor
    from (select as_of, customers.currency = ${company.currency} as ours, year_minor, costed_minor
      from customer_insight join customers on customers.id = customer_insight.customer_id where customer_insight.orders > 0 and ${seen}) as seen`.execute(db)
  const { asOf, customers, everyone, ...year } = rows[0]!
  const groups = await contributions(db, company, seen)
  return {
    asOf,
    currency: company.currency,
    customers,
    otherCurrency: everyone - customers,
    measuredShare: measuredShare(year),
    concentration: concentrationOf(customers, await sumsAt(db, company, seen, ranksOf(customers))),
    contribution: [...segmentNames, null]
      .map((segment) => ({ segment, ...together(segment === null ? groups : groups.filter((group) => group.segment === segment)) }))
      .filter(({ customers, segment }) => customers > 0 || segment === null),
  }
}

function together(groups: readonly Group[]): Omit<Value['contribution'][number], 'segment'> {
  const sum = (of: (group: Group) => number) =>
    Math.min(
      mostMinor,
      Math.max(
        -mostMinor,
        groups.reduce((all, group) => all + of(group), 0),
      ),
    )
  return {
    customers: sum(({ customers }) => customers),
    ahead: yearsAhead.map((years) => ({
      years,
      salesMinor: sum((group) => group[`sales${years}`]!),
      profitMinor: sum((group) => group[`profit${years}`]!),
      aliveMinor: sum((group) => group[`alive${years}`]!),
    })),
  }
}

const hundredths = Array.from({ length: 101 }, (_, part) => part)

/** The ranks between which the hundredths of so many customers lie, and the last. */
export const ranksOf = (customers: number): number[] => [
  ...new Set([...hundredths.flatMap((part) => [Math.floor((part / 100) * customers), Math.floor((part / 100) * customers) + 1]), customers]),
]

/** The share of the whole that the best 0, 1, … 100 hundredths bring, by what the best so many customers bring together. */
export function concentrationOf(customers: number, sums: ReadonlyMap<number, number>): number[] {
  const sumOf = (rank: number) => sums.get(Math.min(customers, rank)) ?? 0
  const everyone = sumOf(customers)
  if (everyone <= 0) return []
  return hundredths.map((part) => {
    const at = (part / 100) * customers
    const below = sumOf(Math.floor(at))
    return Math.min(1, (below + (sumOf(Math.floor(at) + 1) - below) * (at - Math.floor(at))) / everyone)
  })
}
