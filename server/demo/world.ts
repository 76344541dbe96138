/**
 * The demo world: an Israeli wholesaler, כרמל אספקה, and its customers over three years that end now. Pure: the same seed,
 * size and present tell the same world, and any file can be told without the others.
 */
import { ordersOf } from './buying.ts'
import { type Calendar, calendar } from './calendar.ts'
import { type Company, demoCompany } from './company.ts'
import { headOf, type Profile, profileOf } from './profile.ts'
import { random } from './random.ts'
import { talkOf } from './talk.ts'
import type { Way } from './weakening.ts'
import type { FileRows } from './write.ts'

export type World = { seed: string; customers: number; time: Calendar; company: Company; file(n: number): FileRows; weakenings(): Iterable<PlantedWeakening> }
export type PlantedWeakening = { customerId: string; number: number; way: Way /** The day it began. */; on: string }

type Options = { seed?: string; customers: number; now: Date; timeZone?: string; company?: Company }

export const defaultSeed = 'carmel'

export function demoWorld({ seed = defaultSeed, customers, now, timeZone = 'Asia/Jerusalem', company = demoCompany }: Options): World {
  const time = calendar(now, timeZone)
  const products = new Map(company.products.map((product) => [product.sku, product]))
  const begin = (n: number) => {
    const chance = random(seed, n)
    return { chance, profile: profileOf(chance, seed, n, customers, time, company) }
  }
  return {
    seed,
    customers,
    time,
    company,
    file(n) {
      const { chance, profile } = begin(n)
      const head = headOf(chance, profile, time, company)
      const { days, ...bought } = ordersOf(chance, profile, time, products)
      const talk = talkOf(chance, profile, head.contacts, days, time, company)
      return { ...head, customer: { ...head.customer, ...owed(profile, bought.orders, time) }, ...bought, ...talk }
    },
    *weakenings() {
      for (let n = 0; n < customers; n++) {
        const { customerId, weakens } = begin(n).profile
        if (weakens) yield { customerId, number: 1001 + n, way: weakens.way, on: time.day(weakens.ago) }
      }
    },
  }
}

/** What they owe: the orders not yet due; of a debtor also those due since the debt began. */
function owed({ termsDays, weakens }: Profile, orders: FileRows['orders'], time: Calendar) {
  const between = (from: number, until: number) => {
    const [first, last] = [time.at(from, 0), time.at(until, 0)]
    return orders.filter(({ orderedAt }) => Number(orderedAt) >= first && Number(orderedAt) < last).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  }
  const notYetDue = Math.max(0, between(termsDays, -1))
  const overdueMinor = weakens?.way === 'debt' ? Math.max(50_000, between(weakens.ago + termsDays, termsDays)) : 0
  return { balanceMinor: notYetDue + overdueMinor, overdueMinor }
}
