/** Builders: handing over a file and seeing its import through. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect } from 'vitest'
import type { ImportDetail, ImportKind, ImportMapping } from '../../contract/exchange.ts'
import { type Browser, type Kesher, type KesherOptions, kesherForFile } from '../../testing/kesher.ts'
import { crontab, jobs } from '../app.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { type Jobs, type Runner, startWorker } from '../jobs/worker.ts'
import { dryRun, runImport } from './importing.ts'
import { undoImport } from './undo.ts'

/** The same jobs, done here: a thread for each of the many small files of a test would be most of its time. */
const here: Jobs = {
  ...jobs,
  'import.check': (house, { id }: { id: string }) => dryRun(house, id),
  'import.run': (house, { id }: { id: string }) => runImport(house, id),
  'import.undo': (house, { id }: { id: string }) => undoImport(house, id),
}
/** Without a crontab nothing begins by itself. */
export const working = (house: House, begins = crontab) => startWorker(house, here, begins)

/** One Kesher for the tests of a file, with its jobs at work. */
export function busyKesherForFile(options: KesherOptions = {}): Kesher {
  const kesher = kesherForFile(options)
  let worker: Runner
  beforeAll(async () => {
    worker = await working(kesher.house)
  })
  afterAll(() => worker.stop())
  return kesher
}

type File = { text: string | Buffer; kind?: ImportKind; name?: string; mapping?: Partial<ImportMapping> }
const bytesOf = (text: string | Buffer) => (typeof text === 'string' ? Buffer.from(text) : text)

export async function handOver(browser: Browser, { text, kind, name = 'file.csv', mapping }: File) {
  const { id, kind: guessed } = await browser.call('POST /imports', { query: { name, kind }, body: bytesOf(text) as never })
  const seen = await browser.call('GET /imports/:id/inspection', { params: { id } })
  return { id, kind: kind ?? guessed, inspection: seen, mapping: { ...seen.mapping, ...mapping, columns: { ...seen.mapping.columns, ...mapping?.columns } } }
}

/** Waits until the work on an import is over. */
export async function settled(browser: Browser, id: string, timeout = 20_000): Promise<ImportDetail> {
  const at = { now: undefined as ImportDetail | undefined }
  await expect
    .poll(
      async () => {
        at.now = await browser.call('GET /imports/:id', { params: { id } })
        return ['checking', 'importing', 'undoing'].includes(at.now.state)
      },
      { timeout, interval: 25 },
    )
    .toBe(false)
  return at.now!
}

export async function tried(browser: Browser, file: File) {
  const { id, kind, mapping } = await handOver(browser, file)
  await browser.call('POST /imports/:id/dry-run', { params: { id }, body: { kind, mapping } })
  return settled(browser, id)
}

export async function imported(browser: Browser, file: File, timeout?: number) {
  const { id, kind, mapping } = await handOver(browser, file)
  await browser.call('POST /imports/:id/run', { params: { id }, body: { kind, mapping } })
  return settled(browser, id, timeout)
}

export async function undone(browser: Browser, id: string, timeout?: number) {
  await browser.call('POST /imports/:id/undo', { params: { id } })
  return settled(browser, id, timeout)
}

const businessTables = [
  'customers',
  'contacts',
  'contact_points',
  'customer_facts',
  'customer_events',
  'preferences',
  'interactions',
  'orders',
  'order_lines',
  'products',
  'custom_values',
  'promises',
  'voices',
  'scores',
  'import_changes',
  'import_product_changes',
]

/** The content of every business table as one digest, ids and all. An undo leaves the version of a row it restored grown, so versions are left out. */
export async function digest(db: Db): Promise<string> {
  const hash = createHash('sha256')
  for (const table of businessTables) {
    const { rows } = await sql<{ row: string }>`select (to_jsonb(t) - 'version' - 'updated_at')::text as row from ${sql.table(table)} t order by 1`.execute(db)
    hash.update(table).update(JSON.stringify(rows))
  }
  return hash.digest('hex')
}

/** The same whatever ids and numbers rows were given: what customers have, by their names and keys. */
export async function blindDigest(db: Db): Promise<string> {
  const parts = [
    sql`select c.ref, c.name, c.kind, c.city, c.country, c.tags, c.currency, c.balance_minor, f.orders_12m, f.revenue_12m_minor, f.first_order_at, f.last_order_at from customers c left join customer_facts f on f.customer_id = c.id order by c.ref, c.name`,
    sql`select c.ref, o.number, o.kind, o.ordered_at, o.amount_minor from orders o join customers c on c.id = o.customer_id order by 1, 2`,
    sql`select c.ref, o.number, l.line_no, p.sku, l.description, l.quantity, l.unit_price_minor, l.amount_minor from order_lines l join orders o on o.customer_id = l.customer_id and o.id = l.order_id
      join customers c on c.id = o.customer_id join products p on p.id = l.product_id order by 1, 2, 3`,
    sql`select sku, name, name_as_of, category, unit_price_minor from products order by sku`,
    sql`select c.ref, o.number, d.key, v.value from custom_values v join custom_fields d on d.id = v.field_id join customers c on c.id = v.customer_id
      left join orders o on o.customer_id = v.customer_id and o.id = v.order_id order by 1, 2, 3`,
    sql`select c.ref, x.channel, x.value from contact_points x join customers c on c.id = x.customer_id order by 1, 2, 3`,
  ]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(JSON.stringify((await part.execute(db)).rows))
  return hash.digest('hex')
}
