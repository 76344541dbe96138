/** Two files become one and two again: what is kept, who may, and where the old id leads. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newCustomer, newTeam } from '../customers/testing.ts'
import { imported, working } from '../exchange/testing.ts'
import { newEntry } from '../interactions/testing.ts'
import type { Runner } from '../jobs/worker.ts'
import { newOrder, newProduct } from '../orders/testing.ts'
import { replayErasures } from '../rights/finishing.ts'
import { writeDown } from '../rights/ledger.ts'
import { wholeFile } from '../rights/testing.ts'
import { newMerge, undone } from './testing.ts'
import { workOff } from './work.ts'

const kesher = kesherForFile({ now: () => new Date('2026-11-22T08:00:00Z') })
let boss: Browser
let worker: Runner
beforeAll(async () => {
  boss = await kesher.administrator()
  worker = await working(kesher.house)
})
afterAll(() => worker.stop())

const fileOf = (id: string, browser = boss) => browser.call('GET /customers/:id/file', { params: { id } })
const merged = (id: string, otherId: string, fields = {}) => newMerge(boss, kesher.house, id, otherId, fields)

test('the kept file has everything of both, with the details that were chosen', async () => {
  const one = await wholeFile(boss, 'Quoll')
  const other = await wholeFile(boss, 'Numbat', { phone: '053-1112223' })
  const preview = await boss.call('GET /customers/:id/merge/:otherId', { params: { id: one.id, otherId: other.id } })
  expect(preview).toMatchObject({
    kept: { name: 'Quoll Ltd' },
    merged: { name: 'Numbat Ltd' },
    counts: { merged: { interactions: 1, orders: 1, contacts: 1 } },
  })
  await merged(one.id, other.id, { name: 'merged', city: 'kept' })
  const file = await fileOf(one.id)
  expect(file.customer).toMatchObject({ id: one.id, name: 'Numbat Ltd', city: 'Quoll', tags: ['Quoll', 'Numbat'] })
  expect(file.contacts.map(({ name }) => name).sort()).toEqual(['Dana Numbat', 'Dana Quoll'])
  expect(file.facts).toMatchObject({ orders12m: 2, openPromises: 2, openVoices: 2 })
  expect(file.timeline.items.length).toBe(10)
  const [entry] = file.timeline.items.filter((item) => item.kind === 'interaction' && item.id === other.entryId)
  expect(entry).toMatchObject({ contact: { name: 'Dana Numbat' }, attachments: [{ name: 'Numbat.txt' }] })
})

test('the old id leads to the kept file, for reading and for writing, also after it was merged further', async () => {
  const [a, b, c] = [await newCustomer(boss, { name: 'A' }), await newCustomer(boss, { name: 'B' }), await newCustomer(boss, { name: 'C' })]
  await merged(b.id, a.id)
  await merged(c.id, b.id)
  const answer = await boss.ask('GET /customers/:id/file', { params: { id: a.id } })
  expect(answer.reply.customer.id).toBe(c.id)
  expect(answer.headers['content-location']).toBe(`/api/customers/${c.id}/file`)
  const entry = await newEntry(boss, a.id, { body: 'Sent to an old link' })
  expect((await fileOf(c.id)).timeline.items.map(({ id }) => id)).toContain(entry.id)
  expect((await boss.call('POST /customers', { body: { id: a.id, kind: 'person', name: 'A' } })).id).toBe(c.id)
  expect(await boss.call('POST /customers/bulk', { body: { chosen: { ids: [a.id] }, addTag: 'reached' } })).toEqual({ changed: 1 })
})

test('an import or a search by the reference of the merged file finds the kept one, whose own reference stays as it is', async () => {
  const [kept, old] = [await newCustomer(boss, { name: 'Kept', ref: 'K-1' }), await newCustomer(boss, { name: 'Old', ref: 'OLD-1' })]
  await merged(kept.id, old.id, { ref: 'kept', name: 'kept' })
  const result = await imported(boss, { text: 'customer id,name,city\nOLD-1,Kept,Acre\n', kind: 'customers' })
  expect(result.result?.entities.customer).toMatchObject({ updated: 1 })
  expect((await fileOf(kept.id)).customer).toMatchObject({ ref: 'K-1', city: 'Acre' })
  for (const q of ['OLD-1', String(old.number)])
    expect(
      (await boss.call('GET /search', { query: { q } })).map(({ customerId }) => customerId),
      q,
    ).toContain(kept.id)
})

test('an undo gives back what was; entries made since go where somebody said, else where they seem to belong', async () => {
  const [one, other] = [await wholeFile(boss, 'Bilby'), await wholeFile(boss, 'Kowari', { phone: '053-4445556' })]
  const merge = await merged(one.id, other.id, { name: 'merged' })
  await boss.call('PATCH /customers/:id', { params: { id: one.id }, body: { city: 'Yavne' } })
  const product = await newProduct(boss)
  const said = await newEntry(boss, one.id, { body: 'Somebody knows whose' })
  const seems = await newEntry(boss, one.id, { body: 'From Dana Kowari', contactId: other.contactId })
  const stays = await newOrder(boss, one.id, [{ productId: product.id, quantity: 1 }])
  const offer = await boss.call('GET /customers/:id/merges/:partId/undo', { params: { id: one.id, partId: merge.id } })
  expect(new Map(offer.entries.map(({ id, suggested }) => [id, suggested]))).toEqual(
    new Map([
      [said.id, 'kept'],
      [seems.id, 'merged'],
      [stays.id, 'kept'],
    ]),
  )
  await undone(boss, kesher.house, one.id, merge.id, { merged: [said.id] })
  const [back, left] = [await fileOf(other.id), await fileOf(one.id)]
  const ids = (file: typeof back) => file.timeline.items.map(({ id }) => id)
  expect(ids(back)).toEqual(expect.arrayContaining([said.id, seems.id, other.entryId]))
  expect(ids(left)).toEqual(expect.arrayContaining([stays.id, one.entryId]))
  expect(ids(left)).not.toContain(other.entryId)
  expect(left.customer).toMatchObject({ name: 'Bilby Ltd', city: 'Yavne', tags: ['Bilby'] })
  expect(back.customer).toMatchObject({ name: 'Kowari Ltd', city: 'Kowari', id: other.id })
})

test('a detail edited since stays, and is put back where somebody wants it', async () => {
  const [one, other] = [await newCustomer(boss, { name: 'First' }), await newCustomer(boss, { name: 'Second' })]
  const edited = async (name: string) => {
    const merge = await merged(one.id, other.id, { name: 'merged' })
    await boss.call('PATCH /customers/:id', { params: { id: one.id }, body: { name } })
    return merge
  }
  const first = await edited('Third')
  const offer = await boss.call('GET /customers/:id/merges/:partId/undo', { params: { id: one.id, partId: first.id } })
  expect(offer.fields).toEqual([{ field: 'name', before: 'First', now: 'Third' }])
  await undone(boss, kesher.house, one.id, first.id)
  expect((await fileOf(one.id)).customer.name).toBe('Third')
  const second = await edited('Fourth')
  await undone(boss, kesher.house, one.id, second.id, { fields: ['name'] })
  expect((await fileOf(one.id)).customer.name).toBe('Third')
})

test('merges are undone in the opposite order; a file is not merged with itself, nor while it is being merged', async () => {
  const [a, b, c] = [await newCustomer(boss, { name: 'A' }), await newCustomer(boss, { name: 'B' }), await newCustomer(boss, { name: 'C' })]
  const ask = (id: string, otherId: string) => boss.ask('POST /customers/:id/merges', { params: { id }, body: { id: randomUUIDv7(), otherId } })
  expect((await ask(a.id, a.id)).status).toBe(409)
  const first = await merged(b.id, a.id)
  expect((await ask(b.id, a.id)).status).toBe(409)
  const second = await merged(c.id, b.id)
  const undo = (partId: string) => boss.ask('POST /customers/:id/merges/:partId/undo', { params: { id: c.id, partId }, body: {} })
  expect((await undo(first.id)).problem.code).toBe('wrong-state')
  await undone(boss, kesher.house, c.id, second.id)
  await undone(boss, kesher.house, b.id, first.id)
  expect((await fileOf(a.id)).customer).toMatchObject({ id: a.id, name: 'A' })
  const both = await Promise.all([ask(a.id, b.id), ask(b.id, a.id), ask(c.id, a.id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409])
})

test('who does not see both files cannot compare or merge them, and learns nothing of the other', async () => {
  const [haifa, eilat] = [await newTeam(boss, 'Haifa'), await newTeam(boss, 'Eilat')]
  const rep = await kesher.member('rep', [haifa.id])
  const [own, foreign] = [await newCustomer(boss, { name: 'Own', teamId: haifa.id }), await newCustomer(boss, { name: 'Foreign', teamId: eilat.id })]
  for (const [id, otherId] of [
    [own.id, foreign.id],
    [foreign.id, own.id],
  ] as const) {
    expect((await rep.ask('GET /customers/:id/merge/:otherId', { params: { id, otherId } })).status).toBe(404)
    expect((await rep.ask('POST /customers/:id/merges', { params: { id }, body: { id: randomUUIDv7(), otherId } })).status).toBe(404)
  }
})

test('erasing the kept file erases what was merged into it, and the ledger names both', async () => {
  const [one, other] = [await wholeFile(boss, 'Potoroo'), await wholeFile(boss, 'Bettong', { phone: '053-7778889' })]
  await merged(one.id, other.id, { name: 'kept' })
  await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
  await boss.call('POST /customers/:id/erasure', { params: { id: one.id }, body: { name: 'Potoroo Ltd' } })
  for (const id of [one.id, other.id]) expect((await boss.ask('GET /customers/:id/file', { params: { id } })).status).toBe(404)
  const ledger = await kesher.house.db.selectFrom('erasures').where('fileId', 'in', [one.id, other.id]).select('fileId').execute()
  expect(ledger.map(({ fileId }) => fileId).sort()).toEqual([one.id, other.id].sort())
  const left = await kesher.house.db.selectFrom('merges').where('mergedId', '=', other.id).select('id').execute()
  expect(left).toEqual([])
})

test('what is kept from somebody they do not put back by undoing a merge, nor a team that is not theirs', async () => {
  const [north, south] = [await newTeam(boss, 'Cold'), await newTeam(boss, 'Warm')]
  const manager = await kesher.member('manager', [south.id])
  const marketer = await kesher.member('marketer', [south.id])
  const kept = await newCustomer(boss, { name: 'Wombat', teamId: north.id, creditLimitMinor: 100 })
  const other = await newCustomer(boss, { name: 'Wombat Ltd', teamId: south.id, creditLimitMinor: 200 })
  const merge = await merged(kept.id, other.id, { creditLimitMinor: 'merged', teamId: 'merged' })
  const third = await newTeam(boss, 'Mild')
  await boss.call('PATCH /customers/:id', { params: { id: kept.id }, body: { creditLimitMinor: 900, teamId: third.id } })
  await boss.call('PATCH /customers/:id', { params: { id: kept.id }, body: { teamId: south.id, city: 'Acre' } })
  await boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope: 'team', hidden: ['finances'] } })
  const params = { id: kept.id, partId: merge.id }
  const back = (browser: Browser, fields: 'creditLimitMinor' | 'teamId') =>
    browser.ask('POST /customers/:id/merges/:partId/undo', { params, body: { fields: [fields] } })
  expect((await back(manager, 'creditLimitMinor')).status).toBe(403)
  expect((await back(manager, 'teamId')).problem).toMatchObject({ code: 'invalid', fields: { teamId: 'unknown' } })
  expect((await back(marketer, 'teamId')).status).toBe(403)
  await boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope: 'team', hidden: [] } })
  expect((await fileOf(kept.id)).customer).toMatchObject({ creditLimitMinor: 900, team: { name: 'Warm' } })
  expect((await back(manager, 'creditLimitMinor')).status).toBe(200)
})

test('the name of a file that is another team’s is told by no merge that is not standing', async () => {
  const [here, there] = [await newTeam(boss, 'Here'), await newTeam(boss, 'There')]
  const manager = await kesher.member('manager', [here.id])
  const kept = await newCustomer(boss, { name: 'Bilby', teamId: here.id })
  const other = await newCustomer(boss, { name: 'Potoroo', teamId: there.id })
  const names = async (browser: Browser) => (await browser.call('GET /customers/:id/merges', { params: { id: kept.id } })).map(({ mergedName }) => mergedName)
  const merge = await boss.call('POST /customers/:id/merges', { params: { id: kept.id }, body: { id: randomUUIDv7(), otherId: other.id } })
  expect(await names(manager)).toEqual([null])
  expect(await names(boss)).toEqual(['Potoroo'])
  await workOff(kesher.house, merge)
  expect(await names(manager)).toEqual(['Potoroo'])
  await undone(boss, kesher.house, kept.id, merge.id)
  expect(await names(manager)).toEqual([null])
  expect(await names(boss)).toEqual(['Potoroo'])
})

test('an erasure carried out on a database of before the undo takes what was the erased one’s and leaves the other whole, whichever of the two it was', async () => {
  for (const erased of ['merged', 'kept'] as const) {
    const [one, other] = [await wholeFile(boss, `Bilby${erased}`), await wholeFile(boss, `Quokka${erased}`, { phone: '053-4445556' })]
    const before = { one: await fileOf(one.id), other: await fileOf(other.id) }
    await merged(one.id, other.id, { name: 'merged' })
    const [gone, stays, left] = erased === 'merged' ? [other, one, before.one] : [one, other, before.other]
    await writeDown(kesher.house.place.folder, {
      id: randomUUIDv7(),
      fileId: gone.id,
      contactId: null,
      erasedAt: '2026-11-23T08:00:00Z',
      erasedBy: null,
      marks: [],
    })
    await replayErasures(kesher.house)
    expect((await boss.ask('GET /customers/:id/file', { params: { id: gone.id } })).status).toBe(404)
    const file = await fileOf(stays.id)
    expect([file.customer.name, file.contacts, file.points]).toEqual([left.customer.name, left.contacts, left.points])
    expect(file.timeline.items.map(({ id }) => id).sort()).toEqual(left.timeline.items.map(({ id }) => id).sort())
  }
})

test('a person erased after an undo is erased from the file theirs is merged into', async () => {
  const [one, other] = [await wholeFile(boss, 'Dunnart'), await wholeFile(boss, 'Potoroo', { phone: '053-7778889' })]
  const contactId = (await fileOf(other.id)).contacts[0]!.id
  await merged(one.id, other.id)
  await writeDown(kesher.house.place.folder, { id: randomUUIDv7(), fileId: other.id, contactId, erasedAt: '2026-11-23T08:00:00Z', erasedBy: null, marks: [] })
  await replayErasures(kesher.house)
  expect((await fileOf(one.id)).contacts.map(({ name }) => name)).toEqual(['Dana Dunnart'])
})
