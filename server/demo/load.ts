/** Writes the demo world into a Kesher without customers. What was written stays written: after a crash it goes on from there. */
import { sql } from 'kysely'
import pg from 'pg'
import { refreshNames } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { refreshFacts } from '../file/facts.ts'
import type { House } from '../house.ts'
import { Problem } from '../http/problem.ts'
import { addCompany } from './company.ts'
import { defaultSeed, demoWorld } from './world.ts'
import { writeFiles } from './write.ts'

const filesAtOnce = 100

type Wish = { seed?: string; customers?: number; lead: string | null; now: Date }

/** Notes which world is wanted; asked again, it is the world already asked for. Refused where there are customers already. */
export async function wantDemo(tx: Db, { seed = defaultSeed, customers = 300, lead, now }: Wish) {
  const asked = await loadState(tx)
  if (asked && asked.state !== 'failed') return asked
  if (!asked && (await tx.selectFrom('customers').select('id').limit(1).executeTakeFirst())) throw new Problem('wrong-state')
  const row = { seed, customers, present: now, leadId: lead, state: 'waiting' as const }
  return tx
    .insertInto('demoLoad')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ state: 'waiting' }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const loadState = (tx: Db) => tx.selectFrom('demoLoad').selectAll().executeTakeFirst()

/** Writes what is still missing of the world wanted. */
export async function loadDemo(house: House, told: (loaded: number, customers: number) => void = () => {}) {
  const wanted = await loadState(house.db)
  if (!wanted || wanted.state === 'done') return
  const client = new pg.Client({ connectionString: house.url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await write(house, client, wanted, told)
  } catch (error) {
    await house.db.updateTable('demoLoad').set({ state: 'failed' }).execute()
    throw error
  } finally {
    await client.end()
  }
}

async function write(
  house: House,
  client: pg.Client,
  { seed, customers, present, leadId, loaded }: NonNullable<Awaited<ReturnType<typeof loadState>>>,
  told: (loaded: number, customers: number) => void,
) {
  const now = new Date(present)
  const { timeZone } = await house.db.selectFrom('company').select('timeZone').executeTakeFirstOrThrow()
  const company = await house.db.transaction().execute((tx) => addCompany(tx, leadId, now))
  await sql`select setval('customer_numbers', greatest(${1000 + customers}, (select last_value from customer_numbers)))`.execute(house.db)
  const world = demoWorld({ seed, customers, now, timeZone, company })
  for (let from = loaded; from < customers; from += filesAtOnce) {
    const files = Array.from({ length: Math.min(filesAtOnce, customers - from) }, (_, n) => world.file(from + n))
    await client.query('begin')
    await writeFiles(client, files)
    await client.query(`update demo_load set state = 'loading', loaded = $1`, [from + files.length])
    await client.query('commit')
    await bringUpToDate(
      house,
      files.map(({ customer }) => String(customer.id)),
    )
    told(from + files.length, customers)
  }
  await factsLeftOut(house)
  await house.db.updateTable('demoLoad').set({ state: 'done' }).execute()
}

/** A file has its facts last: one that has them lacks nothing. */
const bringUpToDate = ({ db, now }: House, ids: string[]) =>
  db.transaction().execute(async (tx) => {
    await refreshNames(tx, ids)
    await refreshFacts(tx, ids, now())
  })

/** Files whose facts a crash kept from being written. */
async function factsLeftOut(house: House) {
  const bare = house.db
    .selectFrom('customers')
    .leftJoin('customerFacts', 'customerFacts.customerId', 'customers.id')
    .where('customerFacts.customerId', 'is', null)
    .select('customers.id')
  for (;;) {
    const ids = (await bare.limit(1000).execute()).map(({ id }) => id)
    if (ids.length === 0) return
    await bringUpToDate(house, ids)
  }
}
