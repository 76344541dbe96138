import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvFile, guarded, unguarded } from './csv.ts'

async function written(header: string[], rows: string[][]) {
  const parts = []
  for await (const part of csvFile(header, rows)) parts.push(part)
  return Buffer.concat(parts).toString()
}

test('a cell that a spreadsheet would run is guarded; phones and negative numbers are not', () => {
  expect(['=1+1', '+SUM(A1)', '-cmd', '@x', '\t=1', '+972-52-123 4567', '-12.50', '-3', 'plain', '']).toSatisfy(
    (cells: string[]) => cells.map(guarded).join('|') === "'=1+1|'+SUM(A1)|'-cmd|'@x|'\t=1|+972-52-123 4567|-12.50|-3|plain|",
  )
})

test('any table is read back as it was, by any other program too', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replaceAll('\0', ''))
    .filter((text) => !text.startsWith("'"))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const read = parse(await written(['a', 'b', 'c'], rows), { bom: true, record_delimiter: '\r\n' }) as string[][]
      expect(read.slice(1).map((row) => row.map(unguarded))).toEqual(rows)
    }),
    { numRuns: 200 },
  )
})
