/**
 * `npm run bench:duplicates`: how well duplicates are found on the Febrl sets, beside the best of the reference toolkit; with `-- --customers N` how long the search of a
 * whole base takes, and in how much memory. No label is used in fitting, and nothing is set otherwise for one set than for another.
 * Results: the key `duplicates` of `results/find.json`.
 */
import { randomUUIDv7 } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Blocks, fitted, foundIn } from '../matching/index.ts'
import { connect } from '../server/db/connect.ts'
import { goThrough, latestRuns } from '../server/duplicates/index.ts'
import { baseOfSet, quality, sets } from './duplicates/febrl.ts'
import { openWorld } from './world.ts'

const { values } = parseArgs({ options: { customers: { type: 'string' } } })
const data = process.env.KESHER_TEST_DATA ?? join(import.meta.dirname, '../../shared/data')

type Reference = { sets: Record<string, { methods: Record<string, { f1: number }> }> }

/** The best F1 of the toolkit's methods, threshold chosen with the truth or trained on it included. */
function bestOf(file: string, set: string): number | null {
  const path = join(data, 'reference', file)
  if (!existsSync(path)) return null
  const found = (JSON.parse(readFileSync(path, 'utf8')) as Reference).sets[set]
  return found ? Math.max(...Object.values(found.methods).map(({ f1 }) => f1)) : null
}

function whole<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const places = (value: number) => Number(value.toFixed(5))

function febrl() {
  return sets(join(data, 'febrl')).flatMap((set) =>
    [true, false].map((withTaxId) => {
      const start = performance.now()
      const blocks = new Blocks(baseOfSet(set, withTaxId))
      const { pairs, compared } = whole(foundIn(blocks, whole(fitted(blocks))))
      const { f1, precision, recall, ...counts } = quality(set, pairs)
      const reference = bestOf(withTaxId ? 'er_febrl_recordlinkage.json' : 'er_febrl_recordlinkage_no_ssn.json', set.name)
      const row = {
        set: withTaxId ? set.name : `${set.name}, without the number of identity`,
        records: set.rows.length,
        ...counts,
        precision: places(precision),
        recall: places(recall),
        f1: places(f1),
        reference: reference && places(reference),
        met: reference === null ? null : f1 >= reference,
        compared,
        seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
      }
      console.log(
        `${row.met === false ? '✗' : row.met ? '✓' : ' '} ${row.set.padEnd(46)} F1 ${row.f1}  reference ${row.reference ?? '–'}  (${row.right} right of ${row.found} found, ${row.truth} there are)`,
      )
      return row
    }),
  )
}

/** Every twentieth customer of the world is written a second time, with another way to write the name or a new phone; the search has to find them. */
const share = 20

async function wholeBase(customers: number) {
  const world = await openWorld(customers)
  const { db, pool, close } = connect(world.postgres.url())
  try {
    const doubled = await pool.query<{ id: string }>(
      `insert into customers (id, number, kind, name, other_name, city, country, team_id, currency, created_at, updated_at)
       select gen_random_uuid(), -number, kind, case when number % 2 = 0 then name else substr(name, 1, 3) || substr(name, 5) end, '', city, country, team_id, currency, now(), now()
       from customers where number > 0 and number % $1 = 0 and not exists (select from customers twin where twin.number = -customers.number) returning id`,
      [share],
    )
    await pool.query(
      `insert into contact_points (customer_id, id, channel, value, created_at)
       select twin.id, gen_random_uuid(), p.channel, p.value, now() from customers twin join customers c on c.number = -twin.number
       join contact_points p on p.customer_id = c.id and p.contact_id is null and (p.channel = 'phone' or c.number % 3 = 0)
       where twin.number < 0 on conflict do nothing`,
    )
    console.log(`  ${doubled.rowCount} customers written a second time`)
    await db.updateTable('duplicateRuns').set({ state: 'cancelled' }).where('state', 'in', ['waiting', 'running']).execute()
    const id = randomUUIDv7()
    await db.insertInto('duplicateRuns').values({ id, askedAt: new Date() }).execute()
    let most = 0
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 200)
    const start = performance.now()
    await goThrough({ url: world.postgres.url(), now: () => new Date() }, id)
    const seconds = (performance.now() - start) / 1000
    clearInterval(watching)
    const [run] = await latestRuns(db)
    const { rows } = await pool.query<{ there: number; found: number; sure: number }>(
      `select count(*)::integer as there, count(p.id)::integer as found, (count(p.id) filter (where p.verdict = 'surely'))::integer as sure
       from customers twin join customers c on c.number = -twin.number
       left join duplicate_pairs p on p.one_id = least(twin.id, c.id) and p.other_id = greatest(twin.id, c.id) where twin.number < 0`,
    )
    const result = { ...run!.report!, seconds: places(seconds), memoryMb: Math.round(most / 2 ** 20), written: rows[0]! }
    console.log(JSON.stringify(result, null, 2))
    return result
  } finally {
    await pool.query('delete from customers where number < 0')
    await close()
    await world.postgres.stop()
  }
}

const results = join(import.meta.dirname, 'results')
const file = join(results, 'find.json')
mkdirSync(results, { recursive: true })
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.versions.node }
const table = febrl()
if (table.length === 0) console.log('The Febrl sets are not there (KESHER_TEST_DATA).')
const base = values.customers ? await wholeBase(Number(values.customers)) : before.duplicates?.wholeBase
const duplicates = {
  date: new Date().toISOString(),
  machine,
  load: Number(loadavg()[0]!.toFixed(1)),
  febrl: table.length > 0 ? table : before.duplicates?.febrl,
  wholeBase: base,
}
writeFileSync(file, `${JSON.stringify({ ...before, duplicates }, null, 2)}\n`)
