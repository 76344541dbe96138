/** Long work with server, database and connections killed under it: an import, an export, a merge and its undo, an erasure. Each is asked for again until it is answered, and ends as if nobody had been killed. */
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect, type Db } from '../../server/db/connect.ts'
import { problemOfDatabase } from '../../server/http/problem.ts'
import { unzipped, whereIs } from '../../server/rights/testing.ts'
import { type KesherToKill, kesherToKill, type Target } from './kesher-to-kill.ts'
import { openShop } from './load.ts'

const targets: readonly Target[] = ['server', 'postgres', 'connection']
const rowsImported = 400

export type Found = { kills: number; rounds: number; unfinished: string[]; wrong: string[]; unexpected: string[] }

/** `rounds` times all of that, with a kill every so many milliseconds while it is under way. */
export async function killingWork(rounds: number, every = 900): Promise<Found> {
  const kesher = await kesherToKill(undefined, { jobs: true })
  const found: Found = { kills: 0, rounds, unfinished: [], wrong: [], unexpected: [] }
  const caller = new Caller(kesher, await openShop(kesher.address), found)
  for (let round = 0; round < rounds; round++) await oneRound(kesher, caller, found, every)
  await kesher.end()
  return found
}

async function oneRound(kesher: KesherToKill, caller: Caller, found: Found, every: number) {
  const word = `quoll${randomUUID().slice(0, 8)}`
  const [kept, other] = [await caller.file('Stays'), await caller.file(word)]
  const imported = `numbat${randomUUID().slice(0, 8)}`
  const importId = await caller.handOver(imported)
  const [merge, archive, erasure] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]

  await under(kesher, found, every, async () => {
    await caller.send('POST', `/imports/${importId}/run`, {})
    await caller.prove()
    await caller.send('POST', `/customers/${other}/exports`, { id: archive, language: 'en' })
    await caller.until('the import', `/imports/${importId}`, ({ state }) => state === 'imported', {
      failed: () => caller.send('POST', `/imports/${importId}/run`, {}),
    })
    await caller.until('the export', `/customers/${other}/exports/${archive}`, ({ state }) => state === 'done' || state === 'failed')
  })
  await check(kesher, found, async (db, wrong) => {
    const { rows } = await sql<{
      all: number
      refs: number
    }>`select count(*)::int as all, count(distinct ref)::int as refs from customers where ref like ${`${imported}-%`}`.execute(db)
    if (rows[0]!.all !== rowsImported || rows[0]!.refs !== rowsImported) wrong.push(`imported ${JSON.stringify(rows[0])}`)
    const { state } = await db.selectFrom('fileExports').where('id', '=', archive).select('state').executeTakeFirstOrThrow()
    if (state !== 'done') return
    const data = unzipped(readFileSync(join(kesher.folder, 'exports', `${archive}.zip`))).get('data.json')!
    const { interactions, contacts } = JSON.parse(data.toString())
    if (interactions.length !== 1 || contacts.length !== 1) wrong.push('an archive is not whole')
  })

  await under(kesher, found, every, async () => {
    await caller.send('POST', `/customers/${kept}/merges`, { id: merge, otherId: other })
    await caller.until('the merge', `/customers/${kept}/merges`, (merges) => merges[0]!.state === 'merged')
  })
  await check(kesher, found, (db, wrong) => holds(db, wrong, 'merged', { [kept]: 2, [other]: 0 }))

  await under(kesher, found, every, async () => {
    await caller.send('POST', `/customers/${kept}/merges/${merge}/undo`, {})
    await caller.until('the undo', `/customers/${kept}/merges`, (merges) => merges[0]!.state === 'undone')
  })
  await check(kesher, found, (db, wrong) => holds(db, wrong, 'parted', { [kept]: 1, [other]: 1 }))

  await under(kesher, found, every, async () => {
    await caller.prove()
    await caller.send('POST', `/customers/${other}/erasure`, { id: erasure, name: word })
  })
  await check(kesher, found, async (db, wrong) => {
    await holds(db, wrong, 'erased', { [kept]: 1, [other]: 0 })
    let places: string[] = []
    for (const begun = performance.now(); performance.now() - begun < longest; await delay(200)) {
      places = await whereIs({ db, place: { folder: kesher.folder, address: '' } } as never, word)
      if (places.length === 0) return
    }
    wrong.push(`what was erased is still in ${places}`)
  })
}

const longest = 120_000

/** Does the work while one after another is killed, and ends with everything alive. */
async function under(kesher: KesherToKill, found: Found, every: number, work: () => Promise<void>) {
  const stop = new AbortController()
  const killing = (async () => {
    while (!stop.signal.aborted) {
      await delay(Math.random() * every)
      await kesher.kill(targets[found.kills++ % targets.length]!)
      await kesher.answers()
    }
  })()
  // Work that is killed again and again may wait ever longer before it is tried anew: it is let be after a while.
  const enough = setTimeout(() => stop.abort(), every * 5)
  await work()
  clearTimeout(enough)
  stop.abort()
  await killing
}

