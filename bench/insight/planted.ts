/** The demo world weakens in known ways from known days on. Runs are replayed week by week, as if each were the night of its day, and asked what they raised and when. */
import { sql } from 'kysely'
import type { SignalKind } from '../../contract/insight.ts'
import { connectOne } from '../../server/db/connect.ts'
import { loadDemo, wantDemo } from '../../server/demo/load.ts'
import type { Way } from '../../server/demo/weakening.ts'
import { demoWorld } from '../../server/demo/world.ts'
import { askFor, goThrough } from '../../server/insight/index.ts'
import { newCompany } from './company.ts'

const present = new Date('2026-11-22T08:00:00Z')
const dayLength = 86_400_000
const weeks = 38
const monthDays = 365.25 / 12

/** What counts as having found each way. */
const shows: Record<Way, readonly SignalKind[]> = {
  'orders-shrink': ['orders-shrink'],
  'gap-grows': ['gap-grows', 'order-silence'],
  'cycle-lengthens': ['cycle-lengthens'],
  'category-leaves': ['category-moved'],
  'price-comparison': ['price-comparison'],
  'silence': ['contact-silence'],
  'score-falls': ['score-fell'],
  'complaint-unresolved': ['complaint-unanswered'],
  'contact-changed': ['contact-changed'],
  'owner-changed': ['owner-changed'],
  'competitor-contact': ['competitor-contact'],
  'debt': ['debt'],
  'orders-stop': ['order-silence'],
  'promise-broken': ['promise-broken'],
  'wish-unanswered': ['wish-unanswered'],
}
/** Facts are told because they are so: a complaint that waits is no false alarm. What is inferred may be. */
const inferred: readonly SignalKind[] = ['order-silence', 'gap-grows', 'orders-shrink', 'category-moved', 'cycle-lengthens', 'contact-silence', 'score-fell']

export async function planted(customers: number) {
  let at = present
  const company = await newCompany(() => at)
  try {
    const { house } = company
    await wantDemo(house.db, { customers, lead: null, now: present })
    await loadDemo(house)
    const weak = [...demoWorld({ customers, now: present }).weakenings()]
    await sql`create table owed as select id, overdue_minor from customers where overdue_minor > 0`.execute(house.db)
    for (let back = weeks; back >= 0; back--) {
      at = new Date(present.getTime() - back * 7 * dayLength)
      await owing(house.url, at, weak)
      const { id } = await house.db.transaction().execute((tx) => askFor({ tx, now: at, addJob: async () => {} }, null))
      await goThrough(house, id)
      if (back % 8 === 0) console.log(`  replayed to ${at.toISOString().slice(0, 10)}`)
    }
    const { rows: signals } = await sql<{ number: number; kind: SignalKind; raised: Date }>`
      select c.number, s.kind, s.raised_at as raised from signals s join customers c on c.id = s.customer_id`.execute(house.db)
    const { rows: exposures } = await sql<{ number: number; since: string }>`select number, customer_since::text as since from customers`.execute(house.db)
    return told(
      weak,
      signals.map((signal) => ({ ...signal, raised: Number(new Date(signal.raised)) })),
      exposures,
    )
  } finally {
    await company.close()
  }
}

/** What was owed on a day of the past is not kept in a file, so the replay writes it there when its day comes. */
async function owing(url: string, at: Date, weak: readonly { customerId: string; way: Way; on: string }[]) {
  const { client, close } = await connectOne(url)
  const begun = weak.filter(({ way, on }) => way === 'debt' && Date.parse(on) <= at.getTime()).map(({ customerId }) => customerId)
  await client.query('update customers c set overdue_minor = case when c.id = any($1) then owed.overdue_minor else 0 end from owed where owed.id = c.id', [
    begun,
  ])
  await close()
}

type Raised = { number: number; kind: SignalKind; raised: number }

function told(weak: readonly { number: number; way: Way; on: string }[], signals: readonly Raised[], exposures: readonly { number: number; since: string }[]) {
  const first = present.getTime() - weeks * 7 * dayLength
  const of = Map.groupBy(signals, ({ number }) => number)
  const ways = Object.entries(shows).map(([way, kinds]) => {
    // Only those that began while runs were made can be found when they begin.
    const all = weak.filter((one) => one.way === way && Date.parse(one.on) >= first)
    const days = all.flatMap(({ number, on }) => {
      const seen = (of.get(number) ?? []).filter(({ kind, raised }) => kinds.includes(kind) && raised >= Date.parse(on)).map(({ raised }) => raised)
      return seen.length > 0 ? [Math.round((Math.min(...seen) - Date.parse(on)) / dayLength)] : []
    })
    days.sort((a, b) => a - b)
    return { way, planted: all.length, found: days.length, medianDays: days[Math.floor(days.length / 2)] ?? null, slowestDays: days.at(-1) ?? null }
  })
  const began = new Map(weak.map(({ number, on }) => [number, Date.parse(on)]))
  // Months in which nothing was wrong: all of a steady customer, and of the others those before the day it began.
  const steadyUntil = (number: number) => began.get(number) ?? present.getTime()
  const months = exposures.reduce(
    (sum, { number, since }) => sum + Math.max(0, steadyUntil(number) - Math.max(first, Date.parse(since))) / dayLength / monthDays,
    0,
  )
  // What the first run finds has begun before it: nobody knows when.
  const wrong = signals.filter(({ number, kind, raised }) => inferred.includes(kind) && raised < steadyUntil(number) && raised > first)
  const rate = (count: number) => Number(((count / months) * 1000).toFixed(2))
  const falseAlarms = Object.fromEntries(inferred.map((kind) => [kind, rate(wrong.filter((one) => one.kind === kind).length)]))
  for (const { way, planted: all, found, medianDays, slowestDays } of ways)
    console.log(`  ${way.padEnd(22)} found ${found} of ${all}, after ${medianDays ?? '–'} days (slowest ${slowestDays ?? '–'})`)
  console.log(`  false alarms per 1,000 customer-months: ${rate(wrong.length)}`, falseAlarms)
  return { customers: exposures.length, weeks, customerMonths: Math.round(months), ways, falseAlarms: { all: rate(wrong.length), ...falseAlarms } }
}
