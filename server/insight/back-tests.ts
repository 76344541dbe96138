/**
 * How good the warnings are: each is asked as of days that have passed, without what came after, and held against what did. Of a large company some customers
 * are asked about, the same for every warning.
 */
import { type Backtest, backtest, categoryMoved, histories, lengthening, type Signal, silence, summariseHistories, volumeDrop } from '../../analytics/index.ts'
import type { BackTestTold, TestedSignal } from '../../contract/insight-pages.ts'
import { hindsight } from './hindsight.ts'
import { horizon, learnLeaving } from './leaving.ts'
import { bestModel, weeks } from './models.ts'
import { type CategoryLines, dayText, type Purchases } from './reading.ts'
import { where } from './where.ts'

const customersAsked = 2_500
const [months, daysApart] = [6, 30]
const first = 100

export function backTestsOf(all: Purchases, allLines: CategoryLines): BackTestTold {
  const { purchases, lines, asked } = someOf(all, allLines)
  const { customer, day, amount, asOf } = purchases
  const cutoffs = Array.from({ length: months }, (_, back) => asOf - horizon - back * daysApart)
  const past = customer.length > 0 ? histories({ customer, day, amount }) : undefined
  const signals: Record<TestedSignal, Signal> = {
    'watch': leaving,
    'order-silence': silence({ purchases: 4 }),
    'gap-grows': lengthening(),
    'orders-shrink': volumeDrop({ window: horizon, of: 'amounts', purchases: 6 }),
    'category-moved': (past, cutoff) => categoryMoved(lines, { window: horizon, uses: 5 })(past, cutoff),
  }
  const tested = (Object.entries(signals) as [TestedSignal, Signal][]).flatMap(([signal, reads]) => {
    const results = cutoffs.map((cutoff, back) => ({
      cutoff,
      // How soon it was seen is told of the latest days only: it asks for the months before each time anew.
      result:
        past && where(() => backtest(reads, past, { cutoff, horizon, outcome: 'partial', repeats: 2, top: [first], step: back === 0 ? daysApart : asOf })),
    }))
    const latest = results.find(({ result }) => result !== undefined)?.result
    return latest
      ? [{ signal, ...figures(latest), leadTime: results[0]!.result?.leadTime ?? null, calibration: calibrationOf(latest), months: byMonth(results) }]
      : []
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

/** What the watch list is ordered by, as a warning among others. */
const leaving: Signal = (past, cutoff) => {
  const summary = summariseHistories(past, { unit: weeks, until: cutoff })
  const chances = learnLeaving(past, bestModel(summary), cutoff).of(past, summary)
  return Array.from(summary.customer, (customer, i) => ({ customer, value: chances[i]!, probability: chances[i]!, evidence: {} }))
}

const figures = ({ customers, baseRate, auc, precision }: Backtest) => ({ customers, baseRate, auc, first100: precision[0]!.precision })

const byMonth = (results: readonly { cutoff: number; result: Backtest | undefined }[]) =>
  results.flatMap(({ cutoff, result }) => (result ? [{ cutoff: dayText(cutoff), ...figures(result) }] : [])).reverse()

const calibrationOf = ({ calibration }: Backtest) => calibration.map(({ predicted, observed, rows }) => ({ told: predicted, seen: observed, customers: rows }))

/** Every so many customers, spread over all of them. */
function someOf(all: Purchases, lines: CategoryLines) {
  const step = Math.ceil(all.ids.length / customersAsked)
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
