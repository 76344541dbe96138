/**
 * `npm run bench:find [-- --customers 100000 --asked 2000]`: how well a customer is found by the form of the name in the other script, through the search the
 * server answers with, on PostgreSQL; against its trigrams. Results: the key `search` of `results/find.json`.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { random } from '../analytics/index.ts'
import { likeness, tokensOf } from '../names/index.ts'
import { kesherServer } from '../server/app.ts'
import type { Actor } from '../server/context.ts'
import { rebuildNames } from '../server/customers/index.ts'
import type { Db } from '../server/db/connect.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { searchFiles } from '../server/file/index.ts'
import { openHouse } from '../server/house.ts'
import { sizesOfNames } from './name-sizes.ts'
import { Found, misspelled } from './names/searching.ts'
import { type Script, type World, worldOf } from './names/world.ts'
import { summary } from './times.ts'

const { values } = parseArgs({ options: { customers: { type: 'string', default: '100000' }, asked: { type: 'string', default: '2000' } } })
const [size, most] = [Number(values.customers), Number(values.asked)]
const page = 10
const actor: Actor = {
  id: '00000000-0000-7000-8000-000000000000',
  name: '',
  role: 'administrator',
  language: 'he',
  teamIds: [],
  scope: 'all',
  hidden: [],
  grants: [],
}

const folder = mkdtempSync(join(tmpdir(), 'kesher-find-'))
const postgres = await startEmbedded({ folder, disposable: true })
await migrate(postgres.url())
const house = openHouse({ url: postgres.url(), folder, address: 'http://localhost' })
const app = await kesherServer(house)
try {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.versions.node }
  const results = [await measure('hebrew'), await measure('latin')]
  keep({ date: new Date().toISOString(), machine, load: Number(loadavg()[0]!.toFixed(1)), customers: size, results })
} finally {
  await app.close()
  await house.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Customers named in one script, asked for in the other. */
async function measure(script: Script) {
  const { db } = house
  const other = script === 'hebrew' ? 'latin' : 'hebrew'
  const world = worldOf(script, size)
  const seconds = await fill(db, world)
  const asked = world.asked.filter((_, n) => n % Math.max(1, Math.floor(world.asked.length / most)) === 0)
  const meant = Map.groupBy(world.all, (pair) => pair[other])
  const right = (name: string, typed: string, own: string) =>
    tokensOf(name).some((token) => meant.get(typed)?.some((pair) => pair[script] === token) || likeness(token, own) >= 0.9)
  const { below } = random(5)
  const results = {
    what: `customers written in ${script === 'hebrew' ? 'Hebrew' : 'Latin'} letters, asked for in ${script === 'hebrew' ? 'Latin' : 'Hebrew'} ones`,
    secondsToFill: seconds,
    oneWord: await ask(
      asked,
      (pair) => pair[other],
      searched,
      (names, pair) => names.findIndex((name) => tokensOf(name).includes(pair[script])),
      (name, pair) => right(name, pair[other], pair[script]),
    ),
    wholeName: await ask(
      world.customers.slice(0, world.asked.length).filter((_, n) => n % Math.max(1, Math.floor(world.asked.length / most)) === 0),
      ({ other: typed }) => typed!.join(' '),
      searched,
      (names, { tokens }) => names.findIndex((name) => tokensOf(name).join(' ') === tokens.join(' ')),
    ),
    sameScriptOneError: await ask(
      asked.filter((pair) => pair[script].replaceAll("'", '').length >= 5),
      (pair) => misspelled(pair[script], script, below),
      searched,
      (names, pair) => names.findIndex((name) => tokensOf(name).includes(pair[script])),
    ),
    trigrams: {
      oneWord: await ask(
        asked.slice(0, 200),
        (pair) => pair[other],
        byTrigrams,
        (names, pair) => names.findIndex((name) => tokensOf(name).includes(pair[script])),
      ),
      sameScriptOneError: await ask(
        asked.filter((pair) => pair[script].replaceAll("'", '').length >= 5).slice(0, 500),
        (pair) => misspelled(pair[script], script, below),
        byTrigrams,
        (names, pair) => names.findIndex((name) => tokensOf(name).includes(pair[script])),
      ),
    },
    sizes: await sizesOfNames(db),
  }
  console.log(JSON.stringify(results, null, 1))
  return results
}

/** Writes the customers and makes their words; answers how long the words took. */
async function fill(db: Db, { customers }: World): Promise<number> {
  await sql`truncate customers, name_tokens cascade`.execute(db)
  await db.updateTable('nameRules').set({ rules: 0 }).execute()
  const team = (await db.selectFrom('teams').select('id').executeTakeFirst())?.id ?? (await newTeam(db))
  const names = customers.map(({ tokens }) => tokens.join(' '))
  await sql`insert into customers (id, number, kind, name, team_id, currency, created_at, updated_at)
    select uuidv7(), n, 'person', name, ${team}, 'ILS', now(), now() from unnest(${names}::text[]) with ordinality as one (name, n)`.execute(db)
  await sql`insert into customer_facts (customer_id, as_of) select id, current_date from customers`.execute(db)
  const begin = performance.now()
  await rebuildNames({ db })
  const seconds = Math.round((performance.now() - begin) / 100) / 10
  await sql`vacuum analyze customers, customer_facts, name_tokens, customer_names`.execute(db)
  return seconds
}

async function newTeam(db: Db) {
  const { rows } = await sql<{ id: string }>`insert into teams (id, name) values (uuidv7(), 'Find') returning id`.execute(db)
  return rows[0]!.id
}

type Search = (q: string) => Promise<string[]>
async function searched(q: string): Promise<string[]> {
  return (await searchFiles({ tx: house.db, actor }, { q, limit: page })).map(({ name }) => name)
}

async function byTrigrams(q: string): Promise<string[]> {
  const { rows } = await sql<{
    name: string
  }>`select name from customers where ${q} <% search_text order by word_similarity(${q}, search_text) desc, id limit ${page}`.execute(house.db)
  return rows.map(({ name }) => name)
}

/** Asks for each thing; counts the place of what was meant, the share of the page that is right, and the time. */
async function ask<Thing>(
  things: readonly Thing[],
  typed: (thing: Thing) => string,
  search: Search,
  placeIn: (names: string[], thing: Thing) => number,
  right?: (name: string, thing: Thing) => boolean,
) {
  const found = new Found()
  const times: number[] = []
  let [precision, pages] = [0, 0]
  for (const thing of things) {
    const begin = performance.now()
    const names = await search(typed(thing))
    times.push(performance.now() - begin)
    found.add(placeIn(names, thing))
    if (names.length === 0 || !right) continue
    pages++
    precision += names.filter((name) => right(name, thing)).length / names.length
  }
  const { p50, p99 } = summary(times, 1)
  return {
    asked: things.length,
    ...found.shares(),
    ...(right ? { firstPagePrecision: Number((precision / pages).toFixed(4)) } : {}),
    milliseconds: { p50, p99 },
  }
}

function keep(search: object) {
  const file = join(import.meta.dirname, 'results', 'find.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...before, search }, null, 2)}\n`)
}
