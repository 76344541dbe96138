import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectOne } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { differing, digestsOf } from './digests.ts'
import { keyFor, readKey } from './key.ts'
import { makeSet, sweep } from './making.ts'
import { readSet, setNames } from './manifest.ts'
import { restoreInto } from './restoring.ts'
import { forgetSets } from './retention.ts'
import { claimPlace } from './session.ts'
import { failingAt, openShop, putFile, type Shop, teamsIn } from './testing.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let shop: Shop
let first: Awaited<ReturnType<Shop['backUp']>>
let between: Date
beforeAll(async () => {
  shop = await openShop()
  await shop.write('before the backup')
  first = await shop.backUp()
  between = await shop.write('first after it')
  await shop.write('second after it')
  putFile(shop.folder, 'attachments/cd/cdef01', 'sent after the backup')
  putFile(shop.folder, 'ledger/erasures', 'promised after the backup')
  await sweep(shop.work)
})
afterAll(() => shop.close())

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  )

describe('a restore', () => {
  test('to the end of a set has the same digest of every table as there was', async () => {
    expect(first.cluster!.mark.tables['public.teams']!.rows).toBe(1)
    expect(Object.keys(first.cluster!.mark.tables).length).toBeGreaterThan(30)
    const after = await shop.restored({ target: 'mark' }, digestsOf)
    expect(differing(first.cluster!.mark.tables, after)).toEqual([])
  })

  test('to a moment between two entries has the first and not the second; a promise made later still holds', async () => {
    const [teams, sent, promised] = await shop.restored({ target: between }, async (client, folder) => [
      await teamsIn(client),
      readFileSync(join(folder, 'attachments/ab/abcdef'), 'utf8'),
      readFileSync(join(folder, 'ledger/erasures'), 'utf8'),
    ])
    expect(teams).toEqual(['before the backup', 'first after it'])
    expect(sent).toBe('what the customer sent')
    expect(promised).toBe('promised after the backup')
  })

  test('to the newest moment has everything, and its folder can be started and backed up again', async () => {
    const into = shop.elsewhere('as new')
    const { work } = shop
    await restoreInto(into, { place: work.place, key: work.key, target: 'newest', afterRestore: {} })
    expect(readFileSync(join(into, 'attachments/cd/cdef01'), 'utf8')).toBe('sent after the backup')
    expect(readdirSync(into)).not.toContain('.restoring')
    const postgres = await startEmbedded({ folder: into, disposable: true })
    try {
      const { client, close } = await connectOne(postgres.url())
      expect(await teamsIn(client)).toEqual(['before the backup', 'first after it', 'second after it'])
      await close()
    } finally {
      await postgres.stop()
    }
  })

  test('is refused where something lies already, and for a moment that was not kept', async () => {
    const { place, key } = shop.work
    const restore = (folder: string, target: Date) => failure(restoreInto(folder, { place, key, target, afterRestore: {} }))
    expect(await restore(shop.folder, between)).toMatch(/^not-empty/)
    const into = shop.elsewhere('refused')
    expect(await restore(into, new Date(between.getTime() + 3_600_000))).toMatch(/^beyond-log/)
    expect(await restore(into, new Date('2020-01-01'))).toMatch(/^no-set/)
    expect(existsSync(into) ? readdirSync(into) : []).toEqual([])
  })

  test('with another key is refused', async () => {
    const other = shop.elsewhere('other key')
    writeFileSync(other, 'no key at all')
    expect(() => readKey(other)).toThrow(/no backup key/)
    rmSync(other)
    putFile(other, 'x', '')
    const { key } = keyFor(other)
    const restoring = restoreInto(shop.elsewhere('wrong key'), { place: shop.work.place, key, target: 'newest', afterRestore: {} })
    expect(await failure(restoring)).toMatch(/^wrong-key: sets\/.*\/manifest.json/)
  })
})

describe('a flipped byte', () => {
  const keptFiles = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'kesher-backups.json')
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))

  test('in any file of the backup, at its start, middle or end, is refused, and the file is named', async () => {
    const { place, key } = shop.work
    const into = shop.elsewhere('flipped')
    const files = keptFiles(place.folder).filter((path) => !path.startsWith('log/') || path >= `log/${first.cluster!.first}`)
    expect(files.length).toBeGreaterThan(9)
    for (const path of files) {
      const file = join(place.folder, path)
      const whole = readFileSync(file)
      // The large part takes its time: one byte of it is enough here.
      for (const at of path.includes('cluster-') ? [whole.length >> 1] : [0, whole.length >> 1, whole.length - 1]) {
        const flipped = Buffer.from(whole)
        flipped[at]! ^= 1
        writeFileSync(file, flipped)
        const said = await failure(restoreInto(into, { place, key, target: 'newest', afterRestore: {} }))
        expect(said, `${path} at ${at}`).toMatch(/^(damaged|wrong-key): /)
        expect(said).toContain(path.replace('manifest.seal', 'manifest.json'))
        expect(existsSync(into) ? readdirSync(into) : []).toEqual([])
      }
      writeFileSync(file, whole)
    }
  })

  test('in a page of the database is found while it is copied, and no set comes of it', async () => {
    await shop.client.query(`create table spoilt as select repeat('x', 1000) as x from generate_series(1, 50)`)
    await shop.client.query('checkpoint')
    const { rows } = await shop.client.query<{ path: string }>(`select pg_relation_filepath('spoilt') as path`)
    const file = join(shop.folder, 'cluster', rows[0]!.path)
    const page = readFileSync(file)
    page[8192 + 5000]! ^= 1
    writeFileSync(file, page)
    const sets = await setNames(shop.work.place)
    expect(await failure(shop.backUp())).toMatch(new RegExp(`^damaged-page: Page 1 of ${rows[0]!.path}`))
    expect(await setNames(shop.work.place)).toEqual(sets)
    await shop.client.query('drop table spoilt')
  })
})

describe('sets', () => {
  test('a file that did not change is kept once; forgetting sets keeps all that the others need', async () => {
    const { place, key } = shop.work
    const objects = async () => (await Promise.all((await place.list('objects')).map((shelf) => place.list(`objects/${shelf}`)))).flat().length
    expect(await objects()).toBe(3)
    rmSync(join(shop.folder, 'attachments/ab/abcdef'))
    const second = await shop.backUp()
    expect(await objects()).toBe(3)
    expect(await forgetSets(place, key, 1)).toEqual([first.name])
    expect(await objects()).toBe(2)
    expect(await place.list('sweeps')).toEqual([])
    const after = await shop.restored({ target: 'mark' }, digestsOf)
    expect(differing(second.cluster!.mark.tables, after)).toEqual([])
  })

  test('of another Kesher are left alone', async () => {
    await claimPlace(shop.work.place.folder, 'this one')
    expect(await failure(claimPlace(shop.work.place.folder, 'another one'))).toMatch(/^foreign-place/)
  })

  test('that break off at any step are none; what was kept before stays, and the next one goes through', async () => {
    const { place, key } = shop.work
    const before = await setNames(place)
    for (const n of [9, 45]) {
      const { work, touched } = failingAt(n, shop.work)
      await expect(makeSet(work), `step ${n}`).rejects.toThrow()
      expect(touched()).toBe(true)
      expect(await setNames(place)).toEqual(before)
    }
    const next = await shop.backUp()
    expect(await setNames(place)).toEqual([...before, next.name])
    expect((await place.list('sets')).filter((name) => name.endsWith('.partial'))).toEqual([])
    expect((await readSet(place, key, next.name)).parts.length).toBe(1)
  })
})
