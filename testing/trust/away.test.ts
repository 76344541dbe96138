/** The database goes away and comes back; Kesher says so, and goes on by itself. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newCustomer } from '../../server/customers/testing.ts'
import { newEntry } from '../../server/interactions/testing.ts'
import { addJobIn } from '../../server/jobs/add-job.ts'
import { type Runner, startWorker } from '../../server/jobs/worker.ts'
import { freshDatabase } from '../database.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { type Wire, wireTo } from './wire.ts'

let wire: Wire
let kesher: Kesher
let worker: Runner
const done: string[] = []
beforeAll(async () => {
  wire = await wireTo(await freshDatabase())
  kesher = await openKesher({ url: wire.url })
  await kesher.app.listen({ port: 0, host: '127.0.0.1' })
  worker = await startWorker(kesher.house, { note: async (_, { text }: { text: string }) => void done.push(text) }, '')
})
afterAll(async () => {
  await worker.stop()
  await kesher.close()
  await wire.close()
})

/** An open screen: what it hears, and whether it is still connected. */
function screen(cookie: string, file: string) {
  const state = { heard: '', open: true }
  const { port } = kesher.app.server.address() as AddressInfo
  const asking = request({ port, path: `/api/live?files=${file}`, headers: { host: 'localhost', cookie } }, (answer) => {
    answer.on('data', (bytes) => {
      state.heard += bytes
    })
    answer.on('close', () => {
      state.open = false
    })
  })
  asking.on('error', () => {})
  asking.end()
  return state
}

test('while the database is away every request is told when to come back; after it everything goes on within ten seconds', { timeout: 40_000 }, async () => {
  const boss = await kesher.administrator()
  const { id } = await newCustomer(boss)
  const before = screen(boss.cookie, id)
  await expect.poll(() => before.heard).toContain('retry')

  await wire.down()
  await expect.poll(() => before.open).toBe(false)
  const refused = [
    await boss.ask('GET /customers/:id/file', { params: { id } }),
    await boss.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } }, { 'idempotency-key': 'while away' }),
    await boss.ask('GET /customers'),
  ]
  expect(refused.map(({ status, problem, headers }) => [status, problem.code, headers['retry-after']])).toEqual(Array(3).fill([503, 'unavailable', '2']))

  await wire.up()
  const soon = { timeout: 10_000 }
  await expect.poll(async () => (await boss.ask('GET /customers/:id/file', { params: { id } })).status, soon).toBe(200)
  let after = screen(boss.cookie, id)
  await expect
    .poll(() => {
      if (!after.open || !after.heard) after = screen(boss.cookie, id)
      return new Promise((next) => setTimeout(() => next(after.heard), 100))
    }, soon)
    .toContain('retry')
  await newEntry(boss, id)
  await expect.poll(() => after.heard, soon).toContain('interaction.recorded')
  await addJobIn(kesher.house.db)('note', { text: 'after' })
  await expect.poll(() => done, soon).toContain('after')
  const again = await boss.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } }, { 'idempotency-key': 'while away' })
  expect(again.status).toBe(200)
})
