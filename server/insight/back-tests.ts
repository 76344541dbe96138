/**
 * How good the warnings are: each is asked as of days that have passed, without what came after, and held against what did. Of a large company some customers
 * are asked about, the same for every warning.
 */
import type pg from 'pg'
import { type Backtest, backtest, categoryMoved, type Histories, histories, lengthening, type Signal, silence, volumeDrop } from '../../analytics/index.ts'
import type { BackTest, BackTestTold, TestedSignal } from '../../contract/insight-pages.ts'
import { type SignalKind, signalKinds } from '../../contract/signals.ts'
import type { Context } from '../context.ts'
import { type FoundSignal, factSignals } from './fact-signals.ts'
import { hindsight } from './hindsight.ts'
import { asking, horizon, learnLeaving, leavingBy, onceADay, teachingOf } from './leaving.ts'
import { companyPage } from './pages.ts'
import { kindsFor } from './queries.ts'
import { type CategoryLines, dayText, type Purchases } from './reading.ts'
import { where } from './where.ts'

const customersAsked = 2_500
const [months, daysApart] = [6, 30]
const first = 100
const dayLength = 86_400_000

/** By day asked, what was true of whom then, and how grave. */
export type PastFacts = Map<number, Map<SignalKind, Map<number, number>>>

const cutoffsOf = (asOf: number) => Array.from({ length: months }, (_, back) => asOf - horizon - back * daysApart)

/** Complaints, promises, scores, people, debts and the rest, as they stood on each of the days asked. */
export async function readPastFacts(client: pg.Client, { ids, asOf }: Purchases): Promise<PastFacts> {
  const step = stepOf(ids.length)
  const rows = new Map(ids.flatMap((id, row) => (row % step === 0 ? [[id, row] as const] : [])))
  const facts: PastFacts = new Map()
  for (const cutoff of cutoffsOf(asOf)) {
    const kinds = new Map<SignalKind, Map<number, number>>()
    const endOfDay = new Date((cutoff + 1) * dayLength - 1)
    const take = async (found: readonly FoundSignal[]) => {
      for (const { customerId, kind, severity } of found) {
        const of = kinds.get(kind) ?? new Map<number, number>()
        kinds.set(kind, of)
        const row = rows.get(customerId)!
        of.set(row, Math.max(severity, of.get(row) ?? 0))
      }
    }
    await factSignals(client, endOfDay, take, { past: true, of: [...rows.keys()] })
    facts.set(cutoff, kinds)
  }
  return facts
}

export function backTestsOf(all: Purchases, allLines: CategoryLines, facts: PastFacts): BackTestTold {
  const { purchases, lines, asked } = someOf(all, allLines)
  const { customer, day, amount, asOf } = purchases
  const cutoffs = cutoffsOf(asOf)
  const past = customer.length > 0 ? histories({ customer, day, amount }) : undefined
  const signals: [TestedSignal, Signal][] = [
    ...(past ? [['watch', leavingOf(past)] satisfies [TestedSignal, Signal]] : []),
    ['order-silence', silence({ purchases: 4 })],
    ['gap-grows', lengthening()],
    ['orders-shrink', volumeDrop({ window: horizon, of: 'amounts', purchases: 6 })],
    ['category-moved', (past, cutoff) => categoryMoved(lines, { window: horizon, uses: 5 })(past, cutoff)],
    ...toldOften(facts).map((kind): [TestedSignal, Signal] => [kind, factOf(kind, facts)]),
  ]
  const tested = signals.flatMap(([signal, answers]) => {
    // The months before a month are among the months asked.
    const onDay = onceADay((day) => answers(past!, day))
    const reads: Signal = (_, day) => onDay(day)
    // How soon it was seen is told of the latest days only: it asks for the months before each time anew. A fact of which the days between were not asked has none.
    const soon = (back: number) => back === 0 && !factual.has(signal)
    const results = cutoffs.map((cutoff, back) => ({
      cutoff,
      result:
        past && where(() => backtest(reads, past, { cutoff, horizon, outcome: 'partial', repeats: 2, top: [first], step: soon(back) ? daysApart : asOf })),
    }))
    const latest = results.find(({ result }) => result !== undefined)?.result
    if (!latest) return []
    const leadTime = factual.has(signal) ? null : (results[0]!.result?.leadTime ?? null)
    return [{ signal, ...figures(latest), leadTime, calibration: calibrationOf(latest), months: byMonth(results) }]
  })
  const seen = hindsight(purchases, horizon)
  return {
    customers: all.ids.length,
    asked,
    horizon,
    signals: tested,
    rankings: seen?.rankings.map(({ by, auc, first50, first100 }) => ({ by, auc, first50, first100 })) ?? [],
    hiddenFrom: seen?.hiddenFrom ?? null,
  }
}

