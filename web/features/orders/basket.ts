/** An order being written, and what it comes to. */
import { lineAmount } from '../../../analytics/line-amount.ts'
import type { CustomValue } from '../../../contract/custom-fields.ts'
import type { Product } from '../../../contract/orders.ts'
import { newId } from '../../api/new-id.ts'
import type { Parcel } from '../../api/parcels.ts'

export type BasketLine = { productId: string; name: string; sku: string; quantity: number; unitPriceMinor: number | null }
export type Basket = {
  id: string
  kind: 'order' | 'return'
  lines: BasketLine[]
  note: string
  /** What stands in the company's own fields; baskets kept from before do not have it. */
  custom?: Record<string, CustomValue>
}

export const emptyBasket = (): Basket => ({ id: newId(), kind: 'order', lines: [], note: '' })

/** The basket with one more of a product; its price where that is in the customer's currency. */
export function withProduct(basket: Basket, product: Product, currency: string): Basket {
  const there = basket.lines.some(({ productId }) => productId === product.id)
  const lines = there
    ? basket.lines.map((line) => (line.productId === product.id ? { ...line, quantity: line.quantity + 1 } : line))
    : [
        ...basket.lines,
        {
          productId: product.id,
          name: product.name,
          sku: product.sku,
          quantity: 1,
          unitPriceMinor: product.currency === currency ? product.unitPriceMinor : null,
        },
      ]
  return { ...basket, lines }
}

export const withLine = (basket: Basket, productId: string, change: Partial<BasketLine>): Basket => ({
  ...basket,
  lines: basket.lines.map((line) => (line.productId === productId ? { ...line, ...change } : line)),
})

export const withoutLine = (basket: Basket, productId: string): Basket => ({ ...basket, lines: basket.lines.filter((line) => line.productId !== productId) })

export const amountOf = ({ quantity, unitPriceMinor }: BasketLine) => lineAmount(quantity, unitPriceMinor ?? 0)

/** What the server will make of it: each line rounded by itself, then summed; negative for a return. */
export const totalOf = ({ kind, lines }: Basket) => (kind === 'return' ? -1 : 1) * lines.reduce((sum, line) => sum + amountOf(line), 0) || 0

export const lackOf = ({ lines }: Basket) =>
  lines.length === 0 ? ('lines' as const) : lines.some(({ unitPriceMinor }) => unitPriceMinor === null) ? ('price' as const) : undefined

export function parcelOf({ id, kind, lines, note, custom }: Basket, about: { userId: string; customerId: string; now: string }): Parcel {
  const body = {
    id,
    kind,
    note,
    custom,
    orderedAt: about.now,
    lines: lines.map(({ productId, quantity, unitPriceMinor }) => ({ productId, quantity, unitPriceMinor: unitPriceMinor ?? undefined })),
  }
  const title = lines
    .map(({ name, quantity }) => `${quantity} × ${name}`)
    .join(', ')
    .slice(0, 120)
  return { id, userId: about.userId, customerId: about.customerId, title, steps: [{ key: 'POST /customers/:id/orders', body }], files: [] }
}
