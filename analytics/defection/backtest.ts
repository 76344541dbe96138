/** Would the signal have helped? Read on a day of the past, held against what happened after it. */
import { auc, type CalibrationBin, calibration } from '../churn/quality.ts'
import { InvalidInput } from '../invalid.ts'
import type { Histories } from '../summaries/transactions.ts'
import { goOn, type Work } from '../work.ts'
import type { Signal } from './signal.ts'

/** `full`: no purchase in the horizon. `partial`: fewer than half the purchases of the customer's own past rate. */
export type Outcome = 'full' | 'partial'

export type BacktestOptions = Work & {
  /** Last day the signal knows. */
  cutoff: number
  /** Days after it in which the outcome shows. */
  horizon: number
  outcome?: Outcome
  /** Fewest repeat purchases by the cutoff of a customer who is judged. */
  repeats?: number
  /** Sizes of the list of the most endangered for which precision is told; the top tenth when absent. */
  top?: readonly number[]
  /** Days between the earlier readings from which the lead time is told; a quarter of the horizon when absent. */
  step?: number
}

export type Backtest = {
  /** Customers the signal read and the outcome is known of. */
  customers: number
  /** Share of them who defected. */
  baseRate: number
  /** Chance that a random defector was ranked above a random other. */
  auc: number
  /** Of the k most endangered: share who defected, and share of all defectors among them. */
  precision: { k: number; precision: number; recall: number }[]
  /** Median days from the reading at which a caught defector (within the first k) was first above that list's threshold, and stayed so, to the end of the horizon. */
  leadTime: number | undefined
  /** Customers in ten groups by rising probability: told and seen. Meant for signals whose probability is that of defecting; others show how it rises. */
  calibration: CalibrationBin[]
}

/**
 * Back-tests a signal. The histories must reach to `cutoff + horizon`; the signal is handed them whole and reads only up to the cutoff it is given.
 * Throws InvalidInput `too-few` when it read fewer than 20 customers, `constant` when all or none of them defected.
 */
export function backtest(signal: Signal, histories: Histories, options: BacktestOptions): Backtest {
  const { cutoff, horizon, outcome = 'full', repeats = 3, step = horizon / 4 } = options
  if (!(horizon > 0 && Number.isFinite(horizon))) throw new InvalidInput('not-positive', undefined, 'horizon')
  goOn(options)
  const outcomes = outcomesAfter(histories, cutoff, horizon, outcome, repeats)
  const readings = signal(histories, cutoff).filter(({ customer }) => outcomes.has(customer))
  if (readings.length < 20) throw new InvalidInput('too-few')
  const probabilities = readings.map(({ probability }) => probability)
  const defected = readings.map(({ customer }) => outcomes.get(customer)!)
  const all = defected.reduce((sum, one) => sum + one, 0)
  if (all === 0 || all === readings.length) throw new InvalidInput('constant', undefined, 'outcome')
  const order = readings.map((_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
  const sizes = (options.top ?? [Math.ceil(readings.length / 10)]).map((k) => Math.min(k, readings.length))
  const precision = sizes.map((k) => {
    const caught = order.slice(0, k).reduce((sum, i) => sum + defected[i]!, 0)
    return { k, precision: caught / k, recall: caught / all }
  })
  const listed = order.slice(0, sizes[0])
  const caught = new Set(listed.filter((i) => defected[i] === 1).map((i) => readings[i]!.customer))
  return {
    customers: readings.length,
    baseRate: all / readings.length,
    auc: auc(probabilities, defected),
    precision,
    leadTime: leadTime(signal, histories, cutoff, horizon, step, caught, probabilities[listed.at(-1)!]!, options),
    calibration: calibration(probabilities, defected),
  }
}

/** 1 or 0 for every customer with enough repeat purchases by the cutoff. */
export function outcomesAfter({ customer, start, day }: Histories, cutoff: number, horizon: number, outcome: Outcome, repeats: number): Map<number, number> {
  const outcomes = new Map<number, number>()
  for (let i = 0; i < customer.length; i++) {
    let [before, after] = [0, 0]
    for (let entry = start[i]!; entry < start[i + 1]!; entry++) {
      if (day[entry]! <= cutoff) before++
      else if (day[entry]! <= cutoff + horizon) after++
    }
    if (before - 1 < repeats) continue
    const rate = before / Math.max(1, cutoff - day[start[i]!]!)
    outcomes.set(customer[i]!, outcome === 'full' ? Number(after === 0) : Number(after / horizon < 0.5 * rate))
  }
  return outcomes
}

function leadTime(
  signal: Signal,
  histories: Histories,
  cutoff: number,
  horizon: number,
  step: number,
  caught: ReadonlySet<number>,
  threshold: number,
  work: Work,
) {
  if (caught.size === 0) return undefined
  const since = new Map([...caught].map((customer) => [customer, cutoff]))
  let open = new Set(caught)
  for (let back = 1; back <= 8 && open.size > 0; back++) {
    goOn(work)
    work.onProgress?.(back / 9)
    const at = cutoff - back * step
    const above = new Set<number>()
    try {
      for (const { customer, probability } of signal(histories, at)) if (probability >= threshold) above.add(customer)
    } catch (error) {
      // So far back there is too little history to read.
      if (error instanceof InvalidInput) break
      throw error
    }
    open = new Set([...open].filter((customer) => above.has(customer)))
    for (const customer of open) since.set(customer, at)
  }
  const days = [...since.values()].map((day) => cutoff + horizon - day).sort((a, b) => a - b)
  return days[Math.floor(days.length / 2)]
}
