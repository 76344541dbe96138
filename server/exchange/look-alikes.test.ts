/** Rows of a file that look like customers already here: told before and after, and opened, linked or left out as wished. */
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { busyKesherForFile, imported, tried, undone } from './testing.ts'

const kesher = busyKesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let ids: Record<'rosenfeld' | 'levi' | 'electra', string>
beforeAll(async () => {
  boss = await kesher.administrator()
  const [rosenfeld, levi, electra] = [
    await newCustomer(boss, { kind: 'person', name: 'שרה רוזנפלד', city: 'חיפה', ref: 'crm-1' }),
    await newCustomer(boss, { kind: 'person', name: 'דליה לוי' }),
    await newCustomer(boss, { name: 'אלקטרה מיזוג בע״מ', city: 'Holon' }),
  ]
  ids = { rosenfeld: rosenfeld!.id, levi: levi!.id, electra: electra!.id }
  await boss.call('POST /customers/:id/points', { params: { id: ids.rosenfeld }, body: { channel: 'phone', value: '052-3456789' } })
})

/** A reference of its own keeps the phone from naming the customer, in rows that have one. */
const text = `name,ref,phone,city
Sara Rosenfeld,,,חיפה
אלקטרה מיזוג,el-7,,Holon
שרה רוזנפלד,other-1,052-3456789,חיפה
Quentin Zebrowski,,03-7654321,Haifa
`
const customers = async (search: string) => (await boss.call('GET /customers', { query: { search } })).items

test('a check says which rows look like whom, the surest first, and changes nothing', async () => {
  const { forecast } = await tried(boss, { text, kind: 'customers' })
  const { examples, ...counts } = forecast!.lookAlikes!
  expect(counts.surely + counts.maybe).toBe(3)
  expect(examples).toEqual(
    expect.arrayContaining([
      { row: 2, verdict: expect.any(String), customerId: ids.rosenfeld, name: 'שרה רוזנפלד' },
      { row: 3, verdict: expect.any(String), customerId: ids.electra, name: 'אלקטרה מיזוג בע״מ' },
      { row: 4, verdict: 'maybe', customerId: ids.rosenfeld, name: 'שרה רוזנפלד' },
    ]),
  )
  expect(await customers('Zebrowski')).toEqual([])
})

test('of each row it is said whether it opens a file, brings the other up to date, or is left out; taking the import back undoes all of it', async () => {
  const { id, result } = await imported(boss, { text, kind: 'customers', mapping: { lookAlikeRows: { 2: 'link', 3: 'skip' } } })
  expect(result).toMatchObject({ rows: 4, refused: 1, entities: { customer: { created: 2, updated: 1 } }, refusals: [{ reason: 'looks-like', rows: 1 }] })
  expect(result!.lookAlikes!.examples).toHaveLength(3)
  expect(await customers('Sara Rosenfeld')).toMatchObject([{ id: ids.rosenfeld, name: 'Sara Rosenfeld' }, { name: 'שרה רוזנפלד' }])
  expect(await kesher.house.db.selectFrom('customers').where('id', '=', ids.rosenfeld).select('ref').execute()).toEqual([{ ref: 'crm-1' }])
  expect(await customers('אלקטרה')).toMatchObject([{ id: ids.electra }])
  await undone(boss, id)
  expect(await customers('Rosenfeld')).toMatchObject([{ id: ids.rosenfeld, name: 'שרה רוזנפלד' }])
})

test('a row that surely is somebody goes the way all such rows are to go', async () => {
  await boss.call('POST /customers/:id/points', { params: { id: ids.electra }, body: { channel: 'post', value: 'רחוב המלאכה 17, חולון 5811801' } })
  const sure = 'name,ref,address,city\nאלקטרה מיזוג,,"רחוב המלאכה 17, חולון 5811801",Holon\n'
  const told = await tried(boss, { text: sure, kind: 'customers', mapping: { lookAlikes: 'link' } })
  expect(told.forecast).toMatchObject({ lookAlikes: { surely: 1, maybe: 0 }, entities: { customer: { created: 0 } } })
  const { result } = await imported(boss, { text: sure, kind: 'customers', mapping: { lookAlikes: 'skip' } })
  expect(result).toMatchObject({ refused: 1, lookAlikes: { surely: 1 } })
})

test('of rows that look like nobody nothing is said', async () => {
  const { forecast } = await tried(boss, { text: 'name\nQuentin Zebrowski\nUlrike Haberfeld\n', kind: 'customers' })
  expect(forecast!.lookAlikes).toBeUndefined()
})

test('a name of words that thousands bear tells nobody from anybody; a phone does', async () => {
  await kesher.house.db.updateTable('nameTokens').set({ bearers: 4_000 }).execute()
  const { forecast } = await tried(boss, { text: 'name,ref,phone,city\nSara Rosenfeld,,,חיפה\nשרה רוזנפלד,other-2,052-3456789,חיפה\n', kind: 'customers' })
  expect(forecast!.lookAlikes!.examples).toMatchObject([{ row: 3, customerId: ids.rosenfeld }])
})
