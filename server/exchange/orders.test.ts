import { expect, test } from 'vitest'
import { newField } from '../custom-fields/testing.ts'
import { busyKesherForFile, digest, handOver, imported, tried, undone } from './testing.ts'

const kesher = busyKesherForFile()

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
const shop = (prefix: string) =>
  header +
  [
    `${prefix}001,A1,RED LAMP,6,2010-12-01 08:26:00,2.55,${prefix}850.0,United Kingdom`,
    `${prefix}001,A1,RED LAMP,6,2010-12-01 08:26:00,2.55,${prefix}850.0,United Kingdom`,
    `${prefix}001,B2,,1,2010-12-01 08:26:00,0.125,${prefix}850.0,United Kingdom`,
    `${prefix}002,A1,RED LAMP BIG,2,2011-02-01 10:00:00,3.00,${prefix}851.0,France`,
    `C${prefix}003,A1,RED LAMP BIG,-1,2011-02-02 10:00:00,3.00,${prefix}851.0,France`,
    `${prefix}004,A1,RED LAMP,1,2011-02-03 10:00:00,3.00,,France`,
    `${prefix}005,A1,RED LAMP,1,20226-02-03 10:00:00,3.00,${prefix}852.0,France`,
  ].join('\n')

const order = async (number: string) => {
  const boss = await kesher.administrator()
  const { items } = await boss.call('GET /orders', { query: { search: number } })
  const found = items[0]!
  return boss.call('GET /customers/:id/orders/:partId', { params: { id: found.customer.id, partId: found.id } })
}

test('a wholesaler’s file: lines, returns, repeated lines, missing customers, names that change', async () => {
  const boss = await kesher.administrator()
  const forecast = await tried(boss, { text: shop('91'), mapping: { currency: 'GBP' } })
  expect(forecast.forecast).toMatchObject({
    rows: 7,
    refused: 2,
    entities: { customer: { created: 2 }, order: { created: 3 }, orderLine: { created: 5 }, product: { created: 2 } },
  })
  expect(await kesher.house.db.selectFrom('customers').select('id').execute()).toEqual([])

  const done = await imported(boss, { text: shop('91'), mapping: { currency: 'GBP' } })
  expect(done).toMatchObject({
    state: 'imported',
    result: { rows: 7, refused: 2, entities: { customer: { created: 2 }, order: { created: 3 }, orderLine: { created: 5 }, product: { created: 2 } } },
  })
  expect(done.result!.refusals).toEqual([
    { reason: 'no-customer', field: 'customerRef', rows: 1, examples: [{ row: 7, value: '' }] },
    { reason: 'not-a-date', field: 'orderedAt', rows: 1, examples: [{ row: 8, value: '20226-02-03 10:00:00' }] },
  ])
  const first = await order('91001')
  expect(first).toMatchObject({
    kind: 'order',
    currency: 'GBP',
    amountMinor: 1530 + 1530 + 13,
    customer: { name: '91850' },
    orderedAt: '2010-12-01T06:26:00.000Z',
  })
  expect(first.lines.map(({ lineNo, quantity, amountMinor, description, product }) => [lineNo, product.name, description, quantity, amountMinor])).toEqual([
    [1, 'RED LAMP BIG', 'RED LAMP', 6, 1530],
    [2, 'RED LAMP BIG', 'RED LAMP', 6, 1530],
    [3, 'B2', null, 1, 13],
  ])
  expect(await order('C91003')).toMatchObject({ kind: 'return', amountMinor: -300 })
})

