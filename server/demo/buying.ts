/** What a customer of the demo world buys: orders in their rhythm from their shelves, and now and then a return. */
import type { Calendar } from './calendar.ts'
import { type Product, shelf } from './catalogue.ts'
import type { Profile } from './profile.ts'
import type { Random } from './random.ts'
import type { Way } from './weakening.ts'
import type { FileRows } from './write.ts'

const yearlyRise = 0.04
const costShare = 0.72

/** Days since the weakening `way` began, at that day; 0 where it is not this customer's or has not begun. */
export function weakFor({ weakens }: Profile, way: Way, ago: number) {
  return weakens?.way === way && ago < weakens.ago ? weakens.ago - ago : 0
}

export function ordersOf(
  chance: Random,
  profile: Profile,
  time: Calendar,
  products: Map<string, Product>,
): Pick<FileRows, 'orders' | 'orderLines'> & { /** Days ago of each order, in order. */ days: number[] } {
  const orders: FileRows['orders'] = []
  const orderLines: FileRows['orderLines'] = []
  const days: number[] = []
  const add = (ago: number, kind: 'order' | 'return', baskets: { product: Product; quantity: number }[]) => {
    const orderedAt = new Date(time.at(ago, chance.int(7 * 60, 16 * 60)))
    const orderId = chance.id(orderedAt.getTime())
    const lines = baskets.map(({ product, quantity }, place) =>
      line(chance, profile, ago, { orderId, lineNo: place + 1, product, quantity, at: orderedAt.getTime() }),
    )
    orderLines.push(...lines)
    orders.push({
      customerId: profile.customerId,
      id: orderId,
      number: `${1001 + profile.n}-${String(orders.length + 1).padStart(3, '0')}`,
      kind,
      orderedAt,
      createdAt: orderedAt,
      channel: chance.pick(['order', 'order', profile.talksBy]),
      takenBy: chance.pick(profile.reps).id,
      contactId: null,
      currency: 'ILS',
      note: '',
      amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    })
  }
  for (let ago = profile.beginsAgo - chance.int(0, profile.gap); ago >= 0; ago -= pause(chance, profile, time, ago)) {
    const day = time.workday(ago)
    if (day > profile.openedAgo) continue
    if (weakFor(profile, 'orders-stop', day) > 0) break
    const baskets = basket(chance, profile, day, products)
    add(day, 'order', baskets)
    days.push(day)
    if (chance.chance(0.02) && day > 5) add(time.workday(day - 3), 'return', [{ product: baskets[0]!.product, quantity: -1 }])
  }
  return { orders, orderLines, days }
}

/** Days to the next order: the customer's rhythm with some play, long in a school's summer, longer and longer where the gap grows. */
function pause(chance: Random, profile: Profile, time: Calendar, ago: number) {
  const summer = profile.trade.key === 'school' && [7, 8].includes(time.month(ago)) ? 2.5 : 1
  const growing = 1 + weakFor(profile, 'gap-grows', ago) / 40
  return Math.max(2, Math.round(profile.gap * (0.75 + chance.next() * 0.5) * summer * growing))
}

/** The category a customer who splits their orders takes elsewhere. */
export const leavingCategory = (profile: Profile) => profile.categories[2]!

function basket(chance: Random, profile: Profile, ago: number, products: Map<string, Product>) {
  const years = (profile.beginsAgo - ago) / 365
  const shrunk = Math.max(0.2, 1 - weakFor(profile, 'orders-shrink', ago) / 110)
  const size = profile.growth ** years * shrunk
  const gone = weakFor(profile, 'category-leaves', ago) > 0 ? leavingCategory(profile) : null
  const categories = profile.categories.filter((category) => category !== gone)
  const count = Math.max(1, Math.round(profile.lines * Math.min(1, shrunk + 0.3)))
  const chosen = new Map<string, { product: Product; quantity: number }>()
  for (let k = 0; k < count; k++) {
    // Everybody has favourites: most lines come from the first few products of a shelf, the customer's own few.
    const items = shelf(k === 0 && !gone ? leavingCategory(profile) : chance.pick(categories))
    const place = chance.chance(0.8) ? (profile.n + chance.int(0, 3)) % items.length : chance.int(0, items.length - 1)
    const product = products.get(items[place]!.sku)!
    chosen.set(product.sku, { product, quantity: Math.max(1, Math.round(profile.pieces * size * (0.7 + chance.next() * 0.6))) })
  }
  return [...chosen.values()]
}

type Bought = { orderId: string; lineNo: number; product: Product; quantity: number; at: number }

function line(chance: Random, profile: Profile, ago: number, { orderId, lineNo, product, quantity, at }: Bought): FileRows['orderLines'][number] {
  const listPrice = product.unitPriceMinor / (1 + yearlyRise) ** (ago / 365)
  const unitPriceMinor = Math.round(listPrice * (1 - profile.discount))
  return {
    customerId: profile.customerId,
    id: chance.id(at),
    orderId,
    lineNo,
    productId: product.id,
    quantity,
    unitPriceMinor,
    amountMinor: quantity * unitPriceMinor,
    costMinor: Math.round(quantity * listPrice * costShare),
  }
}