const fromOrders: readonly TestedSignal[] = ['watch', 'order-silence', 'gap-grows', 'orders-shrink', 'category-moved']
const factual: ReadonlySet<TestedSignal> = new Set(signalKinds.filter((kind) => !fromOrders.includes(kind)))
/** Of fewer customers on one day nothing can be said of what follows. */
const often = 5

const toldOften = (facts: PastFacts): SignalKind[] =>
  signalKinds.filter((kind) => factual.has(kind) && [...facts.values()].some((kinds) => (kinds.get(kind)?.size ?? 0) >= often))

/** Everybody is read: whoever it is true of stands first, the graver the sooner, and all others are alike. */
const factOf =
  (kind: SignalKind, facts: PastFacts): Signal =>
  (past, cutoff) => {
    const of = facts.get(cutoff)?.get(kind)
    return Array.from(past.customer, (customer) => {
      const severity = of?.get(customer) ?? 0
      return { customer, value: severity, probability: severity / 3, evidence: {} }
    })
  }

/** Without the warnings that are kept from this person's role. */
export async function backTestPage(ctx: Context): Promise<BackTest> {
  const page = await companyPage(ctx, 'back-test')
  const kinds = kindsFor(ctx.actor)
  return { ...page, told: page.told && { ...page.told, signals: page.told.signals.filter(({ signal }) => signal === 'watch' || kinds.includes(signal)) } }
}

/** What the watch list is ordered by, as a warning among others. */
function leavingOf(whole: Histories): Signal {
  const taught = teachingOf(whole)
  const asked = asking(taught)
  return (past, cutoff) => {
    const summary = taught.summary(cutoff)
    const chances = leavingBy(learnLeaving(past, cutoff, taught, asked).law, taught.best(cutoff), past, summary, cutoff)
    return Array.from(summary.customer, (customer, i) => ({ customer, value: chances[i]!, probability: chances[i]!, evidence: {} }))
  }
}

const figures = ({ customers, baseRate, auc, precision }: Backtest) => ({ customers, baseRate, auc, first100: precision[0]!.precision })

const byMonth = (results: readonly { cutoff: number; result: Backtest | undefined }[]) =>
  results.flatMap(({ cutoff, result }) => (result ? [{ cutoff: dayText(cutoff), ...figures(result) }] : [])).reverse()

const calibrationOf = ({ calibration }: Backtest) => calibration.map(({ predicted, observed, rows }) => ({ told: predicted, seen: observed, customers: rows }))

const stepOf = (customers: number) => Math.max(1, Math.ceil(customers / customersAsked))

/** Every so many customers, spread over all of them. */
function someOf(all: Purchases, lines: CategoryLines) {
  const step = stepOf(all.ids.length)
  if (step <= 1) return { purchases: all, lines, asked: all.ids.length }
  const kept = (row: number) => row % step === 0
  const orders = all.customer.map((row) => Number(kept(row)))
  const bought = lines.customer.map((row) => Number(kept(row)))
  return {
    asked: Math.ceil(all.ids.length / step),
    purchases: {
      ...all,
      customer: all.customer.filter((_, i) => orders[i] === 1),
      day: all.day.filter((_, i) => orders[i] === 1),
      amount: all.amount.filter((_, i) => orders[i] === 1),
    },
    lines: {
      ...lines,
      customer: lines.customer.filter((_, i) => bought[i] === 1),
      day: lines.day.filter((_, i) => bought[i] === 1),
      category: lines.category.filter((_, i) => bought[i] === 1),
    },
  }
}