/** Looks into the database once it stands: just after a kill it may still be on its way up. */
async function check(kesher: KesherToKill, found: Found, look: (db: Db, wrong: string[]) => Promise<void>) {
  for (const begun = performance.now(); ; await delay(100)) {
    await kesher.answers()
    const own = connect(kesher.url())
    const wrong: string[] = []
    try {
      await look(own.db, wrong)
      return found.wrong.push(...wrong)
    } catch (error) {
      if (!problemOfDatabase(error) || performance.now() - begun > longest) throw error
    } finally {
      await own.close()
    }
  }
}

/** Every part of a file is there as many times as its contacts. */
async function holds(db: Db, wrong: string[], when: string, files: Record<string, number>) {
  for (const [id, times] of Object.entries(files))
    for (const table of ['contacts', 'interactions', 'promises', 'attachments', 'orders', 'order_lines']) {
      const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(table)} where customer_id = ${id}`.execute(db)
      if (rows[0]!.rows !== times) wrong.push(`${when}: ${rows[0]!.rows} ${table} in place of ${times}`)
    }
}

type Shop = Awaited<ReturnType<typeof openShop>>

/** Work, or a list of it, as it is told. */
type Told = { state: string }

/** One person who asks again until they are answered. */
class Caller {
  readonly #kesher: KesherToKill
  readonly #shop: Shop
  readonly #found: Found

  constructor(kesher: KesherToKill, shop: Shop, found: Found) {
    this.#kesher = kesher
    this.#shop = shop
    this.#found = found
  }

  async send(method: string, path: string, body: object | Buffer): Promise<unknown> {
    const key = randomUUID()
    const bytes = Buffer.isBuffer(body)
    for (const begun = performance.now(); performance.now() - begun < longest; await delay(80)) {
      const answer = await this.#ask(method, path, {
        headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json', 'idempotency-key': key },
        body: bytes ? new Uint8Array(body) : JSON.stringify(body),
      })
      if (answer?.status === 200) return answer.said
      if (answer && answer.status !== 503)
        this.#found.unexpected.push(`${method} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${answer.status} ${JSON.stringify(answer.said)}`)
    }
    throw new Error(`${method} ${path} was never answered`)
  }

  /** Looks until it is so; `failed` says what a person does where the work says that it broke. */
  async until(what: string, path: string, so: (told: Told & Told[]) => boolean, { failed }: { failed?: () => Promise<unknown> } = {}) {
    for (const begun = performance.now(); performance.now() - begun < longest; await delay(60)) {
      const answer = await this.#ask('GET', path, {})
      if (answer?.status !== 200) continue
      if (so(answer.said as Told & Told[])) return
      if (failed && (answer.said as { state?: string }).state === 'failed') await failed()
    }
    this.#found.unfinished.push(what)
  }

  prove() {
    return this.send('POST', '/me/confirmation', { password: 'a long password' })
  }

  /** A file with one thing in every part of it that is looked at. */
  async file(name: string): Promise<string> {
    const id = randomUUIDv7()
    const entry = randomUUIDv7()
    await this.send('POST', '/customers', { id, kind: 'organisation', name, teamId: this.#shop.teamId })
    await this.send('POST', `/customers/${id}/contacts`, { name: `Dana ${name}` })
    const promise = { text: `Send ${name}`, dueOn: '2030-01-01' }
    await this.send('POST', `/customers/${id}/interactions`, { id: entry, channel: 'phone', direction: 'in', body: `Spoke of ${name}`, promise })
    await this.send('POST', `/customers/${id}/interactions/${entry}/attachments?name=${name}.txt`, Buffer.from(`The bytes of ${name}`))
    await this.send('POST', `/customers/${id}/orders`, { id: randomUUIDv7(), lines: [{ productId: this.#shop.productId, quantity: 1 }] })
    return id
  }

  /** A file to import, ready to run. */
  async handOver(word: string): Promise<string> {
    const rows = Array.from({ length: rowsImported }, (_, n) => `${word}-${n},Imported ${n},Haifa`)
    const text = Buffer.from(`customer id,name,city\n${rows.join('\n')}\n`)
    const { id } = (await this.send('POST', '/imports?name=some.csv&kind=customers', text)) as { id: string }
    const seen = await this.#ask('GET', `/imports/${id}/inspection`, {})
    const { mapping } = seen!.said as { mapping: object }
    await this.send('POST', `/imports/${id}/dry-run`, { kind: 'customers', mapping })
    await this.until('the dry run', `/imports/${id}`, ({ state }) => state === 'checked')
    return id
  }

  async #ask(method: string, path: string, more: RequestInit) {
    const headers = { cookie: this.#shop.cookie, origin: '', ...more.headers }
    return fetch(`${this.#kesher.address}/api${path}`, { ...more, method, headers, signal: AbortSignal.timeout(20_000) }).then(
      async (said) => ({ status: said.status, said: (await said.json()) as unknown }),
      () => undefined,
    )
  }
}
