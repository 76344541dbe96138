/** The list by custom fields: sorted, narrowed, counted, searched and taken away as a file. */
import { beforeAll, expect, test } from 'vitest'
import type { CustomField, CustomValue } from '../../contract/custom-fields.ts'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer } from './testing.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser

const choices = [
  { key: 'north', he: 'צפון', en: 'North' },
  { key: 'south', he: 'דרום', en: 'South' },
]
/** What stands in each field of the customers A to F; of the last nothing does. */
const world: Record<string, { type: CustomField['type']; values: (CustomValue | null)[] }> = {
  motto: { type: 'text', values: ['pear', 'Apple', 'plum', 'apple pie', null, null] },
  size: { type: 'number', values: [3, -1.5, 10, 3, null, null] },
  fee: { type: 'money', values: [500, 100, -20, null, 500, null] },
  since: { type: 'date', values: ['2024-05-01', '2023-01-01', null, '2025-01-01', '2024-05-01', null] },
  area: { type: 'choice', values: ['south', 'north', 'south', null, 'north', null] },
  areas: { type: 'choices', values: [['south'], ['north', 'south'], ['north'], null, null, null] },
  paper: { type: 'yesNo', values: [true, false, true, null, false, null] },
  mobile: { type: 'phone', values: ['052-1234567', '053-1112223', null, null, null, null] },
}
const names = ['A', 'B', 'C', 'D', 'E', 'F']

beforeAll(async () => {
  boss = await kesher.administrator()
  for (const [key, { type }] of Object.entries(world))
    await newField(boss, { key, type, searchable: key === 'motto' || key === 'mobile', ...(type.startsWith('choice') && { choices }) })
  for (const [place, name] of names.entries())
    await newCustomer(boss, {
      name,
      custom: Object.fromEntries(Object.entries(world).flatMap(([key, { values }]) => (values[place] === null ? [] : [[key, values[place]!]]))),
    })
})

const listed = async (query: object) => (await boss.call('GET /customers', { query })).items.map(({ name }) => name)
const filtered = async (custom: string) => (await listed({ custom })).join('')

test.each([
  ['motto', 'BDACEF', 'CADBEF'],
  ['size', 'BADCEF', 'CDABEF'],
  ['fee', 'CBAEDF', 'EABCDF'],
  ['since', 'BAEDCF', 'DEABCF'],
  ['paper', 'BEACDF', 'CAEBDF'],
  ['area', 'BEACDF', 'CAEBDF'],
])('sorted by %s the filled come in their order and the empty last, page by page the same', async (key, up, down) => {
  for (const [direction, whole] of [
    ['ascending', up],
    ['descending', down],
  ] as const) {
    const sort = `custom.${key}` as const
    expect((await listed({ sort, direction })).join('')).toBe(whole)
    for (const limit of [1, 2, 3, 5]) {
      let walked = ''
      for (let after: string | undefined; ; ) {
        const page = await boss.call('GET /customers', { query: { sort, direction, limit, ...(after && { after }) } })
        walked += page.items.map(({ name }) => name).join('')
        if (!page.next) break
        after = page.next
      }
      expect(walked).toBe(whole)
    }
  }
})

test.each([
  ['motto=APPLE', 'BD'],
  ['motto=', 'EF'],
  ['size=3', 'AD'],
  ['size=0..5', 'AD'],
  ['size=..0', 'B'],
  ['fee=100..', 'ABE'],
  ['since=2024-01-01..2024-12-31', 'AE'],
  ['area=north', 'BE'],
  ['area=north,south', 'ABCE'],
  ['areas=north', 'BC'],
  ['areas=', 'DEF'],
  ['paper=true', 'AC'],
  ['mobile=052-123', 'A'],
  ['area=south&paper=true&size=4..', 'C'],
])('the filter %s finds %s, in the list, its count and its file', async (custom, whole) => {
  expect(await filtered(custom)).toBe(whole)
  expect(await boss.call('GET /customers/count', { query: { custom } })).toEqual({ count: whole.length, capped: false })
  expect(await listed({ custom, sort: 'custom.size', limit: 50 })).toHaveLength(whole.length)
  const csv = (await boss.ask('GET /customers/export', { query: { custom } })).text
  expect(csv.trim().split('\r\n')).toHaveLength(whole.length + 1)
})

test('what no field is called, and what no value of it looks like, is refused', async () => {
  for (const query of [{ custom: 'nothing=1' }, { custom: 'size=big' }, { custom: 'since=2026-02-30' }, { custom: 'paper=maybe' }, { sort: 'custom.nothing' }])
    expect((await boss.ask('GET /customers', { query: query as never })).problem.code).toBe('invalid')
})

test('the list answers with the fields it was asked for', async () => {
  const { items } = await boss.call('GET /customers', { query: { fields: 'size,areas,unheardOf', limit: 2 } })
  expect(items.map(({ custom }) => custom)).toEqual([
    { size: 3, areas: ['south'] },
    { size: -1.5, areas: ['north', 'south'] },
  ])
  expect((await boss.call('GET /customers', { query: { limit: 1 } })).items[0]!.custom).toEqual({})
})

test('the search reads the fields that are marked for it, and no other', async () => {
  expect(await listed({ search: 'apple' })).toEqual(['B', 'D'])
  expect(await listed({ search: '053-111' })).toEqual(['B'])
  expect(await listed({ search: 'south' })).toEqual([])
})

test('the file of customers has a column for each field, as people write values', async () => {
  const csv = (await boss.ask('GET /customers/export')).text.replace('\ufeff', '').split('\r\n')
  const at = Object.fromEntries(csv[0]!.split(',').map((name, place) => [name, place]))
  const cell = (line: number, key: string) => csv[line]!.split(',')[at[`custom.${key}`]!]
  expect(['motto', 'size', 'fee', 'since', 'area', 'areas', 'paper', 'mobile'].map((key) => cell(2, key))).toEqual([
    'Apple',
    '-1.5',
    '1.00',
    '2023-01-01',
    'North',
    'North; South',
    'No',
    '+972531112223',
  ])
  expect(cell(6, 'motto')).toBe('')
})
