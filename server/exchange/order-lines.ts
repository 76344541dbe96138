/** Comparing the lines of a file with the orders that are there, and writing what is new or different. */
import { sql } from 'kysely'
import { type Change, copyCell, type Desk } from './desk.ts'
import { firstFilled } from './first-filled.ts'
import { lineCounts } from './line-counts.ts'
import type { OrderLine } from './orders.ts'
import { nothing, type OwnFields, type OwnValues } from './own-fields.ts'
import { firstOwn, type OwnRow, ownChanges, valuesAfter, writeOwn } from './own-values.ts'
import type { ProductShelf } from './product-shelf.ts'

type Owned = { line: OrderLine; customerId: string }
type Group = { customerId: string; first: OrderLine; lines: OrderLine[] /** Lines of this order in earlier batches. */; before: number; own: OwnValues }
type StoredOrder = { customerId: string; number: string; id: string; kind: string; orderedAt: string; currency: string }
type StoredLine = {
  orderId: string
  lineNo: number
  id: string
  productId: string
  description: string | null
  quantity: string
  unitPriceMinor: string
  amountMinor: string
  costMinor: string | null
}

export function orderWriter(desk: Desk, shelf: ProductShelf, own: OwnFields) {
  const counts = lineCounts()
  const fields = firstFilled()
  /** The orders the last batch opened, which may not be written yet. */
  let opened = new Map<string, string>()
  const keyOf = (customerId: string, number: string) => customerId + number

  function grouped(owned: Owned[]): [string, Group][] {
    const groups = new Map<string, Group>()
    for (const { line, customerId } of owned) {
      const key = keyOf(customerId, line.number)
      const group = groups.get(key)
      if (group) group.lines.push(line)
      else groups.set(key, { customerId, first: line, lines: [line], before: counts.of(key), own: nothing })
    }
    if (own.read.length > 0) for (const [key, group] of groups) group.own = fields.fill(key, group.lines)
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** Lines are written one customer after the other, so that each batch touches a part of the index and not all of it. */
  async function write(owned: Owned[]) {
    const groups = grouped(owned)
    const stored = await storedOrders(
      desk,
      groups.map(([, group]) => group),
    )
    const storedLines = await linesOf(desk, groups, stored)
    const inFields = await ownChanges(
      desk,
      own,
      groups.flatMap(([key, { customerId, own: values }]) => (values.size > 0 && stored.has(key) ? [{ customerId, id: stored.get(key)!.id, values }] : [])),
    )
    const filled: OwnRow[] = []
    const orders: string[] = []
    const lines: string[] = []
    const amounts: { customerId: string; id: string; by: bigint }[] = []
    const changedOrders: { customerId: string; id: string; change: Change }[] = []
    const changedLines: { customerId: string; id: string; line: StoredLine }[] = []
    const at = desk.now.toISOString()
    const openedBefore = opened
    opened = new Map()

    for (const [key, { customerId, first, lines: rows, before, own: values }] of groups) {
      counts.add(key, rows.length)
      const order = stored.get(key)
      const id = order?.id ?? openedBefore.get(key) ?? desk.newId()
      let by = 0n
      let touched = false
      const newLines: string[] = []
      rows.forEach((row, n) => {
        const product = shelf.find(row.sku)
        const lineNo = before + n + 1
        const description = row.productName && row.productName !== product.name ? row.productName : null
        const there = storedLines.get(`${id} ${lineNo}`)
        if (there) {
          const now: StoredLine = {
            ...there,
            productId: product.id,
            description,
            quantity: row.quantity,
            unitPriceMinor: row.unitPriceMinor,
            amountMinor: row.amountMinor,
            costMinor: row.costMinor,
          }
          const change = differences(there, now)
          desk.count('orderLine', change ? 'updated' : 'unchanged')
          if (!change) return
          touched = true
          desk.changed(customerId, 'orderLine', there.id, change)
          changedLines.push({ customerId, id: there.id, line: now })
          by += BigInt(row.amountMinor) - BigInt(there.amountMinor)
          return
        }
        const lineId = desk.newId()
        touched = true
        newLines.push(lineId)
        by += BigInt(row.amountMinor)
        lines.push(
          `${customerId}\t${lineId}\t${id}\t${lineNo}\t${product.id}\t${description === null ? '\\N' : copyCell(description)}\t${row.quantity}\t${row.unitPriceMinor}\t${row.amountMinor}\t${row.costMinor ?? '\\N'}\n`,
        )
      })
      const opens = !order && before === 0
      const inField = inFields.get(id)
      // The lines of a new order share its row of the journal, which halves the journal.
      if (newLines.length > 0) desk.created(customerId, opens ? 'order' : 'orderLine', ...newLines)
      if (opens) {
        desk.count('order', 'created')
        desk.created(customerId, 'order', id)
        opened.set(key, id)
        orders.push(`${customerId}\t${id}\t${copyCell(first.number)}\t${first.kind}\t${first.at}\t${desk.mapping.currency}\t${by}\t${at}\n`)
      } else if (order && before === 0) {
        const change = headChange(order, first, desk.mapping.currency)
        if (change) changedOrders.push({ customerId, id, change })
        if (change || inField) desk.changed(customerId, 'order', id, { ...change, ...inField })
        desk.count('order', change || inField || touched ? 'updated' : 'unchanged')
      } else if (inField) desk.changed(customerId, 'order', id, inField)
      if (!opens && by !== 0n) amounts.push({ customerId, id, by })
      if (own.read.length === 0) continue
      if (opens) filled.push(firstOwn(desk, own, { customerId, id, values }))
      else if (!order || inField) filled.push({ customerId, id, values: inField ? valuesAfter(inField) : values })
    }
    desk.count('orderLine', 'created', lines.length)
    if (desk.dry) return
    await desk.copyText('orders (customer_id, id, number, kind, ordered_at, currency, amount_minor, created_at)', orders.join(''))
    await desk.copyText(
      'order_lines (customer_id, id, order_id, line_no, product_id, description, quantity, unit_price_minor, amount_minor, cost_minor)',
      lines.join(''),
    )
    await changeOrders(desk, changedOrders)
    await changeLines(desk, changedLines)
    await addToAmounts(desk, amounts)
    await writeOwn(desk, own, filled)
  }
  /** A line written in an earlier run. */
  function pass(customerId: string, line: OrderLine) {
    const key = keyOf(customerId, line.number)
    counts.add(key, 1)
    fields.fill(key, [line])
  }
  return { write, pass }
}

async function storedOrders({ db }: Desk, groups: Group[]): Promise<Map<string, StoredOrder>> {
  const { rows } = await sql<StoredOrder>`
    select o.customer_id, o.number, o.id, o.kind, o.ordered_at, o.currency
    from unnest(${groups.map(({ customerId }) => customerId)}::uuid[], ${groups.map(({ first }) => first.number)}::text[]) as asked (customer_id, number)
      join orders o on o.customer_id = asked.customer_id and o.number = asked.number`.execute(db)
  return new Map(rows.map((row) => [row.customerId + row.number, row]))
}

async function linesOf({ db }: Desk, groups: [string, Group][], stored: Map<string, StoredOrder>): Promise<Map<string, StoredLine>> {
  const asked = groups.flatMap(([key, { customerId, before, lines }]) =>
    stored.has(key) ? [{ customerId, orderId: stored.get(key)!.id, from: before + 1, to: before + lines.length }] : [],
  )
  if (asked.length === 0) return new Map()
  const { rows } = await sql<StoredLine>`
    select l.order_id, l.line_no, l.id, l.product_id, l.description, l.quantity::text, l.unit_price_minor::text, l.amount_minor::text, l.cost_minor::text
    from unnest(${asked.map((each) => each.customerId)}::uuid[], ${asked.map((each) => each.orderId)}::uuid[], ${asked.map((each) => each.from)}::int[], ${asked.map((each) => each.to)}::int[])
        as asked (customer_id, order_id, first, last)
      join order_lines l on l.customer_id = asked.customer_id and l.order_id = asked.order_id and l.line_no between asked.first and asked.last`.execute(db)
  return new Map(rows.map((row) => [`${row.orderId} ${row.lineNo}`, row]))
}

const lineColumns = {
  productId: 'product_id',
  description: 'description',
  quantity: 'quantity',
  unitPriceMinor: 'unit_price_minor',
  amountMinor: 'amount_minor',
  costMinor: 'cost_minor',
} as const

function differences(before: StoredLine, after: StoredLine): Change | null {
  const change: Change = {}
  for (const [field, column] of Object.entries(lineColumns) as [keyof typeof lineColumns, string][])
    if (before[field] !== after[field]) change[column] = [before[field], after[field]]
  return Object.keys(change).length > 0 ? change : null
}

function headChange(before: StoredOrder, after: OrderLine, currency: string): Change | null {
  const change: Change = {}
  if (before.kind !== after.kind) change.kind = [before.kind, after.kind]
  if (before.orderedAt !== after.at) change.ordered_at = [before.orderedAt, after.at]
  if (before.currency !== currency) change.currency = [before.currency, currency]
  return Object.keys(change).length > 0 ? change : null
}

async function changeOrders(desk: Desk, changes: { customerId: string; id: string; change: Change }[]) {
  if (changes.length === 0) return
  const rows = changes.map(({ customerId, id, change }) => ({
    customer_id: customerId,
    id,
    kind: change.kind?.[1],
    ordered_at: change.ordered_at?.[1],
    currency: change.currency?.[1],
  }))
  await desk.write((db) =>
    sql`
    update orders o set kind = coalesce(c.kind, o.kind), ordered_at = coalesce(c.ordered_at, o.ordered_at), currency = coalesce(c.currency, o.currency)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (customer_id uuid, id uuid, kind text, ordered_at timestamptz, currency text)
    where o.customer_id = c.customer_id and o.id = c.id`.execute(db),
  )
}

async function changeLines(desk: Desk, changes: { customerId: string; id: string; line: StoredLine }[]) {
  if (changes.length === 0) return
  const rows = changes.map(({ customerId, id, line }) => ({
    customer_id: customerId,
    id,
    product_id: line.productId,
    description: line.description,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    amount_minor: line.amountMinor,
    cost_minor: line.costMinor,
  }))
  await desk.write((db) =>
    sql`
    update order_lines l set product_id = c.product_id, description = c.description, quantity = c.quantity, unit_price_minor = c.unit_price_minor, amount_minor = c.amount_minor, cost_minor = c.cost_minor
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (customer_id uuid, id uuid, product_id uuid, description text, quantity numeric, unit_price_minor numeric, amount_minor bigint, cost_minor bigint)
    where l.customer_id = c.customer_id and l.id = c.id`.execute(db),
  )
}

async function addToAmounts(desk: Desk, amounts: { customerId: string; id: string; by: bigint }[]) {
  if (amounts.length === 0) return
  await desk.write((db) =>
    sql`
    update orders o set amount_minor = o.amount_minor + c.by
    from unnest(${amounts.map(({ customerId }) => customerId)}::uuid[], ${amounts.map(({ id }) => id)}::uuid[], ${amounts.map(({ by }) => String(by))}::bigint[]) as c (customer_id, id, by)
    where o.customer_id = c.customer_id and o.id = c.id`.execute(db),
  )
}
