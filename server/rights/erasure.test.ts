/** Erasing a person: everywhere, for good, and again on a database that is older than the erasure. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { afterRestore } from '../app.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer } from '../customers/testing.ts'
import { busyKesherForFile, imported } from '../exchange/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newMerge, undone as parted } from '../merging/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { whereIs, wholeFile } from './testing.ts'

const kesher = busyKesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
beforeAll(async () => {
  boss = await kesher.administrator()
})

const erase = (id: string, name: string) => boss.call('POST /customers/:id/erasure', { params: { id }, body: { name } })
const nowhere = (word: string) => expect.poll(() => whereIs(kesher.house, word), { timeout: 15_000 }).toEqual([])

test('an erased customer is found in no table and no file, and everybody is told there is none', async () => {
  const file = await wholeFile(boss, 'Quokka')
  await imported(boss, { text: 'name,email,ref\nQuokka Ltd,quokka@mail.example,Quokka-7\nAnother,wrong,A-1\n', kind: 'customers' })
  await boss.call('POST /views', { body: { list: 'customers', name: 'Mine', query: 'q=Quokka%20Ltd' } })
  await boss.call('POST /customers/:id/exports', { params: { id: file.id }, body: {} })
  expect((await whereIs(kesher.house, 'quokka')).length).toBeGreaterThan(10)
  const erasure = await erase(file.id, 'Quokka Ltd')
  expect(erasure).toMatchObject({ fileId: file.id, contactId: null, erasedBy: { name: 'Noa Barak' } })
  await nowhere('quokka')
  expect((await boss.ask('GET /customers/:id/file', { params: { id: file.id } })).status).toBe(404)
  expect(await boss.call('GET /search', { query: { q: 'Quokka' } })).toEqual([])
  expect(existsSync(join(kesher.house.place.folder, 'ledger/erasures', `${erasure.id}.json`))).toBe(true)
})

test('the other customers of the same import keep what it brought them', async () => {
  const { id } = await imported(boss, { text: 'name,email\nNumbat Ltd,numbat@mail.example\nDingo Ltd,dingo@mail.example\n', kind: 'customers' })
  const [numbat] = (await boss.call('GET /customers', { query: { search: 'Numbat' } })).items
  await erase(numbat!.id, 'Numbat Ltd')
  await nowhere('numbat')
  expect((await boss.call('GET /customers', { query: { search: 'Dingo' } })).items).toHaveLength(1)
  expect((await boss.ask('GET /imports/:id/refused', { params: { id } })).problem.code).toBe('wrong-state')
  expect((await boss.call('GET /imports/:id', { params: { id } })).result?.entities.customer?.created).toBe(2)
})

test('erased by another name, by somebody without the right, or while on hold: nothing changes', async () => {
  const { id } = await newCustomer(boss, { name: 'Stays' })
  const params = { id }
  expect((await boss.ask('POST /customers/:id/erasure', { params, body: { name: 'Stay' } })).problem).toMatchObject({ fields: { name: 'not-the-name' } })
  const hold = await boss.call('POST /customers/:id/holds', { params, body: { reason: 'A claim in court' } })
  expect((await boss.ask('POST /customers/:id/erasure', { params, body: { name: 'Stays' } })).problem.code).toBe('on-hold')
  expect((await boss.call('GET /customers/:id/privacy', { params })).holds).toMatchObject([{ id: hold.id, reason: 'A claim in court' }])
  await boss.call('DELETE /customers/:id/holds/:partId', { params: { id, partId: hold.id } })
  await erase(id, ' Stays ')
})

test('sent twice, an erasure is answered twice and done once', async () => {
  const { id } = await newCustomer(boss, { name: 'Twice' })
  const body = { id: '019a0000-0000-7000-8000-000000000001', name: 'Twice' }
  const first = await boss.call('POST /customers/:id/erasure', { params: { id }, body })
  expect(await boss.call('POST /customers/:id/erasure', { params: { id }, body })).toEqual(first)
})

test('a database brought back to before an erasure forgets the person again', async () => {
  const before = await wholeFile(boss, 'Potoroo', { phone: '053-1112223' })
  await erase(before.id, 'Potoroo Ltd')
  await nowhere('potoroo')
  // As it was: the same file, and a database that knows of no erasure.
  await wholeFile(boss, 'Potoroo', { id: before.id, phone: '053-1112223' })
  await kesher.house.db.deleteFrom('erasures').execute()
  for (const step of Object.values(afterRestore))
    if (step !== afterRestore['sessions ended']) await step(kesher.house, { set: 'older', moment: '2026-11-21T00:00:00Z' })
  await nowhere('potoroo')
  const ledger = await boss.call('GET /erasures')
  expect(ledger.items.map(({ fileId }) => fileId)).toContain(before.id)
  expect(ledger.items.length).toBe(readdirSync(join(kesher.house.place.folder, 'ledger/erasures')).length)
})

test('the ledger tells by a phone, in any form, or a name whether somebody was erased, and holds neither', async () => {
  const { id } = await wholeFile(boss, 'Bilby', { phone: '054-9998887' })
  await erase(id, 'Bilby Ltd')
  const about = async (text: string) => (await boss.call('GET /erasures', { query: { about: text } })).items.map(({ fileId }) => fileId)
  expect(await about('+972 54 999 8887')).toEqual([id])
  expect(await about('BILBY@mail.example')).toEqual([id])
  expect(await about('Dana Bilby')).toEqual([id])
  expect(await about('054-9998886')).toEqual([])
})

test('what erased orders came to stays in the sums of the month, of nobody', async () => {
  const sums = async () => (await kesher.house.db.selectFrom('erasedSales').selectAll().execute()).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const before = await sums()
  const { id } = await wholeFile(boss, 'Wombat', { phone: '055-1231231' })
  await erase(id, 'Wombat Ltd')
  expect(await sums()).toBe(before + 2500)
  await boss.call('PUT /retention/:kind', { params: { kind: 'erased-sales' }, body: { days: 0 } })
  const other = await wholeFile(boss, 'Echidna', { phone: '055-3213213' })
  await erase(other.id, 'Echidna Ltd')
  expect(await sums()).toBe(before + 2500)
})

test('one contact goes with their words and files; the organisation keeps that there was contact', async () => {
  const file = await wholeFile(boss, 'Platypus', { phone: '058-7776665' })
  const params = { id: file.id }
  await newEntry(boss, file.id, { body: 'Call dana platypus on +972587776665 tomorrow' })
  const erasure = await boss.call('POST /customers/:id/contacts/:partId/erasure', {
    params: { ...params, partId: file.contactId },
    body: { name: 'Dana Platypus' },
  })
  expect(erasure).toMatchObject({ fileId: file.id, contactId: file.contactId })
  await nowhere('dana platypus')
  await nowhere('587776665')
  await nowhere('bytes of platypus')
  const now = await boss.call('GET /customers/:id/file', { params })
  expect(now.contacts).toEqual([])
  const entry = await boss.call('GET /customers/:id/interactions/:partId', { params: { ...params, partId: file.entryId } })
  expect(entry).toMatchObject({ channel: 'phone', body: '…', subject: '…', contact: null, attachments: [] })
  expect(now.customer.name).toBe('Platypus Ltd')
})

test('what imports noted of the company’s own fields goes too: of a contact what was theirs and their name, of the customer all of it', async () => {
  const label = (name: string) => ({ he: name, en: name })
  await newField(boss, { key: 'slogan', label: label('Slogan') })
  await newField(boss, { subject: 'contact', key: 'hobby', label: label('Hobby') })
  await newField(boss, { subject: 'order', key: 'gate', label: label('Gate') })
  await newField(boss, { subject: 'interaction', key: 'topic', label: label('Topic') })
  const { id } = await newCustomer(boss, { name: 'Potoroo Ltd', ref: 'PO-1', custom: { slogan: 'Begun' } })
  const params = { id }
  const contact = await boss.call('POST /customers/:id/contacts', { params, body: { name: 'Dana Potoroo', custom: { hobby: 'rowing' } } })
  const taken = { number: 'PO-77', contactId: contact.id, custom: { gate: 'hers alone' } }
  await newOrder(boss, id, [{ productId: (await newProduct(boss)).id, quantity: 1 }], taken)
  const bring = (kind: 'customers' | 'contacts' | 'orders' | 'interactions', text: string) => imported(boss, { kind, text })
  await bring('customers', 'name,ref,Slogan\nPotoroo Ltd,PO-1,"Ask Dana Potoroo, abe knows"\n')
  await bring('customers', 'name,ref,Slogan\nPotoroo Ltd,PO-1,Ask nobody\n')
  await bring('contacts', 'customer id,contact name,Hobby\nPO-1,Dana Potoroo,skydiving\n')
  await bring('orders', 'order number,sku,quantity,date,unit price,customer id,Gate\nPO-77,Z1,1,2026-03-01,5,PO-1,hers again\n')
  for (const topic of ['Dana Potoroo called', 'Somebody called'])
    await bring('interactions', `customer id,date,text,source key,Topic\nPO-1,2026-03-01 10:00,A call,po-1,${topic}\n`)
  /** A file that was imported goes where a cell of it is a name; what is said of somebody within a cell goes with the file, when its time is over. */
  const tables = async (word: string) => (await whereIs(kesher.house, word)).filter((place) => place.startsWith('public.')).sort()
  expect(await tables('skydiving')).toEqual(['public.custom_values', 'public.import_changes'])
  await boss.call('POST /customers/:id/contacts/:partId/erasure', { params: { id, partId: contact.id }, body: { name: 'Dana Potoroo' } })
  for (const word of ['Dana Potoroo', 'skydiving', 'rowing', 'hers alone', 'hers again']) expect(await tables(word)).toEqual([])
  expect(await tables('abe knows')).toEqual(['public.import_changes'])
  await erase(id, 'Potoroo Ltd')
  for (const word of ['Potoroo', 'abe knows', 'Ask nobody', 'Somebody called']) await expect.poll(() => tables(word), { timeout: 15_000 }).toEqual([])
})