test('the same file again changes nothing', async () => {
  const boss = await kesher.administrator()
  const file = { text: shop('92') }
  await imported(boss, file)
  const before = await digest(kesher.house.db)
  const { result } = await imported(boss, file)
  expect(result!.entities).toEqual({
    customer: { created: 0, updated: 0, unchanged: 0 },
    product: { created: 0, updated: 0, unchanged: 2 },
    order: { created: 0, updated: 0, unchanged: 3 },
    orderLine: { created: 0, updated: 0, unchanged: 5 },
  })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('lines without a customer can be filed under walk-in sales', async () => {
  const boss = await kesher.administrator()
  const { result } = await imported(boss, { text: shop('93').replace('Country', 'Land'), mapping: { withoutCustomer: 'walk-in' } })
  expect(result).toMatchObject({ refused: 1, entities: { order: { created: 4 } } })
  expect((await order('93004')).customer.name).toBe('Walk-in sales')
})

test('a changed file updates what differs, and the undo gives every value back', async () => {
  const boss = await kesher.administrator()
  await imported(boss, { text: shop('94') })
  const before = await digest(kesher.house.db)
  const changed =
    shop('94').replace('94001,A1,RED LAMP,6,2010-12-01 08:26:00,2.55', '94001,A1,RED LAMP,7,2010-12-01 08:26:00,2.55') +
    '\n94009,Z9,NEW THING,1,2011-03-01 10:00:00,5,94850.0,United Kingdom'
  const second = await imported(boss, { text: changed })
  expect(second.result!.entities).toMatchObject({
    order: { created: 1, updated: 1, unchanged: 2 },
    orderLine: { created: 1, updated: 1, unchanged: 4 },
    product: { created: 1 },
  })
  expect((await order('94001')).amountMinor).toBe(1785 + 1530 + 13)
  expect(await undone(boss, second.id)).toMatchObject({ state: 'undone', undone: { kept: {} } })
  expect(await digest(kesher.house.db)).toBe(before)
})

test('undo keeps and reports a customer somebody has used since', async () => {
  const boss = await kesher.administrator()
  const done = await imported(boss, { text: shop('95') })
  const { customer } = await order('95001')
  await boss.call('POST /customers/:id/preferences', { params: { id: customer.id }, body: { kind: 'preference', text: 'Call in the morning' } })
  const { undone: report } = await undone(boss, done.id)
  expect(report!.kept).toEqual({ customer: 1 })
  const file = await boss.call('GET /customers/:id/file', { params: { id: customer.id } })
  expect(file.facts).toMatchObject({ firstOrderAt: null, revenue12mMinor: 0 })
  expect((await boss.call('GET /orders', { query: { search: '95001' } })).items).toEqual([])
})

test('undo keeps a line a later import changed', async () => {
  const boss = await kesher.administrator()
  const first = await imported(boss, { text: shop('96') })
  await imported(boss, { text: shop('96').replace('96002,A1,RED LAMP BIG,2', '96002,A1,RED LAMP BIG,5') })
  const { undone: report } = await undone(boss, first.id)
  expect(report!.kept).toMatchObject({ orderLine: 1, order: 1, customer: 1 })
  expect((await order('96002')).amountMinor).toBe(1500)
})

test('undo keeps an order a later import changed in its head alone, with its lines and its sum', async () => {
  const boss = await kesher.administrator()
  const first = await imported(boss, { text: shop('89'), mapping: { currency: 'GBP' } })
  const { amountMinor, lines } = await order('89002')
  await imported(boss, { text: shop('89').replaceAll(/(89002,.*?),\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '$1,2011-01-05 10:00:00'), mapping: { currency: 'GBP' } })
  const { undone: report } = await undone(boss, first.id)
  expect(report!.kept).toMatchObject({ order: 1, orderLine: lines.length, customer: 1 })
  expect(await order('89002')).toMatchObject({ amountMinor, lines })
  expect((await boss.call('GET /orders', { query: { search: '89001' } })).items).toEqual([])
})

test('undo keeps an order to which a later import added a line, with all its lines', async () => {
  const boss = await kesher.administrator()
  const first = await imported(boss, { text: shop('88'), mapping: { currency: 'GBP' } })
  await imported(boss, { text: `${shop('88')}\n88002,B2,BLUE LAMP,1,2011-02-01 10:00:00,7.00,88851.0,France`, mapping: { currency: 'GBP' } })
  const before = await order('88002')
  const { undone: report } = await undone(boss, first.id)
  expect(report!.kept).toMatchObject({ order: 1, orderLine: 1 })
  expect(await order('88002')).toEqual(before)
})

test('lines of one order far apart in the file stay one order', async () => {
  const boss = await kesher.administrator()
  const filler = Array.from({ length: 20_050 }, (_, n) => `970${n % 7},A1,THING,1,2011-02-01 10:00:00,1.00,97851`)
  const rows = ['97X,A1,THING,1,2011-02-01 10:00:00,2.00,97850', ...filler, '97X,A2,THING,1,2011-02-01 10:00:00,3.00,97850']
  const file = { text: 'order number,sku,description,quantity,date,unit price,customer id\n' + rows.join('\n') }
  const forecast = await tried(boss, file)
  const done = await imported(boss, file)
  expect(done.result!.entities).toEqual(forecast.forecast!.entities)
  expect(await order('97X')).toMatchObject({ amountMinor: 500, lines: [{ lineNo: 1 }, { lineNo: 2 }] })
  expect((await imported(boss, file)).result!.entities).toMatchObject({
    order: { created: 0, updated: 0 },
    orderLine: { created: 0, updated: 0, unchanged: 20_052 },
  })
})

test('the refused rows come back as the same columns and a reason, formulas guarded', async () => {
  const boss = await kesher.administrator()
  const { id } = await imported(boss, {
    text: header + '98001,=HYPERLINK(1),LAMP,x,2011-02-01,1,98850,UK\n98002,A1,"two\nlines",1,2011-02-01,1,98850,UK\n98003,A1,LAMP,1,2011-13-01,1,98850,UK',
  })
  const { text, headers } = await boss.ask('GET /imports/:id/refused', { params: { id } })
  expect(text).toBe(
    "\ufeffInvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Reason\r\n98001,'=HYPERLINK(1),LAMP,x,2011-02-01,1,98850,UK,Quantity: not a number\r\n98003,A1,LAMP,1,2011-13-01,1,98850,UK,Order date: not a date\r\n",
  )
  expect(headers['content-disposition']).toContain('file-refused.csv')
})

test('a file without a header, lined up with spaces, without order numbers or products', async () => {
  const boss = await kesher.administrator()
  const text =
    ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00004 0001 19970118  1   10.00\n 00021 0002 19970101  3   63.34\n 00021 0002 19970102  3   63.34\n 00050 0003 19970101  1    6.79\n 00071 0004 19970101  1   13.97\n 00086 0005 19970101  2   23.94\n'
  const { result } = await imported(boss, { text, kind: 'orders', name: 'sample.txt' })
  expect(result).toMatchObject({
    rows: 8,
    refused: 0,
    entities: { customer: { created: 5 }, order: { created: 7 }, orderLine: { created: 8 }, product: { created: 1 } },
  })
  expect((await order('1997-01-18')).lines.map(({ amountMinor, quantity, unitPriceMinor }) => [quantity, unitPriceMinor, amountMinor])).toEqual([
    [2, 1486.5, 2973],
    [1, 1000, 1000],
  ])
})

test('a mapping is remembered for the same header', async () => {
  const boss = await kesher.administrator()
  const text = 'kod,kama,mehir,matay,mi\nX1,1,10,01/02/2024,99850\n'
  const columns = { sku: 0, quantity: 1, unitPrice: 2, orderedAt: 3, customerRef: 4 }
  const first = await handOver(boss, { text, kind: 'orders' })
  expect(first.inspection.remembered).toBe(false)
  await imported(boss, { text, kind: 'orders', mapping: { columns } })
  const second = await handOver(boss, { text: text + 'X2,1,10,01/02/2024,99850\n', kind: 'orders' })
  expect(second.inspection).toMatchObject({ remembered: true, mapping: { columns } })
})

test('an order in whose own fields somebody wrote since stays when its import is undone, with its lines; the others go', async () => {
  const boss = await kesher.administrator()
  await newField(boss, { subject: 'order', key: 'dock' })
  const done = await imported(boss, { text: shop('97'), mapping: { currency: 'GBP' } })
  const filled = await order('97001')
  const params = { id: filled.customer.id, partId: filled.id }
  await boss.call('PATCH /customers/:id/orders/:partId', { params, body: { custom: { dock: '4' } } })
  expect((await undone(boss, done.id)).undone!.kept).toMatchObject({ order: 1, orderLine: filled.lines.length })
  expect(await order('97001')).toEqual({ ...filled, custom: { dock: '4' } })
  expect((await boss.call('GET /orders', { query: { search: '97002' } })).items).toEqual([])
})
