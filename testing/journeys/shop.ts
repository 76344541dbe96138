/** One Kesher as people reach it: the built screens, the API and the jobs, on an address of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crontab, jobs, kesherServer } from '../../server/app.ts'
import { type House, openHouse } from '../../server/house.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { owner } from './people.ts'

export type Shop = { address: string; house: House; setUp(): Promise<void>; close(): Promise<void> }

export async function openShop(url: string): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-data-'))
  const house = openHouse({ url, folder, address: '', connections: 8, limits: { pace: 0 } })
  const app = await kesherServer(house)
  const worker = await startWorker(house, jobs, crontab)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://localhost:${(app.server.address() as { port: number }).port}`
  house.place.address = address
  return {
    address,
    house,
    async setUp() {
      await app.inject({ method: 'POST', url: '/api/setup', headers: { host: 'localhost' }, payload: { ...owner, company: 'Carmel Supply', language: 'en' } })
    },
    async close() {
      await app.close()
      await worker.stop()
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
