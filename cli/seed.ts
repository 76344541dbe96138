/** `kesher seed`: fills a company without customers with the demo world. */
import { parseArgs } from 'node:util'
import { loadDemo, wantDemo } from '../server/demo/load.ts'
import { Problem } from '../server/http/problem.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

export async function run(args: string[]) {
  const { values } = parseArgs({ args, options: { customers: { type: 'string' }, seed: { type: 'string' } } })
  const customers = values.customers === undefined ? undefined : Number(values.customers)
  if (customers !== undefined && !(Number.isInteger(customers) && customers > 0)) throw new Refusal('--customers takes a whole number, such as --customers 300')
  await withHouse(async (house) => {
    const lead = await house.db
      .selectFrom('users')
      .where('role', '=', 'administrator')
      .where('deactivatedAt', 'is', null)
      .orderBy('createdAt')
      .select('id')
      .executeTakeFirst()
    const wanted = await wantDemo(house.db, { ...values, customers, lead: lead?.id ?? null, now: house.now() }).catch(explain)
    if (wanted.state === 'done') return console.log(`The demo world is already here: ${wanted.customers} customers.`)
    const begin = performance.now()
    await loadDemo(house, (loaded, all) => process.stdout.write(`\r${loaded} of ${all} customers`))
    console.log(`\nThe demo world is ready, in ${((performance.now() - begin) / 1000).toFixed(1)} s.`)
  })
}

function explain(error: unknown): never {
  if (error instanceof Problem && error.code === 'wrong-state')
    throw new Refusal('This company already has customers. The demo world is for an empty one: choose another folder with KESHER_DATA.')
  throw error
}
