/** Signals read from how a customer orders. A customer who is silent is told of once: not also that their gaps grow and their volume shrinks. */
import { categoryMoved, type GapLaw, type Histories, lengthening, type Reading, silence, smallerOrders, volumeDrop } from '../../analytics/index.ts'
import type { Evidence, SignalKind } from '../../contract/insight.ts'
import { type CategoryLines, dayText } from './reading.ts'
import { stricter, type Verdicts } from './trust.ts'
import { where } from './where.ts'

export type OrderSignal = { row: number; kind: SignalKind; subject: string; severity: 1 | 2 | 3; probability: number; evidence: Evidence }

/** Days of "lately" for volume and categories. */
const window = 90
/** From here on a reading is told. Every customer is read every night: what happens by chance to one in a hundred would be told of somebody each morning. */
const sure = 0.99
const surer = 0.995
/** Days by which the same season of another year may be off, and how much of the change it explains by having had it too. */
const seasonSlack = 10
const seasonShare = 0.75

export function orderSignals(past: Histories, lines: CategoryLines, asOf: number, law: GapLaw | undefined, verdicts: Verdicts): OrderSignal[] {
  const needed = (kind: SignalKind, usual: number) => stricter(verdicts, kind, usual)
  const forSilence = needed('order-silence', surer)
  const forGaps = needed('gap-grows', surer)
  const forLess = needed('orders-shrink', sure)
  const forCategories = needed('category-moved', sure)
  const found: OrderSignal[] = []
  const silent = new Set<number>()
  const tell = (kind: SignalKind, { customer, probability }: Reading, severity: 1 | 2 | 3, evidence: Evidence, subject = '') =>
    found.push({ row: customer, kind, subject, severity, probability, evidence })
  for (const reading of where(() => silence({ purchases: 4, law })(past, asOf)) ?? []) {
    const { daysSilent, daysExpected, daysBetweenPurchases, lastDay, gaps } = of(reading)
    if (reading.probability < forSilence || reading.value < 1.5 || daysSilent! < 14) continue
    if (quietLastYear(past, reading.customer, lastDay!, asOf) >= seasonShare * daysSilent!) continue
    silent.add(reading.customer)
    tell('order-silence', reading, reading.value >= 4 ? 3 : reading.value >= 2.5 ? 2 : 1, {
      days: daysSilent!,
      usual: Math.round(daysBetweenPurchases!),
      expected: Math.round(daysExpected!),
      lastDay: dayText(lastDay!),
      gaps: gaps!,
    })
  }
  for (const reading of where(() => lengthening({ law })(past, asOf)) ?? []) {
    if (silent.has(reading.customer) || reading.probability < forGaps || reading.value < 1.4) continue
    const { daysEarlier, daysLately, gapsLately } = of(reading)
    if (quietLastYear(past, reading.customer, asOf - daysLately! * gapsLately!, asOf) >= seasonShare * daysLately!) continue
    tell('gap-grows', reading, reading.value >= 2.2 ? 2 : 1, { earlier: Math.round(daysEarlier!), lately: Math.round(daysLately!) })
  }
  // Less in all, or less each time: whichever is surer is told.
  const less = new Map<number, Reading>()
  for (const signal of [volumeDrop({ window, of: 'amounts', purchases: 6 }), smallerOrders({ window })])
    for (const reading of where(() => signal(past, asOf)) ?? [])
      if (reading.value <= 0.65 && reading.probability >= forLess && reading.probability > (less.get(reading.customer)?.probability ?? 0))
        less.set(reading.customer, reading)
  for (const reading of less.values()) {
    const { seen, expected } = of(reading)
    if (silent.has(reading.customer) || seen! <= 0) continue
    tell('orders-shrink', reading, reading.value <= 0.35 ? 3 : 2, { days: window, seenMinor: Math.round(seen!), expectedMinor: Math.round(expected!) })
  }
  for (const reading of where(() => categoryMoved(lines, { window, uses: 5 })(past, asOf)) ?? []) {
    const { category, seen, expected, before } = of(reading)
    if (silent.has(reading.customer) || reading.probability < forCategories || reading.value > 0.4) continue
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

/** The longest of this customer's gaps that lay in the same days of one of the two years before; 0 where there is none. A school is quiet every summer. */
function quietLastYear({ customer, start, day }: Histories, one: number, from: number, until: number): number {
  const i = placeOf(customer, one)
  let longest = 0
  for (const back of [365, 730])
    for (let entry = start[i]! + 1; entry < start[i + 1]!; entry++) {
      const [begin, end] = [day[entry - 1]!, day[entry]!]
      if (end > until - back + (until - from) || begin < from - back - (until - from)) continue
      if (begin <= until - back + seasonSlack && end >= from - back - seasonSlack) longest = Math.max(longest, end - begin)
    }
  return longest
}

/** Customers stand in the order of their numbers. */
function placeOf(customers: ArrayLike<number>, one: number): number {
  let [low, high] = [0, customers.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (customers[middle]! < one) low = middle + 1
    else high = middle
  }
  return low
}
