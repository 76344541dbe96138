import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kesherForFile } from '../testing/kesher.ts'
import { commandsOf } from './testing.ts'

const kesher = kesherForFile()
const folder = mkdtempSync(join(tmpdir(), 'kesher-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const command = commandsOf(kesher)

test('orders are tried, imported, written out and taken back from the command line', { timeout: 60_000 }, async () => {
  await kesher.administrator()
  const file = join(folder, 'orders.csv')
  writeFileSync(file, 'order number,sku,description,quantity,date,unit price,customer id\n1,A1,Lamp,2,2024-01-05,10.50,C1\n2,A1,Lamp,x,2024-01-05,1,C1\n')
  const forecast = await command('import', 'orders', file, '--dry-run', '--currency', 'USD')
  expect(forecast).toMatchObject({ code: 0 })
  expect(forecast.text).toContain('Dry run: nothing was changed.')
  expect(forecast.text).toContain('Quantity: not a number: 1 (row 3 "x")')

  const done = await command('import', 'orders', file, '--yes', '--currency', 'USD')
  expect(done.text).toMatch(/Orders\s+1\s+0\s+0/)
  expect((await command('export', 'orders', join(folder, 'out.csv'))).code).toBe(0)
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(
    '\ufefforder number,order date,kind,customer ref,customer name,sku,product name,quantity,unit price,amount,currency\r\n1,2024-01-04T22:00:00.000Z,order,C1,C1,A1,Lamp,2,10.5,21,USD\r\n',
  )

  const id = /kesher import undo (\S+)/.exec(done.text)![1]!
  expect(await command('import', 'undo', id)).toEqual({ code: 0, text: '4 rows removed, 0 given back their values.\n' })
})

test('bad rows are told with their reasons, and the others are imported', { timeout: 60_000 }, async () => {
  await kesher.administrator()
  const file = join(folder, 'bad.csv')
  const rows = ['9001,Good,2020-01-01', `9002,${'x'.repeat(10_000_000)},`, '9003,Year,20226-01-01', '9004,N\0l,', '9005,"Quote"d,', '9006,\u202eGood too,']
  writeFileSync(file, `ref,name,customer since\n${rows.join('\n')}\n`)
  const { code, text } = await command('import', 'customers', file, '--yes')
  expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/Customers\s+2\s+0\s+0\n6 rows, 4 refused/) })
  expect(text).toContain('(row 4 "20226-01-01")')
  expect(text.length).toBeLessThan(3_000)
})

test('what cannot be done says why, and ends with an error', { timeout: 60_000 }, async () => {
  await kesher.administrator()
  const zip = join(folder, 'book.csv')
  writeFileSync(zip, Buffer.from('504b03041400', 'hex'))
  expect(await command('import', 'orders', zip, '--yes')).toEqual({ code: 1, text: expect.stringContaining('Save it as CSV and try again.') })
  expect(await command('import', 'orders', join(folder, 'none.csv'), '--yes')).toEqual({ code: 1, text: expect.stringContaining('There is no file') })
  const open = join(folder, 'open.csv')
  writeFileSync(open, 'ref,name\n1,Fine\n2,"Open\n3,Swallowed\n')
  expect(await command('import', 'customers', open, '--yes')).toEqual({ code: 1, text: expect.stringMatching(/quot.*row 3/is) })
  const summary = join(folder, 'summary.csv')
  writeFileSync(summary, 'ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86\n')
  expect(await command('import', 'orders', summary, '--yes')).toEqual({ code: 1, text: expect.stringContaining('No column says: Order date.') })
  expect(await command('import', 'nothing')).toEqual({ code: 1, text: expect.stringContaining('Usage: kesher import') })
  expect(await command('start', '--port', '80')).toEqual({ code: 1, text: "Unknown option '--port'\n" })
})
