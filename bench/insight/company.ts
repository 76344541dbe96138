/** A company on a database of its own, thrown away afterwards: set up, with the demo world or an imported file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ImportDetail, ImportMapping, Inspection } from '../../contract/exchange.ts'
import { jobs, kesherServer } from '../../server/app.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import { type House, openHouse } from '../../server/house.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { administrator } from '../world.ts'

export type Company = { house: House; importOrders(name: string, bytes: Buffer, mapping?: Partial<ImportMapping>): Promise<void>; close(): Promise<void> }

export async function newCompany(now: () => Date): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-bench-'))
  const postgres = await startEmbedded({ folder, disposable: true })
  await migrate(postgres.url())
  const house = openHouse({ url: postgres.url(), folder, address: 'http://localhost', now, limits: { pace: 0 } })
  const app = await kesherServer(house)
  const worker = await startWorker(house, jobs, '')
  let cookie = ''
  const api = async <Reply>(method: 'GET' | 'POST', path: string, payload?: object | Buffer): Promise<Reply> => {
    const type = Buffer.isBuffer(payload) ? { 'content-type': 'text/csv' } : {}
    const answer = await app.inject({ method, url: `/api${path}`, headers: { host: 'localhost', cookie, ...type }, payload })
    if (answer.statusCode !== 200) throw new Error(`${method} ${path} answered ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    const [set] = [answer.headers['set-cookie'] ?? []].flat()
    if (set) cookie = set.split(';')[0]!
    return answer.json()
  }
  await api('POST', '/setup', { company: 'Bench', name: 'Bench', language: 'en', ...administrator })
  return {
    house,
    async importOrders(name, bytes, mapping) {
      const { id } = await api<ImportDetail>('POST', `/imports?name=${name}&kind=orders`, bytes)
      const seen = await api<Inspection>('GET', `/imports/${id}/inspection`)
      await api('POST', `/imports/${id}/run`, { kind: 'orders', mapping: { ...seen.mapping, ...mapping } })
      for (;;) {
        const { state } = await api<ImportDetail>('GET', `/imports/${id}`)
        if (state === 'imported') return
        if (state === 'failed') throw new Error(`${name} could not be imported`)
        await wait(100)
      }
    },
    async close() {
      await app.close()
      await worker.stop()
      await house.close()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
