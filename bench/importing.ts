/** Importing orders from CSV, against COPY of the very rows it wrote into the same tables. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { ImportDetail, Inspection } from '../contract/exchange.ts'
import { catalogue } from '../server/demo/catalogue.ts'
import { random } from '../server/demo/random.ts'
import { amount, type Times } from './times.ts'

const orders = 20_000
const mark = 'BENCH-'
const columns = { number: 0, orderedAt: 1, customerRef: 2, sku: 3, quantity: 4, unitPrice: 5 }

type Api = <Reply>(method: string, path: string, body?: object | string) => Promise<Reply>

/**
 * Rows a second of both: of the import, and of COPY. The orders are of neighbouring customers, so that neither side waits for the disk
 * to find pages the other has just warmed; a checkpoint before each, so that both write the whole of a page they first touch. Leaves the world as it was.
 */
export async function importing(url: string, port: number, cookie: string): Promise<{ measured: Times; floor: Times }> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  client.on('error', () => {})
  const api: Api = async (method, path, body) => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const sent = body && { headers: { cookie, 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }
    const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, { method, headers: { cookie }, ...sent })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`)
    return answer.json() as never
  }
  const { rows } = await client.query<{ ref: string }>(
    `select ref from (select ref from customers order by id limit ${orders}) as neighbours order by random()`,
  )
  const { csv, lines } = file(rows.map(({ ref }) => ref))

  const { id } = await api<ImportDetail>('POST', '/imports?name=bench.csv&kind=orders', csv)
  const { mapping } = await api<Inspection>('GET', `/imports/${id}/inspection`)
  await client.query('checkpoint')
  const begin = performance.now()
  await api('POST', `/imports/${id}/run`, { kind: 'orders', mapping: { ...mapping, columns, returnPrefix: '' } })
  await settled(api, id, 'imported')
  const measured = amount(lines, performance.now() - begin)

  const parts = [
    ['orders', `select * from orders where number like '${mark}%' order by customer_id, id`],
    [
      'order_lines',
      `select l.* from order_lines l join orders o on o.customer_id = l.customer_id and o.id = l.order_id where o.number like '${mark}%' order by l.customer_id, l.id`,
    ],
  ] as const
  const written = await Promise.all(parts.map(async ([table, query]) => [table, await text(client.query(copyTo(`copy (${query}) to stdout`)))] as const))
  await api('POST', `/imports/${id}/undo`)
  await settled(api, id, 'undone')

  await client.query('checkpoint')
  const start = performance.now()
  await client.query('begin')
  for (const [table, content] of written) {
    const stream = client.query(copyFrom(`copy ${table} from stdin`))
    if (!stream.write(content)) await once(stream, 'drain')
    stream.end()
    await finished(stream)
  }
  await client.query('commit')
  const floor = amount(lines, performance.now() - start)
  await client.query(`delete from orders where number like '${mark}%'`)
  await client.end()
  return { measured, floor }
}

function file(refs: string[]) {
  const chance = random('import', 1)
  const rows = refs.flatMap((ref, n) =>
    Array.from({ length: chance.int(1, 4) }, () => {
      const product = chance.pick(catalogue)
      return [
        `${mark}${n}`,
        `2026-${String(chance.int(1, 10)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`,
        ref,
        product.sku,
        chance.int(1, 9),
        (product.unitPriceMinor / 100).toFixed(2),
      ].join(',')
    }),
  )
  return { csv: ['number,date,customer,sku,quantity,price', ...rows].join('\n'), lines: rows.length }
}

async function settled(api: Api, id: string, wanted: string) {
  for (;;) {
    const { state } = await api<ImportDetail>('GET', `/imports/${id}`)
    if (state === wanted) return
    if (state === 'failed') throw new Error('the import failed')
    await wait(50)
  }
}