test('a phone and an address of an erased contact go from fields of any kind, and what a merge set aside forgets them too', async () => {
  const label = (name: string) => ({ he: name, en: name })
  await newField(boss, { key: 'saga', label: label('Saga') })
  await newField(boss, { key: 'reception', type: 'phone', label: label('Reception') })
  await newField(boss, { subject: 'order', key: 'notify', type: 'email', label: label('Notify') })
  const [phone, address] = ['+972529990001', 'tali.numbat@mail.example']
  const kept = await newCustomer(boss, { name: 'Numbat Ltd', ref: 'NU-1', custom: { saga: 'Ours', reception: '03-5550000' } })
  const merged = await newCustomer(boss, { name: 'Numbat Limited', custom: { saga: 'All through Tali Numbat', reception: phone } })
  const params = { id: kept.id }
  const points = [
    { channel: 'phone' as const, value: phone },
    { channel: 'email' as const, value: address },
  ]
  const contact = await boss.call('POST /customers/:id/contacts', { params, body: { name: 'Tali Numbat', points } })
  const lines = [{ productId: (await newProduct(boss)).id, quantity: 1 }]
  const order = await newOrder(boss, kept.id, lines, { custom: { notify: address } })
  const other = await newOrder(boss, kept.id, lines, { custom: { notify: 'office@mail.example' } })
  const bring = (reception: string) => imported(boss, { kind: 'customers', text: `name,ref,Reception\nNumbat Ltd,NU-1,${reception}\n` })
  await bring(phone)
  await bring('03-5550001')
  const { id: mergeId } = await newMerge(boss, kesher.house, kept.id, merged.id, { name: 'kept' })
  const tables = async (word: string) => (await whereIs(kesher.house, word)).filter((place) => place.startsWith('public.')).sort()
  expect(await tables('529990001')).toEqual(['public.contact_points', 'public.import_changes', 'public.merge_journal'])
  await boss.call('POST /customers/:id/contacts/:partId/erasure', { params: { ...params, partId: contact.id }, body: { name: 'Tali Numbat' } })
  for (const word of ['Tali Numbat', '529990001', address]) expect(await tables(word)).toEqual([])
  const customOf = async (partId: string) => (await boss.call('GET /customers/:id/orders/:partId', { params: { ...params, partId } })).custom
  expect([await customOf(order.id), await customOf(other.id)]).toEqual([{}, { notify: 'office@mail.example' }])
  await parted(boss, kesher.house, kept.id, mergeId)
  const of = async (id: string) => (await boss.call('GET /customers/:id/file', { params: { id } })).customer.custom
  expect(await of(merged.id)).toMatchObject({ saga: 'All through …' })
  expect(await of(merged.id)).not.toHaveProperty('reception')
  expect(await of(kept.id)).toMatchObject({ saga: 'Ours', reception: '+97235550001' })
})
