/** Customers imported while others search: new names are written all the time of the measurement. */
import { setTimeout as wait } from 'node:timers/promises'
import type { ImportDetail, Inspection } from '../contract/exchange.ts'
import { trades } from '../server/demo/names.ts'
import { towns } from '../server/demo/places.ts'
import { random } from '../server/demo/random.ts'
import { benchBusiness } from './names/bearers.ts'
import { amount, type Times } from './times.ts'

const rows = 40_000
const columns = { ref: 0, name: 1, otherName: 2, city: 3, phone: 4 }

/** Begins the import; `ended` waits for it, takes it back, and answers how fast it was. */
export async function importNames(port: number, cookie: string, seed: number): Promise<{ ended(): Promise<Times> }> {
  const api = async <Reply>(method: string, path: string, body?: object | string): Promise<Reply> => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const sent = body && { headers: { cookie, 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }
    const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, { method, headers: { cookie }, ...sent })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`)
    return answer.json() as never
  }
  const settled = async (id: string, wanted: string) => {
    for (;;) {
      const { state } = await api<ImportDetail>('GET', `/imports/${id}`)
      if (state === wanted) return
      if (state === 'failed') throw new Error('the import failed')
      await wait(50)
    }
  }
  const { id } = await api<ImportDetail>('POST', '/imports?name=names.csv&kind=customers', csv(seed))
  const { mapping } = await api<Inspection>('GET', `/imports/${id}/inspection`)
  const begin = performance.now()
  await api('POST', `/imports/${id}/run`, { kind: 'customers', mapping: { ...mapping, columns } })
  return {
    async ended() {
      await settled(id, 'imported')
      const measured = amount(rows, performance.now() - begin)
      await api('POST', `/imports/${id}/undo`)
      await settled(id, 'undone')
      return measured
    },
  }
}

function csv(seed: number) {
  const chance = random('names', seed)
  const lines = Array.from({ length: rows }, (_, n) => {
    const town = chance.pick(towns)
    const { name, latin } = benchBusiness(chance, chance.pick(trades), town)
    return [`BENCHN-${n}`, name, latin, town.name, `03${String(5_000_000 + n)}`].join(',')
  })
  return ['ref,name,other name,city,phone', ...lines].join('\n')
}
