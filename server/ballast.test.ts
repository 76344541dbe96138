/** A disk that fills up: what people write is refused before the database trips, what they read is not, and it mends itself. */
import { existsSync } from 'node:fs'
import pino from 'pino'
import { expect, test } from 'vitest'
import { openKesher } from '../testing/kesher.ts'
import { notPermitted, smallDisk } from '../testing/small-disk.ts'
import { ballastIn, carryBallast } from './ballast.ts'
import { newCustomer } from './customers/testing.ts'

test('on a full disk writing waits, reading and erasing go on, and writing goes on by itself when there is room', async ({ skip }) => {
  const disk = smallDisk(120)
  if (!disk) return skip(notPermitted)
  const kesher = await openKesher({ log: pino({ enabled: false }) })
  kesher.house.place.folder = disk.folder
  const ballast = await carryBallast(kesher.house)
  try {
    const boss = await kesher.administrator()
    const { id } = await newCustomer(boss)
    const view = await boss.call('POST /views', { body: { list: 'customers', name: 'Mine', query: '' } })
    const write = () => boss.ask('POST /customers/:id/contacts', { params: { id }, body: { name: 'Dana' } })
    expect(existsSync(ballastIn(disk.folder))).toBe(true)
    disk.fill()
    await expect.poll(async () => (await write()).problem.code, { timeout: 10_000 }).toBe('no-room')
    expect((await write()).headers['retry-after']).toBe('30')
    await expect.poll(() => disk.free()).toBeGreaterThan(60_000_000)
    expect((await boss.ask('GET /customers/:id/file', { params: { id } })).status).toBe(200)
    expect((await boss.ask('DELETE /views/:id', { params: { id: view.id } })).status).toBe(200)
    const attached = await boss.ask('POST /imports', { query: { name: 'a.csv', kind: 'customers' }, body: Buffer.from('name\nDana\n') as never })
    expect(attached.status).toBe(507)
    disk.empty()
    await expect.poll(async () => (await write()).status, { timeout: 10_000 }).toBe(200)
    expect(existsSync(ballastIn(disk.folder))).toBe(true)
  } finally {
    await ballast.stop()
    await kesher.close()
    disk.remove()
  }
})
