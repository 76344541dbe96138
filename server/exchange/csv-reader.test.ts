import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Delimiter, delimiters } from '../../contract/exchange.ts'
import { csvReader, longestCell } from './csv-reader.ts'

function read(text: string, delimiter: Delimiter, cuts: number[] = []) {
  const reader = csvReader(delimiter)
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return [...places.slice(1).flatMap((to, n) => reader.push(text.slice(places[n], to))), ...reader.end()]
}

const cell = fc.string({ unit: fc.constantFrom('a', 'ש', '"', ',', ';', '\t', '\n', ' ', '1', '😀'), maxLength: 6 })
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const plain = /^[^",;\t\r\n ]+$/

test('any table in any dialect reads back as it was, however the file is cut into pieces', () => {
  const dialect = fc.record({
    delimiter: fc.constantFrom(...delimiters.filter((each) => each !== ' ')),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    always: fc.boolean(),
    last: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
      dialect,
      fc.array(fc.nat(500), { maxLength: 12 }),
      (rows, { delimiter, lineEnd, always, last }, cuts) => {
        const text =
          rows.map((cells) => cells.map((each) => (!always && plain.test(each) ? each : quoted(each))).join(delimiter)).join(lineEnd) + (last ? lineEnd : '')
        expect(read(text, delimiter, cuts)).toEqual(rows.map((cells, n) => ({ no: n + 1, cells })))
      },
    ),
    { numRuns: 500 },
  )
})

test('whatever the text, cutting it elsewhere reads the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 20 }), (text, cuts) => {
      expect(read(text, ',', cuts)).toEqual(read(text, ','))
    }),
    { numRuns: 1000 },
  )
})

test('a stray quote costs its row; an open one names where it opened', () => {
  expect(read('a,b\n"x"y,2\n3,4\n', ',')).toEqual([
    { no: 1, cells: ['a', 'b'] },
    { no: 2, cells: ['xy', '2'], fault: 'stray-quote' },
    { no: 3, cells: ['3', '4'] },
  ])
  expect(read('a,b\n1,"open\n3,4\n', ',').at(-1)).toMatchObject({ no: 2, fault: 'unclosed-quote' })
  expect(read('5" pipe,2\n', ',')).toEqual([{ no: 1, cells: ['5" pipe', '2'] }])
})

test('a cell of ten million characters costs its row, and so does one beyond all measure', () => {
  const huge = 'x'.repeat(10_000_000)
  const rows = read(`a,b\n1,"${huge}"\n2,3\n`, ',', [5_000_000, 7_000_000])
  expect(rows.map(({ no, fault }) => [no, fault])).toEqual([
    [1, undefined],
    [2, 'cell-too-long'],
    [3, undefined],
  ])
  const reader = csvReader(',')
  const beyond = [
    ...reader.push('a,b\n1,"'),
    ...Array.from({ length: 40 }, () => reader.push('y'.repeat(2 ** 20) + '\n')).flat(),
    ...reader.push('"\n2,3\n'),
    ...reader.end(),
  ]
  expect(beyond.map(({ no, fault }) => [no, fault])).toEqual([
    [1, undefined],
    [2, 'cell-too-long'],
    [3, undefined],
  ])
  expect(beyond[1]!.cells[0]).toHaveLength(longestCell)
})
