/** Writing products, with their page in the journal. */
import { sql } from 'kysely'
import type { Change, Desk } from './desk.ts'

export type NewProduct = {
  id: string
  sku: string
  name: string
  category: string
  unitPriceMinor: number | null
  currency: string | null
  nameAsOf: string | null
  active: boolean
}

export async function newProducts(desk: Desk, products: readonly NewProduct[]) {
  desk.count('product', 'created', products.length)
  const at = desk.now.toISOString()
  await desk.copy(
    'products (id, sku, name, category, unit_price_minor, currency, name_as_of, active, created_at, updated_at)',
    products.map((each) => [each.id, each.sku, each.name, each.category, each.unitPriceMinor, each.currency, each.nameAsOf, each.active, at, at]),
  )
  await desk.copy(
    'import_product_changes (import_id, product_id, changed)',
    products.map(({ id }) => [desk.importId, id, null]),
  )
}

export async function changeProducts(desk: Desk, changes: readonly { id: string; change: Change }[]) {
  if (desk.dry || changes.length === 0) return
  const rows = changes.map(({ id, change }) => ({ id, after: Object.fromEntries(Object.entries(change).map(([column, [, after]]) => [column, after])) }))
  await sql`
    update products as p set
      name = coalesce(c.after ->> 'name', p.name), category = coalesce(c.after ->> 'category', p.category),
      unit_price_minor = case when c.after ? 'unit_price_minor' then (c.after ->> 'unit_price_minor')::bigint else p.unit_price_minor end,
      currency = case when c.after ? 'currency' then c.after ->> 'currency' else p.currency end,
      active = coalesce((c.after ->> 'active')::boolean, p.active),
      name_as_of = case when c.after ? 'name_as_of' then (c.after ->> 'name_as_of')::timestamptz else p.name_as_of end, updated_at = ${desk.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, after jsonb) where p.id = c.id`.execute(desk.db)
  await desk.copy(
    'import_product_changes (import_id, product_id, changed)',
    changes.map(({ id, change }) => [desk.importId, id, JSON.stringify(change)]),
  )
}
