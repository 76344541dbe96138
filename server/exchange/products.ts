/** The catalogue, one product in each row. It names products; orders only name those it does not know. */
import { sql } from 'kysely'
import type { Change, Desk } from './desk.ts'
import type { Importer } from './importer.ts'
import { changeProducts, type NewProduct, newProducts } from './product-rows.ts'
import { decimalOf, keyOf, lineOf, minorDigits, rounded } from './values.ts'

type ProductRow = { no: number; sku: string; name: string; category: string; price: number | null; active: boolean | null }
type Stored = {
  id: string
  sku: string
  name: string
  category: string
  unitPriceMinor: number | null
  currency: string | null
  active: boolean
  nameAsOf: string | null
}

const inactive = /^(false|no|n|0|inactive|לא|לא פעיל)$/i

export function productsImporter(desk: Desk): Importer<ProductRow> {
  const digits = minorDigits(desk.mapping.currency)
  /** The first row of a sku counts. */
  const seen = new Set<string>()
  return {
    read({ no }, cell) {
      const refused = (reason: 'required' | 'too-long' | 'not-a-number' | 'too-large', field: string) => ({
        no,
        refused: { reason, field, value: cell(field) },
      })
      const sku = keyOf(cell('sku'))
      const [name, category] = [lineOf(cell('name')), lineOf(cell('category'))]
      if (!sku) return refused('required', 'sku')
      if (sku.length > 100) return refused('too-long', 'sku')
      if (name.length > 300) return refused('too-long', 'name')
      if (category.length > 100) return refused('too-long', 'category')
      const price = cell('unitPrice').trim() ? decimalOf(cell('unitPrice'), desk.mapping.decimal) : undefined
      if (price === null) return refused('not-a-number', 'unitPrice')
      const minor = price ? Number(rounded(price, digits)) : null
      if (minor !== null && (minor < 0 || minor > 1e15)) return refused('too-large', 'unitPrice')
      const active = cell('active').trim()
      return { no, value: { no, sku, name, category, price: minor, active: active ? !inactive.test(active) : null } }
    },
    async apply(rows) {
      const first = rows.filter(({ sku }) => !seen.has(sku) && seen.add(sku))
      desk.count('product', 'unchanged', rows.length - first.length)
      const stored = await storedProducts(
        desk,
        first.map(({ sku }) => sku),
      )
      const fresh: NewProduct[] = []
      const changes: { id: string; change: Change }[] = []
      for (const row of first) {
        const before = stored.get(row.sku)
        if (!before) {
          fresh.push({
            id: desk.newId(),
            sku: row.sku,
            name: row.name || row.sku,
            category: row.category,
            unitPriceMinor: row.price,
            currency: row.price === null ? null : desk.mapping.currency,
            nameAsOf: null,
            active: row.active ?? true,
          })
          continue
        }
        const change = differences(before, row, desk.mapping.currency)
        const differs = Object.keys(change).length > 0
        desk.count('product', differs ? 'updated' : 'unchanged')
        if (differs) changes.push({ id: before.id, change })
      }
      await newProducts(desk, fresh)
      await changeProducts(desk, changes)
    },
    async pass(rows) {
      for (const { sku } of rows) seen.add(sku)
    },
  }
}

async function storedProducts({ db }: Desk, skus: string[]): Promise<Map<string, Stored>> {
  const { rows } =
    await sql<Stored>`select id, sku, name, category, unit_price_minor, currency, active, name_as_of from products where sku = any(${skus}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.sku, row]))
}

function differences(before: Stored, after: ProductRow, currency: string): Change {
  const change: Change = {}
  if (after.name && after.name !== before.name) {
    change.name = [before.name, after.name]
    if (before.nameAsOf) change.name_as_of = [before.nameAsOf, null]
  }
  if (after.category && after.category !== before.category) change.category = [before.category, after.category]
  if (after.price !== null && (after.price !== before.unitPriceMinor || before.currency !== currency)) {
    change.unit_price_minor = [before.unitPriceMinor, after.price]
    if (before.currency !== currency) change.currency = [before.currency, currency]
  }
  if (after.active !== null && after.active !== before.active) change.active = [before.active, after.active]
  return change
}
