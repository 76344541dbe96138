/** Fields of a company's own in imports: taken, refused, brought round through an export, and taken back. */
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { busyKesherForFile, handOver, imported, tried, undone } from './testing.ts'

const kesher = busyKesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
beforeAll(async () => {
  boss = await kesher.administrator()
  const choices = [
    { key: 'gold', he: 'זהב', en: 'Gold' },
    { key: 'silver', he: 'כסף', en: 'Silver' },
  ]
  await newField(boss, { key: 'tier', type: 'choice', label: { he: 'דרגה', en: 'Tier' }, choices })
  await newField(boss, { key: 'brands', type: 'choices', label: { he: 'מותגים', en: 'Brands' }, choices })
  await newField(boss, { key: 'fee', type: 'money', label: { he: 'דמי מנוי', en: 'Annual fee' } })
  await newField(boss, { key: 'seats', type: 'number', label: { he: 'מושבים', en: 'Seats' }, limits: { max: 500 } })
  await newField(boss, { key: 'since', type: 'date', label: { he: 'מאז', en: 'Member since day' } })
  await newField(boss, { key: 'paper', type: 'yesNo', label: { he: 'דואר נייר', en: 'Paper mail' } })
  await newField(boss, { key: 'desk', type: 'phone', label: { he: 'טלפון בדלפק', en: 'Front desk' } })
  await newField(boss, { key: 'site', type: 'link', label: { he: 'אתר', en: 'Site' } })
  await newField(boss, { key: 'advisor', type: 'person', label: { he: 'יועץ', en: 'Advisor' } })
  await newField(boss, { key: 'level', label: { he: 'רמה', en: 'Level' }, fallback: 'new' })
})

const byName = async (name: string) =>
  (await boss.call('GET /customers', { query: { search: name, limit: 5, fields: 'tier,brands,fee,seats,since,paper,desk,site,advisor,level' } })).items[0]

test('columns are known by the labels of their fields, in either language, and read as their types are', async () => {
  const text =
    'name,ref,דרגה,Brands,Annual fee,Seats,Member since day,Paper mail,Front desk,Site,Advisor\nWallaby,W1,gold,זהב; silver,"1,250.50",12,22/11/2024,כן,03-5551234,wallaby.example,Noa Barak\n'
  expect((await imported(boss, { text, kind: 'customers' })).result).toMatchObject({ refused: 0, entities: { customer: { created: 1 } } })
  const { id } = (await boss.call('GET /session')).user
  expect((await byName('Wallaby'))!.custom).toEqual({
    tier: 'gold',
    brands: ['gold', 'silver'],
    fee: 125_050,
    seats: 12,
    since: '2024-11-22',
    paper: true,
    desk: '+97235551234',
    site: 'https://wallaby.example/',
    advisor: id,
    level: 'new',
  })
})

test('what does not fit is refused with its field and its reason', async () => {
  const text = 'name,Tier,Seats,Member since day,Front desk\nA1,bronze,,,\nA2,,many,,\nA3,,501,,\nA4,,,soon,\nA5,,,,12\n'
  const { forecast } = await tried(boss, { text, kind: 'customers' })
  expect(forecast!.refusals.map(({ field, reason }) => [field, reason]).sort()).toEqual([
    ['custom.desk', 'not-a-phone'],
    ['custom.seats', 'not-a-number'],
    ['custom.seats', 'too-large'],
    ['custom.since', 'not-a-date'],
    ['custom.tier', 'unknown'],
  ])
})

test('what was exported comes in again unchanged, and an undo gives every field back what it held, but for what somebody changed since', async () => {
  await newCustomer(boss, { name: 'Bandicoot', ref: 'B1', custom: { tier: 'gold', seats: 3, paper: false, brands: ['silver'], fee: 100 } })
  const before = (await byName('Bandicoot'))!
  const csv = (await boss.ask('GET /customers/export', { query: { search: 'Bandicoot' } })).text
  expect((await imported(boss, { text: csv, kind: 'customers' })).result!.entities.customer).toEqual({ created: 0, updated: 0, unchanged: 1 })
  const { id } = await imported(boss, { text: 'name,ref,Tier,Seats,Site\nBandicoot,B1,silver,4,b.example\nQuokka,Q1,gold,5,\n', kind: 'customers' })
  expect((await byName('Bandicoot'))!.custom).toMatchObject({ tier: 'silver', seats: 4, site: 'https://b.example/' })
  await boss.call('PATCH /customers/:id', { params: { id: before.id }, body: { custom: { seats: 9 } } })
  const { undone: report } = await undone(boss, id)
  expect((await byName('Bandicoot'))!.custom).toEqual({ ...before.custom, seats: 9 })
  expect(await byName('Quokka')).toBe(undefined)
  expect(report).toMatchObject({ kept: { customer: 1 } })
})

test('how a header was read last is proposed to others but for fields that are kept from them', async () => {
  await newField(boss, { key: 'grudge', label: { he: 'טינה', en: 'Grudge' }, hiddenFrom: ['manager'] })
  const file = { text: 'shem,sivug,gova\nPademelon,mild,tall\n', kind: 'customers' as const }
  await imported(boss, { ...file, mapping: { columns: { name: 0, 'custom.grudge': 1, 'custom.level': 2 } } })
  const manager = await kesher.member('manager', [(await newTeam(boss, 'Grove')).id])
  expect((await handOver(boss, file)).inspection).toMatchObject({ remembered: true, mapping: { columns: { name: 0, 'custom.grudge': 1, 'custom.level': 2 } } })
  const seen = (await handOver(manager, file)).inspection
  expect([seen.remembered, seen.mapping.columns]).toEqual([true, { name: 0, 'custom.level': 2 }])
})
