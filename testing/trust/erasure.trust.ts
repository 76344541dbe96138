/** Somebody erased stays erased: a real backup from before the erasure is restored, and they are nowhere in it. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { afterRestore } from '../../server/app.ts'
import { sweep } from '../../server/backup/making.ts'
import { openShop, putFile, type Shop } from '../../server/backup/testing.ts'
import { type House, openHouse } from '../../server/house.ts'
import { addJobIn } from '../../server/jobs/add-job.ts'
import { eraseFile } from '../../server/rights/erasing.ts'
import { finishErasure } from '../../server/rights/finishing.ts'
import { markerIn } from '../../server/rights/marks.ts'
import { whereIs } from '../../server/rights/testing.ts'
import { noteResult } from './results.ts'

let shop: Shop
let house: House
beforeAll(async () => {
  shop = await openShop()
  house = openHouse({ url: shop.work.url, folder: shop.folder, address: '' })
})
afterAll(async () => {
  await house.close()
  await shop.close()
})

const now = new Date()

async function newFile(word: string) {
  const { db } = house
  const id = randomUUIDv7()
  const teamId = randomUUIDv7()
  await db.insertInto('teams').values({ id: teamId, name: teamId }).execute()
  await db.insertInto('customers').values({ id, number: 7, kind: 'person', name: word, teamId, currency: 'ILS', createdAt: now, updatedAt: now }).execute()
  const entry = randomUUIDv7()
  await db
    .insertInto('interactions')
    .values({ customerId: id, id: entry, channel: 'phone', direction: 'in', occurredAt: now, recordedAt: now, conversationId: entry, body: `Spoke of ${word}` })
    .execute()
  const digest = createHash('sha256').update(word).digest()
  const attachment = {
    customerId: id,
    id: randomUUIDv7(),
    interactionId: entry,
    name: `${word}.txt`,
    contentType: 'text/plain',
    sizeBytes: word.length,
    digest,
  }
  await db
    .insertInto('attachments')
    .values({ ...attachment, createdAt: now })
    .execute()
  putFile(shop.folder, `attachments/${digest.toString('hex').slice(0, 2)}/${digest.toString('hex')}`, word)
  return id
}

test('a canary erased after the backup is in no table and no file of what is restored, from before the erasure and after it', async () => {
  const fileId = await newFile('Thylacine')
  await newFile('Quokka')
  await shop.backUp()
  const before = await shop.write('before the erasure')
  const id = randomUUIDv7()
  const mark = await markerIn(shop.folder)
  await house.db.transaction().execute((tx) => eraseFile({ tx, addJob: addJobIn(tx), mark }, { id, fileId, erasedBy: null, now }))
  await finishErasure(house, { id })
  await shop.write('after the erasure')
  await sweep(shop.work)
  const found: Record<string, string[]> = {}
  for (const target of [before, 'newest'] as const) {
    await shop.restored({ target, afterRestore }, async (client, folder) => {
      const restored = openHouse({ url: `postgres://kesher@localhost/${client.database}?host=${client.host}`, folder, address: '' })
      try {
        found[String(target)] = await whereIs(restored, 'thylacine')
        expect((await whereIs(restored, 'quokka')).length).toBeGreaterThan(2)
      } finally {
        await restored.close()
      }
    })
  }
  expect(Object.values(found)).toEqual([[], []])
  noteResult('restore: an erased canary', { restores: 2, found: 0 })
})
