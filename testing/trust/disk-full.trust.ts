/** A real Kesher on a disk that fills up while people write, and the same for the folder of attachments alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { notPermitted, type SmallDisk, smallDisk } from '../small-disk.ts'
import { freePort } from './kesher-to-kill.ts'
import { holdAgainst, openShop, Writer } from './load.ts'
import { noteResult } from './results.ts'

let disk: SmallDisk | undefined
let child: ChildProcess | undefined
afterEach(async () => {
  if (child && child.exitCode === null) {
    const gone = new Promise((done) => child?.once('exit', done))
    child.kill('SIGTERM')
    await gone
  }
  disk?.remove()
  disk = child = undefined
})

/** `kesher start` as anybody starts it, with its data on the small disk. */
async function started(folder: string, database = '') {
  const port = await freePort()
  const env = { ...process.env, KESHER_DATA: folder, DATABASE_URL: database, KESHER_PORT: String(port), KESHER_PACE: '0' }
  child = spawn(process.execPath, [join(import.meta.dirname, '../../cli/kesher.ts'), 'start'], { env, stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(answers, { timeout: 120_000 }).toBe(true)
  return address
}

const patient = { timeout: 20_000, interval: 100 }
const rounds = 5

test('the whole disk: refused as it should be, read on, nothing lost, doubled or half, and healed without a hand', async ({ skip }) => {
  disk = smallDisk(500)
  if (!disk) return skip(notPermitted)
  const folder = join(disk.folder, 'data')
  const shop = await openShop(await started(folder))
  const writers = Array.from({ length: 4 }, () => new Writer(shop))
  const enough = new AbortController()
  const work = Promise.all(writers.map((writer) => writer.writeUntil(enough.signal)))
  const total = () => writers.reduce((sum, writer) => sum + writer.total, 0)
  const moreThan = (count: number) => expect.poll(total, patient).toBeGreaterThan(count)
  const ask = (path: string, method = 'GET', body?: object) =>
    fetch(`${shop.address}/api${path}`, { method, headers: { cookie: shop.cookie, 'content-type': 'application/json' }, body: body && JSON.stringify(body) })
  const file = `/customers/${writers[0]!.customerId}`
  const refused = { full: 0, away: 0, other: 0 }
  const probe = async () => {
    const answer = await ask(`${file}/preferences`, 'POST', { kind: 'preference', text: 'never stored' })
    const { code } = (await answer.json()) as { code?: string }
    if (answer.status === 507 && code === 'no-room' && answer.headers.get('retry-after') === '30') refused.full++
    else if (answer.status === 503 && code === 'unavailable' && answer.headers.get('retry-after') === '2') refused.away++
    else if (answer.status !== 200) refused.other++
    return answer.status
  }
  let [reads, readsRefused, slowestToHeal] = [0, 0, 0]
  await moreThan(40)
  for (let round = 0; round < rounds; round++) {
    disk.fill()
    await expect.poll(probe, patient).toBe(507)
    await expect.poll(async () => (await ask(`${file}/file`)).status, patient).toBe(200)
    for (let n = 0; n < 20; n++) {
      for (const path of [`${file}/file`, '/customers', '/search?q=File', `${file}/timeline`]) {
        reads++
        if ((await ask(path)).status !== 200) readsRefused++
      }
      expect(await probe()).toBe(507)
    }
    const before = total()
    const begun = performance.now()
    disk.empty()
    await moreThan(before + 10)
    slowestToHeal = Math.max(slowestToHeal, performance.now() - begun)
  }
  // Somebody else takes even what was kept for this: the database may go down. What is answered then, and that it comes back by itself.
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    disk.fill()
    expect([503, 507]).toContain(await probe())
    expect([200, 503, 507]).toContain((await ask(`${file}/file`)).status)
    await delay(50)
  }
  const before = total()
  disk.empty()
  await moreThan(before + 10)
  enough.abort()
  await work
  const { database } = JSON.parse(readFileSync(join(folder, 'kesher.json'), 'utf8')) as { database: string }
  const found = await holdAgainst(writers, database, folder)
  const unexpected = writers.flatMap((writer) => writer.unexpected)
  noteResult('disk full: the whole data folder, with PostgreSQL on it', {
    rounds: rounds + 1,
    ...found,
    refused: refused.full + refused.away,
    refusedOtherwise: refused.other,
    reads,
    readsRefused,
    slowestToHealMs: Math.round(slowestToHeal),
    unexpected: unexpected.length,
    restartsByHand: 0,
  })
  expect(child?.exitCode).toBe(null)
  expect({ ...found, unexpected, refusedOtherwise: refused.other, readsRefused }).toMatchObject({
    lost: 0,
    doubled: 0,
    halves: 0,
    unexpected: [],
    refusedOtherwise: 0,
    readsRefused: 0,
  })
  const preferences = JSON.stringify(await (await ask(`${file}/file`)).json())
  expect(preferences).not.toContain('never stored')
})

test('the folder of attachments alone: attaching waits, everything else goes on, and no piece of a file stays', async ({ skip }) => {
  disk = smallDisk(24)
  if (!disk) return skip(notPermitted)
  const folder = join(disk.folder, 'data')
  const database = await freshDatabase()
  const shop = await openShop(await started(folder, database))
  const writer = new Writer(shop)
  const enough = new AbortController()
  const work = writer.writeUntil(enough.signal)
  await expect.poll(() => writer.answered.files.length, patient).toBeGreaterThan(3)
  enough.abort()
  await work
  const entries = `/customers/${writer.customerId}/interactions`
  const send = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string) =>
    fetch(`${shop.address}/api${path}`, { method: 'POST', headers: { cookie: shop.cookie, 'content-type': type }, body })
  const attach = (name: string, bytes: number) =>
    send(`${entries}/${writer.answered.entries[0]}/attachments?name=${name}`, new Uint8Array(bytes), 'application/octet-stream')
  const incoming = () => (existsSync(join(folder, 'incoming')) ? readdirSync(join(folder, 'incoming')) : [])
  let [refused, others] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    disk.fill()
    for (const bytes of [1, 100_000, 5_000_000]) {
      const answer = await attach('never.bin', bytes)
      if (answer.status === 507 && answer.headers.get('retry-after') === '30') refused++
    }
    expect(incoming()).toEqual([])
    const note = await send(entries, JSON.stringify({ id: crypto.randomUUID(), channel: 'phone', direction: 'in', body: 'A call' }), 'application/json')
    const read = await fetch(`${shop.address}/api/customers/${writer.customerId}/file`, { headers: { cookie: shop.cookie } })
    if (note.status === 200 && read.status === 200) others++
    disk.empty()
    expect((await attach(`after-${round}.bin`, 1_000_000)).status).toBe(200)
  }
  const timeline = await (await fetch(`${shop.address}/api/customers/${writer.customerId}/timeline`, { headers: { cookie: shop.cookie } })).text()
  noteResult('disk full: the folder of attachments', { rounds, refused, piecesLeft: incoming().length, othersCarriedOut: others, healed: rounds })
  expect({ refused, others }).toEqual({ refused: rounds * 3, others: rounds })
  expect(timeline).not.toContain('never.bin')
  expect(child?.exitCode).toBe(null)
})
