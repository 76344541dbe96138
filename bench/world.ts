/** The world the figures are taken in: built once by COPY, kept in bench/.cache. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { kesherServer } from '../server/app.ts'
import { rebuildNames } from '../server/customers/index.ts'
import { type Embedded, startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { addCompany } from '../server/demo/company.ts'
import { type FileRows, tablesOfFile, writeFiles } from '../server/demo/write.ts'
import { refreshFacts } from '../server/file/facts.ts'
import { openHouse } from '../server/house.ts'
import { benchFile } from './files.ts'
import { asBorne } from './names/bearers.ts'

export const administrator = { email: 'bench@carmel.example', password: 'a long password' }
const filesAtOnce = 1000
const lanes = 2

export type World = { customers: number; folder: string; postgres: Embedded }

/** Opens the world of this size, building it first where there is none of these files. A world is data: migrations since it was built are applied to it. */
export async function openWorld(customers: number): Promise<World> {
  const folder = join(import.meta.dirname, '.cache', `world-${customers}`)
  const mark = join(folder, 'built-from')
  const sources = ['files.ts', 'names/bearers.ts'].map((file) => readFileSync(join(import.meta.dirname, file)))
  const files = createHash('sha256')
    .update(Buffer.concat(sources))
    .update(asBorne ? 'names as borne' : 'names of the demo')
    .digest('hex')
  const built = existsSync(mark) && readFileSync(mark, 'utf8') === files
  if (!built) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const postgres = await startEmbedded({ folder })
  const applied = await migrate(postgres.url())
  if (!built) {
    await build(postgres.url(), folder, customers)
    writeFileSync(mark, files)
  } else if (applied.length > 0) {
    console.log(`  brought forward by ${applied.join(', ')}`)
    await command(postgres.url(), 'vacuum analyze')
  }
  await makeNames(postgres.url(), folder)
  return { customers, folder, postgres }
}

async function build(url: string, folder: string, customers: number) {
  const begin = performance.now()
  const said = (what: string) => console.log(`  ${((performance.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${what}`)
  const house = openHouse({ url, folder, address: 'http://localhost' })
  const app = await kesherServer(house)
  await app.inject({
    method: 'POST',
    url: '/api/setup',
    headers: { host: 'localhost' },
    payload: { company: 'כרמל אספקה', name: 'מדידה', language: 'he', ...administrator },
  })
  await addCompany(house.db, null, house.now())
  await house.db.updateTable('nameRules').set({ rules: 0 }).execute()
  const now = house.now().getTime()

  const indexes = await setAsideIndexes(url)
  await Promise.all(Array.from({ length: lanes }, (_, lane) => write(url, lane, customers, now, said)))
  said('rows written')
  for (const { definition, name } of indexes) {
    await command(url, definition)
    said(`index ${name}`)
  }
  await command(url, `select setval('customer_numbers', ${1000 + customers})`)
  await command(url, 'vacuum analyze')
  said('vacuumed and analysed')
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let from = lane * filesAtOnce; from < customers; from += lanes * filesAtOnce) {
        await refreshFacts(
          house.db,
          Array.from({ length: Math.min(filesAtOnce, customers - from) }, (_, n) => String(benchFile(from + n, customers, now).customer.id)),
          house.now(),
        )
      }
    }),
  )
  await command(url, 'vacuum analyze customer_facts')
  await command(url, 'checkpoint')
  said('current facts')
  await app.close()
  await house.close()
}

/** The words by which customers are found, where they are missing or stand by older rules. */
async function makeNames(url: string, folder: string) {
  const begin = performance.now()
  const house = openHouse({ url, folder, address: 'http://localhost' })
  let last = 0
  await rebuildNames(house, (done, total) => {
    if (done - last < 100_000 && done < total) return
    last = done
    console.log(`  ${((performance.now() - begin) / 1000).toFixed(0).padStart(5)} s  names of ${done} customers`)
  })
  await house.close()
  if (last > 0) await command(url, 'vacuum analyze name_tokens, customer_names')
}

/** Each lane writes a stretch of neighbouring customers. Rows come from one place and are right, so references are not checked again. */
async function write(url: string, lane: number, customers: number, now: number, said: (what: string) => void) {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c session_replication_role=replica -c synchronous_commit=off' })
  await client.connect()
  const [first, end] = [Math.floor((customers * lane) / lanes), Math.floor((customers * (lane + 1)) / lanes)]
  for (let from = first; from < end; from += filesAtOnce) {
    const files: FileRows[] = Array.from({ length: Math.min(filesAtOnce, end - from) }, (_, n) => benchFile(from + n, customers, now))
    await client.query('begin')
    await writeFiles(client, files)
    await client.query('commit')
    if (lane === 0 && ((from - first) / filesAtOnce) % 25 === 0) said(`${(from - first) * lanes} customers`)
  }
  await client.end()
}

/** Takes away every index that is not a key, and says how to make it again. An index is built faster than it grows. */
async function setAsideIndexes(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     where i.schemaname = 'public' and i.tablename = any($1) and not exists (select from pg_constraint c where c.conindid = to_regclass(quote_ident(i.indexname)))`,
    [tablesOfFile],
  )
  for (const { name } of rows) await client.query(`drop index ${pg.escapeIdentifier(name)}`)
  await client.end()
  return rows
}

async function command(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url, options: '-c maintenance_work_mem=1GB' })
  await client.connect()
  await client.query(sql)
  await client.end()
}
