/**
 * Hindsight: the last days are hidden, everybody is ranked as on the day before them, and what really happened shows how well.
 * Who stopped, or bought less than half as often as before, among those who had bought at least three times.
 */
import { auc, betaGeometric, fitBgNbd, histories, outcomesAfter, quiet } from '../../analytics/index.ts'
import { learnLeaving, leavingBy, teachingOf } from './leaving.ts'
import { weeks } from './models.ts'
import { dayText, type Purchases } from './reading.ts'
import { where } from './where.ts'

export type Ranking = { by: 'watch' | 'longest-silence' | 'silence-by-own-gap' | 'bg-nbd'; auc: number; first50: number; first100: number }
export type Hindsight = { from: string; hiddenFrom: string; until: string; customers: number; left: number; rankings: Ranking[] }

/** Undefined where the days before hold too few customers, or none or all of them left. */
export function hindsight({ customer, day, amount, firstDay }: Purchases, hiddenDays: number): Hindsight | undefined {
  if (firstDay === null) return undefined
  const until = day.reduce((latest, at) => Math.max(latest, at), firstDay)
  const then = until - hiddenDays
  const past = histories({ customer, day, amount })
  const outcomes = outcomesAfter(past, then, hiddenDays, 'partial', 2)
  const judged = [...outcomes.keys()]
  const left = judged.map((one) => outcomes.get(one)!)
  const leavers = left.reduce((sum, one) => sum + one, 0)
  if (leavers === 0 || leavers === judged.length) return undefined
  const taught = teachingOf(past)
  const summary = taught.summary(then)
  const place = new Map(Array.from(summary.customer, (one, i) => [one, i]))
  const chances = leavingBy(learnLeaving(past, then, taught).law, taught.best(then), past, summary, then)
  const bg = where(() => fitBgNbd(summary))
  const model = bg && betaGeometric(bg.parameters)
  const silence = (i: number) => summary.age[i]! - summary.recency[i]!
  const ranked = (by: Ranking['by'], score: (i: number) => number): Ranking => {
    const scores = judged.map((one) => score(place.get(one)!))
    const order = judged.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const precision = (k: number) => order.slice(0, k).reduce((sum, i) => sum + left[i]!, 0) / Math.min(k, order.length)
    return { by, auc: auc(scores, left), first50: precision(50), first100: precision(100) }
  }
  return {
    from: dayText(firstDay),
    hiddenFrom: dayText(then + 1),
    until: dayText(until),
    customers: judged.length,
    left: leavers,
    rankings: [
      ranked('watch', (i) => chances[i]!),
      ranked('longest-silence', silence),
      ranked('silence-by-own-gap', (i) => silence(i) / (summary.recency[i]! / summary.repeats[i]!)),
      ...(model ? [ranked('bg-nbd', (i) => quiet(model, summary.repeats[i]!, summary.recency[i]!, summary.age[i]!, hiddenDays / weeks))] : []),
    ],
  }
}
