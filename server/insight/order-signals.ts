/** Signals read from how a customer orders. A customer who is silent is told of once: not also that their gaps grow and their volume shrinks. */
import { categoryMoved, type Histories, lengthening, type Reading, silence, volumeDrop } from '../../analytics/index.ts'
import type { Evidence, SignalKind } from '../../contract/insight.ts'
import { type CategoryLines, dayText } from './reading.ts'
import { where } from './where.ts'

export type OrderSignal = { row: number; kind: SignalKind; subject: string; severity: 1 | 2 | 3; probability: number; evidence: Evidence }

/** Days of "lately" for volume and categories. */
const window = 90
/** From here on a reading is told: with a steady pace one customer in a hundred would be told of wrongly. */
const sure = 0.99

export function orderSignals(past: Histories, lines: CategoryLines, asOf: number): OrderSignal[] {
  const found: OrderSignal[] = []
  const silent = new Set<number>()
  const tell = (kind: SignalKind, { customer, probability }: Reading, severity: 1 | 2 | 3, evidence: Evidence, subject = '') =>
    found.push({ row: customer, kind, subject, severity, probability, evidence })
  for (const reading of where(() => silence({ purchases: 4 })(past, asOf)) ?? []) {
    const { daysSilent, daysExpected, daysBetweenPurchases, lastDay, gaps } = of(reading)
    if (reading.probability < sure || reading.value < 1.5 || daysSilent! < 14) continue
    silent.add(reading.customer)
    tell('order-silence', reading, reading.value >= 4 ? 3 : reading.value >= 2.5 ? 2 : 1, {
      days: daysSilent!,
      usual: Math.round(daysBetweenPurchases!),
      expected: Math.round(daysExpected!),
      lastDay: dayText(lastDay!),
      gaps: gaps!,
    })
  }
  for (const reading of where(() => lengthening()(past, asOf)) ?? []) {
    if (silent.has(reading.customer) || reading.probability < sure || reading.value < 1.4) continue
    const { daysEarlier, daysLately } = of(reading)
    tell('gap-grows', reading, reading.value >= 2.2 ? 2 : 1, { earlier: Math.round(daysEarlier!), lately: Math.round(daysLately!) })
  }
  for (const reading of where(() => volumeDrop({ window, of: 'amounts', purchases: 6 })(past, asOf)) ?? []) {
    const { seen, expected } = of(reading)
    if (silent.has(reading.customer) || reading.probability < sure || reading.value > 0.65 || seen! <= 0) continue
    tell('orders-shrink', reading, reading.value <= 0.35 ? 3 : 2, { days: window, seenMinor: Math.round(seen!), expectedMinor: Math.round(expected!) })
  }
  for (const reading of where(() => categoryMoved(lines, { window, uses: 5 })(past, asOf)) ?? []) {
    const { category, seen, expected, before } = of(reading)
    if (silent.has(reading.customer) || reading.probability < sure || reading.value > 0.4) continue
    const name = lines.categories[category!]!
    tell(
      'category-moved',
      reading,
      seen === 0 ? 2 : 1,
      { category: name, days: window, seen: seen!, expected: Math.round(expected! * 10) / 10, before: before! },
      name,
    )
  }
  return found
}

const of = ({ evidence }: Reading): Partial<Record<string, number>> => evidence
