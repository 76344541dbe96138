/** Merging: nothing is lost by it, cut off or not, and every address of a merged file leads on. */
import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, type Key } from '../../contract/index.ts'
import { newCustomer } from '../../server/customers/testing.ts'
import { newMerge } from '../../server/merging/testing.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { mergeCases, mergeFaults, mergeWorld } from './merging.ts'
import { samples } from './samples.ts'
import { newFile, trustWorld, understood } from './world.ts'

let kesher: Kesher
beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
})
afterAll(() => kesher.close())

test('a merge that is undone leaves each file what it had and what was done in it since, wherever the work was cut off', { timeout: 120_000 }, async () => {
  const world = await mergeWorld(kesher)
  for (const given of fc.sample(mergeCases, { numRuns: 3, seed: 20_261_122 }))
    expect({ given, ...(await mergeFaults(world, given)) }).toMatchObject({ faults: [] })
})

/** Those that are about files of their own in the samples: asked here by the old id beside the loop. */
const apart: readonly Key[] = [
  'POST /customers/:id/merges',
  'GET /customers/:id/merge/:otherId',
  'GET /customers/:id/merges/:partId/undo',
  'POST /customers/:id/merges/:partId/undo',
]
const ending: readonly Key[] = ['POST /customers/:id/erasure', 'POST /customers/:id/contacts/:partId/erasure']

test('whatever names a customer answers to the id of a file that was merged as to the one it went into', { timeout: 120_000 }, async () => {
  const world = await trustWorld(kesher)
  const file = await newFile(world.boss, { name: 'Merged' }, world.productId)
  await understood(kesher, [file])
  const kept = await newCustomer(world.boss, { name: 'Kept' })
  const further = await newCustomer(world.boss, { name: 'Further' })
  await newMerge(world.boss, kesher.house, kept.id, file.id, { name: 'kept' })
  const last = await newMerge(world.boss, kesher.house, further.id, kept.id, { name: 'kept' })
  const keys = (Object.keys(contract) as Key[]).filter((key) => / \/customers\/:id(\/|$)/.test(key) && !apart.includes(key) && !ending.includes(key))
  expect(keys.length).toBeGreaterThan(30)
  const wrong: object[] = []
  const ask = async (key: Key, sent: object, status = 200) => {
    const answer = await world.boss.ask(key, sent as never)
    if (answer.status !== status) wrong.push({ key, status: answer.status, expected: status, text: answer.text.slice(0, 200) })
    return answer
  }
  const given = { world, person: world.people.administrator, file, by: world.boss }
  for (const key of keys) await ask(key, await samples[key].sent(given), samples[key].status)
  const [twin, other] = [await newCustomer(world.boss, { name: 'Twin' }), await newCustomer(world.boss, { name: 'Other' })]
  await ask('GET /customers/:id/merge/:otherId', { params: { id: file.id, otherId: twin.id } })
  await ask('GET /customers/:id/merge/:otherId', { params: { id: twin.id, otherId: file.id } })
  await ask('GET /customers/:id/merges/:partId/undo', { params: { id: file.id, partId: last.id } })
  await newMerge(world.boss, kesher.house, file.id, twin.id, { name: 'kept' })
  await ask('POST /customers/:id/contacts/:partId/erasure', { params: { id: file.id, partId: file.contactId }, body: { name: 'Dana plain' } }, 409)
  for (const hold of (await world.boss.call('GET /customers/:id/privacy', { params: { id: file.id } })).holds)
    await ask('DELETE /customers/:id/holds/:partId', { params: { id: file.id, partId: hold.id } })
  await ask('POST /customers/:id/erasure', { params: { id: file.id }, body: { name: 'Further' } })
  await ask('GET /customers/:id/file', { params: { id: file.id } }, 404)
  expect((await ask('POST /customers/:id/merges', { params: { id: other.id }, body: { id: randomUUIDv7(), otherId: file.id } }, 404)).status).toBe(404)
  expect(wrong).toEqual([])
})
