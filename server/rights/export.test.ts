/** Everything kept about somebody, packed: complete against the schema, readable, and only for whoever may have it. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { columnOf, fileTables } from '../db/personal-data.ts'
import { busyKesherForFile, imported } from '../exchange/testing.ts'
import { changedSilently } from '../file/silent-changes.ts'
import { computed } from '../insight/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import { newMerge } from '../merging/testing.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { openPaper } from './paper.ts'
import { unzipped, wholeFile } from './testing.ts'

const kesher = busyKesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
beforeAll(async () => {
  boss = await kesher.administrator()
})

async function exported(browser: Browser, id: string, body: { contactId?: string; language?: 'he' | 'en' } = {}) {
  const asked = await browser.call('POST /customers/:id/exports', { params: { id }, body })
  const params = { id, partId: asked.id }
  await expect.poll(async () => (await browser.call('GET /customers/:id/exports/:partId', { params })).state, { timeout: 15_000 }).toBe('done')
  const { cookie } = browser
  const answer = await kesher.app.inject({ url: `/api/customers/${id}/exports/${asked.id}/archive`, headers: { host: 'localhost', cookie } })
  expect(answer.statusCode).toBe(200)
  return { params, files: unzipped(answer.rawPayload), now: await browser.call('GET /customers/:id/exports/:partId', { params }) }
}

const dataOf = (files: Map<string, Buffer>) => JSON.parse(files.get('data.json')!.toString()) as Record<string, Record<string, unknown>[]>

test('an export holds every row of every table of the file, whatever tables there are, and every attached byte', async () => {
  const file = await wholeFile(boss, 'Quoll')
  await imported(boss, { text: 'name,ref,city\nQuoll Ltd,Quoll-7,Haifa\n', kind: 'customers' })
  const { id: twin } = await newCustomer(boss, { name: 'Quoll Limited' })
  await newMerge(boss, kesher.house, file.id, twin, { name: 'kept' })
  await boss.call('POST /customers/:id/holds', { params: { id: file.id }, body: { reason: 'A claim' } })
  await boss.call('PUT /customers/:id/insight/assumptions', { params: { id: file.id }, body: { years: 3 } })
  await kesher.house.db.updateTable('customers').set({ overdueMinor: 100 }).where('id', '=', file.id).execute()
  await computed(kesher)
  await changedSilently(kesher.house.db, [file.id], kesher.house.now())
  const { files, now } = await exported(boss, file.id)
  const data = dataOf(files)
  for (const table of fileTables) {
    const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(columnOf(table))} where customer_id = ${file.id}`.execute(
      kesher.house.db,
    )
    expect({ table, rows: data[table]?.length }).toEqual({ table, rows: rows[0]!.rows })
    expect({ table, rows: rows[0]!.rows }, 'the test itself has something in every table').not.toEqual({ table, rows: 0 })
  }
  const [attachment] = data.attachments!
  expect(files.get(String(attachment!.path))!.toString()).toBe('bytes of Quoll')
  expect(createHash('sha256').update('bytes of Quoll').digest('hex')).toBe(attachment!.digest)
  expect(data.customer).toMatchObject({ name: 'Quoll Ltd', ref: 'Quoll-7' })
  expect(now).toMatchObject({ state: 'done', done: now.total, sizeBytes: expect.any(Number) })
  expect(files.get('your file.pdf')!.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the export of one contact holds what is theirs, and of the organisation only its name', async () => {
  const file = await wholeFile(boss, 'Kowari', { phone: '053-2223334' })
  await boss.call('POST /customers/:id/contacts', { params: { id: file.id }, body: { name: 'Somebody Else' } })
  const { files } = await exported(boss, file.id, { contactId: file.contactId, language: 'he' })
  const data = dataOf(files)
  expect(data.contacts).toMatchObject([{ name: 'Dana Kowari' }])
  expect(data.contactPoints).toMatchObject([{ value: '+972532223334' }])
  expect(data.interactions).toMatchObject([{ body: 'Spoke of Kowari' }])
  expect(data.attachments).toHaveLength(1)
  expect(data.customer).toEqual({ id: file.id, kind: 'organisation', name: 'Kowari Ltd' })
  expect(data.preferences).toEqual([])
  expect(files.get('data.json')!.toString()).not.toContain('Somebody Else')
})

test('only whoever asked takes the archive away, and nobody from whom a field is kept may ask', async () => {
  const team = await newTeam(boss, 'Haifa')
  const manager = await kesher.member('manager', [team.id])
  const { id } = await newCustomer(boss, { name: 'Numbat', teamId: team.id })
  const { params } = await exported(boss, id)
  expect((await manager.ask('GET /customers/:id/exports/:partId/archive', { params })).status).toBe(404)
  await boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope: 'team', hidden: ['taxId'] } })
  expect((await manager.ask('POST /customers/:id/exports', { params: { id }, body: {} })).problem.code).toBe('not-allowed')
  const entries = await kesher.house.db.selectFrom('auditEntries').where('action', '=', 'file.exported').where('fileId', '=', id).select('facts').execute()
  expect(entries.length).toBe(2)
})

test('whoever sees less than all fields of the company’s own may neither ask nor take away what they asked for before', async () => {
  const team = await newTeam(boss, 'Acre')
  const manager = await kesher.member('manager', [team.id])
  await boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope: 'team', hidden: [] } })
  const { id } = await newCustomer(boss, { name: 'Potoroo', teamId: team.id })
  const { params } = await exported(manager, id)
  const field = await newField(boss, {
    subject: 'interaction',
    key: 'rumour',
    label: { he: 'שמועה', en: 'Rumour' },
    personal: 'content',
    hiddenFrom: ['manager'],
  })
  const asked = () => manager.ask('POST /customers/:id/exports', { params: { id }, body: {} })
  expect((await asked()).problem.code).toBe('not-allowed')
  expect((await manager.ask('GET /customers/:id/exports/:partId/archive', { params })).problem.code).toBe('not-allowed')
  // What was removed lately is still there, and still in the archive.
  await boss.call('PUT /custom-fields/:id/removal', { params: { id: field.id } })
  expect((await asked()).problem.code).toBe('not-allowed')
  await boss.call('DELETE /custom-fields/:id/removal', { params: { id: field.id } })
  await boss.call('PATCH /custom-fields/:id', { params: { id: field.id }, body: { hiddenFrom: [] } })
  expect((await asked()).status).toBe(200)
})

test('corrections of a field that is kept from somebody are not told to them', async () => {
  const team = await newTeam(boss, 'Safed')
  const manager = await kesher.member('manager', [team.id])
  await boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope: 'team', hidden: [] } })
  const fields = await Promise.all(
    (['customer', 'contact', 'order'] as const).map((subject) =>
      newField(boss, { subject, key: `secretOf${subject}`, label: { he: 'סוד', en: 'Secret' }, hiddenFrom: ['manager'] }),
    ),
  )
  const { id } = await newCustomer(boss, { name: 'Quokka', teamId: team.id })
  const contact = await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } })
  const order = await newOrder(boss, id, [{ productId: (await newProduct(boss)).id, quantity: 1 }])
  await boss.call('PATCH /customers/:id', { params: { id }, body: { city: 'Lod', custom: { secretOfcustomer: 'a' } } })
  await boss.call('PATCH /customers/:id', { params: { id }, body: { custom: { secretOfcustomer: 'b' } } })
  await boss.call('PATCH /customers/:id/contacts/:partId', { params: { id, partId: contact.id }, body: { custom: { secretOfcontact: 'a' } } })
  await boss.call('PATCH /customers/:id/orders/:partId', { params: { id, partId: order.id }, body: { custom: { secretOforder: 'a' } } })
  const told = async (browser: Browser) => (await browser.call('GET /customers/:id/corrections', { params: { id } })).items.map((each) => each.fields)
  expect(await told(boss)).toEqual([['custom.secretOforder'], ['custom.secretOfcontact'], ['custom.secretOfcustomer'], ['city', 'custom.secretOfcustomer']])
  expect(await told(manager)).toEqual([['city']])
  await Promise.all(fields.map(({ id: field }) => boss.call('PATCH /custom-fields/:id', { params: { id: field }, body: { hiddenFrom: [] } })))
  expect(await told(manager)).toEqual(await told(boss))
})

test('what was corrected, when and by whom is told; what stood there before is not kept', async () => {
  const { id } = await newCustomer(boss, { name: 'Wrongly Spelt' })
  await boss.call('PATCH /customers/:id', { params: { id }, body: { name: 'Rightly Spelt', city: 'Haifa' } })
  const contact = await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } })
  await boss.call('PATCH /customers/:id/contacts/:partId', { params: { id, partId: contact.id }, body: { jobTitle: 'Buyer' } })
  const { items } = await boss.call('GET /customers/:id/corrections', { params: { id } })
  expect(items).toMatchObject([
    { type: 'contact.changed', fields: ['jobTitle'], partId: contact.id, by: { name: 'Noa Barak' } },
    { type: 'customer.changed', fields: ['name', 'city'], partId: null, at: '2026-11-22T08:00:00.000Z' },
  ])
  const rows =
    await sql`select from customer_events t where t::text like '%Wrongly%' union all select from audit_entries t where t::text like '%Wrongly%'`.execute(
      kesher.house.db,
    )
  expect(rows.rows).toEqual([])
})

test('paper whose folder is gone is told when it is closed, and ends nothing else', async () => {
  const paper = openPaper('/nowhere/at/all.pdf', 'rtl', { title: 'A file', language: 'en' })
  await new Promise((done) => setImmediate(done))
  paper.title('A file')
  await expect(paper.close((page) => String(page))).rejects.toThrow('ENOENT')
})

test('fields of the company’s own are in it under their names, but for those that tell nothing about a person', async () => {
  await newField(boss, { key: 'nickname', label: { he: 'כינוי', en: 'Nickname' }, personal: 'identity' })
  await newField(boss, { key: 'shelf', label: { he: 'מדף', en: 'Shelf' }, personal: 'none' })
  await newField(boss, { subject: 'contact', key: 'allergy', label: { he: 'אלרגיה', en: 'Allergy' } })
  const { id } = await newCustomer(boss, { name: 'Bilby', custom: { nickname: 'Billy', shelf: 'A-7' } })
  const contact = await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana', custom: { allergy: 'nuts' } } })
  const { files } = await exported(boss, id)
  expect(
    dataOf(files)
      .customValues!.map(({ field, value }) => [(field as { label: { en: string } }).label.en, value])
      .sort(),
  ).toEqual([
    ['Allergy', 'nuts'],
    ['Nickname', 'Billy'],
  ])
  const ofContact = await exported(boss, id, { contactId: contact.id })
  expect(dataOf(ofContact.files).customValues).toMatchObject([{ value: 'nuts' }])
})

test('an erased contact leaves no field behind, and no name in the fields of others', async () => {
  await newField(boss, { key: 'story', label: { he: 'סיפור', en: 'Story' } })
  await newField(boss, { subject: 'interaction', key: 'tone', label: { he: 'טון', en: 'Tone' } })
  const { id } = await newCustomer(boss, { name: 'Dunnart', custom: { story: 'Met through Kiwirrku Banyan in May' } })
  const contact = await boss.call('POST /customers/:id/contacts', { params: { id }, body: { name: 'Kiwirrku Banyan', custom: { allergy: 'wheat' } } })
  await newEntry(boss, id, { contactId: contact.id, custom: { tone: 'sharp' } })
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  await boss.call('POST /customers/:id/contacts/:partId/erasure', { params: { id, partId: contact.id }, body: { name: 'Kiwirrku Banyan' } })
  const left = await kesher.house.db.selectFrom('customValues').where('customerId', '=', id).select(['value', 'textKey']).execute()
  expect(left.filter(({ value }) => String(value).startsWith('Met'))).toEqual([{ value: 'Met through … in May', textKey: 'met through … in may' }])
  expect(JSON.stringify(left)).not.toMatch(/Kiwirrku|wheat|sharp/i)
})
