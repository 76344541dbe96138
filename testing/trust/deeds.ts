/** What a person does, step by step under keys, and what a file holds afterwards whatever ids and moments it was given. */
import { createHash, randomUUID, randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { ImportMapping } from '../../contract/exchange.ts'
import { newCustomer } from '../../server/customers/testing.ts'
import type { Db } from '../../server/db/connect.ts'
import type { House } from '../../server/house.ts'
import { newEntry } from '../../server/interactions/testing.ts'
import { whereIs } from '../../server/rights/testing.ts'
import type { Browser } from '../kesher.ts'

type Answer = { status: number; text: string }
/** One try of a deed: its steps, what there is of it at any time, and all that it leaves in the end. */
export type Try = { steps: (() => Promise<Answer>)[]; stage(): Promise<string>; digest(): Promise<string> }
/** Of a `long` one the short form fails so many times fewer of its calls. */
export type Deed = { name: string; long?: number; begin(): Promise<Try> }

/** The work of jobs, done in this thread, where a fault can reach it. */
export type Work = Record<'runImport' | 'finishErasure' | 'clearAttachment' | 'merge', (house: House, id: string) => Promise<void>>

const toldOf = (work: Promise<void>) =>
  work.then(
    () => ({ status: 200, text: '' }),
    (error: Error) => ({ status: 503, text: String(error) }),
  )

export function deeds(boss: Browser, house: House, still: Db, productId: string, work: Work): Deed[] {
  const erasing = (what: 'file' | 'contact'): Deed => ({
    name: `erasing a ${what}`,
    async begin() {
      await boss.call('POST /me/confirmation', { body: { password: 'a long password' } })
      const word = `gone${randomUUID().slice(0, 8)}`
      const { id } = await newCustomer(boss, { name: what === 'file' ? word : 'Stays' })
      const contact = await boss.call('POST /customers/:id/contacts', {
        params: { id },
        body: { name: word, points: [{ channel: 'phone', value: '052-7654321' }] },
      })
      const entry = await newEntry(boss, id, { body: `Spoke of ${word}`, contactId: contact.id })
      const bytes = Buffer.from(`The bytes of ${word}`)
      await boss.call('POST /customers/:id/interactions/:partId/attachments', {
        params: { id, partId: entry.id },
        query: { name: `${word}.txt` },
        body: bytes as never,
      })
      const [erasure, key, digest] = [randomUUIDv7(), named(), createHash('sha256').update(bytes).digest('hex')]
      const erase = () =>
        what === 'file'
          ? boss.ask('POST /customers/:id/erasure', { params: { id }, body: { id: erasure, name: word } }, key)
          : boss.ask('POST /customers/:id/contacts/:partId/erasure', { params: { id, partId: contact.id }, body: { id: erasure, name: word } }, key)
      const kept = async () => [
        existsSync(join(house.place.folder, 'attachments', digest.slice(0, 2), digest)),
        existsSync(join(house.place.folder, 'ledger/erasures', `${erasure}.json`)),
      ]
      const stage = async () => JSON.stringify([await fileDigest(still, id), await entered(still, erasure, id), await kept()]).replaceAll(word, 'word')
      return {
        steps: [erase, () => toldOf(work.clearAttachment(house, digest)), () => toldOf(work.finishErasure(house, erasure))],
        stage,
        digest: async () => JSON.stringify([await stage(), await whereIs({ ...house, db: still }, word)]),
      }
    },
  })
  const named = () => ({ 'idempotency-key': randomUUID() })
  return [
    // First, while no imported file lies about that would have to be searched each time.
    erasing('file'),
    erasing('contact'),
    {
      name: 'recording an entry with a promise and an attachment',
      async begin() {
        const { id } = await newCustomer(boss)
        const [entryId, keys] = [randomUUIDv7(), [named(), named()]]
        const body = { id: entryId, channel: 'phone', direction: 'in', body: 'A call', promise: { text: 'Send the quote', dueOn: '2030-01-01' } } as const
        const place = { params: { id, partId: entryId }, query: { name: 'quote.txt' } }
        return {
          steps: [
            () => boss.ask('POST /customers/:id/interactions', { params: { id }, body }, keys[0]),
            () => boss.ask('POST /customers/:id/interactions/:partId/attachments', { ...place, body: Buffer.from(`The bytes of ${id}`) as never }, keys[1]),
          ],
          ...bothOf(still, id),
        }
      },
    },
    {
      name: 'taking an order',
      async begin() {
        const { id } = await newCustomer(boss)
        const key = named()
        const lines = [1, 2].map((quantity) => ({ productId, quantity }))
        const body = { id: randomUUIDv7(), lines }
        return { steps: [() => boss.ask('POST /customers/:id/orders', { params: { id }, body }, key)], ...bothOf(still, id) }
      },
    },
    {
      name: 'merging two files and parting them',
      long: 6,
      async begin() {
        const [{ id }, other, merge, keys] = [
          await newCustomer(boss),
          await newCustomer(boss, { name: 'Orbit', tags: ['old'] }),
          randomUUIDv7(),
          [named(), named()],
        ]
        const contact = await boss.call('POST /customers/:id/contacts', { params: { id: other.id }, body: { name: 'Dana' } })
        await newEntry(boss, id)
        await newEntry(boss, other.id, { contactId: contact.id, promise: { id: randomUUIDv7(), text: 'Send the quote', dueOn: '2030-01-01' } })
        const carryOn = () => toldOf(work.merge(house, merge))
        return {
          steps: [
            () => boss.ask('POST /customers/:id/merges', { params: { id }, body: { id: merge, otherId: other.id } }, keys[0]),
            carryOn,
            () => boss.ask('POST /customers/:id/merges/:partId/undo', { params: { id, partId: merge }, body: {} }, keys[1]),
            carryOn,
          ],
          stage: () => entriesIn(still, [id, other.id]),
          digest: async () => JSON.stringify([await fileDigest(still, id), await fileDigest(still, other.id)]),
        }
      },
    },
    {
      name: 'an import',
      async begin() {
        const [id, mark, keys] = [randomUUIDv7(), randomUUID().slice(0, 8), [named(), named()]]
        const text = `customer id,name,city,email\n${[1, 2, 3].map((n) => `${mark}-${n},Customer ${n},Haifa,${mark}-${n}@orbit.example`).join('\n')}\n`
        const hand = () => boss.ask('POST /imports', { query: { id, name: 'file.csv', kind: 'customers' }, body: Buffer.from(text) as never }, keys[0])
        const start = async () => {
          const seen = await boss.ask('GET /imports/:id/inspection', { params: { id } })
          if (seen.status !== 200) return seen
          return boss.ask('POST /imports/:id/run', { params: { id }, body: { kind: 'customers', mapping: seen.reply.mapping as ImportMapping } }, keys[1])
        }
        return {
          steps: [hand, start, () => toldOf(work.runImport(house, id))],
          stage: () => importStage(still, mark),
          digest: () => importDigest(still, id, mark),
        }
      },
    },
  ]
}

/** What an erasure enters: in the ledger, and in the audit log. */
async function entered(db: Db, erasure: string, customerId: string) {
  const { rows } = await sql`select (select count(*) from erasures where id = ${erasure}) as ledger,
    (select count(*) from audit_entries where file_id = ${customerId} and action in ('file.erased', 'contact.erased')) as told`.execute(db)
  return rows
}

/** Of a request there is all or nothing: every stage of it is whole. */
const bothOf = (db: Db, customerId: string) => ({ stage: () => fileDigest(db, customerId), digest: () => fileDigest(db, customerId) })

/** An import goes on where it was. On the way there is of each batch all or nothing; derived facts follow. */
async function importStage(db: Db, mark: string) {
  const { rows } = await sql`select count(distinct c.id) as customers, count(p.id) as points from customers c
    left join contact_points p on p.customer_id = c.id where c.ref like ${`${mark}-%`}`.execute(db)
  return JSON.stringify(rows)
}

/** However far a merge has come, each entry stands in one of the two files. Only a contact may stand in both for a while. */
async function entriesIn(db: Db, files: string[]) {
  const { rows } = await sql`select (select count(*) from interactions where customer_id = any(${files}::uuid[])) as entries,
    (select count(*) from interactions i join contacts c on c.customer_id = i.customer_id and c.id = i.contact_id where i.customer_id = any(${files}::uuid[])) as named,
    (select count(*) from promises p join interactions i on i.customer_id = p.customer_id and i.id = p.interaction_id where p.customer_id = any(${files}::uuid[])) as promised,
    (select count(distinct id) from contacts where customer_id = any(${files}::uuid[])) as people`.execute(db)
  return JSON.stringify(rows)
}

const tables = [
  'customers',
  'interactions',
  'promises',
  'attachments',
  'orders',
  'order_lines',
  'contacts',
  'contact_points',
  'customer_events',
  'customer_facts',
]

/** Everything of a file but what differs between two files that hold the same. */
async function fileDigest(db: Db, customerId: string) {
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{
        row: Record<string, unknown>
      }>`select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(table === 'customers' ? 'id' : 'customerId')} = ${customerId}`.execute(db)
      return [table, rows.map(({ row }) => plain(row)).sort()]
    }),
  )
  return JSON.stringify(parts)
}

/** The customers of one import, and how far the import says it came. */
async function importDigest(db: Db, importId: string, mark: string) {
  const { rows: files } = await sql<{ id: string; ref: string }>`select id, ref from customers where ref like ${`${mark}-%`} order by ref`.execute(db)
  const each = await Promise.all(files.map(async ({ id, ref }) => [ref.slice(mark.length), await fileDigest(db, id)]))
  const { rows } = await sql<{
    state: string
    result: { entities: object; refused: number } | null
  }>`select state, result from imports where id = ${importId}`.execute(db)
  return JSON.stringify([each, rows.map(({ state, result }) => [state, result?.entities, result?.refused])]).replaceAll(mark, '')
}

/** Of what differs from one file to the next it counts only whether it is there. */
const passing = /(^id|^at|Id|At|^number|^digest|^version|^data|^searchText)$/
const plain = (row: Record<string, unknown>) =>
  JSON.stringify(Object.entries(row).map(([column, value]) => [column, passing.test(column) && value !== null ? 'there' : value]))
