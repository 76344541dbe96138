/** An import whose server is killed goes on where it was, and ends as if nothing had happened. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { type Kesher, openKesher } from '../../testing/kesher.ts'
import { needs, testData } from '../../testing/test-data.ts'
import { newField } from '../custom-fields/testing.ts'
import { batchOf } from './importing.ts'
import { blindDigest, digest, handOver, imported, settled, undone, working } from './testing.ts'

const patience = 300_000

/** A server's worker in a process of its own. */
function workerProcess({ house }: Kesher) {
  const from = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, path)).href)
  const code = `
    const { openHouse } = await import(${from('../house.ts')}); const { startWorker } = await import(${from('../jobs/worker.ts')}); const { jobs } = await import(${from('./jobs.ts')})
    await startWorker(openHouse({ url: ${JSON.stringify(house.url)}, folder: ${JSON.stringify(house.place.folder)}, address: '' }), jobs, '')
    process.stdout.write('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = new Promise((done) => child.stdout.once('data', done))
  const gone = new Promise((done) => child.once('exit', done))
  return {
    ready,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Rows of few customers and many orders, some of them split over the file and filled with one thing here and another there. */
function generated(rows: number) {
  const lines = Array.from({ length: rows }, (_, n) => {
    const order = Math.floor(n / 4) % 9000
    const what = `Thing ${n % 311}${n % 50 === 0 ? ` v${n}` : ''}`
    return `${order},S${n % 311},${what},${(n % 9) - 2},2024-0${1 + (order % 9)}-11 10:00,${n % 700}.${n % 97},C${order % 1234},${n % 6 === 5 ? n % 13 : ''}`
  })
  return `order number,sku,description,quantity,date,unit price,customer id,lane\n${lines.join('\n')}\n`
}

async function shopkeeper(kesher: Kesher) {
  const boss = await kesher.administrator()
  await newField(boss, { subject: 'order', key: 'lane', type: 'number', label: { he: 'נתיב', en: 'Lane' } })
  return boss
}

async function undisturbed(text: string | Buffer) {
  const kesher = await openKesher()
  const worker = await working(kesher.house)
  try {
    const boss = await shopkeeper(kesher)
    const { result } = await imported(boss, { text, kind: 'orders' }, patience)
    return { digest: await blindDigest(kesher.house.db), result }
  } finally {
    await worker.stop()
    await kesher.close()
  }
}

/** Kills the worker each time the import has come so far (in batches), then lets it finish. */
async function killedAt(text: string | Buffer, places: number[]) {
  const kesher = await openKesher()
  try {
    const boss = await shopkeeper(kesher)
    const empty = await digest(kesher.house.db)
    const { id, kind, mapping } = await handOver(boss, { text, kind: 'orders' })
    await boss.call('POST /imports/:id/run', { params: { id }, body: { kind, mapping } })
    const batches = async () => (await kesher.house.db.selectFrom('imports').where('id', '=', id).select('batchesDone').executeTakeFirstOrThrow()).batchesDone
    for (const place of places) {
      const process = workerProcess(kesher)
      await process.ready
      await expect.poll(batches, { timeout: patience, interval: 3 }).toBeGreaterThanOrEqual(place)
      await process.kill()
    }
    const last = workerProcess(kesher)
    const done = await settled(boss, id, patience)
    const after = await blindDigest(kesher.house.db)
    await undone(boss, id, patience)
    await last.kill()
    return { digest: after, result: done.result, empty, undone: await digest(kesher.house.db) }
  } finally {
    await kesher.close()
  }
}

test('killed twice on the way, an import ends as if undisturbed, and its undo leaves nothing', { timeout: 120_000 }, async () => {
  const text = generated(2 * batchOf + 1_000) // a batch of products, two whole batches of lines and a short one
  const [whole, killed] = [await undisturbed(text), await killedAt(text, [1, 2])]
  expect(killed.result!.entities).toEqual(whole.result!.entities)
  expect(killed.result!.refused).toBe(whole.result!.refused)
  expect(killed.digest).toBe(whole.digest)
  expect(killed.undone).toBe(killed.empty)
})

const file = 'online_retail/online_retail.csv'

test.skipIf(!process.env.KESHER_LONG_TESTS || needs(file).skip)(
  'the same with half a million real lines (needs KESHER_LONG_TESTS and the data)',
  { timeout: 900_000 },
  async () => {
    const text = Buffer.from(testData(file))
    const random = Array.from({ length: 3 }, () => 1 + Math.floor(Math.random() * 27)).sort((a, b) => a - b)
    const [whole, killed] = [await undisturbed(text), await killedAt(text, random)]
    expect(whole.result).toMatchObject({
      rows: 541_909,
      refused: 135_080,
      entities: { customer: { created: 4_372 }, order: { created: 22_190 }, orderLine: { created: 406_829 } },
    })
    expect(killed.digest).toBe(whole.digest)
    expect(killed.undone).toBe(killed.empty)
  },
)
