/** Products met in a file of orders: found by their sku, or put on the shelf under the latest name the file gives them. */
import { sql } from 'kysely'
import type { Desk } from './desk.ts'
import type { OrderLine } from './orders.ts'
import { changeProducts, newProducts } from './product-rows.ts'
import { kept } from './values.ts'

/** What the file says of one product: its latest name, and what it last sold for. */
type Seen = { name: string; nameAt: string; price: string | null; priceAt: string; category: string }
export type OnShelf = { id: string; name: string }
type Row = { id: string; sku: string; name: string; nameAsOf: string | null }

const chunkOf = 5_000

export function productShelf(desk: Desk) {
  const seen = new Map<string, Seen>()
  const shelf = new Map<string, OnShelf>()

  async function stock(skus: string[]) {
    const before = new Map((await productsBySku(desk, skus)).map((row) => [row.sku, row]))
    const fresh = skus.filter((sku) => !before.has(sku)).map((sku) => ({ id: desk.newId(), sku, ...seen.get(sku)! }))
    await newProducts(
      desk,
      fresh.map(({ id, sku, name, nameAt, price, category }) => ({
        id,
        sku,
        name: name || sku,
        category,
        unitPriceMinor: price === null ? null : Math.round(Number(price)),
        currency: price === null ? null : desk.mapping.currency,
        nameAsOf: nameAt || null,
        active: true,
      })),
    )
    for (const { id, sku, name } of fresh) shelf.set(sku, { id, name: name || sku })
    const changes = []
    for (const row of before.values()) {
      const { name, nameAt } = seen.get(row.sku)!
      // A name without a date was given by hand or by a price list; sales do not rename it.
      const newer = name !== '' && row.nameAsOf !== null && nameAt >= row.nameAsOf
      const renamed = newer && name !== row.name
      if (newer && (renamed || nameAt > row.nameAsOf!))
        changes.push({
          id: row.id,
          change: { ...(renamed ? { name: [row.name, name] as [string, string] } : {}), name_as_of: [row.nameAsOf, nameAt] as [string | null, string] },
        })
      desk.count('product', renamed ? 'updated' : 'unchanged')
      shelf.set(row.sku, { id: row.id, name: renamed ? name : row.name })
    }
    await changeProducts(desk, changes)
  }

  return {
    see({ sku, productName, at, unitPriceMinor, category, kind }: OrderLine) {
      let known = seen.get(sku)
      if (!known) {
        known = { name: '', nameAt: '', price: null, priceAt: '', category: '' }
        seen.set(kept(sku), known)
      }
      if (productName && at >= known.nameAt) {
        if (known.name !== productName) known.name = kept(productName)
        known.nameAt = at
      }
      if (kind === 'order' && at >= known.priceAt && Number(unitPriceMinor) > 0) {
        known.price = unitPriceMinor
        known.priceAt = at
      }
      if (category && !known.category) known.category = kept(category)
    },
    steps(): (() => Promise<void>)[] {
      const skus = [...seen.keys()]
      return Array.from({ length: Math.ceil(skus.length / chunkOf) }, (_, n) => () => stock(skus.slice(n * chunkOf, (n + 1) * chunkOf)))
    },
    /** The product of a row, once its step has been done. */
    find: (sku: string): OnShelf => shelf.get(sku)!,
    /** Finds the products that an earlier run put there. */
    async restock() {
      const missing = [...seen.keys()].filter((sku) => !shelf.has(sku))
      for (let at = 0; at < missing.length; at += chunkOf) {
        for (const { id, sku, name } of await productsBySku(desk, missing.slice(at, at + chunkOf))) shelf.set(sku, { id, name })
      }
    },
  }
}
export type ProductShelf = ReturnType<typeof productShelf>

export async function productsBySku({ db }: Desk, skus: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`select id, sku, name, name_as_of from products where sku = any(${skus}::text[])`.execute(db)
  return rows
}
