/** `kesher export`: customers or orders as CSV, to a file. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportCustomers } from '../server/customers/index.ts'
import { exportOrders } from '../server/exchange/index.ts'
import { acting, firstAdministrator } from './acting.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

export async function run([what, file]: string[]) {
  if ((what !== 'customers' && what !== 'orders') || !file) throw new Refusal('Usage: kesher export <customers|orders> FILE')
  await withHouse(async (house) => {
    const actor = await firstAdministrator(house)
    await acting(house, actor, async (ctx) => {
      if (what === 'orders') ctx.audit('list.exported', { facts: { list: 'orders' } })
      const { stream } = await (what === 'customers' ? exportCustomers(ctx, {}) : exportOrders(ctx))
      await pipeline(Readable.from(stream), createWriteStream(file))
    })
    console.log(`Written to ${file}`)
  })
}
