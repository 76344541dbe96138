/** The database a command works on: yours, the one of a running Kesher, or the embedded one started for the while. */

import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { type House, openHouse } from '../server/house.ts'
import { claim, dataFolder, occupantOf, refuseHalfRestored } from './folder.ts'
import { Refusal } from './refusal.ts'

type Reached = { url: string; folder: string /** Of the Kesher that runs on it, if one does. */; address: string | null }

/** Runs `work` on this folder's database, and leaves everything as it was found. */
export async function withDatabase(work: (reached: Reached) => Promise<void>) {
  await using ending = new AsyncDisposableStack()
  const folder = dataFolder()
  await work({ folder, ...(await reach(folder, ending)) })
}

/** The same with the schema brought up to date and the house opened. */
export function withHouse(work: (house: House) => Promise<void>) {
  return withDatabase(async ({ url, folder, address }) => {
    await migrate(url)
    const house = openHouse({ url, folder, address: address ?? '' })
    try {
      await work(house)
    } finally {
      await house.close()
    }
  })
}

async function reach(folder: string, ending: AsyncDisposableStack): Promise<{ url: string; address: string | null }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, address: null }
  const claimed = claim(folder)
  if (!claimed) {
    const { database, address } = occupantOf(folder)
    if (!database || !address) throw new Refusal(`Another Kesher is busy with ${folder}. Try again when it is ready.`)
    return { url: database, address }
  }
  ending.defer(async () => claimed.release())
  refuseHalfRestored(folder)
  const postgres = await startEmbedded({ folder })
  ending.defer(() => postgres.stop())
  claimed.tell({ pid: process.pid, database: postgres.url(), address: null })
  return { url: postgres.url(), address: null }
}
