/** Purchase histories of the data folder: customer, day (days since 1970) and amount, one purchase a row. */
import { parse } from 'csv-parse/sync'
import { testData } from './test-data.ts'

export type Purchases = { customer: number[]; day: number[]; amount: number[] }

export const dayOf = (date: string) => Date.parse(date) / 86_400_000

const fileText = (path: string) => new TextDecoder().decode(testData(path))

/** The sample of 2,357 customers of a record shop, 1997-01-01 … 1998-06-30. */
export function recordShop(): Purchases {
  const rows: Purchases = { customer: [], day: [], amount: [] }
  for (const line of fileText('cdnow/cdnowElog_BTYD.csv').trim().split('\n').slice(1)) {
    const [, customer, date, , amount] = line.split(',') as [string, string, string, string, string]
    rows.customer.push(Number(customer))
    rows.day.push(dayOf(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`))
    rows.amount.push(Number(amount))
  }
  return rows
}

/** Purchases of the named customers of an online wholesaler, 2010-12-01 … 2011-12-09: no returns, no free lines. */
export function wholesaler(): Purchases {
  const lines = wholesalerLines()
  return { customer: lines.map(({ customer }) => customer), day: lines.map(({ day }) => day), amount: lines.map(({ amount }) => amount) }
}

/** The same, with what was bought: items numbered in the order of their codes. */
export function wholesalerLines(): { customer: number; day: number; amount: number; item: number }[] {
  const text = fileText('online_retail/online_retail.csv')
  const lines: { customer: number; day: number; amount: number; item: number }[] = []
  const codes: string[] = []
  // Only the description may hold a comma: what is wanted stands before it, and counted from the end.
  for (let from = text.indexOf('\n') + 1; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const cells = text.slice(from, end < 0 ? text.length : end).split(',')
    from = end < 0 ? text.length : end + 1
    const [quantity, date, price, customer] = cells.slice(-5, -1) as [string, string, string, string]
    if (customer === '' || cells[0]!.startsWith('C') || !(Number(quantity) > 0) || !(Number(price) > 0)) continue
    lines.push({ customer: Number(customer), day: dayOf(date.slice(0, 10)), amount: Number(quantity) * Number(price), item: 0 })
    codes.push(cells[1]!)
  }
  const numbers = new Map([...new Set(codes)].sort().map((code, i) => [code, i]))
  for (const [i, line] of lines.entries()) line.item = numbers.get(codes[i]!)!
  return lines
}

/** Order lines of an office supplier, 2014 … 2017, with the days from order to shipping. */
export function supplier(): { day: number; daysToShip: number; customer: string; sales: number }[] {
  const rows = parse(testData('superstore/superstore.csv') as Buffer, { columns: true }) as Record<string, string>[]
  return rows.map((row) => ({
    day: dayOf(row['Order Date']!),
    daysToShip: dayOf(row['Ship Date']!) - dayOf(row['Order Date']!),
    customer: row['Customer ID']!,
    sales: Number(row.Sales),
  }))
}
