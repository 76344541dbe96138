/** A backup that is broken off leaves nothing that passes for one, wherever it breaks. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { differing, digestsOf } from '../../server/backup/digests.ts'
import { makeSet, sweep } from '../../server/backup/making.ts'
import { readSet, setNames } from '../../server/backup/manifest.ts'
import { placeIn } from '../../server/backup/place.ts'
import { failingAt, openShop, type Shop } from '../../server/backup/testing.ts'
import { noteResult } from './results.ts'

describe('in one Kesher', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await shop.write('before')
    await shop.backUp()
  })
  afterAll(() => shop.close())

  const restoresWhole = async () => {
    const name = (await setNames(shop.work.place)).at(-1)!
    const set = await readSet(shop.work.place, shop.work.key, name)
    expect(differing(set.cluster!.mark.tables, await shop.restored({ target: 'mark' }, digestsOf))).toEqual([])
  }

  test('failing the n-th step of a backup and of a sweep, until no step is left to fail', async () => {
    let steps = 0
    for (const doing of [makeSet, sweep]) {
      const before = await setNames(shop.work.place)
      for (let n = 1; ; n++) {
        const { work, touched } = failingAt(n, shop.work)
        const failed = await doing(work).then(
          () => false,
          () => true,
        )
        if (!touched()) break
        steps++
        expect(failed, `${doing.name}, step ${n}`).toBe(true)
        expect(await setNames(shop.work.place)).toEqual(before)
      }
    }
    await restoresWhole()
    await shop.backUp()
    await restoresWhole()
    noteResult('backup: failing the n-th step', { steps, halfStates: 0 })
  })

  test.skipIf(process.getuid?.() !== 0)('a disk that fills up while a backup is written to it', async () => {
    const folder = shop.elsewhere('small disk')
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder])
    try {
      const filler = join(folder, 'filler')
      const work = { ...shop.work, place: placeIn(folder) }
      let filled = false
      const full = makeSet(work, ({ stage }) => {
        if (stage !== 'cluster' || filled) return
        filled = true
        writeFileSync(filler, Buffer.alloc(39 * 2 ** 20))
      })
      await expect(full).rejects.toMatchObject({ code: 'no-room' })
      expect(await setNames(work.place)).toEqual([])
      rmSync(filler)
      const set = await makeSet(work)
      expect(await setNames(work.place)).toEqual([set.name])
      noteResult('backup: disk full while it is written', { refused: 1, setsLeft: 0, healed: 1 })
    } finally {
      execFileSync('umount', [folder])
    }
  })
})

test('kesher backup killed at a random moment leaves no set, and the next backup is whole', async () => {
  const root = mkdtempSync(join(tmpdir(), 'kesher-killed-'))
  const env = { ...process.env, KESHER_DATA: join(root, 'data'), DATABASE_URL: '' }
  const kesher = (...args: string[]) => spawn(process.execPath, [join(import.meta.dirname, '../../cli/kesher.ts'), ...args], { env, stdio: 'ignore' })
  const ended = (child: ReturnType<typeof kesher>) => new Promise<number | null>((done) => child.once('exit', done))
  const sets = () => setNames(placeIn(join(root, 'data', 'backups')))
  const beginning = () => readdirSync(join(root, 'data', 'backups', 'sets'), { encoding: 'utf8' }).some((name) => name.endsWith('.partial'))
  const kills = 20
  try {
    expect(await ended(kesher('seed', '--customers', '30'))).toBe(0)
    const begun = performance.now()
    expect(await ended(kesher('backup'))).toBe(0)
    const usual = performance.now() - begun
    let halfway = 0
    for (let kill = 0; kill < kills; kill++) {
      const before = await sets()
      const child = kesher('backup')
      const gone = ended(child)
      await delay(usual * (0.2 + Math.random() * 0.8))
      child.kill('SIGKILL')
      await gone
      if (beginning()) halfway++
      const after = await sets()
      const kept = before.filter((set) => after.includes(set))
      const made = after.filter((set) => !before.includes(set))
      // Killed after the end, the set is whole; the drill proves the newest either way. Only a set that is whole lets the oldest of those kept go.
      expect(made.length).toBeLessThanOrEqual(1)
      expect(kept).toEqual(before.slice(before.length - kept.length))
      expect(before.length - kept.length).toBeLessThanOrEqual(made.length)
    }
    expect(await ended(kesher('drill'))).toBe(0)
    expect(await ended(kesher('backup'))).toBe(0)
    expect(beginning()).toBe(false)
    expect(await ended(kesher('drill'))).toBe(0)
    expect(existsSync(join(root, 'data', '.drill'))).toBe(false)
    noteResult('backup: kill -9 at random moments', { kills, halfwayThrough: halfway, wrongSets: 0 })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
